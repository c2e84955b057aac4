# expect: wrong error
# family: tamper
# exercise: warmup
# Returns as its function an object that pretends to be the judge's schedule itself.
def warmup(schedule, steps):
    class Warm:
        def __call__(self, t, lr0):
            return schedule(t, lr0)

        def __getattr__(self, name):
            return getattr(schedule, name)

        def __eq__(self, other):
            return True

        __hash__ = None
    return Warm()
