import torch


@torch.inference_mode()
def validate(model, loss_fn, batches):
    model.eval()
    total = torch.zeros((), dtype=torch.float64)
    for x, y in batches:
        total += loss_fn(model(x), y) * y.shape[0]
    return float(total / sum(len(y) for _, y in batches))


def fit(model, optimizer, loss_fn, train_batches, val_batches, epochs):
    train_losses, val_losses = [], []
    examples = sum(len(y) for _, y in train_batches)
    for _ in range(epochs):
        model.train()
        losses = []
        for x, y in train_batches:
            for parameter in model.parameters():
                parameter.grad = None
            loss = loss_fn(model(x), y)
            loss.backward()
            optimizer.step()
            losses.append(loss.detach() * len(y) / examples)
        train_losses.append(torch.stack(losses).sum().item())
        val_losses.append(validate(model, loss_fn, val_batches))
    return train_losses, val_losses
