#include <torch/torch.h>

// 1 - s(x) is s(-x).
torch::Tensor sigmoid_gradient(const torch::Tensor& x) {
  return torch::sigmoid(x) * torch::sigmoid(x.neg());
}
