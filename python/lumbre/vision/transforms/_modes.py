"""The ways to resample."""

from enum import Enum


class InterpolationMode(Enum):
    """How pixels between pixels are found. Tensors take the first four; box, hamming and lanczos are for PIL images."""

    NEAREST = "nearest"
    NEAREST_EXACT = "nearest-exact"
    BILINEAR = "bilinear"
    BICUBIC = "bicubic"
    BOX = "box"
    HAMMING = "hamming"
    LANCZOS = "lanczos"


# Pillow's numbers.
_NUMBERS = {"nearest": 0, "bilinear": 2, "bicubic": 3, "box": 4, "hamming": 5, "lanczos": 1, "nearest-exact": 0}
pil_modes_mapping = {InterpolationMode(name): number for name, number in _NUMBERS.items()}


def as_mode(mode):
    """The mode that a member, its name or Pillow's number means."""
    if isinstance(mode, InterpolationMode):
        return mode
    if isinstance(mode, str):
        return InterpolationMode(mode.lower())
    if isinstance(mode, int):
        for name, number in _NUMBERS.items():
            if number == mode:
                return InterpolationMode(name)
    raise TypeError(f"Argument interpolation should be an InterpolationMode or a corresponding Pillow integer constant, got {mode!r}")
