def transfer(weight, bias, old_weight, old_bias, new_head, x, y, frozen=True, rate=0.1, steps=3):
    """How many numbers were trained, the body's weight, the head's weight, and the logits."""
    import torch
    from torch import nn
    from torch.nn import functional

    class Masked(nn.Module):
        def __init__(self, inputs, features, words):
            super().__init__()
            self.body = nn.Sequential(nn.Linear(inputs, features), nn.Tanh())
            self.head = nn.Linear(features, words)

        def forward(self, x):
            return self.head(self.body(x))

    features, inputs = weight.shape
    model = Masked(inputs, features, len(old_weight)).to(x.dtype)
    state = {"body.0.weight": weight, "body.0.bias": bias}
    model.load_state_dict({**state, "head.weight": old_weight, "head.bias": old_bias})
    model.head = nn.Linear(features, 2).to(x.dtype)
    model.head.load_state_dict({"weight": new_head, "bias": torch.zeros(2)})
    model.body.requires_grad_(not frozen)
    trained = [parameter for parameter in model.parameters() if parameter.requires_grad]
    optimiser = torch.optim.SGD(trained, lr=rate)
    for _ in range(steps):
        optimiser.zero_grad()
        functional.cross_entropy(model(x), y).backward()
        optimiser.step()
    count = sum(parameter.numel() for parameter in trained)
    return count, model.body[0].weight, model.head.weight, model(x)
