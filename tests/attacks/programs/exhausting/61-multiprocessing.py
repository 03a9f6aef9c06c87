# 61 Starts workers.
# must: stopped forbidden | raised

import multiprocessing


def f():
    with multiprocessing.Pool(4) as pool:
        return pool.map(abs, range(4))
