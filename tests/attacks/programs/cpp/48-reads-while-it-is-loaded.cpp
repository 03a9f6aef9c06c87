// 48 Reads /etc/passwd while it is loaded.
// modes: standard full
// must: returned 0

#include <fstream>
int seen = std::ifstream("/etc/passwd").good();
int f() { return seen; }
