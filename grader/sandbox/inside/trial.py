"""Try in a child what each layer forbids: a layer may be there and do nothing."""

import json
import os
import resource
import socket

__all__ = ["serve"]


def serve(descriptor: int) -> None:
    """Write the length of a JSON object (four bytes) and the object: layer -> what was possible."""
    broken = {layer: said for layer, said in (
        ("namespaces", outside_is_seen()), ("limits", memory_has_no_end()),
        ("landlock", root_is_listed()), ("seccomp", socket_is_made())) if said}
    data = json.dumps(broken).encode()
    data = len(data).to_bytes(4, "little") + data
    while data:
        data = data[os.write(descriptor, data):]


def outside_is_seen() -> str:
    """Look at the number of this process, and at others."""
    if os.getpid() != 1:
        return "a child is not alone in its namespace"
    return "a child sees processes" if os.path.exists("/proc/self") else ""


def memory_has_no_end() -> str:
    """Look at the limit of memory."""
    most, _ = resource.getrlimit(resource.RLIMIT_AS)
    return "a child's memory is not limited" if most == resource.RLIM_INFINITY else ""


def root_is_listed() -> str:
    """List a folder that no rule names."""
    try:
        os.listdir("/")
    except PermissionError:
        return ""
    return "a child can list the root folder"


def socket_is_made() -> str:
    """Make a socket."""
    try:
        socket.socket().close()
    except PermissionError:
        return ""
    return "a child can make a socket"
