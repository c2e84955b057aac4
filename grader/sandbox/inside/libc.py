"""Call the C library. A call that fails raises OSError with the function's name.

Everything that confines a process goes through here. The packages pyseccomp and landlock would do
two of the layers, but the first needs a C library that is not on every machine, and neither does
namespaces; what they would save is one file each.
"""

import ctypes
import os

__all__ = ["call", "raw_fork"]

# Linux's C libraries pass whole registers, so a C long does for int, long and flags alike.
_library = ctypes.CDLL(None, use_errno=True)
_library_with_gil = ctypes.PyDLL(None, use_errno=True)


def call(function: str, *arguments: int | bytes | ctypes.Array | None) -> int:
    """Call a function of the C library that returns a negative number when it fails.

    Raises:
        OSError: it failed; the message starts with the function's name.
    """
    function_of_c = getattr(_library, function)
    function_of_c.restype = ctypes.c_long if function == "syscall" else ctypes.c_int
    result = function_of_c(*(ctypes.c_long(argument) if isinstance(argument, int) else argument
                             for argument in arguments))
    if result < 0:
        number = ctypes.get_errno()
        raise OSError(number, f"{function}: {os.strerror(number)}")
    return result


def raw_fork(number: int, flags: int) -> int:
    """Fork with the flags of clone(2), as os.fork does it; 0 in the child.

    unshare and fork would take two processes where this takes one. The GIL is held all along.

    Args:
        number: the number of the call clone on this machine.
        flags: namespaces to make, and the signal for the parent.

    Raises:
        OSError: the kernel refused.
    """
    python = ctypes.pythonapi
    python.PyOS_BeforeFork()
    pid = _library_with_gil.syscall(ctypes.c_long(number), ctypes.c_ulong(flags),
                                    None, None, None, None)
    if pid == 0:
        python.PyOS_AfterFork_Child()
        return 0
    error = ctypes.get_errno()
    python.PyOS_AfterFork_Parent()
    if pid < 0:
        raise OSError(error, f"clone: {os.strerror(error)}")
    return pid
