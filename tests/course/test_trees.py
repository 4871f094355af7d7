import ast
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier, BrokenBarrierError

from tui_tutor.course import trees


def test_two_threads_never_build_a_tree_at_once(monkeypatch):
    together = Barrier(2, timeout=0.2)
    met = []

    def parse(source):
        try:
            together.wait()
            met.append(source)
        except BrokenBarrierError:
            together.reset()
        return ast.Module([], [])

    monkeypatch.setattr(trees.ast, "parse", parse)
    with ThreadPoolExecutor(2) as threads:
        list(threads.map(trees.syntax_tree, ["a", "b"]))
    assert met == []


def test_odd_escapes_are_not_complained_about(recwarn):
    trees.compile_tree(trees.syntax_tree(r"x = '\d'"), "x.py")
    assert list(recwarn) == []
