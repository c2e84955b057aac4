# expect: wrong error timeout
# family: exhaust
# exercise: adam
# Writes files in every folder that lets it, until the disk is full.
import os
import tempfile


class Adam:
    def __init__(self, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
        self.lr, self.beta1, self.beta2, self.eps = lr, beta1, beta2, eps

    def update(self, params, grads):
        for folder in (".", tempfile.gettempdir(), "/tmp", "/dev/shm", "/var/tmp", "/run", "@MARK@"):
            try:
                with open(os.path.join(folder, "full"), "wb") as file:
                    for _ in range(4096):
                        file.write(bytes(1 << 20))
            except OSError:
                continue
