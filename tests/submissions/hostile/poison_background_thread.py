# expect: wrong error
# family: poison
# exercise: adam
# Leaves threads and a timer that go on after the last answer.
import threading


def again():
    try:
        open("@MARK@/later", "w").close()
    except OSError:
        pass
    timer = threading.Timer(0.1, again)
    timer.start()


if True:
    again()


class Adam:
    def __init__(self, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
        self.lr, self.beta1, self.beta2, self.eps = lr, beta1, beta2, eps

    def update(self, params, grads):
        threading.Thread(target=again, daemon=False).start()
