"""Where things are in the root folder of the sandbox; both sides of the wall need to know."""

__all__ = ["DEVICES", "HOME", "PACKAGES"]

PACKAGES = "/sandbox/packages"  # descent and inside
HOME = "/sandbox/home"
DEVICES = ("/dev/null", "/dev/zero", "/dev/urandom")
