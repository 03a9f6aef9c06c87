// 77 Calls the kernel without the C library.
// modes: standard full
// must: stopped forbidden

int f() {
  long told = 57;
  asm volatile("syscall" : "+a"(told) : : "rcx", "r11", "memory");
  return told;
}
