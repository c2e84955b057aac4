# expect: wrong error refused timeout memory
# family: tamper
# exercise: adam
# Sends half of a well-formed answer and closes the socket.
import os
import stat

try:
    from inside.wire import join
except ImportError:
    join = None


class Adam:
    def __init__(self, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
        self.lr, self.beta1, self.beta2, self.eps = lr, beta1, beta2, eps

    def update(self, params, grads):
        reply = join(2, {"v": [None], "o": [], "x": []}, b"\0" * 800) if join else b"\x01\0\0\0"
        for fd in range(3, 64):
            try:
                if stat.S_ISSOCK(os.fstat(fd).st_mode):
                    os.write(fd, reply[:len(reply) // 2])
                    os.close(fd)
            except OSError:
                pass
