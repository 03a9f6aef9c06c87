// 73 Computes for ever while it is compiled.
// must: raised CompileError | stopped cpu-time | stopped memory

constexpr unsigned long spin(unsigned long n) {
  unsigned long sum = 0;
  for (unsigned long i = 0; i < n; ++i) sum += i;
  return sum;
}
static_assert(spin(1ul << 60) > 0);
int f() { return 1; }
