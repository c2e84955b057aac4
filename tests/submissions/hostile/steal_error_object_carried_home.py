# expect: wrong error
# family: steal
# exercise: run
# Catches the error that the judge's function raises and reads its traceback's frames.
def run(optimizer, grad_fn, params, steps):
    try:
        grad_fn(None)
    except BaseException as error:
        found = [repr(error.args), repr(getattr(error, "values", None))]
        trace = error.__traceback__
        while trace:
            found.append(f"{trace.tb_frame.f_code.co_filename} {sorted(trace.tb_frame.f_locals)}")
            names = trace.tb_frame.f_globals
            found += [name for name in ("secrets", "KnownPaths", "Checker") if name in names]
            trace = trace.tb_next
        raise LookupError(" ".join(found)) from None
    return [params]
