import torch


class AdamW:
    def __init__(self, params, lr=1e-3, betas=(0.9, 0.999), eps=1e-8, weight_decay=1e-2):
        self.params = tuple(params)
        self.numbers = lr, betas[0], betas[1], eps, weight_decay
        self.history = {id(p): [0, 0.0, 0.0] for p in self.params}

    def step(self):
        lr, b1, b2, eps, decay = self.numbers
        with torch.no_grad():
            for p in self.params:
                if p.grad is not None:
                    own = self.history[id(p)]
                    own[0] += 1
                    own[1] = own[1] + (1 - b1) * (p.grad - own[1])
                    own[2] = own[2] + (1 - b2) * (p.grad * p.grad - own[2])
                    corrected = own[1] / (1 - b1 ** own[0])
                    root = torch.sqrt(own[2] / (1 - b2 ** own[0]))
                    p.copy_(p - lr * (decay * p + corrected / (root + eps)))

    def zero_grad(self):
        for p in self.params:
            p.grad = None
