"""The picture of a gradient check in words and numbers: the difference for steps h from large to small."""

from tui_tutor.report import ParameterResult, Report, number, picture_line, pictured


def steps_text(report: Report) -> str | None:
    """A paragraph for every array that has a picture; None when none has."""
    return "\n\n".join(map(_paragraph, pictured(report))) or None


def _paragraph(parameter: ParameterResult) -> str:
    picture = parameter.convergence
    assert picture is not None
    pairs = zip(picture.steps, picture.differences, strict=True)
    said = "; ".join(f"{number(difference)} at h {number(h)}" for h, difference in pairs)
    line = picture_line(parameter)
    return f"{line}\n{parameter.name} in numbers: {said}." if said else line
