# expect: timeout error wrong refused memory
# family: exhaust
# exercise: tune
# Makes optimizers by the judge's factory for ever and keeps all of them.
def tune(opt_factory, grid, seeds, train):
    kept = []
    while True:
        kept.append(opt_factory(0.1))
