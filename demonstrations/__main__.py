"""`python -m demonstrations`: runs them, prints what they find, and writes the page if all ran."""

from __future__ import annotations

import sys
import time

from .page import PAGE, demonstrations, page

chosen = sys.argv[1:]
measured = {}
failed = False
for name, module in demonstrations().items():
    if chosen and name not in chosen:
        continue
    began = time.perf_counter()
    measured[name] = list(module.findings())
    print(f"{module.TITLE} ({name}, {time.perf_counter() - began:.1f} s)")
    for finding in measured[name]:
        failed |= not finding.holds()
        mark = "ok " if finding.holds() else "NO "
        print(f"  {mark}{finding.says}: {finding.written()}  [{finding.claim()}]")
if not chosen:
    PAGE.write_text(page(measured), encoding="utf-8")
    print(f"Written: {PAGE.name}")
sys.exit(failed)
