// expect: power-form-overflows
#include <torch/torch.h>

// The base-2 sigmoid of every entry of x, and its derivative there.
std::tuple<torch::Tensor, torch::Tensor> base_two_sigmoid(const torch::Tensor& x, double k) {
  const torch::Tensor p = torch::exp2(-k * x);
  return {1 / (1 + p), k * std::log(2.0) * p / (1 + p).pow(2)};
}
