#include <torch/torch.h>

std::tuple<torch::Tensor, torch::Tensor> sigmoid_table(const std::vector<double>& v) {
  torch::Tensor x = torch::tensor(v, torch::kFloat64);
  for (size_t i = 0; i < v.size(); ++i) std::cout << v[i] << '\n';
  torch::Tensor s = torch::sigmoid(x);
  return {s, s * (1 - s)};
}
