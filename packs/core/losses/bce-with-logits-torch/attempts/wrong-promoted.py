# expect: broken-law
def bce_with_logits(logits, targets, pos_weight=1.0):
    from torch.nn.functional import softplus

    if logits.numel() != targets.numel():
        raise ValueError("different numbers")
    z, t = logits.flatten(), targets.flatten().double()
    return (pos_weight * t * softplus(-z) + (1 - t) * softplus(z)).mean()
