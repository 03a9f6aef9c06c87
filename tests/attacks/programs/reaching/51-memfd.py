# 51 Makes a file in memory, to run it.
# modes: standard full
# must: stopped forbidden

import os


def f():
    os.write(os.memfd_create("planted"), b"#!/bin/sh")
