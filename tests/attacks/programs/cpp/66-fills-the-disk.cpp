// 66 Makes a file of many gigabytes.
// must: raised CompileError | stopped memory | stopped cpu-time

char much[1ul << 34] = {1};
int f() { return much[0]; }
