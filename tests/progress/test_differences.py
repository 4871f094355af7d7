"""How one text became another."""

from hypothesis import given
from hypothesis import strategies as st

from tui_tutor.progress.differences import Line, differences

texts = st.lists(st.sampled_from(["a", "b", "c", "    return W", ""]), max_size=12).map("\n".join)


def signs(before: str, after: str) -> list[tuple[str, str]]:
    return [(line.sign, line.text) for line in differences(before, after)]


def test_a_changed_line_is_taken_out_and_put_in():
    assert signs("a\nb\nc", "a\nB\nc") == [("same", "a"), ("removed", "b"), ("added", "B"), ("same", "c")]


def test_equal_texts_have_no_differences():
    assert differences("a\nb\n", "a\nb") == ()
    assert differences("", "") == ()


def test_from_nothing_everything_is_new():
    assert signs("", "a\nb") == [("added", "a"), ("added", "b")]


def test_long_equal_stretches_are_counted_and_not_shown():
    before = "\n".join(map(str, range(100)))
    lines = differences(before, before.replace("\n50\n", "\nhere\n"))
    assert lines[0] == Line("skipped", "47")
    assert [line.text for line in lines[1:-1]] == ["47", "48", "49", "50", "here", "51", "52", "53"]
    assert lines[-1] == Line("skipped", "46")


def test_one_equal_line_is_never_replaced_by_its_count():
    before = "\n".join("abcdefgh")
    assert [line.sign for line in differences(before, before.replace("e", "E"))].count("skipped") == 0


@given(texts, texts)
def test_every_line_of_both_texts_is_accounted_for(before: str, after: str):
    lines = differences(before, after)

    def count(sign: str) -> int:
        equal = sum(int(line.text) if line.sign == "skipped" else line.sign == "same" for line in lines)
        return equal + sum(line.sign == sign for line in lines)

    if lines:
        assert count("removed") == len(before.splitlines())
        assert count("added") == len(after.splitlines())
    else:
        assert before.splitlines() == after.splitlines()
