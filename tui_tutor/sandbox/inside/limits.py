"""Resource limits of POSIX: the third wall on Linux, the second on macOS.

`RLIMIT_NOFILE = 0` is the strongest of them: no new descriptor of any kind, no file, socket or pipe, can be
made; the ones that are open live on.
"""

import os
import resource

STACK = 8 << 20
NOTHING = (
    "RLIMIT_CORE",
    "RLIMIT_FSIZE",
    "RLIMIT_MEMLOCK",
    "RLIMIT_MSGQUEUE",
    "RLIMIT_NPROC",
    "RLIMIT_NOFILE",
)


def forbid(address_space: int, cpu: int, strict: bool = True) -> None:
    """Sets every limit, soft and hard alike, so that reaching one is final and none can be raised again.

    `address_space` in bytes, `cpu` in seconds. With `strict`, raises OSError or ValueError when one is
    refused; without, a limit that the platform does not enforce (macOS: address space) is left out.
    """
    if address_space < 0 or cpu < 0:
        raise ValueError("a limit below zero would be none")
    wanted = [("RLIMIT_AS", address_space), ("RLIMIT_CPU", cpu), ("RLIMIT_STACK", STACK)]
    for name, value in [*wanted, *((name, 0) for name in NOTHING)]:
        kind = getattr(resource, name, None)
        if kind is None:
            continue
        hard = resource.getrlimit(kind)[1]
        value = value if hard == resource.RLIM_INFINITY else min(value, hard)
        try:
            resource.setrlimit(kind, (value, value))
        except (OSError, ValueError):
            if strict:
                raise


def page_size() -> int:
    """Bytes of one page of memory."""
    return os.sysconf("SC_PAGE_SIZE")
