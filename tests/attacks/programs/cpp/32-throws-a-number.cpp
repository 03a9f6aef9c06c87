// 32 Throws what is no exception.
// must: raised RuntimeError

int f() { throw 7; }
