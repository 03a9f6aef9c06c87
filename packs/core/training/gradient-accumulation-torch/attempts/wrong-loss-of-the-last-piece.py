# expect: loss-of-the-last-piece
def train_step(model, optimizer, loss_fn, x, y, micro_batch):
    optimizer.zero_grad()
    for xs, ys in zip(x.split(micro_batch), y.split(micro_batch), strict=True):
        loss = loss_fn(model(xs), ys)
        (loss * (len(xs) / len(x))).backward()
    optimizer.step()
    return loss.item()
