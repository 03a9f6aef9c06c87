// 65 Asks for a tensor of a tebibyte.
// must: raised RuntimeError

#include <torch/torch.h>
torch::Tensor f() { return torch::empty({1l << 40}); }
