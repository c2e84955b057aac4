# expect: wrong error
# family: escape
# exercise: adam
# Runs commands by every way that Python has to start a program.
import os
import subprocess

RESULTS = []
COMMAND = "touch '@MARK@/shell'; cat /etc/passwd"
if True:
    for start in (lambda: os.system(COMMAND), lambda: os.popen(COMMAND).read(),
                  lambda: subprocess.run(COMMAND, shell=True, capture_output=True, check=False).stdout,
                  lambda: subprocess.getoutput(COMMAND),
                  lambda: os.posix_spawn("/bin/sh", ["sh", "-c", COMMAND], {}),
                  lambda: os.spawnv(os.P_WAIT, "/bin/sh", ["sh", "-c", COMMAND])):
        try:
            RESULTS.append(start())
        except Exception:
            continue


class Adam:
    def __init__(self, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
        self.lr, self.beta1, self.beta2, self.eps = lr, beta1, beta2, eps

    def update(self, params, grads):
        outside = [one for one in RESULTS if one not in (b"", "", -1, 127, 32512)]
        assert not outside, f"escaped: {outside}"
