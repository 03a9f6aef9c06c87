# expect: broadcast
def focal_loss(logits, targets, gamma=2.0, alpha=0.25, reduction="mean"):
    """Focal loss from logits, reduced at the end; gradients flow through both of its factors."""
    from torch.nn.functional import logsigmoid

    if logits.dim() != targets.dim():
        raise ValueError(f"logits are {tuple(logits.shape)}, targets {tuple(targets.shape)}")
    positive = targets == 1
    z = logits.where(positive, -logits)  # p_t = sigmoid(z), 1 - p_t = sigmoid(-z)
    loss = -(gamma * logsigmoid(-z)).exp() * logsigmoid(z)
    if alpha is not None:
        loss = (alpha * loss).where(positive, (1 - alpha) * loss)
    return {"none": loss, "sum": loss.sum(), "mean": loss.mean()}[reduction]
