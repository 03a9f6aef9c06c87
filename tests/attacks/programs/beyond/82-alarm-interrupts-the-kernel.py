# 82 Interrupts a forbidden call by an alarm, to be let go on.
# modes: standard full
# must: stopped forbidden | stopped cpu-time | stopped wall-time | raised TimeoutError

import signal
import socket


def awake(number, frame):
    raise TimeoutError


def f():
    signal.signal(signal.SIGALRM, awake)
    signal.setitimer(signal.ITIMER_REAL, 0.0005, 0.0005)
    while True:
        try:
            return socket.socket().fileno()
        except TimeoutError:
            pass
