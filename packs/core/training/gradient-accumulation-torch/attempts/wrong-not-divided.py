# expect: not-divided
def train_step(model, optimizer, loss_fn, x, y, micro_batch):
    optimizer.zero_grad()
    total = 0.0
    for xs, ys in zip(x.split(micro_batch), y.split(micro_batch), strict=True):
        loss = loss_fn(model(xs), ys)
        loss.backward()
        total += loss.item() * len(xs) / len(x)
    optimizer.step()
    return total
