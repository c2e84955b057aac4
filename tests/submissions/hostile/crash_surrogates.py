# expect: wrong error refused
# family: crash
# exercise: adam
# Uses lone surrogates, null bytes and directions of writing in keys, names and messages.
ODD = "\ud800\udfff\x00\u202e\u2066\ufeff\x85\u2028\U0010ffff"
Odd = type("Odd" + ODD[2:4].replace("\x00", ""), (Exception,), {"__module__": ODD[0]})


class Adam:
    def __init__(self, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
        self.lr, self.beta1, self.beta2, self.eps = lr, beta1, beta2, eps

    def update(self, params, grads):
        print(ODD.encode("utf-8", "surrogatepass").decode("latin-1"))
        params[ODD] = ODD
        raise Odd(ODD)
