# expect: error wrong
# family: crash
# exercise: adam
# Deletes the built-in names, modules and search paths that any later code needs.
import builtins
import sys


class Adam:
    def __init__(self, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
        self.lr, self.beta1, self.beta2, self.eps = lr, beta1, beta2, eps

    def update(self, params, grads):
        for name in ("print", "isinstance", "len", "type", "Exception", "__import__", "open", "str", "BaseException"):
            delattr(builtins, name)
        sys.path.clear()
        sys.path_hooks.clear()
        sys.meta_path.clear()
        sys.modules.clear()
        sys.stdout = sys.stderr = sys.stdin = None
