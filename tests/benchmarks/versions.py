"""What took part in a measurement."""

import importlib.metadata
import platform


def versions():
    """Of everything that takes part and is installed."""
    found = [f"python {platform.python_version()}"]
    for name in ("numpy", "torch", "jax", "autograd", "scipy"):
        try:
            found.append(f"{name} {importlib.metadata.version(name)}")
        except importlib.metadata.PackageNotFoundError:
            found.append(f"{name} not installed")
    return ", ".join(found)
