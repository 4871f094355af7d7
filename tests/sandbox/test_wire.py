"""The frame format: what goes in comes out, and nothing else does."""

import json
import struct
import tracemalloc
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui_tutor.sandbox.wire import (
    ITEM_SIZE,
    LARGEST_HEADER,
    Answer,
    Frames,
    Job,
    RawArray,
    WireError,
    decode_answer,
    decode_job,
    encode,
    lengths,
    specs,
)

BODY = 1 << 16
names = st.text(st.characters(categories=["L", "N"]), min_size=1, max_size=8)
words = st.text(st.characters(categories=["L", "N"]), max_size=8)
numbers = st.integers(-(2**53), 2**53) | st.floats(allow_nan=False, allow_infinity=False)
plain = st.recursive(
    st.none() | st.booleans() | numbers | words,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(names, inner, max_size=3),
    max_leaves=8,
)


@st.composite
def arrays(draw: st.DrawFn) -> RawArray:
    dtype = draw(st.sampled_from(sorted(ITEM_SIZE)))
    shape = tuple(draw(st.lists(st.integers(0, 4), max_size=4)))
    size = ITEM_SIZE[dtype]
    for axis in shape:
        size *= axis
    data = draw(st.binary(min_size=size, max_size=size))
    return dtype, shape, bytes(b & 1 for b in data) if dtype == "|b1" else data


def frame(header: object, body: bytes = b"") -> tuple[bytes, bytes]:
    return json.dumps(header).encode(), body


def answer(**changed: object) -> dict[str, object]:
    return {"kind": "result", "number": 0, "reply": {}, "arrays": [], **changed}


def refused(header: object, body: bytes = b"", most: int = 10) -> str:
    with pytest.raises(WireError) as caught:
        decode_answer(*frame(header, body), most)
    return str(caught.value)


@given(st.dictionaries(names, plain, max_size=3), st.dictionaries(names, arrays(), max_size=3))
def test_an_answer_comes_back_as_it_was_sent(reply: dict[str, object], sent: dict[str, RawArray]) -> None:
    data = encode(Answer("snapshot", 7, reply, specs(sent)), sent)
    ((head, body),) = Frames(LARGEST_HEADER, BODY).feed(data)
    received, found = decode_answer(head, body, 10)
    assert (received.kind, received.number, received.reply) == ("snapshot", 7, reply)
    assert {name: (d, s, bytes(b)) for name, (d, s, b) in found.items()} == sent


@given(st.dictionaries(names, arrays(), max_size=3), st.text(max_size=50))
def test_a_job_comes_in_as_it_was_sent(sent: dict[str, RawArray], source: str) -> None:
    source = source.encode("utf-8", "replace").decode()
    data = encode(Job("answer", {"source": source}, specs(sent)), sent)
    head, _ = struct.unpack(">II", data[:8])
    job, found = decode_job(data[8 : 8 + head], data[8 + head :])
    assert (job.entry, job.request) == ("answer", {"source": source})
    assert {name: (d, s, bytes(b)) for name, (d, s, b) in found.items()} == sent


@given(st.lists(st.binary(max_size=40), max_size=6))
def test_any_bytes_are_a_frame_or_a_wire_error(pieces: list[bytes]) -> None:
    frames = Frames(200, 200)
    with suppress(WireError):
        for piece in pieces:
            for head, body in frames.feed(piece):
                decode_answer(head, body, 10)


@given(st.binary(max_size=80), st.binary(max_size=20))
def test_any_header_is_an_answer_or_a_wire_error(head: bytes, body: bytes) -> None:
    with suppress(WireError):
        decode_answer(head, body, 10)


@given(st.sampled_from(["kind", "number", "reply", "arrays"]), plain)
def test_any_field_may_be_a_lie(field: str, value: object) -> None:
    with suppress(WireError):
        decode_answer(*frame(answer(**{field: value})), 10)


@given(st.integers(1, 30), st.binary(min_size=1, max_size=60))
def test_a_stream_may_be_cut_anywhere(step: int, body: bytes) -> None:
    one = {"a": ("|u1", (len(body),), body)}
    data = encode(Answer("snapshot", 0, {}, specs(one)), one) * 3
    frames = Frames(LARGEST_HEADER, BODY)
    found = [frame for at in range(0, len(data), step) for frame in frames.feed(data[at : at + step])]
    assert [body for _, body in found] == [body] * 3


