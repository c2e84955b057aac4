"""Leave out of an import what nothing here uses, and what takes longest: imported for its effect.

jsonschema (4.26), which nbformat imports, looks for packages that tell whether a text is an IRI.
One of them, rfc3987_syntax, compiles a grammar when it is imported, and takes half of the time in
which all of nbgrader is imported. No notebook's schema asks for an IRI.
"""

import sys

__all__: list[str] = []

NEVER_USED = "rfc3987_syntax"

if NEVER_USED not in sys.modules and "jsonschema" not in sys.modules:
    sys.modules[NEVER_USED] = None  # type: ignore[assignment]  # an ImportError, which is expected
    try:
        import jsonschema  # noqa: F401
    finally:
        del sys.modules[NEVER_USED]
