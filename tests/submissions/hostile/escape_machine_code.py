# expect: wrong error
# family: escape
# exercise: adam
# machine: x86_64
# Runs machine code of its own: a fork and an exec by the 64-bit and the 32-bit gate of the kernel.
import ctypes
import mmap

# mov eax, 57 (fork); syscall; ret
FORK = bytes([0xB8, 57, 0, 0, 0, 0x0F, 0x05, 0xC3])
# mov eax, 2 (fork of the 32-bit table); int 0x80; ret
FORK_32 = bytes([0xB8, 2, 0, 0, 0, 0xCD, 0x80, 0xC3])
# mov eax, 0x40000039 (fork of the x32 table); syscall; ret
FORK_X32 = bytes([0xB8, 57, 0, 0, 0x40, 0x0F, 0x05, 0xC3])


class Adam:
    def __init__(self, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
        self.lr, self.beta1, self.beta2, self.eps = lr, beta1, beta2, eps

    def update(self, params, grads):
        for code in (FORK, FORK_X32, FORK_32):
            room = mmap.mmap(-1, 4096, prot=mmap.PROT_READ | mmap.PROT_WRITE | mmap.PROT_EXEC)
            room.write(code)
            start = ctypes.addressof(ctypes.c_char.from_buffer(room))
            if ctypes.CFUNCTYPE(ctypes.c_long)(start)() == 0:
                open("@MARK@/machine_code", "w").close()
                while True:
                    pass
