"""Control groups: found by trying, made, used again, removed."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from heldout.sandbox import cgroups
from heldout.sandbox.cgroups import Group, GroupGone, Groups, NoGroups, Place, find_places, remove

V1_MOUNTS = """\
22 1 0:20 / /proc rw - proc proc rw
40 22 0:30 / {root}/memory rw,relatime shared:5 - cgroup cgroup rw,memory
41 22 0:31 /box {root}/pids rw,relatime - cgroup cgroup rw,pids,cpu
42 22 0:32 / {root}/unified rw - cgroup2 cgroup2 rw
"""
V2_MOUNTS = "42 22 0:32 / {root} rw shared:9 - cgroup2 cgroup2 rw,nsdelegate\n"


def put(path: Path, text: str = "") -> Path:
    """A file as the kernel would show it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    return path


# --- finding --------------------------------------------------------------------------------------


def test_each_controller_is_found_where_it_is_mounted(tmp_path: Path) -> None:
    """Version 1, each in a hierarchy of its own, one of them mounted from a folder further down."""
    put(tmp_path / "unified" / "me" / "cgroup.controllers", "hugetlb")
    own = "8:pids,cpu:/box/me\n4:memory:/outer/me\n0::/me\n"
    assert find_places(V1_MOUNTS.format(root=tmp_path), own) == (
        Place(1, ("memory",), tmp_path / "memory" / "outer" / "me"),
        Place(1, ("pids",), tmp_path / "pids" / "me"),
    )


def test_a_part_of_a_hierarchy_that_is_out_of_reach_is_left_out(tmp_path: Path) -> None:
    """As in a container that sees another part of it than its own."""
    put(tmp_path / "unified" / "me" / "cgroup.controllers")
    own = "8:pids,cpu:/elsewhere\n4:memory:/\n0::/me\n"
    places = find_places(V1_MOUNTS.format(root=tmp_path), own)
    assert [place.controllers for place in places] == [("memory",)]


def test_version_2_has_both_in_one_folder(tmp_path: Path) -> None:
    """Its groups are given the controllers, once."""
    me = tmp_path / "me"
    put(me / "cgroup.controllers", "cpu memory pids\n")
    put(me / "cgroup.procs")
    handed = put(me / "cgroup.subtree_control")
    assert find_places(V2_MOUNTS.format(root=tmp_path), "0::/me\n") == (
        Place(2, ("memory", "pids"), me),
    )
    assert handed.read_text() == "+memory +pids"


def test_version_2_wants_this_process_in_a_leaf(tmp_path: Path) -> None:
    """Moved there when it is alone, and found there by the next judge."""
    me = tmp_path / "me"
    leaf = me / "heldout-judge"
    put(me / "cgroup.controllers", "memory pids")
    put(me / "cgroup.procs", f"{os.getpid()}\n")
    put(me / "cgroup.subtree_control")
    moved = put(leaf / "cgroup.procs")
    mounts = V2_MOUNTS.format(root=tmp_path)
    [place] = find_places(mounts, "0::/me\n")
    assert place.folder == me
    assert moved.read_text() == str(os.getpid())
    assert find_places(mounts, "0::/me/heldout-judge\n") == (place,)


def test_others_are_not_moved(tmp_path: Path) -> None:
    """A folder that other processes share is not ours to arrange."""
    me = tmp_path / "me"
    put(me / "cgroup.controllers", "memory pids")
    put(me / "cgroup.procs", f"1\n{os.getpid()}\n")
    put(me / "cgroup.subtree_control")
    with pytest.raises(NoGroups, match="other processes are in"):
        find_places(V2_MOUNTS.format(root=tmp_path), "0::/me\n")
    assert not (me / "heldout-judge").exists()


def test_without_a_controller_of_memory_there_are_none(tmp_path: Path) -> None:
    """Nothing is claimed for half of it."""
    put(tmp_path / "me" / "cgroup.controllers", "pids")
    with pytest.raises(NoGroups, match="no controller of memory"):
        find_places(V2_MOUNTS.format(root=tmp_path), "0::/me\n")


def test_a_folder_that_may_not_be_written_is_a_reason(tmp_path: Path) -> None:
    """In words that name it."""
    with pytest.raises(NoGroups, match=f"{tmp_path}/absent: No such file or directory"):
        Groups([Place(1, ("memory",), tmp_path / "absent")])


# --- writing: a folder of files stands for the kernel ---------------------------------------------


def made_up(folder: Path, version: int, monkeypatch: pytest.MonkeyPatch) -> Group:
    """A group whose folder has the kernel's files, as it would when it is made."""
    names = {
        1: ("tasks", "pids.max", "memory.limit_in_bytes", "memory.memsw.limit_in_bytes"),
        2: ("cgroup.procs", "pids.max", "memory.max", "memory.swap.max"),
    }[version]
    make = Path.mkdir

    def make_with_files(path: Path, *how: int) -> None:
        make(path, *how)
        for name in names:
            (path / name).touch()
        (path / "memory.oom_control").write_text("oom_kill_disable 0\noom_kill 3\n")
        (path / "memory.events").write_text("max 7\noom 1\noom_kill 3\noom_group_kill 0\n")

    with monkeypatch.context() as patch:
        patch.setattr(Path, "mkdir", make_with_files)
        return Group((Place(version, ("memory", "pids"), folder),), "1")


