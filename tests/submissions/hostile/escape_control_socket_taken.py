# expect: wrong error refused
# family: escape
# exercise: adam
# Tries every descriptor up to 4096 for the server's control socket, and asks it for more children.
import array
import json
import os
import socket

RESULTS = []
if True:
    for fd in range(3, 4096):
        try:
            line = socket.socket(fileno=os.dup(fd))
            line.setblocking(False)
            order = json.dumps({"job": 99, "iso": [], "serve": "os:system", "exit": 0}).encode()
            line.sendmsg([order], [(socket.SOL_SOCKET, socket.SCM_RIGHTS, array.array("i", [1, 2]))])
            RESULTS.append(fd)
        except OSError:
            continue


class Adam:
    def __init__(self, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
        self.lr, self.beta1, self.beta2, self.eps = lr, beta1, beta2, eps

    def update(self, params, grads):
        pass
