"""Put on PYTHONPATH by a test: a process that opens a socket, or looks up a name, is refused and it is written down.

Sockets between the processes of this machine (AF_UNIX: pipes of multiprocessing) are none of that. Nor is what urllib3
asks the kernel when it is imported: whether a socket can be bound to ::1, the machine itself. It is refused too.
"""

import os
import sys
import traceback

_WATCHED = ("socket.connect", "socket.bind", "socket.getaddrinfo", "socket.gethostbyname", "socket.sendto")


def _watch(event: str, arguments: tuple[object, ...]) -> None:
    family = None
    if event == "socket.__new__":
        family = arguments[1]
        if int(family) == 1:  # type: ignore[call-overload]  # AF_UNIX
            return
    elif event not in _WATCHED or (event != "socket.getaddrinfo" and getattr(arguments[0], "family", 0) == 1):
        return
    caller = sys._getframe(1)
    if caller.f_code.co_filename.endswith("socket.py"):
        caller = caller.f_back or caller
    is_probe = caller.f_code.co_name == "_has_ipv6" and caller.f_globals.get("__name__") == "urllib3.util.connection"
    if is_probe and (event == "socket.__new__" or (event == "socket.bind" and arguments[1] == ("::1", 0))):
        raise OSError(97, "Address family not supported")
    with open(os.environ["SOCKETS_OPENED"], "a", encoding="utf-8") as file:
        file.write(f"{sys.argv[1:]}: {event} {arguments!r}\n{''.join(traceback.format_stack(limit=8))}\n")
    raise OSError(101, "Network is unreachable")


sys.addaudithook(_watch)
