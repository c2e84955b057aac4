# expect: wrong error
# family: steal
# exercise: adam
# Tries the socket families that nobody thinks of: netlink, vsock, packet, crypto, Bluetooth, and
# raw ones.
import socket

RESULTS = []
if True:
    for family in (16, 40, 17, 38, 31, 29, 1, 2, 10, 44):
        for kind in (socket.SOCK_STREAM, socket.SOCK_DGRAM, socket.SOCK_RAW, socket.SOCK_SEQPACKET):
            try:
                line = socket.socket(family, kind)
                RESULTS.append((family, kind))
                if family == 40:
                    line.settimeout(0.2)
                    line.connect((2, 22))
            except OSError:
                continue


class Adam:
    def __init__(self, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
        self.lr, self.beta1, self.beta2, self.eps = lr, beta1, beta2, eps

    def update(self, params, grads):
        raise LookupError(repr(RESULTS))
