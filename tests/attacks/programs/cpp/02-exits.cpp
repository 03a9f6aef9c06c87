// 2 Ends its process with success.
// must: stopped exited

#include <unistd.h>
int f() { _exit(0); }
