// Tensors and their functions, which are there already: what lies beside them (torch::nn,
// torch::optim) would take longer to read than a verdict may.
#pragma once
#include <heldout.hpp>
