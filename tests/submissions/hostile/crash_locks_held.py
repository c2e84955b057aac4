# expect: timeout error wrong
# family: crash
# exercise: adam
# Holds the locks of imports, of threads and of logging, and waits for itself.
import _imp
import logging
import threading


class Adam:
    def __init__(self, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
        self.lr, self.beta1, self.beta2, self.eps = lr, beta1, beta2, eps

    def update(self, params, grads):
        _imp.acquire_lock()
        logging._lock.acquire()
        lock = threading.Lock()
        lock.acquire()
        lock.acquire()
