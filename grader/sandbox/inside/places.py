"""What both sides of the wall need to know: places in the sandbox, and what is tried first."""

__all__ = ["DEVICES", "HOME", "PACKAGES", "TRIAL"]

PACKAGES = "/sandbox/packages"  # descent and inside
HOME = "/sandbox/home"
TRIAL = "inside.trial:serve"  # what the first child of all does, which tries the layers
DEVICES = ("/dev/null", "/dev/zero", "/dev/urandom")
