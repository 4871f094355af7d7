"""Answering by hand on the job's socket: descriptor 3 belongs to the process, so anybody may write to it."""

from tests.sandbox.corpus import CRASHED, REFUSED, RETURNED, TIMED_OUT, Hostile

TOOLS = """
import os, json, struct
def send(head, body=b''):
    head = head if isinstance(head, bytes) else json.dumps(head).encode()
    data = struct.pack('>II', len(head), len(body)) + head + body
    while data: data = data[os.write(3, data):]
def result(**value):
    reply = {'outcome': 'returned', 'value': value, 'raised': None, 'message': ''}
    return {'kind': 'result', 'number': 0, 'reply': reply, 'arrays': []}
"""


def forged(name: str, ends: tuple[str, ...], source: str) -> Hostile:
    return Hostile(name, ends, TOOLS + source)


FRAMES: tuple[Hostile, ...] = (
    forged("a_result_of_its_own", (RETURNED,), "send(result(verdict='correct'))\nwhile True: pass"),
    forged("a_result_of_its_own_and_exit", (RETURNED,), "send(result(verdict='correct')); os._exit(0)"),
    forged("two_results", (RETURNED,), "send(result(n=1)); send(result(n=2))"),
    forged("a_verdict", (REFUSED,), "send({**result(), 'verdict': 'correct'})"),
    forged("an_outcome_of_its_own", (REFUSED,), "r = result(); r['reply']['outcome'] = 'correct'; send(r)"),
    forged("a_fault_of_its_own", (REFUSED,), "r = result(); r['reply']['outcome'] = 'fault'; send(r)"),
    forged("noise", (REFUSED,), "os.write(3, os.urandom(64) + b'\\xff' * 64)"),
    forged("a_huge_header", (REFUSED,), "os.write(3, struct.pack('>II', 2**32 - 1, 0))\nwhile True: pass"),
    forged("a_huge_body", (REFUSED,), "os.write(3, struct.pack('>II', 10, 2**32 - 1))\nwhile True: pass"),
    forged("half_a_prefix", (CRASHED,), "os.write(3, b'\\0\\0'); os._exit(0)"),
    forged("half_a_frame", (CRASHED,), "os.write(3, struct.pack('>II', 100, 0) + b'{'); os._exit(0)"),
    forged(
        "half_a_frame_and_wait",
        (TIMED_OUT,),
        "os.write(3, struct.pack('>II', 100, 0) + b'{')\nwhile True: pass",
    ),
    forged("not_a_number", (REFUSED,), "r = result(); r['reply']['value']['x'] = float('nan'); send(r)"),
    forged(
        "a_number_without_end", (REFUSED,), "send(b'{\"kind\":\"result\",\"number\":' + b'9' * 9999 + b'}')"
    ),
    forged("deep_nesting", (REFUSED,), "send(b'[' * 500_000 + b']' * 500_000)"),
    forged("not_utf8", (REFUSED,), 'send(b\'{"kind":"\\xff\\xfe"}\')'),
    forged("ready_again", (REFUSED,), "send({'kind': 'ready', 'number': 0, 'reply': {}, 'arrays': []})"),
    forged("begun_again", (REFUSED,), "send({'kind': 'begun', 'number': 0, 'reply': {}, 'arrays': []})"),
    forged("an_impossible_shape", (REFUSED,), "send({**result(), 'arrays': [['W', '<f8', [2**47, 2**47]]]})"),
    forged(
        "nothing_without_end", (REFUSED,), "send({**result(), 'arrays': [['W', '<f8', [2**40, 0, 2**40]]]})"
    ),
    forged("an_axis_without_end", (REFUSED,), "send({**result(), 'arrays': [['W', '<f8', [10**30, 0]]]})"),
    forged(
        "a_negative_shape", (REFUSED,), "send({**result(), 'arrays': [['W', '<f8', [-1, -8]]]}, b'x' * 64)"
    ),
    forged("an_object_array", (REFUSED,), "send({**result(), 'arrays': [['W', '|O', [1]]]}, b'x' * 8)"),
    forged("the_same_name_twice", (REFUSED,), "send({**result(), 'arrays': [['W', '|u1', [0]]] * 2})"),
    forged("left_over_bytes", (REFUSED,), "send(result(), b'x')"),
    forged(
        "a_flood_of_snapshots",
        (REFUSED,),
        "for n in range(100_000): send({'kind': 'snapshot', 'number': n, 'reply': {}, 'arrays': []})",
    ),
    forged(
        "snapshots_out_of_order",
        (REFUSED,),
        "send({'kind': 'snapshot', 'number': 5, 'reply': {}, 'arrays': []})",
    ),
    forged("closes_its_socket", (CRASHED,), "os.close(3)\nwhile True: pass"),
    forged("closes_its_socket_and_returns", (CRASHED,), "os.close(3)"),
    forged("steals_from_its_socket", (TIMED_OUT,), "os.read(3, 1000)"),
)
