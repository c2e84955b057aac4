# expect: wrong error
# family: poison
# exercise: adam
# Puts rich markup, spreadsheet formulas and LaTeX into messages and keys.
MARKUP = "[red]right[/red] [link=file:///etc/passwd]score: 6[/link] [/] =HYPERLINK(\"http://evil\") @SUM(1) +1 -1 \\input{/etc/passwd} {0.__class__} %s"


class Adam:
    def __init__(self, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
        self.lr, self.beta1, self.beta2, self.eps = lr, beta1, beta2, eps

    def update(self, params, grads):
        params[MARKUP] = None
        raise KeyError(MARKUP)
