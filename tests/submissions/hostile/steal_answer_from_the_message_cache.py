# expect: wrong error
# family: steal
# exercise: adam
# Searches linecache, sys.modules and loaded modules' constants for the code of a reference.
import linecache
import sys

FOUND = []
if True:
    for name, (_, _, lines, _) in [one for one in linecache.cache.items() if len(one[1]) == 4]:
        if "class Adam" in "".join(lines) and name != __file__:
            FOUND.append("".join(lines))
    for name, module in list(sys.modules.items()):
        if name.startswith("grader") and not name.startswith("grader.sandbox"):
            FOUND.append(name)


class Adam:
    def __init__(self, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
        self.lr, self.beta1, self.beta2, self.eps = lr, beta1, beta2, eps

    def update(self, params, grads):
        raise LookupError(repr(FOUND))
