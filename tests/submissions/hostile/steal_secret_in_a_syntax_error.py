# expect: wrong error
# family: steal
# exercise: adam
# Compiles what it finds, so that the error message shows the line.
TEXT = "no Python here: planted?"
if True:
    for path in ("@COURSE@/gradebook/secret.txt", "@BESIDE@", "/etc/passwd", "/proc/self/environ"):
        try:
            with open(path) as file:
                TEXT = file.read()
                break
        except OSError as error:
            print(error)


class Adam:
    def __init__(self, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
        self.lr, self.beta1, self.beta2, self.eps = lr, beta1, beta2, eps

    def update(self, params, grads):
        exec(compile(TEXT, "@COURSE@/gradebook/secret.txt", "exec"))
