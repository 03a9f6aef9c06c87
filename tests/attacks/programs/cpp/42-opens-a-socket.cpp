// 42 Opens a socket.
// modes: standard full
// must: stopped forbidden

#include <sys/socket.h>
int f() { return socket(AF_INET, SOCK_STREAM, 0); }
