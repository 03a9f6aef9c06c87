# expect: decay-without-rate
import torch


class AdamW:
    """Adam with decoupled weight decay; changes the parameters in place."""

    def __init__(self, params, lr=1e-3, betas=(0.9, 0.999), eps=1e-8, weight_decay=1e-2):
        self.params = list(params)
        self.lr, self.betas, self.eps, self.weight_decay = lr, betas, eps, weight_decay
        self.state = {}  # by parameter: number of its steps, and both averages

    @torch.no_grad()
    def step(self):
        beta1, beta2 = self.betas
        for p in self.params:
            if p.grad is None:
                continue
            t, m, v = self.state.get(p, (0, torch.zeros_like(p), torch.zeros_like(p)))
            t += 1
            m = beta1 * m + (1 - beta1) * p.grad
            v = beta2 * v + (1 - beta2) * p.grad**2
            self.state[p] = t, m, v
            root = (v / (1 - beta2**t)).sqrt() + self.eps
            p.mul_(1 - self.weight_decay)
            p.sub_(self.lr * (m / (1 - beta1**t)) / root)

    def zero_grad(self):
        for p in self.params:
            p.grad = None
