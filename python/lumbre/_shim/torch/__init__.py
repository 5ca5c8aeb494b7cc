"""Stands in for PyTorch: importing it gives the lumbre package itself."""

from lumbre import _run

_run.alias_torch()
