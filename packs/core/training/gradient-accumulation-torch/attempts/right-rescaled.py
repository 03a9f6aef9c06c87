import torch


def train_step(model, optimizer, loss_fn, x, y, micro_batch):
    optimizer.zero_grad(set_to_none=False)
    summed = torch.zeros((), dtype=x.dtype)
    for rows in torch.arange(len(x)).split(micro_batch):
        loss = loss_fn(model(x[rows]), y[rows])
        loss.backward(gradient=torch.tensor(float(len(rows)), dtype=loss.dtype))
        summed += loss.detach() * len(rows)
    with torch.no_grad():
        for parameter in model.parameters():
            parameter.grad /= len(x)
    optimizer.step()
    return (summed / len(x)).item()
