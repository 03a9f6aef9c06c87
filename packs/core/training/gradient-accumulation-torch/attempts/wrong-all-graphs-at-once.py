# expect: all-graphs-at-once
def train_step(model, optimizer, loss_fn, x, y, micro_batch):
    optimizer.zero_grad()
    total = 0.0
    for xs, ys in zip(x.split(micro_batch), y.split(micro_batch), strict=True):
        total = total + loss_fn(model(xs), ys) * (len(xs) / len(x))
    total.backward()
    optimizer.step()
    return total.item()
