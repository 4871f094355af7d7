"""A course proves itself: every solution, starter, mistake, fact, number, formula and link, through the learner's path.

Public: `prove`, `Scope`, `Finding`, `Proof`.
"""

from tui_tutor.grading.proof.course import prove
from tui_tutor.grading.proof.records import Finding, Proof, Scope

__all__ = ["Finding", "Proof", "Scope", "prove"]
