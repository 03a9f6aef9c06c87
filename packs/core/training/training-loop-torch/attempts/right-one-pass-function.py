import torch


def run(model, loss_fn, batches, optimizer=None):
    model.train(optimizer is not None)
    losses, counts = [], []
    with torch.set_grad_enabled(optimizer is not None):
        for x, y in batches:
            loss = loss_fn(model(x), y)
            if optimizer is not None:
                optimizer.zero_grad(set_to_none=True)
                loss.backward()
                optimizer.step()
            losses.append(loss.item())
            counts.append(x.shape[0])
    return sum(a * b for a, b in zip(losses, counts, strict=True)) / sum(counts)


def fit(model, optimizer, loss_fn, train_batches, val_batches, epochs):
    history = [
        (run(model, loss_fn, train_batches, optimizer), run(model, loss_fn, val_batches))
        for _ in range(epochs)
    ]
    return [pair[0] for pair in history], [pair[1] for pair in history]
