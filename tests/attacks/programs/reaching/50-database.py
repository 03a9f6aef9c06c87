# 50 Makes a database file.
# modes: standard full
# must: raised

import sqlite3


def f():
    sqlite3.connect("/tmp/planted.db").execute("create table t (x)")
