// expect: root-kept
#include <torch/torch.h>

torch::Tensor sigmoid_gradient(const torch::Tensor& x) {
  const auto s = torch::sigmoid(x);
  return s * (1 - s).pow(2);
}
