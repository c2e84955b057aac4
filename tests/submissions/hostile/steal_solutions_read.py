# expect: wrong error
# family: steal
# exercise: adam
# Reads the instructor's lesson, takes the class between its solution marks and hands it in.
import json
import re
from pathlib import Path

if True:
    for root in (Path("@ROOT@"), Path("@COURSE@"), Path.cwd(), *Path.cwd().parents):
        try:
            for path in (root / "solutions" / "08_adam.py", root / "solutions/08_adam/08_adam.ipynb"):
                text = path.read_text()
                if path.suffix == ".ipynb":
                    text = "\n".join("".join(cell["source"]) for cell in json.loads(text)["cells"])
                exec(re.search(r"(?ms)^class Adam:.*?(?=^\S)", text)[0])
        except Exception as error:
            print(error)

if "Adam" not in globals():
    class Adam:
        def __init__(self, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
            self.lr, self.beta1, self.beta2, self.eps = lr, beta1, beta2, eps

        def update(self, params, grads):
            pass
