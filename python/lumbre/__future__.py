"""Switches for behaviour that is to change. Both are off."""

_FLAGS = {"overwrite": False, "swap": False}


def set_overwrite_module_params_on_conversion(value):
    """Whether `Module.to` replaces parameters instead of their data."""
    _FLAGS["overwrite"] = value


def get_overwrite_module_params_on_conversion():
    return _FLAGS["overwrite"]


def set_swap_module_params_on_conversion(value):
    """Whether `Module.to` swaps parameters with converted ones."""
    _FLAGS["swap"] = value


def get_swap_module_params_on_conversion():
    return _FLAGS["swap"]
