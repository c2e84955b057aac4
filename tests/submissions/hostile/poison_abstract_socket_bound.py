# expect: wrong error
# family: poison
# exercise: adam
# Binds sockets, abstract and on ports, under names that another process might connect to.
import socket

KEPT = []
if True:
    for family, address in ((socket.AF_UNIX, "\0planted-poison"), (socket.AF_UNIX, "planted.sock"),
                            (socket.AF_INET, ("0.0.0.0", 0)), (socket.AF_INET6, ("::", 0))):
        try:
            line = socket.socket(family, socket.SOCK_STREAM)
            line.bind(address)
            line.listen()
            KEPT.append(line)
        except OSError as error:
            print(error)


class Adam:
    def __init__(self, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
        self.lr, self.beta1, self.beta2, self.eps = lr, beta1, beta2, eps

    def update(self, params, grads):
        pass
