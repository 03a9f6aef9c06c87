// 66 Has the assembler fill a section.
// must: raised CompileError | stopped memory | stopped cpu-time | stopped wall-time

asm(".data\n.fill 1 << 34, 1, 7\n.text");
int f() { return 1; }
