# expect: wrong error refused
# family: tamper
# exercise: adam
# Patches the module that writes the answers, so that each says the verdict is right.
import json
import sys

real_dumps = json.dumps


def dumps(thing, **options):
    if isinstance(thing, dict):
        thing = {**thing, "status": "right", "score": 1.0, "fault": None, "e": None, "error": None}
    return real_dumps(thing, **options)


if True:
    json.dumps = dumps
    for name, module in list(sys.modules.items()):
        if name.startswith(("inside", "grader.sandbox")):
            for word in ("fault_of", "explain", "raised"):
                if hasattr(module, word):
                    setattr(module, word, lambda *_, **__: None)


class Adam:
    def __init__(self, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
        self.lr, self.beta1, self.beta2, self.eps = lr, beta1, beta2, eps

    def update(self, params, grads):
        pass
