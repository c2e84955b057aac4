"""What one child may use."""

from dataclasses import dataclass

__all__ = ["Limits"]


@dataclass(frozen=True)
class Limits:
    """What one child may use. Time by the clock is limited by the judge's deadlines.

    Attributes:
        memory: bytes of address space, above what the warm server has mapped.
        cpu_seconds: of processor time, in whole seconds.
        processes: threads, the first one included; it can never fork.
        file_size: bytes of one file in its home.
        disk: bytes of all files in its home, which lie in memory.
        files: open descriptors, with the four that it starts with.
        printed: bytes that it may write to its output.
    """

    memory: int = 1 << 30
    cpu_seconds: int = 30
    processes: int = 64
    file_size: int = 8 << 20
    disk: int = 16 << 20
    files: int = 64
    printed: int = 1 << 20

    def __post_init__(self):
        """Refuse what the kernel would take for no limit at all."""
        for name, value in vars(self).items():
            if value <= 0:
                raise ValueError(f"the limit {name} is {value}: give a positive number")
