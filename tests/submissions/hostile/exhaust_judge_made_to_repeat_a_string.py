# expect: error wrong timeout refused memory
# family: exhaust
# exercise: tune
# Hands the judge's factory a long string as the rate, of which the judge takes ten times as much.
def tune(opt_factory, grid, seeds, train):
    made = [opt_factory("x" * 3_000_000) for _ in range(50)]
    for optimizer in made:
        try:
            train(optimizer, "y" * 3_000_000)
        except TypeError:
            continue
    return {lr: [0.0] * len(seeds) for lr in grid}
