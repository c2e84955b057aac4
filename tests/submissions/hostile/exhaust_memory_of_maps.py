# expect: memory error timeout
# family: exhaust
# exercise: adam
# Maps anonymous memory past the allocator, shared so that it outlives a fork.
import mmap

KEPT = []


class Adam:
    def __init__(self, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
        self.lr, self.beta1, self.beta2, self.eps = lr, beta1, beta2, eps

    def update(self, params, grads):
        while True:
            room = mmap.mmap(-1, 1 << 28)
            for place in range(0, 1 << 28, 4096):
                room[place] = 1
            KEPT.append(room)
