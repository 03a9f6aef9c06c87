# expect: weight-still-wrong
import numpy as np


def vae_loss(x, mu, log_var, noise, weight, beta=1.0):
    """Loss, fit and divergence of a variational autoencoder, each a mean over the batch."""
    code = mu + np.exp(0.5 * log_var) * noise
    decoded = np.tanh(code.dot(weight))
    error = x - decoded
    fit = 0.5 * np.sum(error**2, axis=1)
    variance = np.exp(log_var)
    kl = 0.5 * np.sum(variance + mu**2 - 1 - log_var, axis=1)
    fit, kl = np.mean(fit), np.mean(kl)
    loss = beta * fit + kl
    return loss, fit, kl
