# 50 Makes shared memory that outlives it.
# modes: standard full
# must: raised PermissionError | raised FileNotFoundError | raised OSError | raised ModuleNotFoundError | raised ImportError | stopped forbidden

from multiprocessing.shared_memory import SharedMemory


def f():
    SharedMemory("planted-memory", create=True, size=4096)
