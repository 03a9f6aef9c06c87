// 37 Includes the environment of the compiler.
// modes: full
// must: raised CompileError

#include "/proc/self/environ"
int f() { return 1; }
