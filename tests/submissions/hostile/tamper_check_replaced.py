# expect: wrong
# family: tamper
# exercise: adam
# Replaces descent.check, so that a test cell shows full points.
import descent


class Six(float):
    def __repr__(self):
        return "6"

    def _repr_mimebundle_(self, include=None, exclude=None):
        return {"text/plain": "6",
                "application/vnd.descent.report+json": {"status": "right", "points": 6}}


if True:
    descent.check = check = lambda *_, points=6, **__: Six(points)
    descent.checks.check = check


class Adam:
    def __init__(self, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
        self.lr, self.beta1, self.beta2, self.eps = lr, beta1, beta2, eps

    def update(self, params, grads):
        pass
