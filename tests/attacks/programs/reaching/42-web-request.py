# 42 Fetches a page.
# modes: standard full
# must: stopped forbidden | raised

import urllib.request


def f():
    return urllib.request.urlopen("http://127.0.0.1:8000/", timeout=1).read()
