// 60 Includes itself for ever.
// must: raised CompileError

#include "answer.cpp"
int f() { return 1; }
