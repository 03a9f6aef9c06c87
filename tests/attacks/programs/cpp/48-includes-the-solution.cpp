// 48 Includes the solution of a question.
// modes: standard full
// must: raised CompileError

#include "@ROOT@/packs/core/activations/sigmoid-gradient-cpp/solution.cpp"
int f() { return 1; }
