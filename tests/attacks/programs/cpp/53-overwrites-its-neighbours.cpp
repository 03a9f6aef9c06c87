// 53 Writes far behind an array.
// must: stopped crashed

#include <cstring>
int f() {
  char* room = new char[8];
  std::memset(room, 1, 1ul << 40);
  return 1;
}
