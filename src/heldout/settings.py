"""One table of settings: it feeds the program, its help, the documentation and the tests."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from heldout.errors import SettingsError

__all__ = ["TABLE", "Setting", "Settings", "read_settings"]


@dataclass(frozen=True, slots=True)
class Setting:
    """One row: the environment variable, what it is when unset, and what it does."""

    variable: str
    default: str
    help: str


TABLE = (
    Setting(
        "HELDOUT_DATA_DIR",
        "",
        "Folder for the database; when empty, the platform's user-data folder.",
    ),
    Setting(
        "HELDOUT_DATABASE_URL",
        "",
        "SQLAlchemy URL of another database; when empty, heldout.sqlite3 in the data folder.",
    ),
    Setting(
        "HELDOUT_CACHE_DIR",
        "",
        "Folder for what can be made again: the headers that C++ is compiled with, read in advance "
        "(250 MB). When empty, the platform's user-cache folder.",
    ),
    Setting(
        "HELDOUT_PACKS",
        "",
        f"Further pack folders, separated by '{os.pathsep}'; their Python runs in a jail.",
    ),
    Setting("HELDOUT_HOST", "127.0.0.1", "Address that the web app listens on."),
    Setting("HELDOUT_PORT", "8321", "Port that the web app listens on; 0 takes any free one."),
    Setting(
        "HELDOUT_SANDBOX",
        "",
        "'full' or 'standard' refuses to judge code with less; 'basic' forces the weakest mode; "
        "when empty, the best that this machine proves.",
    ),
    Setting(
        "HELDOUT_HOSTED",
        "no",
        "'yes': the web app serves people who are not trusted, and starts in mode full only.",
    ),
    Setting(
        "HELDOUT_POOL",
        "2",
        "How many jailed processes the web app keeps waiting for a submission, 0 to 4.",
    ),
)


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings of one run, read and checked."""

    data_dir: Path | None = None
    database_url: str | None = None
    cache_dir: Path | None = None
    packs: tuple[Path, ...] = ()
    host: str = "127.0.0.1"
    port: int = 8321
    sandbox: str | None = None
    hosted: bool = False
    pool: int = 2


def read_settings(environment: Mapping[str, str] | None = None) -> Settings:
    """The settings that the environment asks for; SettingsError names the one that is wrong."""
    given = os.environ if environment is None else environment
    raw = {row.variable: given.get(row.variable, "").strip() or row.default for row in TABLE}
    sandbox = raw["HELDOUT_SANDBOX"]
    if sandbox not in ("", "full", "standard", "basic"):
        raise SettingsError(
            f"HELDOUT_SANDBOX must be 'full', 'standard', 'basic' or unset; it is {sandbox!r}."
        )
    hosted = raw["HELDOUT_HOSTED"]
    if hosted not in ("yes", "no"):
        raise SettingsError(f"HELDOUT_HOSTED must be 'yes', 'no' or unset; it is {hosted!r}.")
    cache_dir = raw["HELDOUT_CACHE_DIR"]
    data_dir, packs = raw["HELDOUT_DATA_DIR"], raw["HELDOUT_PACKS"].split(os.pathsep)
    folders = [_folder("HELDOUT_PACKS", item) for item in packs if item]
    return Settings(
        data_dir=_folder("HELDOUT_DATA_DIR", data_dir) if data_dir else None,
        database_url=raw["HELDOUT_DATABASE_URL"] or None,
        cache_dir=_folder("HELDOUT_CACHE_DIR", cache_dir) if cache_dir else None,
        packs=tuple(folders),
        host=raw["HELDOUT_HOST"],
        port=_port(raw["HELDOUT_PORT"]),
        sandbox=sandbox or None,
        hosted=hosted == "yes",
        pool=_pool(raw["HELDOUT_POOL"]),
    )


def _folder(variable: str, text: str) -> Path:
    try:
        return Path(text).expanduser()
    except RuntimeError:  # ~somebody, and there is no such user
        raise SettingsError(
            f"{variable} must name a folder; the user's home in {text!r} cannot be found. "
            "Write the path in full."
        ) from None


def _pool(text: str) -> int:
    if text in ("0", "1", "2", "3", "4"):
        return int(text)
    raise SettingsError(f"HELDOUT_POOL must be a whole number from 0 to 4; it is {text!r}.")


def _port(text: str) -> int:
    if text.isascii() and text.isdigit() and len(text) <= 5 and int(text) <= 65535:
        return int(text)
    raise SettingsError(f"HELDOUT_PORT must be a whole number from 0 to 65535; it is {text!r}.")
