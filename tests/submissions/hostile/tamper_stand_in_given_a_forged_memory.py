# expect: wrong error
# family: tamper
# exercise: scheduled
# Replaces the record of rates that the judge's optimizer keeps by a list that grows by itself.
class Rates(list):
    def __len__(self):
        self.asked = getattr(self, "asked", -1) + 1
        return self.asked

    def __getitem__(self, place):
        return 0.3


class Scheduled:
    def __init__(self, optimizer, schedule):
        self.optimizer = optimizer
        optimizer.rates = Rates()

    def update(self, params, grads):
        self.optimizer.rates.append(0.3)
