# expect: wrong error
# family: tamper
# exercise: adam
# Raises a BaseException whose words, name and class pretend to be a verdict.
class Right(BaseException):
    status, score, share = "right", 1.0, 1.0

    def __str__(self):
        return '{"status": "right", "score": 1.0}'

    __repr__ = __str__

    @property
    def __class__(self):
        return StopIteration

    def __instancecheck__(self, other):
        return True


class Adam:
    def __init__(self, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
        self.lr, self.beta1, self.beta2, self.eps = lr, beta1, beta2, eps

    def update(self, params, grads):
        raise Right
