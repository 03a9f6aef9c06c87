"""What docs/references.md says of the shelf is what running it gives."""

from __future__ import annotations

import re

import pytest
from demonstrations.finding import Finding
from demonstrations.page import PAGE, demonstrations, page

MODULES = demonstrations()


def _numbers(text: str) -> list[float]:
    """The values in the tables of measurements, in order."""
    said = re.findall(r"^\|[^|]+\| (-?[0-9.]+)[^|]*\|[^|]*\| [0-9.e-]+ \|$", text, re.M)
    return [float(number) for number in said]


def test_the_page_says_where_each_system_is() -> None:
    """Down to the measurements, it is what the shelf writes."""
    written = PAGE.read_text(encoding="utf-8").partition("\n### ")[0]
    assert written == page({}).partition("\n### ")[0]


def test_the_page_has_every_demonstration() -> None:
    """In the order in which they are run."""
    titles = re.findall(r"^### (.+)$", PAGE.read_text(encoding="utf-8"), re.M)
    assert titles == [module.TITLE for module in MODULES.values()]


@pytest.mark.demonstration
@pytest.mark.parametrize("name", MODULES)
def test_a_demonstration_holds(name: str) -> None:
    """Each claim is true here, and each number of the page is within its drift of the one here."""
    module = MODULES[name]
    findings: list[Finding] = list(module.findings())
    assert [finding.says for finding in findings if not finding.holds()] == []
    _, _, section = PAGE.read_text(encoding="utf-8").partition(f"\n### {module.TITLE}\n")
    section = section.partition("\n### ")[0]
    expected = page({name: findings}).partition(f"\n### {module.TITLE}\n")[2]
    assert re.sub(r"\| -?[0-9.]+", "|", section) == re.sub(r"\| -?[0-9.]+", "|", expected)
    for finding, written in zip(findings, _numbers(section), strict=True):
        assert finding.near(written), finding.says
