#include <torch/torch.h>

// The base-2 sigmoid of every entry of x, and its derivative there.
std::tuple<torch::Tensor, torch::Tensor> base_two_sigmoid(const torch::Tensor& x, double k) {
  const double stretch = k * std::log(2.0);
  const torch::Tensor s = torch::sigmoid(stretch * x);
  return {s, stretch * s * torch::sigmoid(-stretch * x)};
}
