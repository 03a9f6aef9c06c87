"""Answers in code live in files: where they lie, and the editor that opens them."""

from __future__ import annotations

import os
import shlex
import subprocess
from pathlib import Path

from heldout.cli.consoles import warn
from heldout.errors import SettingsError
from heldout.settings import Settings

__all__ = ["answer_folder", "chosen_editor", "lay_out", "open_editor"]


def answer_folder(settings: Settings, wanted: Path | None) -> Path:
    """The folder for code: as wanted, else `heldout-answers` among the user's documents.

    Where there is no such folder, or another data folder is set, it lies with the data instead.
    """
    from platformdirs import user_data_path, user_documents_path

    if wanted is not None:
        return wanted.expanduser().absolute()
    if settings.data_dir is not None:
        return settings.data_dir.absolute() / "answers"
    documents = user_documents_path()
    return (
        documents / "heldout-answers"
        if documents.is_dir()
        else user_data_path("heldout") / "answers"
    )


def lay_out(folder: Path, name: str, starter: str, suffix: str = ".py") -> tuple[Path, bool]:
    """The file to write the answer into, and whether it is new; a file that exists is kept."""
    path = folder / f"{name.replace('-', '_')}{suffix}"
    if path.is_file():
        return path, False
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with path.open("x", encoding="utf-8") as file:
            file.write(starter)
    except OSError as error:
        raise SettingsError(
            f"The answer needs a file, but {path} cannot be written ({error.strerror}); "
            "choose another folder with --dir."
        ) from None
    return path, True


def chosen_editor() -> list[str] | None:
    """The command in $VISUAL or $EDITOR, split as a shell would; None when neither is set."""
    command = os.environ.get("VISUAL") or os.environ.get("EDITOR") or ""
    try:
        return shlex.split(command) or None
    except ValueError:
        warn(f"$VISUAL or $EDITOR cannot be understood: {command}")
        return None


def open_editor(editor: list[str], path: Path) -> bool:
    """Opens the file and waits; whether the editor ran and ended well."""
    try:
        status = subprocess.run([*editor, str(path)], check=False).returncode
    except OSError as error:
        warn(f"{editor[0]} does not start ({error.strerror}); open {path} yourself.")
        return False
    if status != 0:
        warn(f"{editor[0]} ended with status {status}; nothing was judged.")
    return status == 0
