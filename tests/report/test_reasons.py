"""A report on one line."""

from tui_tutor.report import Diagnosis, Frame, Raised, Report, reason


def wrong(*diagnoses: Diagnosis) -> Report:
    return Report("e", "returned", "wrong", message="W does not agree.", diagnoses=diagnoses)


def test_the_first_sentence_of_the_first_diagnosis_is_the_reason():
    told = Diagnosis("factor", "W", "every entry of W is exactly 0.5 times it.\nA constant ratio is a clue.")
    assert reason(wrong(told, Diagnosis("sign", "b", "no"))) == "every entry of W is exactly 0.5 times it."


def test_a_point_inside_a_number_or_before_a_small_letter_ends_nothing():
    told = Diagnosis("entry", "W", "it is 0.5, e.g. at [0]. Look there.")
    assert reason(wrong(told)) == "W: it is 0.5, e.g. at [0]."


def test_without_a_diagnosis_the_headline_is_the_reason():
    assert reason(wrong()) == "W does not agree."


def test_a_right_answer_says_how_far_it_was_checked():
    report = Report("e", "returned", "correct", message="Right on the shown data and on 3 other sets.")
    assert reason(report) == "Right on the shown data and on 3 other sets."


def test_an_exception_is_named_with_its_line():
    raised = Raised("ValueError", "sizes 2\nand 3 differ", (Frame(4, "f"), Frame(7, "g")))
    assert reason(Report("e", "raised", raised=raised)) == "ValueError in line 7: sizes 2 and 3 differ"
    assert reason(Report("e", "raised", raised=Raised("KeyError", ""))) == "KeyError"
