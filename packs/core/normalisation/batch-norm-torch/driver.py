import torch


def drive(answer, batches, test, weight, bias, momentum=None, eps=None):
    """Training steps, saving and loading, and an evaluation."""
    features, options = len(weight), {"momentum": momentum, "eps": eps}
    options = {name: value for name, value in options.items() if value is not None}
    layer = answer(features, **options).to(weight.dtype)
    with torch.no_grad():
        layer.weight.copy_(weight)
        layer.bias.copy_(bias)
    layer.train()
    outs, slopes = [], []
    for x in batches:
        x = x.clone().requires_grad_()
        out = layer(x)
        layer.zero_grad()
        (
            out * torch.cos(torch.arange(out.numel()).to(out.dtype)).reshape(out.shape)
        ).sum().backward()
        outs.append(out.detach().clone())
        slopes.append(x.grad.clone())
    saved = {name: value.detach().clone() for name, value in layer.state_dict().items()}
    fresh = answer(features, **options).to(weight.dtype)
    before = {name: value.detach().clone() for name, value in fresh.state_dict().items()}
    fresh.load_state_dict(saved)
    fresh.eval()
    tested = [fresh(test), fresh(test)]
    return {
        "outputs in training": outs,
        "gradients of the batches": slopes,
        "gradients of weight and bias": [layer.weight.grad, layer.bias.grad],
        "saved": saved,
        "at the start": before,
        "parameters": sorted(name for name, _ in layer.named_parameters()),
        "buffers": sorted(name for name, _ in layer.named_buffers()),
        "buffers want gradients": any(b.requires_grad for b in layer.buffers()),
        "outputs in evaluation": tested,
        "saved after evaluation": dict(fresh.state_dict()),
    }
