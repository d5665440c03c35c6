"""Where an index is: in a folder, or with its vectors on a server."""

import re
from dataclasses import dataclass
from pathlib import Path, PosixPath
from typing import Final
from urllib.parse import urlsplit

_PORTS: Final = {"http": 8000, "https": 443}  # 8000 is Chroma's own
_NAME: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,62}")
DEFAULT_NAME: Final = "policytext"


@dataclass(frozen=True, slots=True)
class ServerAddress:
    """A Chroma server, and the name under which it holds the vectors of a store: http://HOST:PORT/NAME."""

    host: str
    port: int
    is_secure: bool = False
    name: str = DEFAULT_NAME

    @classmethod
    def parse(cls, address: str) -> "ServerAddress":
        """Read an address.

        Raises:
            ValueError: it is none; the message says why.
        """
        parts = urlsplit(address)
        if parts.scheme not in _PORTS or not parts.hostname:
            raise ValueError("write http://HOST:PORT, or http://HOST:PORT/NAME")
        if parts.username or parts.password or parts.query or parts.fragment:
            raise ValueError("an address has no user, password or query")
        name = parts.path.strip("/") or DEFAULT_NAME
        if not _NAME.fullmatch(name):
            raise ValueError("the name after the port has letters, digits, - and _")
        return cls(parts.hostname, parts.port or _PORTS[parts.scheme], parts.scheme == "https", name)

    def __str__(self) -> str:
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{'https' if self.is_secure else 'http'}://{host}:{self.port}/{self.name}"


class ServedFolder(PosixPath):
    """The folder of a store of which a server holds the vectors; a path below it is an ordinary one."""

    server: ServerAddress | None = None

    @classmethod
    def of(cls, folder: Path, server: ServerAddress) -> "ServedFolder":
        """The folder, with the server."""
        served = cls(folder)
        served.server = server
        return served


def server_of(folder: Path) -> ServerAddress | None:
    """The server that holds the vectors of a store; None where its folder holds all."""
    return folder.server if isinstance(folder, ServedFolder) else None
