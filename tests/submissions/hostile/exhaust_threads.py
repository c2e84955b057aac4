# expect: wrong error timeout memory
# family: exhaust
# exercise: adam
# Starts threads until none can be started any more.
import threading

if True:
    threading.stack_size(1 << 16)


class Adam:
    def __init__(self, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
        self.lr, self.beta1, self.beta2, self.eps = lr, beta1, beta2, eps

    def update(self, params, grads):
        while True:
            try:
                threading.Thread(target=threading.Event().wait, daemon=True).start()
            except RuntimeError:
                break
