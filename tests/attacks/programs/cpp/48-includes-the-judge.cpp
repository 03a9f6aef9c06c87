// 48 Includes a file of Heldout itself.
// modes: standard full
// must: raised CompileError

#include "@ROOT@/src/heldout/sandbox/headers/torch/torch.h"
int f() { return 1; }
