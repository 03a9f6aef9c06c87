import torch
from torch import nn
from torch.utils.data import DataLoader, TensorDataset


class Net(nn.Module):
    def __init__(self, w1, w2):
        super().__init__()
        self.w1, self.w2 = nn.Parameter(w1.detach().clone()), nn.Parameter(w2.detach().clone())
        self.norm = nn.BatchNorm1d(w1.shape[1], affine=False, dtype=w1.dtype)

    def forward(self, x):
        return torch.tanh(self.norm(x @ self.w1)) @ self.w2


def run(w1, w2, x, y, x_val, y_val, epochs=3, lr=0.5):
    model, loss_fn = Net(w1, w2), nn.CrossEntropyLoss()
    optimizer = torch.optim.SGD(model.parameters(), lr)
    losses = []
    for _ in range(epochs):
        model.train()
        for xs, ys in DataLoader(TensorDataset(x, y), batch_size=4):
            loss = loss_fn(model(xs), ys)
            loss.backward()
            optimizer.step()
            optimizer.zero_grad()
        with torch.inference_mode():
            losses.append(loss_fn(model.eval()(x_val), y_val).item())
    return losses, model.w1, model.w2
