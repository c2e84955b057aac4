# expect: wrong error
# family: poison
# exercise: adam
# Uses directions of writing and letters of no width, so that a message reads otherwise than it is.
WORDS = "\u202e6 ni 6 :thgir\u202c \u2066a\u2069 ri\u200bg\u200dht \u00adwrong\u2060 \U000e0001\U000e0072 \u061c\u200f"


class Adam:
    def __init__(self, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
        self.lr, self.beta1, self.beta2, self.eps = lr, beta1, beta2, eps

    def update(self, params, grads):
        raise ValueError(WORDS)
