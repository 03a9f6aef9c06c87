"""A formula of matrices in Chromium: typed as people type it, judged, told which shapes met."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser

OpenPage = Callable[..., Page]


def test_a_matrix_is_typed_and_its_shapes_are_told(open_page: OpenPage) -> None:
    """A misfit is said in letters, a right one is right, and the page fits a phone."""
    page = open_page("/questions/squared-l2/3")
    part = page.locator("#part-squared")
    expect(part.locator(".how")).to_contain_text("A^T for a transpose")
    for reply, told in [
        ("w w", "can be meant in two ways"),
        ("w w^T w^T", "multiplies d×d by 1×d"),
        ("w (w^T w)/||w||^2", "Right"),
    ]:
        part.get_by_label("Formula").fill(reply)
        part.get_by_role("button", name="Check").click()
        expect(part.locator(".slot")).to_contain_text(told, timeout=30_000)
    page.set_viewport_size({"width": 360, "height": 740})
    assert page.evaluate("document.documentElement.scrollWidth <= 360")
