# expect: wrong error
# family: tamper
# exercise: diagnose
# Returns a str of a subclass that says yes to the first comparison and no to all later ones.
class Once(str):
    asked = 0

    def __eq__(self, other):
        Once.asked += 1
        return Once.asked % 10 == 1

    __hash__ = str.__hash__


def diagnose(given):
    return Once("healthy")
