# expect: error wrong timeout refused memory
# family: exhaust
# exercise: classify_critical_point
# Forges an array of ten thousand strings of which one is long: NumPy makes all of them as long.
import os
import stat

try:
    from inside.wire import join
except ImportError:
    def join(header, numbers):
        return b""


def classify_critical_point(hess):
    strings = ["x" * 2_000_000] + [""] * 9999
    for kind in ("return", "r", "v"):
        reply = join({"k": kind, "v": ["u", [10_000], strings], "o": [], "x": []}, b"")
        for fd in range(3, 16):
            try:
                if stat.S_ISSOCK(os.fstat(fd).st_mode):
                    os.write(fd, reply)
            except OSError:
                pass
    return "minimum"
