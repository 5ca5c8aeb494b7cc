"""Calls between processes."""


def _require_initialized(func):
    """Marks a function that needs a running agent."""
    return func
