# expect: wrong error timeout refused
# family: steal
# exercise: tune
# Asks the judge, in the protocol's own words, for attributes, handles and functions that it was
# never given.
import gc


def wishes():
    for what in ("get", "call", "set", "make", "copy", "eval", "__import__"):
        for handle in ("e0", "e1", "e2", "j1", "", "__builtins__"):
            for name in ("", "__globals__", "__class__", "__init__", "__dict__", "__subclasses__", "runs", "eval",
                         "__reduce_ex__", "lr.__class__", "\0"):
                yield what, handle, name


def tune(opt_factory, grid, seeds, train):
    found = []
    asks = [one.ask for one in gc.get_objects() if type(one).__name__ == "StandIns"]
    for what, handle, name in wishes():
        for ask in asks:
            for value in (None, ((), {}), (("touch '@MARK@/called'",), {})):
                try:
                    found.append(ask(what, handle, name, value))
                except Exception as error:
                    found.append(error)
    return {lr: [0.0] * len(seeds) for lr in grid}
