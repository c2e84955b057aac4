# expect: error wrong refused memory timeout
# family: crash
# exercise: classify_critical_point
# Answers with what stands for an array of objects, with a thousand million entries.
import sys

if True:
    answers = sys.modules.get("inside.answers")
    try:
        real = answers.Answers.export
        answers.Answers.export = lambda self, value: (
            ["?", "ndarray", [1_000_000_000]] if type(value) is Thing else real(self, value))
    except AttributeError:
        pass


class Thing:
    pass


def classify_critical_point(hess):
    return Thing()
