# expect: wrong error
# family: steal
# exercise: adam
# Raises from code that claims to be a line of a secret file, so that the report quotes that line.
import linecache


def quote(path):
    code = compile("\n" * 0 + "raise ValueError('look at my line')", path, "exec")
    linecache.checkcache(path)
    exec(code)


class Adam:
    def __init__(self, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
        self.lr, self.beta1, self.beta2, self.eps = lr, beta1, beta2, eps

    def update(self, params, grads):
        quote("@COURSE@/gradebook/secret.txt" if len(params) == 1 else "/etc/passwd")
