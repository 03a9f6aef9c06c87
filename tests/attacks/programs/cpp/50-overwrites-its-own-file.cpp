// 50 Writes to the file that it was loaded from.
// must: returned 0

#include <dlfcn.h>
#include <fcntl.h>
#include <unistd.h>
int f() {
  Dl_info own;
  dladdr(reinterpret_cast<void*>(&f), &own);
  const int file = open(own.dli_fname, O_WRONLY);
  return file >= 0 && write(file, "planted", 7) > 0;
}
