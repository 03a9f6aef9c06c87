// 61 Forks while it is loaded.
// modes: standard full
// must: stopped forbidden

#include <unistd.h>
int child = fork();
int f() { return child; }
