// expect: derivative-of-the-value
#include <torch/torch.h>

torch::Tensor sigmoid_gradient(const torch::Tensor& x) {
  return x * (1 - x);
}
