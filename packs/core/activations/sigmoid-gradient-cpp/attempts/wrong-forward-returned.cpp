// expect: forward-returned
#include <torch/torch.h>

torch::Tensor sigmoid_gradient(const torch::Tensor& x) {
  return 1 / (1 + torch::exp(-x));
}
