// 59 Never ends.
// must: stopped cpu-time

int f() {
  volatile int i = 0;
  while (true) ++i;
}
