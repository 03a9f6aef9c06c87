# expect: remainder-lost
def train_step(model, optimizer, loss_fn, x, y, micro_batch):
    optimizer.zero_grad()
    total = 0.0
    count = max(1, len(x) // micro_batch)
    for piece in range(count):
        xs = x[piece * micro_batch : (piece + 1) * micro_batch]
        ys = y[piece * micro_batch : (piece + 1) * micro_batch]
        loss = loss_fn(model(xs), ys) / count
        loss.backward()
        total += loss.item()
    optimizer.step()
    return total