def test_a_long_header_is_refused_by_its_prefix() -> None:
    with pytest.raises(WireError, match="header of 1"):
        lengths(struct.pack(">II", LARGEST_HEADER + 1, 0), LARGEST_HEADER, BODY)


def test_a_large_result_is_refused_by_its_prefix() -> None:
    with pytest.raises(WireError, match=r"result of 4096 MB is over the limit of 64 KB"):
        lengths(struct.pack(">II", 10, 2**32 - 1), LARGEST_HEADER, BODY)


def test_declared_sizes_take_no_memory() -> None:
    tracemalloc.start()
    try:
        list(Frames(LARGEST_HEADER, 2**32 - 1).feed(struct.pack(">II", 100, 2**32 - 2)))
        refused(answer(arrays=[["W", "<f8", [2**40, 2**40]], ["b", "<f8", [2**47]]]))
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert peak < 1 << 20


@pytest.mark.parametrize("dtype", ["|O", "<U4", "|S8", "|V16", ">f8", "<m8[s]", "<f16", "", "f8"])
def test_other_types_cannot_cross(dtype: str) -> None:
    assert "cannot cross" in refused(answer(arrays=[["W", dtype, [1]]]), b"\0" * 16)


@pytest.mark.parametrize(
    "shape", [[-1], [1] * 33, [2**60], [2**40, 0, 2**40], [1.5], ["1"], [True, None], "3", None, {}]
)
def test_impossible_shapes_are_refused(shape: object) -> None:
    refused(answer(arrays=[["W", "|u1", shape]]), b"\0")


def test_an_array_ends_where_the_body_ends() -> None:
    assert "longer than" in refused(answer(arrays=[["W", "<f8", [2]]]), b"\0" * 15)


def test_no_byte_may_be_left_over() -> None:
    assert "left over" in refused(answer(arrays=[["W", "<f8", [1]]]), b"\0" * 9)


def test_truth_values_are_zero_or_one() -> None:
    assert "truth" in refused(answer(arrays=[["W", "|b1", [2]]]), b"\1\2")


def test_arrays_are_counted() -> None:
    assert "over the limit of 2" in refused(answer(arrays=[[str(i), "|u1", [0]] for i in range(3)]), most=2)


@pytest.mark.parametrize("twins", [["W", "W"], ["W", "W\x1b"]])
def test_two_arrays_cannot_look_the_same(twins: list[str]) -> None:
    assert "same name" in refused(answer(arrays=[[name, "|u1", [0]] for name in twins]))


@pytest.mark.parametrize(
    "head",
    [
        b'{"kind":"result","number":0,"reply":{"a":NaN},"arrays":[]}',
        b'{"kind":"result","number":0,"reply":{"a":1e999},"arrays":[]}',
        b'{"kind":"result","number":0,"reply":{"a":"\\ud800"},"arrays":[]}',
        b'{"kind":"result","number":0,"reply":' + b'{"a":' * 5000 + b"1" + b"}" * 5001,
        b'{"kind":"result","number":0,"reply":{"a":' + b"[" * 900 + b"]" * 900 + b'},"arrays":[]}',
        b'{"kind":"result","number":0,"reply":{},"arrays":[],"more":1}',
        b'{"kind":"verdict","number":0,"reply":{},"arrays":[]}',
        b'{"kind":"result","number":-1,"reply":{},"arrays":[]}',
        b'{"kind":"result","number":1' + b"0" * 5000 + b',"reply":{},"arrays":[]}',
        b"[]", b"null", b"", b"\xff\xfe", b'"' + b"a" * 1000,
    ],
)  # fmt: skip
def test_a_header_that_lies_is_refused(head: bytes) -> None:
    with pytest.raises(WireError):
        decode_answer(head, b"", 10)


def test_what_is_refused_is_quoted_harmlessly() -> None:
    assert "\x1b" not in refused(answer(arrays=[["W", "\x1b[31m", [1]]]))
