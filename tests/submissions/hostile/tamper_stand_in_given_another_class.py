# expect: wrong error
# family: tamper
# exercise: scheduled
# Changes class and methods of the judge's optimizer, so that it records what the student likes.
class Scheduled:
    def __init__(self, optimizer, schedule):
        self.optimizer = optimizer
        for name, value in (("__class__", Scheduled), ("update", lambda params, grads: None),
                            ("__dict__", {"rates": [0.3] * 9}), ("__len__", lambda: 1)):
            try:
                setattr(optimizer, name, value)
                setattr(type(optimizer), name, value)
            except (AttributeError, TypeError):
                pass

    def update(self, params, grads):
        self.optimizer.update(params, grads)
