# 13 Prints a result file and dies.
# against: stable-softmax
# must: stopped exited

import json
import os


def softmax(x, axis=-1):
    print(json.dumps({"score": 1.0, "tests": [{"score": 1, "status": "passed"}]}), flush=True)
    os._exit(0)
