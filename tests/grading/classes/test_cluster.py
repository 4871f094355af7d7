"""A class on a cluster: the same marks as here, whatever happens to the workers."""

import os
import signal
import threading
from contextlib import contextmanager
from pathlib import Path

import msgspec
import pytest

from tests.cli.test_cli import RIGHT, WRONG, tutor
from tests.grading.building import gradient_exercise
from tests.grading.classes import poisoning
from tests.grading.classes.rows import Text, submitted
from tui_tutor.course import open_course
from tui_tutor.grading import Checker
from tui_tutor.grading.classes import Examiner, Grades, Ledger, LocalWorkers, grade_all, render
from tui_tutor.grading.classes.cluster import Cluster, ClusterError, client, worker
from tui_tutor.grading.classes.cluster.crossing import Introduction, Work, packed, unpacked
from tui_tutor.grading.classes.grade_all import batch_size
from tui_tutor.grading.classes.records import Submission

NAME = "linear-regression"
TEXTS = (RIGHT, WRONG, "import os\nos._exit(0)\n", "raise KeyError('gone')\n", WRONG.replace("@", "@ "))
CLASS = tuple(
    Submission(f"s{number:02d}", NAME, f"s{number:02d}.py", Text(f"{TEXTS[number % 5]}\n# {number}\n"))
    for number in range(30)
)
HERE = Introduction("1", "3.11", "2.0", "open")


def on_a_cluster(test):
    """A test for the one process of the suite that starts a cluster, where there can be one."""
    return pytest.mark.cluster(pytest.mark.xdist_group("cluster")(test))


@contextmanager
def started(workers):
    from distributed import LocalCluster

    with LocalCluster(
        n_workers=workers,
        threads_per_worker=1,
        processes=True,
        host="127.0.0.1",
        dashboard_address="127.0.0.1:0",
        silence_logs=50,
    ) as cluster:
        yield cluster


@pytest.fixture(scope="module")
def two_workers():
    with started(2) as cluster:
        yield cluster


@pytest.fixture
def address(two_workers):
    return two_workers.scheduler_address


@contextmanager
def asking(address):
    """A second client, for what a test does to workers behind the grader's back."""
    from distributed import Client

    with Client(address, set_as_default=False) as asked:
        yield asked


def graded(workers, folder, class_=CLASS, on_result=lambda result: None):
    with Ledger(folder, "tests") as ledger:
        examiner = Examiner(open_course(), ledger, seed=0, level=workers.level, resume=False)
        return timeless(grade_all(class_, examiner, workers, on_result))


def timeless(results):
    return tuple(msgspec.structs.replace(result, seconds=0.0) for result in results)


@pytest.fixture(scope="module")
def here(tmp_path_factory):
    with Checker() as checker:
        workers = LocalWorkers(checker, jobs=2, seed=0, level="sealed")
        return graded(workers, tmp_path_factory.mktemp("here"))


@on_a_cluster
def test_every_form_has_the_same_bytes_as_on_this_machine(address, here, tmp_path):
    with Cluster(address, seed=0) as cluster:
        there = graded(cluster, tmp_path)
    for form in ("table", "json", "csv", "csv-matrix", "junit", "html"):
        on_both = [render(form, Grades("tests", "1", 0, "sealed", results)) for results in (here, there)]
        assert on_both[0] == on_both[1]


@on_a_cluster
def test_a_worker_that_is_killed_loses_nothing(address, here, tmp_path):
    with asking(address) as asked:
        victim = next(iter(asked.run(os.getpid).values()))
        killed = threading.Event()

        def kill(result):
            if not killed.is_set():
                os.kill(victim, signal.SIGKILL)
                killed.set()

        with Cluster(address, seed=0) as cluster:
            assert graded(cluster, tmp_path, on_result=kill) == here
        asked.wait_for_workers(2)
        assert killed.is_set()
        assert victim not in asked.run(os.getpid).values()


def breaking(cluster):
    """Breaks the connection as soon as the first result is there."""
    results = []

    def on_result(result):
        if not results:
            cluster._client.loop.add_callback(cluster._client.scheduler_comm.comm.abort)
        results.append(result)

    return on_result


