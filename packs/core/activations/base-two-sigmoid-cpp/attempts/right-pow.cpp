#include <torch/torch.h>

// The base-2 sigmoid of every entry of x, and its derivative there.
std::tuple<torch::Tensor, torch::Tensor> base_two_sigmoid(const torch::Tensor& x, double k) {
  const torch::Tensor s = (torch::pow(2.0, -k * x) + 1).reciprocal();
  return {s, (s - s * s) * (k * 0.6931471805599453)};
}
