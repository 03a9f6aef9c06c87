from torch import nn


class LoRALinear(nn.Module):
    def __init__(self, base, rank, alpha):
        super().__init__()
        self.register_buffer("weight", base.weight.detach().clone())
        self.register_buffer("bias", None if base.bias is None else base.bias.detach().clone())
        base.requires_grad_(False)
        out_features, in_features = self.weight.shape
        self.scaling = alpha / rank
        self.a = nn.Parameter(self.weight.new_empty(rank, in_features).normal_(0, 0.02))
        self.b = nn.Parameter(self.weight.new_zeros(out_features, rank))

    def merged(self):
        return self.weight + self.scaling * (self.b @ self.a)

    def forward(self, x):
        return nn.functional.linear(x, self.merged(), self.bias)

    def merge(self):
        out_features, in_features = self.weight.shape
        new = nn.Linear(in_features, out_features, self.bias is not None, dtype=self.weight.dtype)
        state = {"weight": self.merged().detach()}
        if self.bias is not None:
            state["bias"] = self.bias
        new.load_state_dict(state)
        return new
