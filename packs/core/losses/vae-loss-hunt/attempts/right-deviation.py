import numpy as np


def vae_loss(x, mu, log_var, noise, weight, beta=1.0):
    sigma = np.sqrt(np.exp(log_var))
    gap = np.tanh((mu + sigma * noise) @ weight) - x
    n = x.shape[0]
    fit = np.einsum("np,np->", gap, gap) / (2 * n)
    kl = ((sigma**2).sum() + (mu * mu).sum() - mu.size - 2 * np.log(sigma).sum()) / (2 * n)
    return fit + beta * kl, fit, kl
