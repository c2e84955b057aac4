# expect: error
# family: crash
# exercise: adam
# Fails while it is imported, in a line and with words full of braces and percent signs.
class Adam:
    lr = {"{0.__class__}": "{seconds.__class__} {} { %s"}["{seconds!r:>999999999}"]
