"""Random masks over bands of a spectrogram (SpecAugment, Park et al., 2019)."""

import lumbre


def _check(specgram, axis, p, least, what):
    dim = specgram.dim()
    if dim < least:
        raise ValueError(f"Spectrogram must have at least {what} ({dim} given).")
    if axis not in (dim - 2, dim - 1):
        raise ValueError(f"Only Frequency and Time masking are supported (axis {dim - 2} and axis {dim - 1} supported; {axis} given).")
    if not 0.0 <= p <= 1.0:
        raise ValueError(f"The value of p must be between 0.0 and 1.0 ({p} given).")


def _width(mask_param, p, length):
    return mask_param if p == 1.0 else min(mask_param, int(length * p))


def mask_along_axis_iid(specgrams, mask_param, mask_value, axis, p=1.0):
    """Mask a band of its own in each channel of (..., freq, time), ndim at least 3.

    The band's width is uniform in [0, mask_param), or ``p`` of the axis where that is less; its place is uniform. ``mask_value``
    fills it.
    """
    _check(specgrams, axis, p, 3, "three dimensions")
    size = specgrams.size(axis)
    width = _width(mask_param, p, size)
    if width < 1:
        return specgrams
    lead, options = specgrams.shape[:-2], dict(device=specgrams.device, dtype=specgrams.dtype)
    value = lumbre.rand(lead, **options) * width
    least = lumbre.rand(lead, **options) * (size - value)
    start = least.long()[..., None, None]
    end = start + value.long()[..., None, None]
    place = lumbre.arange(size, **options)
    mask = (place >= start) & (place < end)
    return specgrams.masked_fill(mask.transpose(axis, -1), mask_value)


def mask_along_axis(specgram, mask_param, mask_value, axis, p=1.0):
    """Mask the same band in all channels of (..., freq, time); arguments as in `mask_along_axis_iid`."""
    _check(specgram, axis, p, 2, "two dimensions (time and frequency)")
    size = specgram.shape[axis]
    width = _width(mask_param, p, size)
    if width < 1:
        return specgram
    value = lumbre.rand(1) * width
    least = lumbre.rand(1) * (size - value)
    start = int(least)
    end = start + int(value)
    if end - start >= width:
        raise ValueError("Number of columns to be masked should be less than mask_param")
    place = lumbre.arange(size, device=specgram.device)
    mask = (place >= start) & (place < end)
    return specgram.masked_fill(mask.unsqueeze(-1) if axis == specgram.dim() - 2 else mask, mask_value)
