// 70 Prints without end.
// must: stopped printed

#include <cstdio>
int f() {
  while (true) std::puts("and on");
}