@on_a_cluster
def test_a_connection_that_breaks_loses_nothing(address, here, tmp_path):
    with Cluster(address, seed=0) as cluster:
        first = cluster._client
        slow = submitted("slow", NAME, f"import time\ntime.sleep(1)\n{RIGHT}")
        rows = graded(cluster, tmp_path, (*CLASS, slow), breaking(cluster))
        assert cluster._client is not first
    assert rows[:-1] == here
    assert rows[-1].verdict == "correct"


@on_a_cluster
def test_connections_that_break_are_not_made_for_ever(address, tmp_path, monkeypatch):
    monkeypatch.setattr(client, "CONNECTIONS", 1)
    slow = submitted("slow", NAME, f"import time\ntime.sleep(1)\n{RIGHT}")
    with (
        Cluster(address, seed=0) as cluster,
        pytest.raises(ClusterError, match=r"is gone\. What was graded is kept"),
    ):
        graded(cluster, tmp_path, (CLASS[0], slow), breaking(cluster))


@on_a_cluster
def test_a_text_that_takes_its_workers_along_is_one_rows_fault(two_workers, address, tmp_path, monkeypatch):
    monkeypatch.setattr(two_workers.scheduler, "allowed_failures", 0)
    monkeypatch.setattr(client, "worker", poisoning)
    texts = [RIGHT, poisoning.POISON, *[WRONG] * 22]
    class_ = [submitted(f"s{number:02d}", NAME, text) for number, text in enumerate(texts)]
    with Cluster(address, seed=0) as cluster:
        assert batch_size(len(class_), cluster.lanes) == 3
        rows = graded(cluster, tmp_path, class_)
        cluster._client.wait_for_workers(2)
    assert [row.verdict for row in rows] == ["correct", None, *["wrong"] * 22]
    assert (rows[1].outcome, rows[1].score) == ("fault", None)
    assert "were lost, one after the other" in rows[1].message


@on_a_cluster
def test_a_learners_code_is_in_no_worker(address, tmp_path):
    peek = "import os\nprint('this is', os.getpid(), os.getppid())\n" + RIGHT
    with asking(address) as asked, Cluster(address, seed=0) as cluster:
        workers = {str(pid) for pid in asked.run(os.getpid).values()}
        [row] = graded(cluster, tmp_path, [submitted("ada", NAME, peek)])
    line = next(line for line in row.feedback.splitlines() if "this is" in line)
    assert row.verdict == "correct"
    assert not workers & set(line.split())


@on_a_cluster
def test_the_command_line_grades_on_a_cluster_and_resumes(address, tmp_path):
    for student, source in (("ada", RIGHT), ("bob", WRONG)):
        (tmp_path / "class" / student).mkdir(parents=True)
        (tmp_path / "class" / student / f"{NAME}.py").write_text(source, encoding="utf-8")
    first = tutor("grade", tmp_path / "class", "--scheduler", address)
    assert (first.exit_code, "2 submissions: 1 correct, 1 wrong" in first.stdout) == (1, True)
    again = tutor("grade", tmp_path / "class", "--scheduler", address, "--resume")
    assert "2 of 2 had been graded before." in again.stderr
    assert again.stdout == first.stdout


@contextmanager
def pretending(address, level):
    """Workers whose attack on their own sandbox found this level."""
    with asking(address) as asked:
        asked.run(poisoning.pretend, level)
        try:
            yield
        finally:
            asked.run(poisoning.pretend, "sealed")


@on_a_cluster
def test_workers_that_are_not_sealed_are_refused_unless_trusted(address, tmp_path):
    (tmp_path / "ada").mkdir()
    (tmp_path / "ada" / f"{NAME}.py").write_text(RIGHT, encoding="utf-8")
    with pretending(address, "partial"):
        refused = tutor("grade", tmp_path / "ada", "--scheduler", address)
        trusted = tutor("grade", tmp_path / "ada", "--scheduler", address, "--trust-submissions")
    assert refused.exit_code == 2
    assert "A worker's sandbox is only partial here" in refused.stderr
    assert "--trust-submissions" in refused.stderr
    assert trusted.exit_code == 0
    assert "ran in a sandbox that is only partial" in trusted.stdout


