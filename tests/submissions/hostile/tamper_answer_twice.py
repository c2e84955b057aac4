# expect: wrong error refused
# family: tamper
# exercise: bias_factor
# Sends each answer of the protocol twice, so that the second is taken for the answer to the next
# call.
import os

real_write = os.write


def twice(fd, data):
    real_write(fd, data)
    return real_write(fd, data)


if True:
    os.write = twice
    import socket
    real_sendall = socket.socket.sendall
    try:
        socket.socket.sendall = lambda self, data, *_: [real_sendall(self, data), real_sendall(self, data)]
    except TypeError:
        pass


def bias_factor(beta, t):
    return 0.5
