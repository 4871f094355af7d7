import subprocess
import sys

FOREIGN = ("textual", "rich", "plotext", "click", "scipy", "tui_tutor.sandbox", "tui_tutor.course")


def test_the_judge_imports_numpy_reports_and_the_standard_library():
    code = "import sys, tui_tutor.gradcheck; print(*sys.modules)"
    loaded = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    ).stdout.split()
    assert "numpy" in loaded
    assert not [name for name in loaded if name.startswith(FOREIGN)]
