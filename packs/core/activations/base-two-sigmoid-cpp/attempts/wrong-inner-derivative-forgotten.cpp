// expect: inner-derivative-forgotten
#include <torch/torch.h>

// The base-2 sigmoid of every entry of x, and its derivative there.
std::tuple<torch::Tensor, torch::Tensor> base_two_sigmoid(const torch::Tensor& x, double k) {
  const torch::Tensor s = 1 / (1 + torch::exp2(-k * x));
  return {s, std::log(2.0) * s * (1 - s)};
}
