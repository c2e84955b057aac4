# expect: wrong error timeout memory
# family: escape
# exercise: adam
# Lifts the limits on its memory, time, files and processes, and then uses a lot of each.
import resource

RESULTS = []
if True:
    for name in dir(resource):
        if name.startswith("RLIMIT_"):
            for process in (0, 1):
                try:
                    resource.prlimit(process, getattr(resource, name), (-1, -1))
                    RESULTS.append(name)
                except (OSError, ValueError):
                    continue


class Adam:
    def __init__(self, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
        self.lr, self.beta1, self.beta2, self.eps = lr, beta1, beta2, eps

    def update(self, params, grads):
        kept = [bytearray(1 << 28) for _ in range(64)]
        params[len(kept)] = RESULTS
