// expect: changed-argument
#include <torch/torch.h>

torch::Tensor sigmoid_gradient(const torch::Tensor& x) {
  torch::Tensor t = x;
  t.sigmoid_();
  return t * (1 - t);
}
