// 32 Throws before it is called.
// must: stopped crashed

#include <stdexcept>
struct Thrower {
  Thrower() { throw std::runtime_error("no"); }
} thrower;
int f() { return 1; }
