// 53 Calls itself for ever.
// must: stopped crashed

int deeper(int n) {
  volatile char room[4096];
  room[0] = n;
  return deeper(n + 1) + room[0];
}

int f() { return deeper(0); }
