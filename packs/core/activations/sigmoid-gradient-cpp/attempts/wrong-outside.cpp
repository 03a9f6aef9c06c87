// expect: crashed
#include <torch/torch.h>

torch::Tensor sigmoid_gradient(const torch::Tensor& x) {
  int* nowhere = nullptr;
  *nowhere = 1;
  return x;
}
