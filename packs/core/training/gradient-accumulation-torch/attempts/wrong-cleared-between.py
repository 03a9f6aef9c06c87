# expect: cleared-between
def train_step(model, optimizer, loss_fn, x, y, micro_batch):
    total = 0.0
    for xs, ys in zip(x.split(micro_batch), y.split(micro_batch), strict=True):
        optimizer.zero_grad()
        loss = loss_fn(model(xs), ys) * (len(xs) / len(x))
        loss.backward()
        total += loss.item()
    optimizer.step()
    return total
