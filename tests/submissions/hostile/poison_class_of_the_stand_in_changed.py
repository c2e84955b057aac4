# expect: wrong error
# family: poison
# exercise: scheduled
# Changes the class of the judge's optimizer, which the next hand-in will get too.
class Scheduled:
    def __init__(self, optimizer, schedule):
        self.optimizer = optimizer
        kind = type(optimizer)
        for name, value in (("update", lambda *_: None), ("rates", [0.3] * 50), ("lr", 0.3),
                            ("__init__", lambda *_: None)):
            for thing in (kind, getattr(optimizer, "__class__", kind)):
                try:
                    setattr(thing, name, value)
                except (AttributeError, TypeError):
                    continue
        schedule.__dict__.update(poison=True)

    def update(self, params, grads):
        self.optimizer.update(params, grads)
