// 60 Waits for ever.
// limits: {"wall_seconds": 0.5}
// must: stopped wall-time

#include <unistd.h>
int f() {
  sleep(60);
  return 1;
}
