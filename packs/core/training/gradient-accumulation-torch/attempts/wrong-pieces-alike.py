# expect: pieces-alike
def train_step(model, optimizer, loss_fn, x, y, micro_batch):
    optimizer.zero_grad()
    total = 0.0
    pieces = list(zip(x.split(micro_batch), y.split(micro_batch), strict=True))
    for xs, ys in pieces:
        loss = loss_fn(model(xs), ys) / len(pieces)
        loss.backward()
        total += loss.item()
    optimizer.step()
    return total
