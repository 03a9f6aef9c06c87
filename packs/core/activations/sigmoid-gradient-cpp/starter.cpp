#include <torch/torch.h>

torch::Tensor sigmoid001(const torch::Tensor& x) {
  return 1 / (1 + torch::exp(-x));
}

// The derivative of sigmoid001 at every entry of x.
torch::Tensor sigmoid_gradient(const torch::Tensor& x) {
  return torch::zeros_like(x);
}
