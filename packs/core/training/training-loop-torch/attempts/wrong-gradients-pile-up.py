# expect: gradients-pile-up
import torch


def fit(model, optimizer, loss_fn, train_batches, val_batches, epochs):
    optimizer.zero_grad()
    train_losses = []
    val_losses = []
    for _ in range(epochs):
        model.train()
        total = 0.0
        count = 0
        for x, y in train_batches:
            loss = loss_fn(model(x), y)
            loss.backward()
            optimizer.step()
            total += loss.item() * len(x)
            count += len(x)
        train_losses.append(total / count)
        model.eval()
        total = 0.0
        count = 0
        with torch.no_grad():
            for x, y in val_batches:
                total += loss_fn(model(x), y).item() * len(x)
                count += len(x)
        val_losses.append(total / count)
    return train_losses, val_losses
