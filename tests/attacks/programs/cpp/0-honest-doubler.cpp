// 0 Doubles an array.
// against: double
// must: right

#include <torch/torch.h>
torch::Tensor double_it(const torch::Tensor& x) {
  return 2 * x;
}
