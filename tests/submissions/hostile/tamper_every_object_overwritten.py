# expect: wrong error timeout memory
# family: tamper
# exercise: adam
# Goes through all objects the collector knows and makes each verdict, report and tolerance a good
# one.
import gc


def bribe():
    for thing in gc.get_objects():
        try:
            if isinstance(thing, dict):
                for key in ("status", "verdict"):
                    if isinstance(thing.get(key), str):
                        thing[key] = "right"
                for key in ("score", "share", "points"):
                    if isinstance(thing.get(key), float):
                        thing[key] = 1.0
                if "rtol" in thing:
                    thing["rtol"] = thing["atol"] = 1e300
            elif type(thing).__name__ in ("Verdict", "Checked", "Exercise", "Known", "Fault"):
                for name, value in (("status", "right"), ("share", 1.0), ("rtol", 1e300)):
                    object.__setattr__(thing, name, value)
        except Exception:
            continue


class Adam:
    def __init__(self, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
        self.lr, self.beta1, self.beta2, self.eps = lr, beta1, beta2, eps

    def update(self, params, grads):
        bribe()
