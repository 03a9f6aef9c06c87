// 88 Defines the names that the judge looks up.
// must: raised CompileError | returned 1

extern "C" long heldout_arity() { return 0; }
int f() { return 1; }
