// 52 Asks the compiler for a plugin and other files.
// must: returned 1 | raised CompileError

#pragma GCC plugin("/tmp/planted.so")
#pragma GCC dependency "/etc/passwd"
#pragma GCC optimize("-fdump-tree-all=/tmp/planted")
int f() { return 1; }
