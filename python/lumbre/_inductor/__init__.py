"""What programs say to PyTorch's code generator; here element-wise ops run together without one."""

from . import config  # noqa: F401


def list_mode_options(mode=None, dynamic=None):
    """The settings of a mode of `compile`: none has any."""
    return {} if mode else dict.fromkeys(("default", "reduce-overhead", "max-autotune-no-cudagraphs", "max-autotune"), {})


def list_options():
    """The settings that `compile` takes as `options`; they change nothing."""
    return sorted(k for k, v in vars(config).items() if not k.startswith("_") and isinstance(v, (bool, int, str)))
