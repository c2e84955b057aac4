# expect: wrong error timeout
# family: tamper
# exercise: adam
# Installs a trace function that changes local variables of the harness as its lines go by.
import sys
import threading


def trace(frame, event, arg):
    for name in ("fault", "row", "error"):
        if name in frame.f_locals and "submission" not in frame.f_code.co_filename:
            frame.f_locals[name] = None
    return trace


if True:
    threading.settrace(trace)
    sys.settrace(trace)


class Adam:
    def __init__(self, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
        self.lr, self.beta1, self.beta2, self.eps = lr, beta1, beta2, eps

    def update(self, params, grads):
        sys.settrace(trace)
        frame = sys._getframe().f_back
        while frame:
            frame.f_trace = trace
            frame = frame.f_back
