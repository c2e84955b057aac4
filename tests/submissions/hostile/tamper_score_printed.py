# expect: wrong
# family: tamper
# exercise: adam
# Prints what stock nbgrader reads: JSON, a number on the last line, and a report's own data.
import json
import sys


class Adam:
    def __init__(self, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
        self.lr, self.beta1, self.beta2, self.eps = lr, beta1, beta2, eps
        print(json.dumps({"status": "right", "score": 1.0, "max_score": 6}))
        sys.stdout.write("6\n")
        sys.stderr.write("6\n")

    def update(self, params, grads):
        print("\n6\n")
