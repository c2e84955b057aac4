# expect: wrong error refused
# family: crash
# exercise: muon
# Has `update` as a static method of a class whose instances are numbers.
class Muon(float):
    def __new__(cls, *args, **kwargs):
        return float.__new__(cls, "nan")

    @staticmethod
    def update(params=None, grads=None):
        return params
