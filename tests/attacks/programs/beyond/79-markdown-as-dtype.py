# 79 Returns an array whose fields are named in Markdown.
# against: stable-softmax
# must: not right

import numpy as np


def softmax(x, axis=-1):
    return np.zeros(x.shape, dtype=[("`![x](http://a.example/b)`\x1b[2J", "f8")])
