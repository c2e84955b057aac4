# expect: wrong error
# family: poison
# exercise: adam
# Puts terminal sequences into messages, names, keys and prints: clear, title, clipboard, links,
# bells.
ESCAPES = ("\x1b[2J\x1b[H\x1b]0;planted\x07\x1b]52;c;cGxhbnRlZA==\x07\x1b]8;;file:///etc/passwd\x07all right\x1b]8;;\x07"
           "\x1b[8m\x9b31m\x1bP+q544e\x1b\\\r\x08\x7f\x0c")


class Adam:
    def __init__(self, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
        self.lr, self.beta1, self.beta2, self.eps = lr, beta1, beta2, eps

    def update(self, params, grads):
        print(ESCAPES)
        params[ESCAPES] = None
        raise type("Error" + "_" * 3, (Exception,), {"__doc__": ESCAPES})(ESCAPES)
