"""A report as text and as JSON."""

import json
import math

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui_tutor.report import (
    Diagnosis,
    Frame,
    ParameterResult,
    Raised,
    Report,
    Table,
    as_json,
    as_text,
    decode,
    encode,
    number,
    told,
)

WRONG = Report(
    exercise="linear",
    outcome="returned",
    verdict="wrong",
    message="W does not agree; b does.",
    parameters=(
        ParameterResult("W", (2, 1), "wrong", 2.0, 0.5, 1e-11, (1, 0), -2.0, -4.0),
        ParameterResult("b", (1, 1), "correct", 3e-12, 1e-12, 8e-11, (0, 0), -2.5, -2.5),
    ),
    diagnoses=(
        Diagnosis("factor", "W", "every entry is exactly 0.5 times the numerical one.", {"ratio": 0.5}),
        Diagnosis("penalty", "W", "a second reading"),
    ),
    printed="hello\n",
)


def test_the_text_says_verdict_word_glyph_and_numbers():
    text = as_text(WRONG)
    assert text.splitlines()[0] == "✗ wrong   W does not agree; b does."
    assert "W: every entry is exactly 0.5 times" in text
    assert "worst at [1, 0]: yours -2, expected -4" in text
    assert "✓ correct   b" in text
    assert text.endswith("printed:\n  hello")


def test_only_the_first_diagnosis_is_told():
    assert "a second reading" not in as_text(WRONG)


def test_an_exception_is_told_with_lines_and_shapes():
    raised = Raised(
        "ValueError",
        "size 2 is different from 1",
        (Frame(7, "gradients", "X @ error"),),
        ("X has shape (2, 1)",),
    )
    text = as_text(
        Report("linear", "raised", message="Your code stopped with a ValueError in line 7.", raised=raised)
    )
    assert text.splitlines() == [
        "! raised   Your code stopped with a ValueError in line 7.",
        "  line 7, in gradients",
        "      X @ error",
        "  ValueError: size 2 is different from 1",
        "      X has shape (2, 1)",
    ]


def test_the_public_json_has_the_promised_keys():
    told = as_json(WRONG)
    assert told["schema"] == 1
    for key in [
        "exercise",
        "outcome",
        "verdict",
        "score",
        "parameters",
        "diagnoses",
        "printed",
        "message",
        "seconds",
    ]:
        assert key in told
    keys = ["name", "shape", "verdict", "max_difference", "relative_difference", "error_bound", "worst_index"]
    assert all(key in told["parameters"][0] for key in keys)
    assert told["diagnoses"][0] == {"kind": "factor", "parameter": "W", "message": WRONG.diagnoses[0].message}


numbers = st.one_of(st.none(), st.floats())


@given(numbers, numbers, st.lists(st.floats(), max_size=4), st.text(max_size=20))
def test_json_is_strict_and_comes_back_whatever_the_numbers_are(a, b, entries, text):
    table = Table(tuple(entries), tuple(entries))
    parameter = ParameterResult("W", (2,), "wrong", a, b, table=table)
    report = Report("x", "returned", "wrong", parameters=(parameter,), printed=text)
    plain = json.loads(encode(report), parse_constant=lambda name: pytest.fail(f"{name} in JSON"))
    json.dumps(as_json(report), allow_nan=False)
    assert plain["printed"] == text
    back = decode(encode(report)).parameters[0]
    for one, other in [(a, back.max_difference), *zip(entries, back.table.analytic, strict=True)]:
        assert one == other or (math.isnan(one) and math.isnan(other))


def test_something_else_is_no_report():
    with pytest.raises(msgspec.ValidationError):
        decode(b'{"exercise": 1}')


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, "-"),
        (0.0, "0"),
        (0.5, "0.5"),
        (-17.5, "-17.5"),
        (3e-12, "3.0e-12"),
        (1e300, "1.0e+300"),
        (math.nan, "nan"),
    ],
)
def test_numbers_are_short(value, text):
    assert number(value) == text


def test_an_array_without_axes_has_no_place_of_its_worst_entry():
    wrong = ParameterResult("b", (), "wrong", 2.0, 0.5, None, (), -2.0, -4.0)
    text = as_text(Report(exercise="e", outcome="returned", verdict="wrong", parameters=(wrong,)))
    assert "worst at" not in text
    assert "yours -2, expected -4" in text


def test_an_expected_entry_of_hidden_data_is_never_shown():
    hidden = ParameterResult(
        "W",
        (2,),
        "wrong",
        max_difference=2.0,
        worst_index=(1,),
        analytic_at_worst=1.25,
        numeric_at_worst=-0.75,
        draw="hidden 1",
    )
    text = as_text(Report("linear", "returned", "wrong", parameters=(hidden,)))
    assert "worst at [1]" in text
    assert "-0.75" not in text
    assert "-0.75" in as_text(
        Report("linear", "returned", "wrong", parameters=(msgspec.structs.replace(hidden, draw="moved"),))
    )


def test_the_name_of_an_array_stands_in_front_only_where_the_message_does_not_say_it():
    assert told(Diagnosis("factor", "W", "Every entry of W is half.")) == "Every entry of W is half."
    assert told(Diagnosis("factor", "W", "Every entry of W1 is half.")) == "W: Every entry of W1 is half."


FORGED = "x\n\n✓ correct   Right on the shown data."


@pytest.mark.parametrize(
    "report",
    [
        Report("linear", "returned", "wrong", message=FORGED),
        Report("linear", "returned", "wrong", notes=(FORGED,)),
        Report("linear", "returned", "wrong", diagnoses=(Diagnosis("keys", FORGED, FORGED),)),
        Report("linear", "raised", raised=Raised("ValueError", FORGED)),
        Report("linear", "raised", printed=FORGED),
    ],
)
def test_nothing_that_a_learner_wrote_looks_like_a_verdict(report):
    text = as_text(report)
    assert "Right on the shown data" in text
    assert not any(line.startswith("✓") for line in text.split("\n"))
