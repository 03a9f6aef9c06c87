// 48 Embeds /etc/passwd by the assembler.
// modes: standard full
// must: raised CompileError

asm(".incbin \"/etc/passwd\"");
int f() { return 1; }
