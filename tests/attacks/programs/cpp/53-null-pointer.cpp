// 53 Writes to no address.
// must: stopped crashed

int f() {
  volatile int* nowhere = nullptr;
  return *nowhere;
}
