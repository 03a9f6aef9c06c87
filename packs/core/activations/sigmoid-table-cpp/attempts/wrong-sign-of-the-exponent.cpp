// expect: sign-of-the-exponent
#include <torch/torch.h>

std::tuple<torch::Tensor, torch::Tensor> sigmoid_table(const std::vector<double>& v) {
  const int64_t count = v.size();
  torch::Tensor values = torch::zeros({count}, torch::kFloat64);
  torch::Tensor slopes = torch::zeros({count}, torch::kFloat64);
  for (int64_t i = 0; i < count; ++i) {
    const double s = 1.0 / (1.0 + std::exp(v[i]));
    values[i] = s;
    slopes[i] = s * (1 - s);
  }
  return {values, slopes};
}
