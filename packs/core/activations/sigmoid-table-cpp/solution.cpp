#include <torch/torch.h>

std::tuple<torch::Tensor, torch::Tensor> sigmoid_table(const torch::Tensor& v) {
  const int64_t count = v.size(0);
  torch::Tensor values = torch::zeros({count}, v.options());
  torch::Tensor slopes = torch::zeros({count}, v.options());
  for (int64_t i = 0; i < count; ++i) {
    const double s = 1.0 / (1.0 + std::exp(-v[i].item<double>()));
    values[i] = s;
    slopes[i] = s * (1 - s);
  }
  return {values, slopes};
}
