# expect: wrong error
# family: escape
# exercise: adam
# Pushes letters into the terminal that the grader was started from, and asks for its device.
import fcntl
import os
import termios

RESULTS = []
if True:
    for place in (0, 1, 2, "/dev/tty", "/dev/console", "/dev/pts/0", "/dev/ptmx"):
        try:
            fd = os.open(place, os.O_RDWR | os.O_NOCTTY) if isinstance(place, str) else place
            for letter in "touch '@MARK@/typed'\n":
                fcntl.ioctl(fd, termios.TIOCSTI, letter)
            RESULTS.append(place)
        except OSError:
            continue


class Adam:
    def __init__(self, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
        self.lr, self.beta1, self.beta2, self.eps = lr, beta1, beta2, eps

    def update(self, params, grads):
        assert not RESULTS, f"escaped: {RESULTS}"
