"""A terminal in which a person learns to derive, write and debug gradients by hand."""

__version__ = "0.1.0"
