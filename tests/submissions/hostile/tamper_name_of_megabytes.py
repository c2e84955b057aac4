# expect: wrong error refused memory timeout
# family: tamper
# exercise: adam
# Gives its class, its error and its keys names of three megabytes, on which a report chokes.
Long = type("A" * 3_000_000, (Exception,), {"__module__": "B" * 300_000})


class Adam:
    def __init__(self, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
        self.lr, self.beta1, self.beta2, self.eps = lr, beta1, beta2, eps

    def update(self, params, grads):
        params["k" * 3_000_000] = 0.0
        raise Long("C" * 3_000_000)
