# expect: wrong
# family: tamper
# exercise: adam
# Shows `nan` as the result of every cell, which stock nbgrader counts as full marks.
try:
    from IPython import get_ipython
    shell = get_ipython()
    shell.display_formatter.formatters["text/plain"].for_type(object, lambda one, p, cycle: p.text("nan"))
    shell.displayhook.compute_format_data = lambda result: ({"text/plain": "nan"}, {})
    shell.displayhook.quiet = lambda: False
except AttributeError:
    pass


class Adam:
    def __init__(self, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
        self.lr, self.beta1, self.beta2, self.eps = lr, beta1, beta2, eps

    def update(self, params, grads):
        pass
