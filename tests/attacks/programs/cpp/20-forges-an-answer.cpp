// 20 Writes an answer of its own to every descriptor.
// must: stopped protocol

#include <unistd.h>
int f() {
  const char frame[] = "\6\0\0\0\115\0\0\0\13\0\0\0\0\0\0\0U\0\0\0\0U\0\0\0\0T";
  for (int i = 3; i < 32; ++i) {
    if (write(i, frame, sizeof frame - 1) < 0) continue;
  }
  return 1;
}
