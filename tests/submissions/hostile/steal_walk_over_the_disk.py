# expect: wrong error timeout
# family: steal
# exercise: adam
# Walks over all folders from the root, and greps small files for the word "planted".
import os

FOUND = []


def grep(top, most=40_000):
    for count, (folder, _, names) in enumerate(os.walk(top)):
        for name in names:
            try:
                path = os.path.join(folder, name)
                if os.path.getsize(path) < 100_000 and not name.endswith((".pyc", ".so")):
                    with open(path, "rb") as file:
                        text = file.read()
                    if b"planted-" in text:
                        FOUND.append(text[text.index(b"planted-"):][:60])
            except OSError:
                continue
            most -= 1
            if most < 0:
                return


grepped = [grep(top) for top in ("@COURSE@", "@HOME@", "/tmp", "/home", "/root", "/dev/shm", "/var")]


class Adam:
    def __init__(self, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
        self.lr, self.beta1, self.beta2, self.eps = lr, beta1, beta2, eps

    def update(self, params, grads):
        print(FOUND)
        raise LookupError(repr(FOUND))
