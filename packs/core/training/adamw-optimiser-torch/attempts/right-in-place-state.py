import torch


class AdamW:
    def __init__(self, params, lr=1e-3, betas=(0.9, 0.999), eps=1e-8, weight_decay=1e-2):
        self.slots = [
            {"p": p, "m": torch.zeros_like(p.data), "v": torch.zeros_like(p.data), "t": 0}
            for p in params
        ]
        self.lr, self.b1, self.b2, self.eps, self.wd = lr, *betas, eps, weight_decay

    def step(self):
        for slot in self.slots:
            p, g = slot["p"].data, slot["p"].grad
            if g is None:
                continue
            slot["t"] += 1
            slot["m"].mul_(self.b1).add_(g, alpha=1 - self.b1)
            slot["v"].mul_(self.b2).addcmul_(g, g, value=1 - self.b2)
            first = 1 - self.b1 ** slot["t"]
            second = (1 - self.b2 ** slot["t"]) ** 0.5
            p.mul_(1 - self.lr * self.wd)
            p.addcdiv_(slot["m"], slot["v"].sqrt() / second + self.eps, value=-self.lr / first)

    def zero_grad(self):
        for slot in self.slots:
            if slot["p"].grad is not None:
                slot["p"].grad.zero_()
