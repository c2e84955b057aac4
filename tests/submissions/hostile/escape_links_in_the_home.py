# expect: wrong error
# family: escape
# exercise: adam
# Puts links into its own folder that lead out, and asks others to follow them.
import os

RESULTS = []
if True:
    for name, target in (("answer.py", "/etc/passwd"), ("known", "@COURSE@/gradebook"), ("up", "/proc/1/root"),
                         ("evidence", "@BESIDE@")):
        try:
            os.symlink(target, name)
            RESULTS.append(os.path.exists(name))
            with open(name) as file:
                RESULTS.append(file.read())
        except OSError as error:
            RESULTS.append(str(error))
        try:
            os.link(target, name + "-hard")
        except OSError as error:
            RESULTS.append(str(error))


class Adam:
    def __init__(self, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
        self.lr, self.beta1, self.beta2, self.eps = lr, beta1, beta2, eps

    def update(self, params, grads):
        raise LookupError(repr(RESULTS))
