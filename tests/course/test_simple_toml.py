"""What is read without a parser means the same to the parser."""

import tomllib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tui_tutor.course import shipped_course
from tui_tutor.course.simple_toml import simple

PIECES = [
    "a", "b-1", "a.b", '"a"', " = ", "=", '"text"', '"a # b"', '"\\n"', "'raw'", '"""', "1", "-2.5", "1e-4", "01",
    "1_0", "+1", "inf", "true", "false", "[", "]", '["x", "y"]', '["x" "y"]', '[ "x", ]', "[,]", ",", "# comment",
    "\n", "\n", " ", "\t", "[table]", "é", "a = 1\n", 'title = "T"\n', 'list = [\n  "x",\n  "y",\n]\n',
]  # fmt: skip
settings_like = st.lists(st.sampled_from(PIECES), max_size=12).map("".join)


@settings(max_examples=500)
@given(settings_like)
def test_whatever_is_read_is_what_tomllib_reads(source: str) -> None:
    found = simple(source)
    if found is not None:
        assert found == tomllib.loads(source)
        assert list(map(type, found.values())) == [type(value) for value in tomllib.loads(source).values()]


def test_the_front_matter_of_the_course_is_nearly_always_that_simple() -> None:
    sources = [path.read_text("utf-8").split("+++\n")[1] for path in shipped_course().glob("*/*.md")]
    tops = [source.split("\n[")[0] + "\n" for source in sources]
    read = [simple(top) for top in tops]
    assert [one for one in read if one is not None] == [
        tomllib.loads(top) for top, one in zip(tops, read, strict=True) if one is not None
    ]
    assert sum(one is None for one in read) <= len(read) // 20


@pytest.mark.parametrize(
    "source",
    [
        "a = 1\na = 2\n",
        'a = "x" # why\n',
        'a = "\\u0041"\n',
        "a = [1]\n",
        "[t]\n",
        "a.b = 1\n",
        "a\n",
        "a = 01\n",
    ],
)
def test_anything_else_is_left_to_the_parser(source: str) -> None:
    assert simple(source) is None
