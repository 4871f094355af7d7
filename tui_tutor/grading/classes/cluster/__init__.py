"""The same work on a dask.distributed cluster. Public: `Cluster`, `ClusterError`.

Needs the extra `cluster`. What crosses is data in both directions: an exercise and texts without names there, marks
back. A learner's code runs in a confined child of a worker, never in the worker.
"""

from tui_tutor.grading.classes.cluster.client import Cluster, ClusterError

__all__ = ["Cluster", "ClusterError"]
