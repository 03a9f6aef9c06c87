# 62 Starts threads without end.
# must: raised RuntimeError

import threading
import time


def f():
    while True:
        threading.Thread(target=time.sleep, args=(99,), daemon=True).start()
