# expect: wrong error refused
# family: tamper
# exercise: adam
# Answers sixty calls of the protocol at once, before the judge has asked, with a well-formed
# message.
import os
import stat

try:
    from inside.wire import join
except ImportError:
    def join(number, header, numbers):
        return b""


def answer_ahead():
    replies = b"".join(join(number, {"m": "ok", "v": [None], "o": [], "x": [], "divided": False, "nan": None}, b"")
                       for number in range(1, 60))
    for fd in range(3, 64):
        try:
            if stat.S_ISSOCK(os.fstat(fd).st_mode):
                os.write(fd, replies)
        except OSError:
            continue


AHEAD = answer_ahead()


class Adam:
    def __init__(self, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
        self.lr, self.beta1, self.beta2, self.eps = lr, beta1, beta2, eps

    def update(self, params, grads):
        pass
