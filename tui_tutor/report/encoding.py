"""Reports as strict JSON: NaN never appears, a non-finite number is "NaN", "Infinity" or "-Infinity"."""

import math
from typing import Any

import msgspec

from tui_tutor.report.records import ParameterResult, Report

SCHEMA = 1


def strict(value: Any) -> Any:
    """Plain JSON-ready data: records become dicts, tuples lists, non-finite floats strings."""
    if isinstance(value, float):
        if math.isfinite(value):
            return value
        return "NaN" if math.isnan(value) else ("Infinity" if value > 0 else "-Infinity")
    if isinstance(value, dict):
        return {str(key): strict(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [strict(item) for item in value]
    if isinstance(value, msgspec.Struct):
        return {name: strict(getattr(value, name)) for name in value.__struct_fields__}
    return value


def encode(report: Report) -> bytes:
    """The whole report, to be stored or to cross the wall."""
    return msgspec.json.encode(strict(report))


def decode(data: bytes) -> Report:
    """Inverse of `encode`. Raises `msgspec.ValidationError` for anything that is not a report."""
    return msgspec.json.decode(data, type=Report, strict=False)


def as_json(report: Report) -> dict[str, Any]:
    """The public form of `tutor check --json`: the keys that the design promises, in a stable order."""
    return {
        "schema": SCHEMA,
        "exercise": report.exercise,
        "outcome": report.outcome,
        "verdict": report.verdict,
        "score": strict(report.score),
        "parameters": [_parameter(parameter) for parameter in report.parameters],
        "diagnoses": [
            {"kind": diagnosis.kind, "parameter": diagnosis.parameter, "message": diagnosis.message}
            for diagnosis in report.diagnoses
        ],
        "printed": report.printed,
        "message": report.message,
        "raised": strict(report.raised),
        "loss": report.loss,
        "notes": list(report.notes),
        "sandbox": report.sandbox,
        "seconds": strict(report.seconds),
    }


def _parameter(parameter: ParameterResult) -> dict[str, Any]:
    return {
        "name": parameter.name,
        "shape": list(parameter.shape),
        "verdict": parameter.verdict,
        "max_difference": strict(parameter.max_difference),
        "relative_difference": strict(parameter.relative_difference),
        "error_bound": strict(parameter.error_bound),
        "worst_index": strict(parameter.worst_index),
        "draw": parameter.draw,
        "blocked_by": parameter.blocked_by,
    }
