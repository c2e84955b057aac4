"""What stands with the judge for an object of a child: calls and looks go through its session."""

import inspect

from descent.plain import clean

__all__ = ["CallableRemote", "Remote", "Untold", "never_run", "signature", "type_name"]


class Untold:
    """Something of the child's of which only the type's name is known."""


class Remote:
    """An object of the child's; its attributes and methods are asked for there."""

    def __init__(self, session, handle: str, methods: frozenset[str]):
        """Know where it lives."""
        self.__dict__.update(session=session, handle=handle, methods=methods)

    def __getattr__(self, name: str) -> object:
        """Give a method, or ask for an attribute."""
        if name.startswith("__"):
            raise AttributeError(name)
        if name in self.__dict__["methods"]:
            method = self.__dict__[name] = Method(
                self.__dict__["session"], self.__dict__["handle"], name)
            return method
        return self.__dict__["session"].result("get", self.__dict__["handle"], name)

    def __setattr__(self, name: str, value: object) -> None:
        """Have an attribute set."""
        self.__dict__["session"].result("set", self.__dict__["handle"], name, (value,))


class CallableRemote(Remote):
    """A function, a class, or an instance with a method `__call__`, of the child's."""

    def __call__(self, *args, **named):
        """Call it there."""
        return self.__dict__["session"].result("call", self.__dict__["handle"], "",
                                               (*args, *named.values()), [*named])


class Method:
    """A method of an object of the child's."""

    def __init__(self, session, handle: str, name: str):
        """Know where it lives."""
        self.session, self.handle, self.name = session, handle, name

    def __call__(self, *args, **named):
        """Call it there."""
        return self.session.result("call", self.handle, self.name,
                                   (*args, *named.values()), [*named])

    @property
    def __signature__(self) -> inspect.Signature:
        """Ask for its parameters."""
        header, _ = self.session.request("sign", {"t": self.handle, "a": self.name})
        return signature(header.get("takes"))


def never_run(is_coroutine: bool) -> object:
    """Make a generator or coroutine, for a learner's that was closed before its first line ran."""
    async def coroutine():
        """Do nothing."""
    if not is_coroutine:
        return (nothing for nothing in ())
    made = coroutine()
    made.close()
    return made


def type_name(name: object) -> str:
    """Read the name of a learner's type, for messages."""
    return clean(str(name))[:80] or "object"


def signature(takes: object) -> inspect.Signature:
    """Make a signature from a child's list of parameters; of anything where that is None."""
    if takes is None:
        takes = [["args", 2, False], ["named", 4, False]]
    kinds = list(inspect._ParameterKind)
    return inspect.Signature([
        inspect.Parameter(str(name), kinds[kind], default=0 if has_default is True else
                          inspect.Parameter.empty)
        for name, kind, has_default in takes], __validate_parameters__=False)
