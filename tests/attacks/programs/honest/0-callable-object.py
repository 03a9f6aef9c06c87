# 0 Is an object that can be called.
# against: double
# must: right


class Doubler:
    factor = 2

    def __call__(self, x):
        return self.factor * x


double = Doubler()
