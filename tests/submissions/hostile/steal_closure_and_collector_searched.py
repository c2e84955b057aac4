# expect: wrong error timeout memory
# family: steal
# exercise: adam
# Searches all live objects, closures and module globals for a reference, a seed and expected
# numbers.
import gc
import types


def search():
    found = []
    for thing in gc.get_objects():
        try:
            if isinstance(thing, type) and "update" in vars(thing) and thing.__module__ != __name__:
                found.append(thing)
            if isinstance(thing, types.FunctionType):
                found += [cell.cell_contents for cell in thing.__closure__ or ()
                          if isinstance(cell.cell_contents, type)]
        except Exception:
            continue
    return [one for one in found if hasattr(one, "update") and "beta" in str(one.__init__.__code__.co_names)
            and "clinic" not in one.__module__]


try:
    BEST = search()[0]
except Exception:
    BEST = None


class Adam:
    def __init__(self, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
        self.lr, self.beta1, self.beta2, self.eps = lr, beta1, beta2, eps
        self.real = BEST(lr=lr, beta1=beta1, beta2=beta2, eps=eps) if BEST else None

    def update(self, params, grads):
        if self.real:
            self.real.update(params, grads)
