"""Judgements: asked for once for equal arrays, and several in one call.

The judge is a function of what it is asked. In a class most right answers are the same arrays, and so are most wrong
ones; and a process for each judgement would cost more than many a judgement.
"""

import hashlib
import threading
from collections import OrderedDict
from collections.abc import Callable, Sequence

import msgspec

from tui_tutor.grading.requests import judge_together_call
from tui_tutor.sandbox import Call, CallResult

MOST = 512


class Judgements:
    """Asks the judge, and remembers its last answers by everything that was asked. May be used from any thread."""

    def __init__(self, call: Callable[[Call], CallResult], most: int = MOST) -> None:
        self._call, self._most = call, most
        self._lock = threading.Lock()
        self._known: OrderedDict[bytes, CallResult] = OrderedDict()

    def ask(self, question: Call) -> CallResult:
        """What is said to one call without learner's code (`judge`, `recognise`); a failure is not remembered."""
        key = _everything(question)
        known = self._recall(key)
        if known is not None:
            return known
        result = self._call(question)
        if result.outcome == "returned":
            self._keep(key, result)
        return result

    def ask_together(self, questions: Sequence[Call]) -> list[CallResult]:
        """The same for several questions about one exercise and the same seeds, in their order.

        Those that are new go into one call. When it fails nobody knows whose fault it is: then each goes alone.
        """
        new = {_everything(question): question for question in questions}
        new = {key: question for key, question in new.items() if self._recall(key) is None}
        if len(new) > 1:
            self._learn(list(new), self._call(judge_together_call(list(new.values()))))
        return [self.ask(question) for question in questions]

    def _learn(self, keys: list[bytes], together: CallResult) -> None:
        reports = together.reply.get("reports") if together.outcome == "returned" else None
        if not isinstance(reports, list) or len(reports) != len(keys):
            return
        for key, report in zip(keys, reports, strict=True):
            self._keep(key, CallResult("returned", report, seconds=together.seconds / len(keys)))

    def _recall(self, key: bytes) -> CallResult | None:
        with self._lock:
            if key in self._known:
                self._known.move_to_end(key)
            return self._known.get(key)

    def _keep(self, key: bytes, result: CallResult) -> None:
        with self._lock:
            self._known[key] = result
            if len(self._known) > self._most:
                self._known.popitem(last=False)


def _everything(call: Call) -> bytes:
    """Hash of the whole call: entry, request, limits, and every byte of every array."""
    return hashlib.sha256(msgspec.msgpack.encode(call, order="sorted")).digest()
