"""Rounding to the numbers that a quantized tensor could hold, with the gradient passed straight through."""

import lumbre

__all__ = ["fake_quantize_per_tensor_affine", "fake_quantize_per_channel_affine"]


class _FakeQuantize(lumbre.autograd.Function):
    @staticmethod
    def forward(ctx, x, scale, zero_point, low, high):
        steps = lumbre.round(x * (1.0 / scale)) + zero_point
        ctx.save_for_backward((steps >= low) & (steps <= high))
        return (steps.clamp(low, high) - zero_point) * scale

    @staticmethod
    def backward(ctx, grad):
        (inside,) = ctx.saved_tensors
        return grad * inside, None, None, None, None


def _limits(low, high):
    if low > high:
        raise RuntimeError("`quant_min` should be less than or equal to `quant_max`.")


def fake_quantize_per_tensor_affine(input, scale, zero_point, quant_min, quant_max):
    """`(clamp(round(x / scale) + zero_point, quant_min, quant_max) - zero_point) * scale`.

    The gradient is that of the identity where nothing was cut off, and 0 elsewhere.

    Shapes: any; scale and zero point are numbers or tensors of one element.
    Dtypes: floats.
    Raises: RuntimeError for limits in the wrong order or a zero point outside them.
    Source: PyTorch's `torch.fake_quantize_per_tensor_affine`.
    """
    _limits(quant_min, quant_max)
    if not quant_min <= int(zero_point) <= quant_max:
        raise RuntimeError("`zero_point` must be between `quant_min` and `quant_max`.")
    return _FakeQuantize.apply(input, float(scale), int(zero_point), quant_min, quant_max)


def fake_quantize_per_channel_affine(input, scale, zero_point, axis, quant_min, quant_max):
    """As `fake_quantize_per_tensor_affine`, with a scale and a zero point for each index of dimension `axis`.

    Shapes: any of at least one dimension; scale and zero point have one dimension, of that size.
    Dtypes: floats; zero points are int32 or floats.
    Raises: RuntimeError for sizes that differ, limits in the wrong order, zero points outside them; IndexError for a dimension out of range.
    Source: PyTorch's `torch.fake_quantize_per_channel_affine`.
    """
    _limits(quant_min, quant_max)
    if not -input.dim() <= axis < input.dim():
        raise IndexError(f"Dimension out of range (expected to be in range of [{-input.dim()}, {input.dim() - 1}], but got {axis})")
    n = input.shape[axis]
    if scale.shape != (n,) or zero_point.shape != (n,):
        raise RuntimeError(f"scale and zero-point need the shape ({n},) of dimension {axis}, but got {tuple(scale.shape)} and {tuple(zero_point.shape)}")
    if n and not (quant_min <= zero_point.min() and zero_point.max() <= quant_max):
        raise RuntimeError("`zero_point` must be between `quant_min` and `quant_max`.")
    shape = [1] * input.dim()
    shape[axis] = n
    return _FakeQuantize.apply(input, scale.to(input.dtype).reshape(shape), zero_point.to(input.dtype).reshape(shape), quant_min, quant_max)
