# expect: wrong error
# family: steal
# exercise: adam
# Reads another student's hand-in, which lies in the next folder, and runs it as its own.
from pathlib import Path

FOUND = ""
if True:
    for pattern in ("@NEIGHBOUR@", "../*/answer.py", "../../*/08_adam/08_adam.ipynb", "*.py"):
        try:
            paths = [Path(pattern)] if pattern.startswith("/") else list(Path().glob(pattern))
            for path in paths:
                FOUND += path.read_text()
                exec(path.read_text())
        except Exception as error:
            print(error)
    print(FOUND)

if "Adam" not in globals():
    class Adam:
        def __init__(self, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
            self.lr, self.beta1, self.beta2, self.eps = lr, beta1, beta2, eps

        def update(self, params, grads):
            pass
