// expect: x-dropped
#include <torch/torch.h>

// The base-2 sigmoid of every entry of x, and its derivative there.
std::tuple<torch::Tensor, torch::Tensor> base_two_sigmoid(const torch::Tensor& x, double k) {
  const double s = 1 / (1 + std::pow(2.0, -k));
  return {torch::full_like(x, s), torch::full_like(x, k * std::log(2.0) * s * (1 - s))};
}
