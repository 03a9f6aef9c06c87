"""Settings: read from the environment, checked, and named when they are wrong."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from heldout.errors import SettingsError
from heldout.settings import TABLE, Settings, read_settings


def test_an_empty_environment_gives_the_defaults() -> None:
    """Those of the table are those of the class; blank is the same as unset."""
    assert read_settings({}) == Settings()
    assert read_settings({row.variable: "  " for row in TABLE}) == Settings()


def test_every_setting_is_read() -> None:
    """And stripped of spaces at its ends."""
    given = {
        "HELDOUT_DATA_DIR": "/data ",
        "HELDOUT_DATABASE_URL": " postgresql://db/heldout",
        "HELDOUT_CACHE_DIR": "/cache",
        "HELDOUT_PACKS": os.pathsep.join(["/one", "", "/two words"]),
        "HELDOUT_HOST": "0.0.0.0",
        "HELDOUT_PORT": "80",
        "HELDOUT_SANDBOX": "basic",
        "HELDOUT_HOSTED": "yes",
        "HELDOUT_POOL": "4",
    }
    assert set(given) == {row.variable for row in TABLE}
    assert read_settings(given) == Settings(
        data_dir=Path("/data"),
        database_url="postgresql://db/heldout",
        cache_dir=Path("/cache"),
        packs=(Path("/one"), Path("/two words")),
        host="0.0.0.0",
        port=80,
        sandbox="basic",
        hosted=True,
        pool=4,
    )


def test_the_environment_of_the_process_is_the_usual_one(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where no other is given."""
    monkeypatch.setenv("HELDOUT_PORT", "1234")
    assert read_settings().port == 1234


def test_a_home_folder_may_be_written_short(monkeypatch: pytest.MonkeyPatch) -> None:
    """In both settings that name folders."""
    monkeypatch.setenv("HOME", "/home/someone")
    found = read_settings({"HELDOUT_DATA_DIR": "~/data", "HELDOUT_PACKS": "~/packs"})
    assert found.data_dir == Path("/home/someone/data")
    assert found.packs == (Path("/home/someone/packs"),)


@given(st.integers(0, 65535))
def test_every_port_is_taken(port: int) -> None:
    """From 0, which asks for any free one, to the last."""
    assert read_settings({"HELDOUT_PORT": str(port)}).port == port


@pytest.mark.parametrize("text", ["65536", "-1", "8e3", "80.0", "٣", "0x50", "a", "9" * 5000])
def test_what_is_no_port_is_refused(text: str) -> None:
    """With what must hold and what was given."""
    with pytest.raises(SettingsError, match=f"whole number from 0 to 65535; it is '{text}'"):
        read_settings({"HELDOUT_PORT": text})


@pytest.mark.parametrize("text", ["5", "-1", "two", "1.0", "٣"])
def test_what_is_no_size_of_a_pool_is_refused(text: str) -> None:
    """With what must hold and what was given."""
    with pytest.raises(SettingsError, match=f"whole number from 0 to 4; it is '{text}'"):
        read_settings({"HELDOUT_POOL": text})


def test_an_unknown_sandbox_is_refused() -> None:
    """With the words that are known."""
    with pytest.raises(SettingsError, match="'full', 'standard', 'basic' or unset; it is 'none'"):
        read_settings({"HELDOUT_SANDBOX": "none"})


@pytest.mark.parametrize("mode", ["full", "standard", "basic"])
def test_every_mode_can_be_insisted_on(mode: str) -> None:
    """By its name."""
    assert read_settings({"HELDOUT_SANDBOX": mode}).sandbox == mode


def test_hosted_is_yes_or_no() -> None:
    """Nothing that could mean either is guessed at."""
    assert not read_settings({"HELDOUT_HOSTED": "no"}).hosted
    with pytest.raises(SettingsError, match="'yes', 'no' or unset; it is '1'"):
        read_settings({"HELDOUT_HOSTED": "1"})


@pytest.mark.parametrize("variable", ["HELDOUT_DATA_DIR", "HELDOUT_PACKS"])
def test_a_home_that_nobody_has_is_refused(variable: str) -> None:
    """The setting is named, and what to write instead."""
    with pytest.raises(SettingsError, match=f"{variable} must name a folder.*Write the path"):
        read_settings({variable: "~no-such-user-here/packs"})


def test_each_row_says_what_it_does() -> None:
    """One sentence, one variable, a name of our own."""
    variables = [row.variable for row in TABLE]
    assert len(set(variables)) == len(variables)
    for row in TABLE:
        assert row.variable.startswith("HELDOUT_")
        assert row.help.endswith(".")
