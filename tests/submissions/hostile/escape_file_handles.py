# expect: wrong error
# family: escape
# exercise: adam
# Opens files by handles that it makes up, which pass by every path: inode 2 is the root of most
# disks.
import ctypes
import os
import struct

libc = ctypes.CDLL(None, use_errno=True)
RESULTS = []
if True:
    for inode in (1, 2, 128, 256):
        handle = struct.pack("<Ii", 8, 1) + struct.pack("<II", inode, 0)
        for fd in (os.open(".", os.O_RDONLY), -100):
            RESULTS.append(libc.open_by_handle_at(fd, handle, 0))
room = ctypes.create_string_buffer(struct.pack("<Ii", 128, 0), 136)
if True:
    RESULTS.append(libc.name_to_handle_at(-100, b"/usr", room, ctypes.byref(ctypes.c_int()), 0))


class Adam:
    def __init__(self, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
        self.lr, self.beta1, self.beta2, self.eps = lr, beta1, beta2, eps

    def update(self, params, grads):
        assert set(RESULTS) == {-1}, f"escaped: {RESULTS}"
