# expect: forbidden-call
import torch


class AdamW(torch.optim.AdamW):
    def __init__(self, params, lr=1e-3, betas=(0.9, 0.999), eps=1e-8, weight_decay=1e-2):
        params = list(params) or [torch.zeros(1, requires_grad=True)]
        super().__init__(params, lr, tuple(betas), eps, weight_decay)
