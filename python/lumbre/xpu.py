"""Intel GPUs: none can be used."""

from . import _absent

_absent.device(globals(), "xpu")
