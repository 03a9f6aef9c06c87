// 3 Ends its process before it is called.
// must: stopped exited

#include <unistd.h>
int gone = (_exit(0), 1);
int f() { return 1; }
