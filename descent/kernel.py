"""Whether there is a notebook around: what answers clicks needs a kernel behind it."""

from __future__ import annotations

import sys

__all__ = ["kernel_shell"]


def kernel_shell():
    """Give IPython's shell where it serves a notebook; None in a terminal or a script."""
    if "IPython" not in sys.modules:
        return None
    from IPython import get_ipython

    shell = get_ipython()
    return shell if hasattr(shell, "kernel") else None
