"""How well this machine can keep student code apart: its layers, and the tier that they make."""

from dataclasses import dataclass, field

__all__ = ["LAYERS", "Tier"]

# In the order in which a child puts them on.
LAYERS = ("namespaces", "limits", "landlock", "seccomp")


@dataclass(frozen=True)
class Tier:
    """The layers in force, and why others are not.

    Attributes:
        name: "full"; "no-namespaces", as in most containers; "no-landlock", on older kernels; or
            "none", which grades nothing unless an instructor insists.
        layers: those in force.
        missing: each other layer, and the reason.
    """

    name: str
    layers: tuple[str, ...]
    missing: dict[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, missing: dict[str, str]) -> "Tier":
        """Name the tier of a machine that lacks some layers."""
        layers = tuple(layer for layer in LAYERS if layer not in missing)
        # Each promises by itself that nothing else can be read or written; the other two are
        # needed with either.
        apart = {"namespaces", "landlock"} & set(layers)
        if not apart or {"limits", "seccomp"} - set(layers):
            name = "none"
        elif len(apart) == 2:
            name = "full"
        else:
            name = "no-landlock" if "namespaces" in apart else "no-namespaces"
        return cls(name, layers, dict(missing))
