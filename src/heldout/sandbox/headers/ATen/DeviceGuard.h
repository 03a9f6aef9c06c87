// Every function's header asks for this one, and none of them uses it. LibTorch's own brings along
// what a dispatcher is made of, which takes longer to read than all the tensors' functions.
#pragma once
