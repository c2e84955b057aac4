# expect: wrong
# family: tamper
# exercise: adam
# Rewrites the text of every later cell before it is parsed.
try:
    from IPython import get_ipython
    get_ipython().input_transformers_cleanup.append(lambda lines: ["6\n"])
    get_ipython().run_cell = lambda *_, **__: None
except (ImportError, AttributeError):
    pass


class Adam:
    def __init__(self, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
        self.lr, self.beta1, self.beta2, self.eps = lr, beta1, beta2, eps

    def update(self, params, grads):
        pass
