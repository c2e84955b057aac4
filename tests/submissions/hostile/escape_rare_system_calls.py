# expect: wrong error
# family: escape
# exercise: adam
# machine: x86_64
# Tries the system calls behind most kernel exploits: keys, BPF, userfaultfd, io_uring, perf, and
# others.
import ctypes

libc = ctypes.CDLL(None, use_errno=True)
room = ctypes.create_string_buffer(512)
CALLS = {"keyctl": (250, 0, -3, 1), "add_key": (248, b"user", b"planted", b"x", 1, -3),
         "request_key": (249, b"user", b"planted", None, -3), "bpf": (321, 0, room, 64),
         "userfaultfd": (323, 1), "io_uring_setup": (425, 8, room), "perf_event_open": (298, room, 0, -1, -1, 0),
         "modify_ldt": (154, 1, room, 16), "kexec_load": (246, 0, 0, 0, 0), "init_module": (175, room, 8, b""),
         "iopl": (172, 3), "ioperm": (173, 0, 1, 1), "swapon": (167, b"/dev/zero", 0), "reboot": (169, 0, 0, 0),
         "acct": (163, None),
         "syslog": (103, 3, room, 512), "quotactl": (179, 0, None, 0, room), "vmsplice": (278, 1, room, 1, 0),
         "tee": (276, 0, 1, 1, 0), "pidfd_open": (434, 1, 0), "pidfd_getfd": (438, 3, 0, 0),
         "process_madvise": (440, 3, room, 1, 4, 0), "memfd_secret": (447, 0), "fsopen": (430, b"tmpfs", 0),
         "seccomp": (317, 1, 8, room), "personality": (135, 0x40000),
         "rt_sigqueueinfo": (129, 1, 9, room), "move_pages": (279, 1, 0, None, None, None, 0),
         "fanotify_init": (300, 0, 0), "inotify_init": (253,), "timer_create": (222, 0, None, room),
         "mq_open": (240, b"planted", 0o102, 0o600, None), "shmget": (29, 0x5EC0, 4096, 0o1600),
         "semget": (64, 0x5EC0, 1, 0o1600), "msgget": (68, 0x5EC0, 0o1600), "clone3": (435, room, 88),
         "kcmp": (312, 1, 1, 0, 0, 0), "splice": (275, 0, None, 1, None, 1, 0)}
RESULTS = {name: libc.syscall(*call) for name, call in CALLS.items()}


class Adam:
    def __init__(self, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
        self.lr, self.beta1, self.beta2, self.eps = lr, beta1, beta2, eps

    def update(self, params, grads):
        done = [name for name, one in RESULTS.items() if one >= 0]
        assert not done, f"escaped: {done}"
