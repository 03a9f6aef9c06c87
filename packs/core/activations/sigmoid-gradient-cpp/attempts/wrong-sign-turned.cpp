// expect: sign-turned
#include <torch/torch.h>

torch::Tensor sigmoid_gradient(const torch::Tensor& x) {
  const auto s = torch::sigmoid(x);
  return s * (s - 1);
}
