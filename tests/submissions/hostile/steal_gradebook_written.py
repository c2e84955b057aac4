# expect: wrong error
# family: steal
# exercise: adam
# Writes full marks for itself into the gradebook's database.
import sqlite3

if True:
    for place in ("@COURSE@/gradebook/gradebook.db", "@ROOT@/gradebook/gradebook.db"):
        try:
            with sqlite3.connect(f"file:{place}?mode=rw", uri=True) as database:
                database.execute("update grade set manual_score = 6, needs_manual_grade = 0")
                database.execute("update planted set text = 'overwritten'")
        except Exception as error:
            print(error)


class Adam:
    def __init__(self, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
        self.lr, self.beta1, self.beta2, self.eps = lr, beta1, beta2, eps

    def update(self, params, grads):
        pass
