"""Settings are read from the environment, and a wrong one is named."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from heldout.errors import SettingsError
from heldout.settings import Settings, read_settings


def test_an_empty_environment_gives_the_defaults() -> None:
    """Nothing set is the state that most people have."""
    assert read_settings({}) == Settings()


def test_what_is_set_is_read() -> None:
    """Each variable reaches its field."""
    packs = os.pathsep.join(["/one", "/two"])
    given = read_settings(
        {
            "HELDOUT_DATA_DIR": "/data",
            "HELDOUT_DATABASE_URL": "sqlite:///x",
            "HELDOUT_PACKS": packs,
            "HELDOUT_HOST": "0.0.0.0",
            "HELDOUT_PORT": "0",
            "HELDOUT_SANDBOX": "basic",
        }
    )
    wanted = Settings(
        Path("/data"), "sqlite:///x", (Path("/one"), Path("/two")), "0.0.0.0", 0, "basic"
    )
    assert given == wanted


@pytest.mark.parametrize(
    ("variable", "value"),
    [("HELDOUT_PORT", "many"), ("HELDOUT_PORT", "65536"), ("HELDOUT_SANDBOX", "none")],
)
def test_a_wrong_value_is_named(variable: str, value: str) -> None:
    """The sentence says which variable, and what it was."""
    with pytest.raises(SettingsError) as caught:
        read_settings({variable: value})
    assert variable in str(caught.value)
    assert value in str(caught.value)
