// 53 Aborts.
// must: stopped crashed

#include <cstdlib>
int f() { std::abort(); }
