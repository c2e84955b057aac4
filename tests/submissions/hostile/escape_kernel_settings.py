# expect: wrong error
# family: escape
# exercise: adam
# Writes into the kernel's settings what it should run when a process dumps its memory.
RESULTS = []
if True:
    for path, text in (("/proc/sys/kernel/core_pattern", "|/bin/touch @MARK@/dumped"),
                       ("/sys/kernel/uevent_helper", "@MARK@/helper"), ("/proc/sysrq-trigger", "b"),
                       ("/sys/fs/cgroup/release_agent", "@MARK@/agent"), ("/proc/self/oom_score_adj", "-1000"),
                       ("/proc/self/coredump_filter", "0x7f")):
        try:
            with open(path, "w") as file:
                file.write(text)
            RESULTS.append(path)
        except OSError:
            continue


class Adam:
    def __init__(self, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
        self.lr, self.beta1, self.beta2, self.eps = lr, beta1, beta2, eps

    def update(self, params, grads):
        assert not RESULTS, f"escaped: {RESULTS}"
