"""The warm parent's program: loads an image once, then forks one jailed child per submission.

Run as a file by `python -I -S`, so it holds neither heldout nor anything secret. It gets a job as
a few descriptors and numbers; the source goes from judge to child over the child's own pipe.
It lives exactly as long as the judge holds the other end of its control socket. A private one is
process 1 of its own namespaces, with a root of its own; then all that is for mode full.
"""

from __future__ import annotations

import array
import fcntl
import gc
import importlib
import importlib.util
import json
import os
import resource
import signal
import socket
import struct
import sys
import time
import types
from collections.abc import Iterable, Sequence
from importlib.machinery import ModuleSpec, PathFinder
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from heldout.sandbox.jail import Jail

__all__ = ["ENDS", "FORK", "MODES", "ORDER", "REAP", "REPLY"]

PACKAGE = "heldout_child"  # the name under which this folder is known inside a child
ORDER = struct.Struct("<BBxxI")  # verb, place of the mode in MODES, pid or whether it will wait
REPLY = struct.Struct("<iid")  # pid, wait status, seconds of processor time used
FORK, REAP = 1, 2
ENDS = 4  # that a child has of a Line (line.py)
MODES = ("basic", "standard", "full")
_THREAD_SETTINGS = (
    *("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "NUMEXPR_NUM_THREADS"),
    *("VECLIB_MAXIMUM_THREADS", "BLIS_NUM_THREADS"),
)
_INSTALLED = ("site-packages", "dist-packages")
_NOT_STANDARD_LIBRARY = (*_INSTALLED, "__pycache__")
_FIRST_HIGH_PLACE = 64  # as in jail.py
_MOST_DESCRIPTORS = ENDS + 2  # the ends of a line, and two control groups to join


class ImageFinder:
    """Finds the packages of the image, and no other that happens to be installed beside them."""

    def __init__(self, packages: dict[str, str]) -> None:
        self.packages = packages

    def find_spec(
        self, name: str, path: Sequence[str] | None = None, target: types.ModuleType | None = None
    ) -> ModuleSpec | None:
        """The spec of a top-level package of the image; others are not ours to find."""
        folder = self.packages.get(name)
        return PathFinder.find_spec(name, [folder], target) if folder else None


def load_image(
    modules: Sequence[str], packages: dict[str, str], shared: Sequence[str] = ()
) -> None:
    """Import everything, with one thread each, and compute once so that nothing is left lazy.
    What is `shared` are libraries whose names compiled code may use."""
    os.environ.update(dict.fromkeys(_THREAD_SETTINGS, "1"))
    sys.meta_path.append(ImageFinder(packages))
    for module in modules:
        importlib.import_module(module)
    if "torch" in sys.modules:
        warm_torch(sys.modules["torch"])
    if shared:
        sibling("native").share(shared)
    numpy: Any = sys.modules["numpy"]
    square = numpy.eye(8) + numpy.arange(64.0).reshape(8, 8)
    numpy.linalg.svd(square @ square.T)
    numpy.fft.fft(square)
    if "numpy.random" in sys.modules:
        numpy.random.default_rng(0).normal(size=3)
    repr(square)
    os.environ.clear()
    os.environ["HOME"] = "/"  # else some imports look it up in ways that a child is killed for


def readable_files(folders: Sequence[str], library: bool) -> list[Path]:
    """What a child may read: the image, and the standard library without its site-packages.

    Where a child cannot reach the library anyhow, two hundred rules to allow it would only cost
    each child the time to copy them.
    """
    entries = Path(os.__file__).parent.iterdir() if library else ()
    files = [entry for entry in entries if entry.name not in _NOT_STANDARD_LIBRARY]
    wanted = [*files, *(Path(folder) for folder in folders)]
    return [path for path in wanted if path.exists()]  # a distribution may leave dangling links


def enter_private_root(folders: Sequence[str]) -> None:
    """Leave the machine's files behind but for those that a child may read."""
    library = Path(os.__file__).parent
    wanted = [library, *(Path(folder) for folder in folders)]
    devices = [path for path in wanted if path.is_char_device()]
    sibling("private_root").enter(
        [path for path in wanted if path.exists() and path not in devices],
        [library / name for name in _INSTALLED if (library / name).is_dir()],
        [Path(os.devnull), *devices],
    )


def list_folders(folders: Iterable[str]) -> None:
    """Have the import system list each folder now, since a child may not."""
    for folder in folders:
        PathFinder.find_spec("heldout_no_such_module", [folder])


def warm_torch(torch: Any) -> None:
    """Take one training step, which with one thread is safe before a fork.

    The first optimiser of a process imports a second PyTorch (its compiler) and asks for a folder
    to write to; the first convolution reads the machine's description. A child could do neither.
    """
    torch.set_num_threads(1)
    torch.set_num_interop_threads(1)
    layer = torch.nn.Conv2d(1, 1, 3)
    optimiser = torch.optim.Adam(layer.parameters())
    layer(torch.ones(1, 1, 4, 4)).sum().backward()
    optimiser.step()


class Zygote:
    """Serves orders from the control socket, one at a time."""

    def __init__(self, control: socket.socket, jail: Jail) -> None:
        self.control = control
        self.jail = jail
        self.children: set[int] = set()
        self._fork, self._run = sibling("forking").fork, sibling("child").run
        self._renew = sibling("randomness").renew

    def serve(self) -> None:
        """Fork and reap until the judge is gone, then leave nothing behind."""
        while True:
            message, descriptors, _, _ = socket.recv_fds(
                self.control, ORDER.size, _MOST_DESCRIPTORS
            )
            if len(message) < ORDER.size:
                break
            verb, mode, number = ORDER.unpack(message)
            if verb == FORK:
                self.fork(descriptors, MODES[mode], bool(number))
            else:
                self.reap(number)
        for pid in self.children:
            os.kill(pid, signal.SIGKILL)

    def fork(self, descriptors: list[int], mode: str, to_wait: bool) -> None:
        """Make a child on these descriptors; reply its pid, with a pidfd where there are such.

        It is born with random numbers of its own: this process takes others after each.
        """
        pid = self._fork()
        if pid == 0:
            self._become_child(descriptors, mode, to_wait)
        for descriptor in descriptors:
            os.close(descriptor)
        self.children.add(pid)
        self._tell(pid)
        self._renew()

    def _tell(self, pid: int) -> None:
        reply = REPLY.pack(pid, 0, 0.0)
        if not hasattr(os, "pidfd_open"):
            self.control.sendall(reply)
            return
        handle = os.pidfd_open(pid)
        ancillary = [(socket.SOL_SOCKET, socket.SCM_RIGHTS, array.array("i", [handle]))]
        self.control.sendmsg([reply], ancillary)
        os.close(handle)

    def _become_child(self, descriptors: list[int], mode: str, to_wait: bool) -> None:
        """Turn this fork into a child, for good."""
        try:
            for group in descriptors[ENDS:]:
                # Opened by the judge; after the change of user it would be too late.
                os.write(group, b"0")
                os.close(group)
            self._run(self.jail, mode, descriptors[:ENDS], to_wait)
        finally:
            os._exit(70)  # whatever happens, never back into the parent's loop

    def reap(self, pid: int) -> None:
        """Wait for a child that the judge has killed; until then its pid cannot name another."""
        if pid not in self.children:
            self.control.sendall(REPLY.pack(pid, -1, 0.0))
            return
        _, status, usage = os.wait4(pid, 0)
        self.children.discard(pid)
        self.control.sendall(REPLY.pack(pid, status, usage.ru_utime + usage.ru_stime))


def adopt_part(name: str, folder: str) -> None:
    """Import one part of a package from its folder; the rest of the package is not to be found."""
    whole, _, part = name.partition(".")
    package = sys.modules.setdefault(whole, types.ModuleType(whole))
    package.__path__ = []
    spec = importlib.util.spec_from_file_location(name, os.path.join(folder, "__init__.py"))
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    setattr(package, part, module)
    spec.loader.exec_module(module)


def adopt_siblings() -> None:
    """Make the files beside this one importable, without making heldout so."""
    package = types.ModuleType(PACKAGE)
    package.__path__ = [os.path.dirname(os.path.abspath(__file__))]
    sys.modules[PACKAGE] = package


def sibling(name: str) -> Any:
    """The module in the file of that name beside this one."""
    return importlib.import_module(f"{PACKAGE}.{name}")


def prepare(config: dict[str, Any]) -> Jail:
    """Load everything and build the jail; what is slow happens here, once."""
    load_image(config["modules"], config["packages"], config["shared"])
    for name, folder in config["parts"].items():
        adopt_part(name, folder)
    for name in (
        "frames",
        "jail",
        "failures",
        "harness",
        "forking",
        "randomness",
        "native",
        "printing",
        "child",
        "rehearsal",
    ):
        sibling(name)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    jail: Jail = sibling("jail").Jail(
        readable_files(config["readable"], config["library"]), map(Path, config["unlisted"])
    )
    if config["private"]:
        enter_private_root([*config["readable"], *config["unlisted"]])
        capabilities = sibling("capabilities")
        capabilities.keep(*capabilities.TO_CHANGE_USER if os.geteuid() == 0 else ())
    list_folders([*sys.path, *config["packages"].values()])
    sibling("rehearsal").rehearse(sibling("child").Candidate(jail))
    jail.limit_for_good()
    sibling("randomness").renew()
    gc.collect()
    gc.freeze()
    return jail


def leave_machine(config: dict[str, Any]) -> dict[str, Any]:
    """Go on as process 1 of own namespaces; what outside can be known of them."""
    namespaces = sibling("namespaces")
    namespaces.enter(lambda: sibling("cgroups").remove(map(Path, config["groups"])))
    return {
        "namespaces": namespaces.identities(),
        "interfaces": namespaces.working_interfaces(),
        "init": int(os.readlink("/proc/self")),  # as the machine numbers it: it is still in sight
    }


def start(config: dict[str, Any]) -> tuple[Jail | None, dict[str, Any]]:
    """The jail and the report; no jail where the kernel refuses what a private one needs."""
    started = time.monotonic()
    adopt_siblings()
    try:
        found = leave_machine(config) if config["private"] else {}
        jail = prepare(config)
    except OSError as error:
        if not config["private"]:
            raise
        return None, {"refused": str(error.strerror or error)}
    return jail, {
        "standard": jail.standard,
        "landlock": jail.landlock,
        "seconds": round(time.monotonic() - started, 3),
        **found,
    }


def move_up(descriptor: int) -> socket.socket:
    """The control socket, out of the way of the places where a child wants descriptors."""
    moved = fcntl.fcntl(descriptor, fcntl.F_DUPFD_CLOEXEC, _FIRST_HIGH_PLACE)
    os.close(descriptor)
    return socket.socket(fileno=moved)


def main() -> None:
    """Start, report once, serve."""
    # A server may hand down ignored and blocked signals, and children must be waited for.
    signal.pthread_sigmask(signal.SIG_SETMASK, [])
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # A service that is stopped has all its processes told so at once; a child that died of that
    # would look like code that crashed. The judge is told as well, and ends this one.
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    control = move_up(int(sys.argv[1]))
    os.chdir("/")
    config = json.loads(sys.argv[2])
    sys.argv[:] = ["answer.py"]
    jail, report = start(config)
    text = json.dumps(report).encode()
    control.sendall(struct.pack("<I", len(text)) + text)
    if jail is None:
        return
    null = os.open(os.devnull, os.O_RDWR)
    for descriptor in (0, 1, 2):
        os.dup2(null, descriptor)
    Zygote(control, jail).serve()
    os._exit(0)  # with an image this large, an orderly end takes longer than the start of a child


if __name__ == "__main__":
    main()
