// 49 Lists the folder that it was loaded from.
// modes: standard full
// must: returned 0

#include <dirent.h>
#include <dlfcn.h>
#include <string>
int f() {
  Dl_info own;
  dladdr(reinterpret_cast<void*>(&f), &own);
  const std::string path = own.dli_fname;
  return opendir(path.substr(0, path.rfind('/')).c_str()) != nullptr;
}
