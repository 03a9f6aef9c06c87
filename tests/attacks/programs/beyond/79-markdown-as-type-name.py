# 79 Returns an object of a class whose name is Markdown and a terminal code.
# against: stable-softmax
# must: not right

Odd = type("`![x](http://a.example/b) <img src=x>`\x1b[2J\u202e", (), {})


def softmax(x, axis=-1):
    return Odd()
