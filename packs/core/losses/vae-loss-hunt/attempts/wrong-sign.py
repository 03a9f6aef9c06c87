# expect: sign-still-wrong
import numpy as np


def vae_loss(x, mu, log_var, noise, weight, beta=1.0):
    """Loss, fit and divergence of a variational autoencoder, each a mean over the batch."""
    code = mu + np.exp(0.5 * log_var) * noise
    decoded = np.tanh(code.dot(weight))
    error = x - decoded
    fit = 0.5 * np.sum(error**2, axis=1)
    variance = np.exp(log_var)
    kl = 0.5 * np.sum(1 + log_var - mu**2 - variance, axis=1)
    fit, kl = np.mean(fit), np.mean(kl)
    loss = fit + beta * kl
    return loss, fit, kl
