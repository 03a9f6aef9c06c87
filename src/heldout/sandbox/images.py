"""What a warm parent has loaded before it forks: images as data.

Runs in the warm parent too, so it imports the standard library only.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

__all__ = ["IMAGES", "STANDARD_LIBRARY", "Image", "image_for", "loaded_modules"]

# Loaded in the parent where a submission cannot import them itself, since the interpreter lives in
# a directory that the candidate's user may not enter. Where it can, it imports what it needs, and
# the parent is the smaller and the quicker to fork.
_PRELOADED = """
    abc argparse array ast base64 bisect bz2 calendar cmath collections collections.abc
    colorsys concurrent.futures concurrent.futures.thread contextlib contextvars copy csv
    ctypes dataclasses datetime decimal difflib dis enum fileinput fractions functools gc
    glob graphlib gzip hashlib heapq inspect io itertools json keyword linecache logging
    lzma math numbers operator os pathlib pickle platform pprint queue random re reprlib
    secrets shutil signal socket statistics string struct subprocess sys tempfile textwrap
    threading time timeit tokenize traceback types typing unicodedata unittest
    uuid warnings weakref zlib zoneinfo
"""
STANDARD_LIBRARY = tuple(_PRELOADED.split())
_COMMON = """
    abc bisect collections collections.abc copy dataclasses enum functools heapq inspect itertools
    linecache math numbers operator os random re string time types typing unicodedata warnings
"""


@dataclass(frozen=True)
class Image:
    """One kind of warm parent: `packages` can be imported by a submission, `modules` are loaded,
    and `extras` as well where their package is installed."""

    name: str
    packages: tuple[str, ...]
    modules: tuple[str, ...]
    libraries: tuple[str, ...] = ()  # folders beside the packages that hold their shared objects
    extras: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()  # packages inside a package of which nothing else can be imported
    spawned: bool = False  # each submission gets an interpreter of its own, never a fork
    device: bool = False  # a GPU is opened before the submission comes
    waiting: int = 2  # interpreters kept ready where they are spawned
    compiled: bool = False  # what comes is a file made by a compiler, which takes LibTorch's names
    lean: tuple[str, ...] = ()  # instead of `modules`, where the rest can be imported when needed


_NUMPY_COMMON = (
    *("numpy", "numpy.exceptions", "numpy.fft", "numpy.lib.stride_tricks", "numpy.linalg"),
)
_NUMPY_MODULES = (
    *_NUMPY_COMMON,
    *("numpy.ma", "numpy.polynomial", "numpy.random", "numpy.testing", "numpy.typing"),
)
_NUMPY_WHOLE = (  # all that `from numpy import *` loads
    *_NUMPY_MODULES,
    *("numpy.char", "numpy.core", "numpy.ctypeslib", "numpy.f2py", "numpy.rec", "numpy.strings"),
)

_SCIPY_MODULES = (
    *("scipy", "scipy.fft", "scipy.integrate", "scipy.interpolate", "scipy.linalg"),
    *("scipy.ndimage", "scipy.optimize", "scipy.signal", "scipy.sparse", "scipy.sparse.linalg"),
    *("scipy.spatial", "scipy.special", "scipy.stats"),
)
_TORCH = Image(
    "torch",
    (
        *("numpy", "torch", "torchgen", "functorch", "typing_extensions", "sympy", "mpmath"),
        *("networkx", "jinja2", "markupsafe", "fsspec", "filelock"),
    ),
    (*_NUMPY_MODULES, "torch", "torch.nn.functional", "torch.autograd", "torch.optim"),
    ("numpy.libs",),
    waiting=1,
)

_LATE = """
    _multiprocessing _posixshmem cProfile ctypes.util ctypes.wintypes email.feedparser email.parser
    getpass grp http http.client mmap multiprocessing multiprocessing.connection
    multiprocessing.context multiprocessing.process multiprocessing.reduction
    multiprocessing.resource_sharer multiprocessing.resource_tracker multiprocessing.spawn
    multiprocessing.util pickletools profile pstats pwd pydoc runpy shlex sysconfig tarfile termios
    unicodedata urllib.error urllib.request urllib.response
"""
_SYSTEM_LIBRARIES = tuple(
    f"{place}/{machine}-linux-gnu"
    for place in ("/lib", "/usr/lib")
    for machine in ("x86_64", "aarch64")
)

_NUMPY = Image("numpy", ("numpy",), _NUMPY_MODULES, ("numpy.libs",), lean=_NUMPY_COMMON)

IMAGES = {
    "numpy": _NUMPY,
    # For submissions in image "numpy" that use more of it (`image_for`): what draws numbers brings
    # a library of ciphers with it, and what tests arrays half of the standard library.
    "random": replace(_NUMPY, name="random", lean=(*_NUMPY_COMMON, "numpy.random")),
    "whole": replace(_NUMPY, name="whole", modules=_NUMPY_WHOLE, lean=_NUMPY_WHOLE),
    "sympy": Image(
        "sympy",
        ("numpy", "sympy", "mpmath"),
        (*_NUMPY_MODULES, "mpmath", "sympy", "sympy.parsing.sympy_parser"),
        ("numpy.libs",),
    ),
    "scipy": Image(
        "scipy",
        ("numpy", "scipy"),
        _NUMPY_MODULES,
        ("numpy.libs", "scipy.libs"),
        extras=_SCIPY_MODULES,
    ),
    "torch": _TORCH,
    "cpp": replace(_TORCH, name="cpp", compiled=True),
    # A CUDA context does not survive a fork.
    "cuda": replace(_TORCH, name="cuda", spawned=True, device=True),
    # The code of packs. Second opinions take other libraries, each loaded only where it is used:
    # so what these need of the standard library is loaded, and of the system's is readable.
    "author": Image(
        "author",
        (
            *("numpy", "scipy", "sympy", "mpmath", "torch", "torchgen", "functorch"),
            *("typing_extensions", "networkx", "jinja2", "markupsafe", "fsspec", "filelock"),
        ),
        (*_NUMPY_MODULES, *_LATE.split()),
        ("numpy.libs", "scipy.libs", "/dev/urandom", *_SYSTEM_LIBRARIES),
        parts=("heldout.authoring",),
    ),
}


_LARGER = {"whole": re.compile(r"import\s*\*|testing"), "random": re.compile("random")}


def image_for(name: str, text: str) -> str:
    """The image that suits the text of a submission for that one: a larger parent where words say
    so. Where they do not, the submission imports the rest itself, which only takes longer."""
    if name != "numpy":
        return name
    return next((larger for larger, words in _LARGER.items() if words.search(text)), name)


def loaded_modules(image: Image, importable: bool) -> tuple[str, ...]:
    """What a parent loads before it forks; `importable` says whether a submission could import
    modules of the standard library and of the image by itself."""
    if importable and image.lean:
        return (*_COMMON.split(), *image.lean)
    return (*STANDARD_LIBRARY, *image.modules)
