// 48 Reads /etc/passwd when it is called.
// modes: standard full
// must: returned 0

#include <fstream>
int f() { return std::ifstream("/etc/passwd").good(); }
