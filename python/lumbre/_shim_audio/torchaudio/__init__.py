"""Stands in for torchaudio where it is not installed: importing it gives lumbre's audio package."""

from lumbre import _run

_run.alias_torch()
_run.alias_torchaudio()
