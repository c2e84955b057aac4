# expect: timeout error wrong refused
# family: exhaust
# exercise: run
# Hands the judge's own function to the judge's function, so that each calls the other in turn.
def run(optimizer, grad_fn, params, steps):
    def again(now):
        return grad_fn({"W": again, "b": grad_fn, "scale": optimizer})

    class Nest(dict):
        def items(self):
            return [("W", grad_fn(self))]

    optimizer.update(Nest(params), again)
    return [grad_fn(Nest(params))]
