# 56 Looks for the source of the submission before it.
# must: returned []

import gc
import linecache
import sys

wanted = "hon" + "est(x)"


def f():
    texts = [line for entry in linecache.cache.values() for line in entry[2]]
    texts += [thing for thing in gc.get_objects() if isinstance(thing, str)]
    names = [name for name in sys.modules if name.split(".")[0] in ("heldout", "pytest", "packs")]
    return names + [text for text in texts if wanted in text]
