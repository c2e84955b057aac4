# expect: wrong error timeout refused
# family: steal
# exercise: tune
# Calls the judge's callbacks by names and handles that it was never given, as the protocol would
# write them.
import os
import stat

try:
    from inside.wire import join
except ImportError:
    def join(header, numbers):
        return b""


def tune(opt_factory, grid, seeds, train):
    for name in ("__import__", "eval", "j1", "open", "__class__", "os.system", "__globals__"):
        call = {"v": ["t", [name, "touch '@MARK@/called'"]], "o": [], "x": [], "call": name, "f": name,
                "name": name, "get": name}
        for fd in range(3, 16):
            try:
                if stat.S_ISSOCK(os.fstat(fd).st_mode):
                    os.write(fd, join(call, b""))
            except OSError:
                pass
    return {lr: [0.0] * len(seeds) for lr in grid}
