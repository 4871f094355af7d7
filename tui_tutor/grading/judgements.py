"""Judgements that were made before. The judge is a function of what it is asked, so equal arrays need it once.

In a class most right answers are the same arrays, and so are most wrong ones.
"""

import hashlib
import threading
from collections import OrderedDict

import msgspec

from tui_tutor.sandbox import Call, CallResult

MOST = 512


class Judgements:
    """The last judgements, by everything that was asked. May be used from any thread."""

    def __init__(self, most: int = MOST) -> None:
        self._most = most
        self._lock = threading.Lock()
        self._known: OrderedDict[bytes, CallResult] = OrderedDict()

    def known(self, call: Call) -> CallResult | None:
        """What the judge said to the very same question."""
        key = _everything(call)
        with self._lock:
            if key in self._known:
                self._known.move_to_end(key)
            return self._known.get(key)

    def keep(self, call: Call, result: CallResult) -> None:
        """Remembers a judgement; a failure is asked again."""
        if result.outcome != "returned":
            return
        with self._lock:
            self._known[_everything(call)] = result
            if len(self._known) > self._most:
                self._known.popitem(last=False)


def _everything(call: Call) -> bytes:
    """Hash of the whole call: entry, request, limits, and every byte of every array."""
    return hashlib.sha256(msgspec.msgpack.encode(call, order="sorted")).digest()
