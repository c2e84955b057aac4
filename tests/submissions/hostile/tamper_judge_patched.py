# expect: wrong
# family: tamper
# exercise: adam
# Replaces descent's own judge and report by ones that find everything right.
import sys

import descent.checks
import descent.judge
import descent.report


class AlwaysRight:
    status, share, diagnosis, notes, first_failure, probes = "right", 1.0, None, (), None, ()


if True:
    for module in list(sys.modules.values()):
        if getattr(module, "__name__", "").startswith(("descent", "grader", "inside")):
            for name in ("judge", "report_on", "verdict", "compare"):
                if hasattr(module, name):
                    setattr(module, name, lambda *_, **__: AlwaysRight())
    descent.judge.judge = lambda *_, **__: AlwaysRight()
    descent.checks.judge = descent.judge.judge
    descent.report.Report.__repr__ = lambda self: "6"
    descent.report.Report.share = descent.report.Report.points = 6.0


class Adam:
    def __init__(self, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
        self.lr, self.beta1, self.beta2, self.eps = lr, beta1, beta2, eps

    def update(self, params, grads):
        pass
