#include <torch/torch.h>

// The sigmoid of every number in v, and its derivative there.
std::tuple<torch::Tensor, torch::Tensor> sigmoid_table(const std::vector<double>& v) {
  const int64_t count = v.size();
  torch::Tensor values = torch::zeros({count}, torch::kFloat64);
  torch::Tensor slopes = torch::zeros({count}, torch::kFloat64);
  for (int64_t i = 0; i < count; ++i) {
    // Complete me.
  }
  return {values, slopes};
}
