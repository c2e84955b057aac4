# expect: wrong error
# family: escape
# exercise: adam
# Forks a process that goes on when its parent is judged, and leaves its mark outside.
import os
import time

try:
    if os.fork() == 0:
        os.setsid()
        if os.fork() == 0:
            while True:
                try:
                    open("@MARK@/forked", "w").close()
                except OSError:
                    pass
                time.sleep(0.2)
        os._exit(0)
except OSError as error:
    print(error)


class Adam:
    def __init__(self, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
        self.lr, self.beta1, self.beta2, self.eps = lr, beta1, beta2, eps

    def update(self, params, grads):
        pass
