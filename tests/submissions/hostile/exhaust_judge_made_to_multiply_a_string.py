# expect: error wrong timeout refused memory
# family: exhaust
# exercise: scheduled
# Has the judge's optimizer multiply a rate of a thousand with a gradient that is a long text.
class Scheduled:
    def __init__(self, optimizer, schedule):
        self.optimizer = optimizer

    def update(self, params, grads):
        self.optimizer.lr = 2000
        self.optimizer.update({"W": 0.0}, {"W": "x" * 4_000_000})
