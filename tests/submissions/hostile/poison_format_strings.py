# expect: wrong error
# family: poison
# exercise: adam
# Names keys and errors so that a message that formats them again would fetch attributes.
FIELD = "{0.__class__.__init__.__globals__} {seed} {known} {} {{}} %(seed)s %n $HOME ${seed} {!r} {:>1000000000}"


class Adam:
    def __init__(self, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
        self.lr, self.beta1, self.beta2, self.eps = lr, beta1, beta2, eps

    def update(self, params, grads):
        params[FIELD] = FIELD
        raise type("Error", (Exception,), {"__module__": FIELD})(FIELD)
