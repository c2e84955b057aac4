# expect: wrong error timeout
# family: escape
# exercise: adam
# Starts worker processes by the standard library, by fork, spawn and fork server.
import multiprocessing
import os

RESULTS = []


def work(method):
    try:
        context = multiprocessing.get_context(method)
        process = context.Process(target=open, args=("@MARK@/worker", "w"), daemon=False)
        process.start()
        return process.pid
    except Exception as error:
        return str(error)


RESULTS = [work(method) for method in ("fork", "spawn", "forkserver")]


class Adam:
    def __init__(self, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
        self.lr, self.beta1, self.beta2, self.eps = lr, beta1, beta2, eps

    def update(self, params, grads):
        pass
