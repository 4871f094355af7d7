"""What this room raises."""


class SandboxError(Exception):
    """The sandbox itself failed: ours, never the learner's."""