@on_a_cluster
def test_a_worker_that_turns_out_to_be_less_safe_runs_nothing(address, tmp_path):
    with (
        Cluster(address, seed=0) as cluster,
        pretending(address, "partial"),
        pytest.raises(ClusterError, match=r"has a sandbox that is only partial\. .*--resume"),
    ):
        graded(cluster, tmp_path)


@on_a_cluster
def test_a_worker_of_another_version_is_refused_in_one_sentence(address, monkeypatch):
    real = worker.versions()
    newer = msgspec.structs.replace(real, numpy="9.9")
    monkeypatch.setattr(worker, "versions", lambda: newer)
    with pytest.raises(ClusterError) as refused:
        Cluster(address, seed=0)
    assert str(refused.value).startswith("The worker tcp://127.0.0.1:")
    assert f"numpy {real.numpy}, and here it is" in str(refused.value)
    assert str(refused.value).endswith("numpy 9.9: install the same there.")


@on_a_cluster
def test_a_scheduler_that_goes_away_ends_in_one_sentence(tmp_path):
    with started(1) as cluster, Cluster(cluster.scheduler_address, seed=0) as there:
        heard = []

        def close(result):
            if not heard:
                cluster.close()
            heard.append(result)

        with pytest.raises(ClusterError, match=r"is gone\. What was graded is kept"):
            graded(there, tmp_path, on_result=close)


@on_a_cluster
def test_a_cluster_without_workers_is_one_sentence(monkeypatch):
    monkeypatch.setattr(client, "ANSWERING", 0.3)
    with started(0) as cluster, pytest.raises(ClusterError, match="has no workers"):
        Cluster(cluster.scheduler_address, seed=0)


@on_a_cluster
@pytest.mark.parametrize("nobody", ["tcp://127.0.0.1:1", "nonsense://x", "127.0.0.1:x"])
def test_an_address_where_nobody_answers_is_one_sentence(monkeypatch, nobody):
    monkeypatch.setattr(client, "ANSWERING", 0.3)
    with pytest.raises(ClusterError, match=f"No scheduler answers at {nobody}"):
        Cluster(nobody, seed=0)


def test_jobs_are_not_for_a_cluster(tmp_path):
    refused = tutor("grade", tmp_path, "--scheduler", "tcp://127.0.0.1:1", "--jobs", 2)
    assert (refused.exit_code, "--jobs is for this machine" in refused.stderr) == (2, True)


def test_what_crosses_is_the_exercise_and_texts_without_names_or_folders():
    exercise = gradient_exercise(path=Path("/home/someone/course/linear.md"), task="Write it well.")
    data = packed(Work(HERE, 0, client.needed(exercise), (RIGHT,)))
    work = unpacked(data, Work)
    assert (work.exercise.problem.solution, work.sources) == (exercise.problem.solution, (RIGHT,))
    assert b"someone" not in data
    assert b"Write it well" not in data


@pytest.mark.parametrize(
    ("worker", "says"),
    [
        (Introduction("1", "3.11", "2.0", "sealed"), ""),
        (
            Introduction("2", "3.11", "2.0", "sealed"),
            "has tutor 2, Python 3.11, numpy 2.0, and here it is tutor 1",
        ),
        (Introduction("1", "3.12", "2.0", "sealed"), "Python 3.12"),
        (Introduction("1", "3.11", "2.0", "partial"), "has a sandbox that is only partial"),
        (
            Introduction("1", "3.11", "2.0", failed="no more processes"),
            "cannot open its sandbox: no more processes",
        ),
    ],
)
def test_a_worker_has_to_be_like_this_machine_and_as_safe_as_wanted(worker, says):
    wanted = msgspec.structs.replace(HERE, level="sealed")
    assert says in worker.trouble(wanted)
    assert bool(worker.trouble(wanted)) == bool(says)


def test_without_the_extra_there_is_one_sentence(monkeypatch):
    monkeypatch.setitem(__import__("sys").modules, "distributed", None)
    with pytest.raises(ClusterError, match=r"install tui-tutor\[cluster\]"):
        Cluster("tcp://127.0.0.1:1", seed=0)
