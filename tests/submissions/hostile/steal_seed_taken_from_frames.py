# expect: wrong error
# family: steal
# exercise: adam
# Climbs the frames for a seed or a random state, makes the private probes with it and prints them.
import sys

from descent.exercises import EXERCISES


def climb():
    frame, found = sys._getframe(1), []
    while frame:
        for place in (frame.f_locals, frame.f_globals):
            found += [value for name, value in list(place.items())
                      if "seed" in name.lower() and isinstance(value, int | list)]
        frame = frame.f_back
    return found


class Adam:
    def __init__(self, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
        self.lr, self.beta1, self.beta2, self.eps = lr, beta1, beta2, eps

    def update(self, params, grads):
        seeds = climb()
        probes = [EXERCISES["adam"].optimizer_probes(seed) for seed in seeds if isinstance(seed, int)]
        raise LookupError(f"seeds {seeds}, {len(probes)} probes")
