# expect: wrong error
# family: tamper
# exercise: adam
# Names its parameters like the harness's own, to be handed a seed, a probe or a judge by keyword.
class Adam:
    def __init__(self, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8, *, seed=None, probe=None,
                 judge=None, known=None, fixed=None, cls=None, make=None, **everything):
        self.given = dict(seed=seed, probe=probe, judge=judge, known=known, **everything)

    def update(self, params, grads, seed=None, expected=None, right=None):
        for key in params:
            if right is not None:
                params[key] = right[key]