@pytest.mark.parametrize(
    ("version", "limit", "swap", "swap_limit", "kills"),
    [
        (1, "memory.limit_in_bytes", "memory.memsw.limit_in_bytes", "4096", "memory.oom_control"),
        (2, "memory.max", "memory.swap.max", "0", "memory.events"),
    ],
)
def test_each_version_has_names_of_its_own(
    version: int,
    limit: str,
    swap: str,
    swap_limit: str,
    kills: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """One process, the memory that is allowed and no swap space; kills are counted from a start."""
    group = made_up(tmp_path, version, monkeypatch)
    folder = tmp_path / "1"
    for door in group.doors():
        os.write(door, b"0")
        os.close(door)
    assert (folder / ("tasks" if version == 1 else "cgroup.procs")).read_text() == "0"
    group.allow(4096)
    assert (folder / "pids.max").read_text() == "1"
    assert (folder / limit).read_text() == "4096"
    assert (folder / swap).read_text().endswith(swap_limit)
    assert not group.ran_out()
    put(folder / kills, (folder / kills).read_text().replace("oom_kill 3", "oom_kill 4"))
    assert group.ran_out()
    for door in group.doors():  # the next child begins anew
        os.close(door)
    assert not group.ran_out()


def test_a_group_that_is_gone_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It goes with its warm parent, at any moment."""
    group = made_up(tmp_path, 2, monkeypatch)
    for file in (tmp_path / "1").iterdir():
        file.unlink()
    (tmp_path / "1").rmdir()
    for use in (group.doors, group.ran_out, lambda: group.allow(1)):
        with pytest.raises(GroupGone):
            use()


# --- this machine's kernel ------------------------------------------------------------------------


@pytest.fixture
def places() -> tuple[Place, ...]:
    """Where this machine lets this user make groups; empty where it does not."""
    try:
        found = find_places()
        remove(Groups(found).folders)
    except NoGroups:
        return ()
    return found


def run_in(group: Group, source: str) -> subprocess.CompletedProcess[str]:
    """A Python process that joins the group and then runs the source."""
    doors = group.doors()
    join = f"import os\nfor door in {doors}: os.write(door, b'0')\n"
    done = subprocess.run(
        [sys.executable, "-I", "-S", "-c", join + source],
        pass_fds=doors,
        capture_output=True,
        text=True,
        check=False,
    )
    for door in doors:
        os.close(door)
    return done


def test_the_kernel_keeps_to_the_limits(places: tuple[Place, ...]) -> None:
    """More memory is a kill, counted; one more process is refused."""
    if not places:
        return
    groups = Groups(places)
    group = groups.take()
    group.allow(64 << 20)
    fork = "try: os.fork()\nexcept OSError as error: print(error.strerror)\n"
    assert "temporarily unavailable" in run_in(group, fork).stdout
    assert not group.ran_out()
    assert run_in(group, "b'x' * (128 << 20)\n").returncode == -9
    assert group.ran_out()
    group.allow(256 << 20)
    assert run_in(group, "b'x' * (128 << 20)\n").returncode == 0
    assert not group.ran_out()
    remove(groups.folders)
    assert not any(folder.exists() for folder in groups.folders)
    remove(groups.folders)  # a second time is no error


def test_groups_are_used_again(places: tuple[Place, ...]) -> None:
    """As many are made as are in use at once."""
    if not places:
        return
    groups = Groups(places)
    one, other = groups.take(), groups.take()
    assert one is not other
    groups.give_back(one)
    assert groups.take() is one
    assert len([entry for entry in groups.folders[0].iterdir() if entry.is_dir()]) == 2
    remove(groups.folders)


def test_what_a_killed_judge_left_is_swept_up(places: tuple[Place, ...]) -> None:
    """By the next judge; what belongs to a living one stays."""
    if not places:
        return
    with subprocess.Popen([sys.executable, "-c", ""]) as dead:
        pass
    left = [place.folder / f"heldout-{dead.pid}-abc" for place in places]
    theirs = [place.folder / f"heldout-{os.getpid()}-abc" for place in places]
    for folder in (*left, *theirs):
        folder.mkdir()
        (folder / "1").mkdir()
    remove(Groups(places).folders)
    assert not any(folder.exists() for folder in left)
    assert all(folder.exists() for folder in theirs)
    remove(theirs)


def test_what_lies_beside_is_left_alone(tmp_path: Path) -> None:
    """Only folders of groups are removed."""
    (tmp_path / "heldout-x" / "1").mkdir(parents=True)
    remove([tmp_path / "heldout-x", tmp_path / "absent"])
    assert list(tmp_path.iterdir()) == []
    assert cgroups.remove([]) is None
