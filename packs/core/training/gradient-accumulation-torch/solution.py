def train_step(model, optimizer, loss_fn, x, y, micro_batch):
    """One step from the gradients of pieces; returns the mean loss of the batch."""
    optimizer.zero_grad()
    total = 0.0
    for start in range(0, len(x), micro_batch):
        xs, ys = x[start : start + micro_batch], y[start : start + micro_batch]
        loss = loss_fn(model(xs), ys) * (len(xs) / len(x))  # a piece counts by its length
        loss.backward()
        total += loss.item()
    optimizer.step()
    return total
