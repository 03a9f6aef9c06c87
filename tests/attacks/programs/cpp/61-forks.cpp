// 61 Forks.
// modes: standard full
// must: stopped forbidden

#include <unistd.h>
int f() { return fork(); }
