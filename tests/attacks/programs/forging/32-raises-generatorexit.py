# 32 Raises GeneratorExit.
# against: stable-softmax
# must: not right


def softmax(x, axis=-1):
    raise GeneratorExit(0)
