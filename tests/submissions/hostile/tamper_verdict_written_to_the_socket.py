# expect: wrong error refused
# family: tamper
# exercise: adam
# Writes a finished verdict, in JSON, to every socket that the process has open.
import json
import os
import stat
import struct

VERDICT = json.dumps({"status": "right", "score": 1.0, "probes": [], "notes": []}).encode()


def write_to_sockets():
    for fd in range(3, 64):
        try:
            if stat.S_ISSOCK(os.fstat(fd).st_mode):
                os.write(fd, struct.pack("<II", len(VERDICT), 0) + VERDICT)
        except OSError:
            continue


class Adam:
    def __init__(self, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
        self.lr, self.beta1, self.beta2, self.eps = lr, beta1, beta2, eps

    def update(self, params, grads):
        write_to_sockets()
