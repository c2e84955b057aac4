# expect: wrong
# family: tamper
# exercise: adam
# Registers IPython hooks before and after each cell, which show full points and throw errors away.
try:
    from IPython import get_ipython
    from IPython.display import display

    def after(result):
        result.error_in_exec = result.error_before_exec = None
        display(6)

    get_ipython().events.register("post_run_cell", after)
    get_ipython().events.register("pre_run_cell", lambda info: setattr(info, "raw_cell", "6"))
except (ImportError, AttributeError):
    pass


class Adam:
    def __init__(self, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
        self.lr, self.beta1, self.beta2, self.eps = lr, beta1, beta2, eps

    def update(self, params, grads):
        pass
