# expect: whole-batch
def train_step(model, optimizer, loss_fn, x, y, micro_batch):
    optimizer.zero_grad()
    loss = loss_fn(model(x), y)
    loss.backward()
    optimizer.step()
    return loss.item()
