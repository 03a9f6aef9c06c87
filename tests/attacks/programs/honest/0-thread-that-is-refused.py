# 0 Tries a thread and does without it.
# against: double
# must: right

import threading


def double(x):
    try:
        worker = threading.Thread(target=lambda: None)
        worker.start()
        worker.join()
    except RuntimeError:
        pass
    return 2 * x
