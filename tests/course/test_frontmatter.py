from pathlib import Path

import pytest

from tui_tutor.course import CourseError, load_exercise
from tui_tutor.course.frontmatter import line_of, split, whole

from .building import CODE, QUESTION, course, edited, fit, guess, line, said

HERE = Path("here.md")


def test_a_text_without_front_matter_is_all_body() -> None:
    front = split(HERE, "# Title\n\n+++\n")
    assert (front.data, front.body, front.body_line) == ({}, "# Title\n\n+++\n", 1)


def test_the_body_knows_its_line() -> None:
    front = split(HERE, '\n+++\ntitle = "t"\n+++\nbody\n')
    assert (front.data, front.body, front.body_line) == ({"title": "t"}, "body\n", 5)


def test_a_front_matter_that_never_closes_is_told() -> None:
    with pytest.raises(CourseError) as caught:
        split(HERE, '+++\ntitle = "t"\n')
    assert said(caught.value) == (
        "here.md",
        1,
        "the front matter opens with +++ and never closes. End it with a line +++.",
    )


def test_what_is_not_toml_is_told_with_the_line_of_the_file() -> None:
    with pytest.raises(CourseError) as caught:
        split(HERE, '+++\ntitle = "t"\nlevel is 3\n+++\n')
    assert caught.value.line == 3
    assert caught.value.problem.startswith("this is not TOML: Expected '=' after a key")


def test_a_value_that_breaks_off_on_the_last_line_is_told_there() -> None:
    with pytest.raises(CourseError) as caught:
        split(HERE, '+++\ntitle = "t"\ntags = ["a"\n+++\n')
    assert caught.value.line == 3


def test_a_key_that_is_there_twice_is_told() -> None:
    with pytest.raises(CourseError) as caught:
        split(HERE, "+++\nlevel = 1\nlevel = 2\n+++\n")
    assert said(caught.value) == ("here.md", 3, "this key or table is there twice. Keep one.")


def test_a_table_that_is_there_twice_is_told() -> None:
    with pytest.raises(CourseError) as caught:
        whole(Path("course.toml"), "[curve]\nrate = 1\n[curve]\n")
    assert said(caught.value) == ("course.toml", 3, "this key or table is there twice. Keep one.")


def test_a_list_reads_only_the_keys_before_the_first_table() -> None:
    text = '+++\ntitle = "t"\n[curve]\nrate = nonsense\n+++\n'
    assert split(HERE, text, top_only=True).data == {"title": "t"}
    with pytest.raises(CourseError):
        split(HERE, text)


def test_a_bracket_inside_a_long_text_is_not_a_table() -> None:
    text = '+++\nsummary = """\n[1] a source\n"""\ntitle = "t"\n+++\n'
    assert split(HERE, text, top_only=True).data == {"summary": "[1] a source\n", "title": "t"}


def test_an_unknown_key_is_told_with_the_nearest_known_one(tmp_path: Path) -> None:
    spoiled = edited(CODE, "level = 1\n", "level = 1\nalias = []\n")
    with pytest.raises(CourseError) as caught:
        fit(tmp_path, code=spoiled)
    assert said(caught.value) == ("fit.md", 5, '"alias" is not a key. Did you mean "aliases"?')


def test_an_unknown_key_of_a_table_is_told_with_the_table(tmp_path: Path) -> None:
    spoiled = edited(CODE, "\n+++\nWrite", "\n[curve]\nrate = 1\nepochs = 5\nbatches = 2\n+++\nWrite")
    with pytest.raises(CourseError) as caught:
        fit(tmp_path, code=spoiled)
    assert said(caught.value) == ("fit.md", 9, '"batches" is not a key in [curve]. Did you mean "batch"?')


def test_an_unknown_optimiser_is_told_with_the_nearest_known_one(tmp_path: Path) -> None:
    curve = '\n[curve]\nrate = 1\nepochs = 5\noptimiser = "Adam"\n+++\nWrite'
    with pytest.raises(CourseError) as caught:
        fit(tmp_path, code=edited(CODE, "\n+++\nWrite", curve))
    told = '"curve.optimiser" cannot be "Adam". Did you mean "adam"?'
    assert said(caught.value) == ("fit.md", 9, told)


