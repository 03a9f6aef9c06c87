// 60 Includes a device that never ends.
// must: raised CompileError | stopped memory | stopped cpu-time

#include </dev/zero>
int f() { return 1; }
