// 79 Claims that its lines are those of a system file.
// must: raised CompileError

#line 1 "/etc/passwd"
int f() { return nothing; }
