// 64 Takes memory until there is none.
// must: raised MemoryError | stopped memory | stopped cpu-time

#include <vector>
int f() {
  std::vector<std::vector<char>> kept;
  while (true) kept.emplace_back(1 << 20, 1);
}
