"""Import quickly what this process needs of nbgrader: imported for its effect, before nbgrader is.

Some 250,000 objects come into being and stay. Python looks for garbage after each 700 new ones and
finds hardly any; here it waits for more, for as long as the process lives.

jsonschema (4.26), which nbformat imports, looks for packages that tell whether a text is an IRI.
One of them, rfc3987_syntax, compiles a grammar when it is imported, and takes half of the time in
which all of nbgrader is imported. No notebook's schema asks for an IRI.
"""

import gc
import sys

__all__: list[str] = []

gc.set_threshold(20_000, 50, 50)

NEVER_USED = "rfc3987_syntax"

if NEVER_USED not in sys.modules and "jsonschema" not in sys.modules:
    sys.modules[NEVER_USED] = None  # type: ignore[assignment]  # an ImportError, which is expected
    try:
        import jsonschema  # noqa: F401
    finally:
        del sys.modules[NEVER_USED]
