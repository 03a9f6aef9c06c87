"""`heldout selfcheck`."""

from __future__ import annotations

import json

import pytest

from heldout.sandbox import Claim, Probe


@pytest.fixture
def probes(monkeypatch):
    """Stands in for the hostile code, so that a machine can be made to fail."""

    def answer(*found: Probe) -> None:
        monkeypatch.setattr("heldout.sandbox.probe", lambda judge: list(found))

    return answer


HELD = Probe("cpu", "An endless loop is stopped", True, "It was stopped.")
BROKEN = Probe("network", "No network", False, "It connected.")
ABSENT = Probe("files", "No files", None, "Not promised in mode basic; not tried.")


def test_a_good_machine_passes_with_everything_named(heldout, environment):
    """Mode, versions, packs, data and every protection, really tried."""
    done = heldout("selfcheck")
    assert done.exit_code == 0
    for text in ("heldout", "numpy", "pack desk", "data", "sandbox", "held", "All is well"):
        assert text in done.stdout
    assert environment["HELDOUT_DATA_DIR"] in done.stdout.replace("\n", "").replace(" ", "")


def test_a_protection_that_does_not_hold_fails(heldout, probes):
    """Exit code 1, and which one."""
    probes(HELD, BROKEN)
    done = heldout("selfcheck")
    assert done.exit_code == 1
    assert "Not in order: No network does not hold." in done.stdout


def test_what_the_mode_does_not_promise_is_no_failure(heldout, probes):
    """Basic mode is told as such, with what it means."""
    probes(HELD, ABSENT)
    done = heldout("selfcheck", HELDOUT_SANDBOX="basic")
    assert done.exit_code == 0
    assert "not in mode" in done.stdout
    assert "judge only code that you trust" in " ".join(done.stdout.split())


def test_what_is_in_force_and_what_is_missing_is_said(heldout, probes, monkeypatch):
    """The strict mode with its groups or why there are none; a weaker one with its reason."""
    probes(HELD)
    claim = Claim("full", "memory (v1), pids (v1)")
    monkeypatch.setattr("heldout.sandbox.proof.prove", lambda *how: claim)
    told = " ".join(heldout("selfcheck").stdout.split())
    assert "sandbox full: a world of its own" in told
    assert "root folder (read-only)" in told
    assert "cgroups memory (v1), pids (v1)" in told
    claim = Claim("full", "", {"cgroups": "Permission denied"})
    assert "cgroups none: Permission denied" in " ".join(heldout("selfcheck").stdout.split())
    claim = Claim("standard", "", {"full": "the kernel refuses namespaces"})
    told = " ".join(heldout("selfcheck").stdout.split())
    assert "sandbox standard" in told
    assert "not full the kernel refuses namespaces" in told


def test_data_that_cannot_be_used_is_told_beside_the_rest(heldout, probes, tmp_path):
    """The probes are still shown; the exit code is that of the data."""
    probes(HELD)
    blocked = tmp_path / "blocked"
    blocked.write_text("a file where a folder must be")
    done = heldout("selfcheck", HELDOUT_DATA_DIR=str(blocked))
    assert done.exit_code == 5
    assert "An endless loop is stopped" in done.stdout
    assert "the database cannot be used" in done.stdout


def test_json_tells_the_same(heldout, probes):
    """`held` is true, false or null."""
    probes(HELD, BROKEN, ABSENT)
    done = heldout("selfcheck", "--json")
    report = json.loads(done.stdout)
    assert report["ok"] is False
    assert [probe["held"] for probe in report["sandbox"]["probes"]] == [True, False, None]
    assert report["data"]["problem"] is None
