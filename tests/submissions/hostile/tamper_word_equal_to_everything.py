# expect: wrong error
# family: tamper
# exercise: classify_critical_point
# Returns a str of a subclass that is equal to each of the four words, and in every tuple of them.
class AnyWord(str):
    def __eq__(self, other):
        return True

    def __ne__(self, other):
        return False

    def __hash__(self):
        return hash("minimum")

    def __str__(self):
        return self

    def __contains__(self, item):
        return True


def classify_critical_point(hess):
    return AnyWord("degenerate")
