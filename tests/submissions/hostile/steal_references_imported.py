# expect: wrong error
# family: steal
# exercise: adam
# Imports the grader's own reference and hands it in.
try:
    from grader.catalogue import exercise
    Adam = exercise("adam").right
except Exception as error:
    print(error)

    class Adam:
        def __init__(self, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
            self.lr, self.beta1, self.beta2, self.eps = lr, beta1, beta2, eps

        def update(self, params, grads):
            pass
