// 0 Doubles an array in a loop of its own.
// against: double
// must: right

#include <torch/torch.h>
torch::Tensor double_it(const torch::Tensor& x) {
  torch::Tensor made = torch::empty_like(x, torch::MemoryFormat::Contiguous);
  torch::Tensor given = x.contiguous();
  for (int64_t i = 0; i < x.numel(); ++i) {
    made.data_ptr<double>()[i] = given.data_ptr<double>()[i] * 2;
  }
  return made;
}
