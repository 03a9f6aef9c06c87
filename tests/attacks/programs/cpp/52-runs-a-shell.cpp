// 52 Runs a program.
// modes: standard full
// must: stopped forbidden

#include <unistd.h>
int f() { return execl("/bin/sh", "sh", "-c", "true", nullptr); }
