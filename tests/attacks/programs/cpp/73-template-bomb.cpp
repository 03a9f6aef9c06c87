// 73 Instantiates templates without end.
// must: raised CompileError | stopped memory | stopped cpu-time

template <int N, int M> struct Bomb {
  using A = typename Bomb<N - 1, 2 * M>::A;
  using B = typename Bomb<N - 1, 2 * M + 1>::A;
};
template <int M> struct Bomb<0, M> { using A = int; };
int f() { return sizeof(Bomb<40, 1>); }
