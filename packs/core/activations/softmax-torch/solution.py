def softmax(x, dim=-1):
    """Probabilities along `dim`, like x; zeros where a slice is masked; gradients flow back."""
    import torch

    top = x.amax(dim=dim, keepdim=True)  # a shift changes nothing: its gradients cancel
    finite = top.clamp(min=torch.finfo(x.dtype).min)  # -inf from -inf would be nan
    powers = (x - finite).exp()  # like x, in [0, 1]; the largest of a slice is 1, or all are 0
    return powers / powers.sum(dim=dim, keepdim=True).clamp(min=1)  # like x
