"""Finding the op whose derivative went wrong: nodes remember where they were made, and NaN in gradients raises."""

import warnings

import lumbre
from lumbre import _C

__all__ = ["detect_anomaly", "set_detect_anomaly"]

_ANOMALY, _KEEP_NAN = 1 << 11, 1 << 12


def is_anomaly_enabled():
    """Whether anomaly mode is on."""
    return bool(_C._get_modes() & _ANOMALY)


def is_anomaly_check_nan_enabled():
    """Whether anomaly mode, when it is on, raises at NaN."""
    return not _C._get_modes() & _KEEP_NAN


class set_detect_anomaly:
    """Turns anomaly mode on or off, from here on or inside a block; `check_nan` says whether NaN in a gradient raises."""

    def __init__(self, mode, check_nan=True):
        self.prev, self.prev_check_nan = is_anomaly_enabled(), is_anomaly_check_nan_enabled()
        _C._set_anomaly(bool(mode), bool(check_nan))

    def __enter__(self):
        pass

    def __exit__(self, *exc):
        _C._set_anomaly(self.prev, self.prev_check_nan)


class detect_anomaly:
    """Anomaly mode for a block: a failing backward pass warns with the traceback of the forward call that made the node."""

    def __init__(self, check_nan=True):
        self.check_nan = check_nan
        warnings.warn(
            "Anomaly Detection has been enabled. This mode will increase the runtime and should only be enabled for debugging.",
            stacklevel=2,
        )

    def __enter__(self):
        self._inner = set_detect_anomaly(True, self.check_nan)

    def __exit__(self, *exc):
        self._inner.__exit__()


def _report(name, trace):
    """The engine's word on a node that failed."""
    if trace is None:
        told = "No forward pass information available. Enable detect anomaly during forward pass for more information."
    else:
        told = f"Traceback of forward call that caused the error:\n{trace}"
    warnings.warn(f"Error detected in {name}. {told}", stacklevel=2)


lumbre.is_anomaly_enabled, lumbre.is_anomaly_check_nan_enabled = is_anomaly_enabled, is_anomaly_check_nan_enabled
