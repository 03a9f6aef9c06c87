def train_step(model, optimizer, loss_fn, x, y, micro_batch):
    n = x.shape[0]
    for parameter in model.parameters():
        parameter.grad = None
    total = 0.0
    for start in range(0, n, micro_batch):
        stop = min(start + micro_batch, n)
        loss = loss_fn(model(x[start:stop]), y[start:stop])
        (loss * (stop - start) / n).backward()
        total += float(loss.detach()) * (stop - start)
    optimizer.step()
    return total / n
