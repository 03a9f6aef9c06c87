def bce_with_logits(logits, targets, pos_weight=1.0):
    """Mean binary cross-entropy of N logits and N targets; gradients flow back to the logits."""
    from torch.nn.functional import softplus

    if logits.numel() != targets.numel():
        raise ValueError(f"{logits.numel()} logits, but {targets.numel()} targets")
    z, t = logits.flatten(), targets.flatten().to(logits.dtype)  # (N,) both
    return (pos_weight * t * softplus(-z) + (1 - t) * softplus(z)).mean()
