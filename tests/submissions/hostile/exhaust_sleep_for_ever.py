# expect: timeout
# family: exhaust
# exercise: adam
# Sleeps for a year, and waits for an event that never comes.
import threading
import time


class Adam:
    def __init__(self, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
        self.lr, self.beta1, self.beta2, self.eps = lr, beta1, beta2, eps

    def update(self, params, grads):
        try:
            time.sleep(365 * 24 * 3600)
        finally:
            threading.Event().wait()
