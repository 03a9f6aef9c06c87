// expect: overflow
#include <torch/torch.h>

torch::Tensor sigmoid_gradient(const torch::Tensor& x) {
  const auto e = torch::exp(-x);
  return e / (1 + e).pow(2);
}
