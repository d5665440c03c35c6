"""Claims, recommendations and citations in Dutch policy documents, each with its quotation and page.

`policytext.open("index")` opens an index for questions; docs/api.md shows what it gives.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from policytext.api import Index as Index
    from policytext.api import open_index as open

__all__ = ["Index", "__version__", "open"]
__version__ = "0.1.0"


def __getattr__(name: str) -> object:
    """`open` and `Index`, imported when they are first asked for: the import of the package costs nothing."""
    if name not in ("Index", "open"):
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from policytext import api  # noqa: PLC0415 - see above

    return api.Index if name == "Index" else api.open_index
