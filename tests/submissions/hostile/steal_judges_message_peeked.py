# expect: wrong error timeout refused
# family: steal
# exercise: adam
# Peeks into the socket for what the judge will send next, to know future gradients.
import os
import socket
import stat

FOUND = []


class Adam:
    def __init__(self, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
        self.lr, self.beta1, self.beta2, self.eps = lr, beta1, beta2, eps

    def update(self, params, grads):
        for fd in range(3, 64):
            try:
                if stat.S_ISSOCK(os.fstat(fd).st_mode):
                    peer = socket.socket(fileno=os.dup(fd))
                    FOUND.append(peer.recv(65536, socket.MSG_PEEK | socket.MSG_DONTWAIT))
                    os.set_blocking(fd, False)
                    FOUND.append(os.read(fd, 65536))
            except OSError:
                pass
        raise LookupError(repr(FOUND))
