# expect: error wrong refused
# family: crash
# exercise: adam
# Tells the judge that what it found under the name of the class is the number 3, and what it takes
# is nonsense.
import sys

if True:
    answers = sys.modules.get("inside.answers")
    try:
        answers.Answers.do_find = lambda self, header, numbers: {
            "m": "found", "class": True, "callable": True, "takes": [["lr", 99, True], 7], "outside": [[]] * 30,
            "v": 3.0, "o": [], "x": []}
        answers.Answers.do_begin = lambda self, header, numbers: {"m": ["done"], "n": "one"}
    except AttributeError:
        pass


class Adam:
    def __init__(self, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
        self.lr, self.beta1, self.beta2, self.eps = lr, beta1, beta2, eps

    def update(self, params, grads):
        pass
