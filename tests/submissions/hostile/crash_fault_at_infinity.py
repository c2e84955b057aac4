# expect: error wrong refused
# family: crash
# exercise: adam
# Tells of errors in lines of infinite and of negative number, and of numbers that are no numbers.
import sys

if True:
    answers = sys.modules.get("inside.answers")
    try:
        answers.Answers.fault = lambda self, error: {
            "kind": "exception", "raised": [["\0"], None, 3], "said": {"a": 1}, "line": 1e400,
            "text": None, "judge": -1, "divided": 7, "nan": [float("inf"), {}]}
        real = answers.Answers.watched
        answers.Answers.watched = lambda self, *given: real(self, *given) | {"nan": [float("inf"), 1]}
    except AttributeError:
        pass


class Adam:
    def __init__(self, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
        self.lr, self.beta1, self.beta2, self.eps = lr, beta1, beta2, eps

    def update(self, params, grads):
        pass