def test_an_unknown_key_far_from_any_lists_the_known_ones(tmp_path: Path) -> None:
    spoiled = edited(CODE, "\n+++\nWrite", "\n[limits]\ncolour = 1\n+++\nWrite")
    with pytest.raises(CourseError) as caught:
        fit(tmp_path, code=spoiled)
    assert caught.value.problem == '"colour" is not a key in [limits]. Known here: memory, wall.'


def test_a_missing_key_is_named(tmp_path: Path) -> None:
    found = course(tmp_path, code=edited(CODE, 'title = "Fit a line"\n', ""))
    assert 'fit.md:2: the key "title" is missing. Add it.' in str(found.broken[0])
    with pytest.raises(CourseError, match='the key "title" is missing'):
        load_exercise(found, "fit")


def test_a_missing_key_of_a_table_is_named(tmp_path: Path) -> None:
    with pytest.raises(CourseError) as caught:
        fit(tmp_path, code=edited(CODE, "\n+++\nWrite", "\n[curve]\nrate = 1\n+++\nWrite"))
    told = 'the key "epochs" is missing in [curve]. Add it.'
    assert said(caught.value) == ("fit.md", 6, told)


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ("level = 1", 'level = "1"', '"level" must be a whole number.'),
        ("level = 1", "level = 4", '"level" must be <= 3.'),
        ("level = 1", "level = 0", '"level" must be >= 1.'),
        ("level = 1", "level = true", '"level" must be a whole number.'),
        ("level = 1", 'level = 1\nh = "small"', '"h" must be a number.'),
        ("level = 1", "level = 1\nh = 0", '"h" must be > 0.0.'),
        ("level = 1", "level = 1\nh = nan", '"h" must be > 0.0.'),
        ("level = 1", "level = 1\nh = inf", '"h" must be <= 1e+300.'),
        ("level = 1", "level = 1\npoints = -1", '"points" must be >= 0.0.'),
        ("level = 1", 'level = 1\ntags = "a"', '"tags" must be a list in square brackets.'),
        ("level = 1", "level = 1\ntags = [1]", '"tags[0]" must be text in quotes.'),
        ("level = 1", "level = 1\ncurve = 3", '"curve" must be a table of its own.'),
        ('title = "Fit a line"', "title = 3", '"title" must be text in quotes.'),
        ('title = "Fit a line"', 'title = " "', '"title" is empty. Say in a few words what this is about.'),
        ('"gradient"', '"gradeint"', '"kind" cannot be "gradeint". Did you mean "gradient"?'),
    ],
)
def test_a_wrong_value_is_told_in_words(tmp_path: Path, old: str, new: str, sentence: str) -> None:
    spoiled = edited(CODE, old, new)
    with pytest.raises(CourseError) as caught:
        fit(tmp_path, code=spoiled)
    assert said(caught.value) == ("fit.md", line(spoiled, new.split("\n")[-1]), sentence)


def test_a_wrong_value_of_the_second_choice_is_told_on_its_line(tmp_path: Path) -> None:
    spoiled = edited(QUESTION, "correct = true", 'correct = "yes"')
    with pytest.raises(CourseError) as caught:
        guess(tmp_path, spoiled)
    told = '"choices[1].correct" must be true or false.'
    assert said(caught.value) == ("guess.md", line(spoiled, 'correct = "yes"'), told)


def test_the_line_of_a_key_is_found_below_its_table() -> None:
    front = split(HERE, "+++\nrate = 1\n[curve]\nrate = 2\n[[choices]]\nid = 1\n[[choices]]\nid = 2\n+++\n")
    assert [line_of(front, path) for path in ("rate", "curve.rate", "choices[1].id", "nowhere")] == [
        2,
        4,
        8,
        None,
    ]
