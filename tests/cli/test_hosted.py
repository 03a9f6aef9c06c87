"""`heldout serve --hosted`: mode full or no start."""

from __future__ import annotations

import pytest

from heldout.sandbox import proof


@pytest.fixture
def served(monkeypatch):
    """The modes that the web app was started in."""
    modes: list[str] = []
    monkeypatch.setattr(
        "heldout.web.serve",
        lambda practice, host, port, *, open_browser: modes.append(practice.judge.mode),
    )
    return modes


def flat(text: str) -> str:
    """The text without its line breaks."""
    return " ".join(text.split())


def test_hosted_starts_where_mode_full_holds(heldout, served):
    """By the option and by the setting."""
    assert heldout("serve", "--hosted").exit_code == 0
    assert heldout("serve", HELDOUT_HOSTED="yes", HELDOUT_SANDBOX="full").exit_code == 0
    assert served == ["full", "full"]


@pytest.mark.parametrize(
    ("weak", "left"), [({"full"}, "standard"), ({"full", "standard"}, "basic")]
)
def test_hosted_refuses_a_machine_that_proves_less(weak, left, heldout, served, monkeypatch):
    """With what holds, what does not, and what to do; without the option it starts."""
    found = proof.find_weakness
    monkeypatch.setattr(
        proof,
        "find_weakness",
        lambda mode, *rest: "the kernel has none" if mode in weak else found(mode, *rest),
    )
    refused = heldout("serve", "--hosted")
    assert refused.exit_code == 5
    assert f"proves only {left}: the kernel has none. Run Heldout as root" in flat(refused.stderr)
    assert served == []
    assert heldout("serve").exit_code == 0
    assert served == [left]


@pytest.mark.parametrize("mode", ["standard", "basic"])
def test_hosted_contradicts_a_weaker_mode(mode, heldout, served):
    """The two settings cannot both be obeyed."""
    refused = heldout("serve", HELDOUT_HOSTED="yes", HELDOUT_SANDBOX=mode)
    assert refused.exit_code == 5
    assert f"HELDOUT_SANDBOX asks for '{mode}'" in flat(refused.stderr)
    assert served == []


def test_hosted_without_control_groups_says_so(heldout, served, monkeypatch):
    """It starts: what a submission maps is limited all the same."""
    claim = proof.Claim("full", "", {"cgroups": "Permission denied"})
    monkeypatch.setattr(proof, "prove", lambda *how: claim)
    done = heldout("serve", "--hosted")
    assert done.exit_code == 0
    assert "no control groups here" in flat(done.stderr)
    assert "Permission denied" in flat(done.stderr)
