// 48 Includes /etc/passwd in the middle of a function.
// must: raised CompileError

const char* text =
#include "/etc/passwd"
;
int f() { return 1; }
