"""Stands in for torchvision where it is not installed: importing it gives lumbre's vision package."""

from lumbre import _run

_run.alias_torch()
_run.alias_torchvision()
