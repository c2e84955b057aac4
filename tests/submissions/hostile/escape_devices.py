# expect: wrong error
# family: escape
# exercise: adam
# Makes and opens devices: disks, memory, and a loop over a file of its own.
import os
import stat

RESULTS = []
if True:
    for name, major, minor in (("sda", 8, 0), ("vda", 254, 0), ("mem", 1, 1), ("kmsg", 1, 11), ("ram0", 1, 0)):
        for path in (name, f"/dev/{name}"):
            try:
                os.mknod(path, 0o600 | stat.S_IFBLK, os.makedev(major, minor))
            except OSError:
                pass
            try:
                RESULTS.append((path, os.open(path, os.O_RDWR)))
            except OSError:
                continue


class Adam:
    def __init__(self, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
        self.lr, self.beta1, self.beta2, self.eps = lr, beta1, beta2, eps

    def update(self, params, grads):
        assert not RESULTS, f"escaped: {RESULTS}"
