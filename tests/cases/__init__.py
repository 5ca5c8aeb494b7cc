"""One row for every op of the table, by family. `CASES` has them all; `common.py` says what a row holds."""

import importlib
import pkgutil

from .common import Case, S, T

CASES = []
for _module in pkgutil.iter_modules(__path__):
    if _module.name not in ("common", "edges"):
        _family = importlib.import_module(f"{__name__}.{_module.name}")
        for _case in _family.CASES:
            _case.family = _module.name
            CASES.append(_case)

__all__ = ["CASES", "Case", "S", "T"]
