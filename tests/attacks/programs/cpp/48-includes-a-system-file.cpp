// 48 Includes /etc/passwd, so that an error might quote it.
// must: raised CompileError

#include "/etc/passwd"
