"""Pooling with optional indices, unpooling, and pooling made of other pooling."""

import lumbre

from ..modules.utils import _list_with_default, _pair, _single, _triple
from .native import handle_torch_function, has_torch_function_unary, home, native, overridable


@overridable
def max_pool1d_with_indices(
    input, kernel_size, stride=None, padding=0, dilation=1, ceil_mode=False, return_indices=False
):
    """`max_pool1d` and where in the input each maximum is."""
    return native.max_pool1d_with_indices(input, kernel_size, stride, padding, dilation, ceil_mode)


@overridable
def max_pool1d(
    input, kernel_size, stride=None, padding=0, dilation=1, ceil_mode=False, return_indices=False
):
    """Maximum over windows of (N, C, L) or (C, L)."""
    if return_indices:
        return native.max_pool1d_with_indices(input, kernel_size, stride, padding, dilation, ceil_mode)
    return native.max_pool1d(input, kernel_size, stride, padding, dilation, ceil_mode)


@overridable
def max_pool2d_with_indices(
    input, kernel_size, stride=None, padding=0, dilation=1, ceil_mode=False, return_indices=False
):
    """`max_pool2d` and where in its plane each maximum is."""
    return native.max_pool2d_with_indices(input, kernel_size, stride, padding, dilation, ceil_mode)


@home
def max_pool2d(
    input, kernel_size, stride=None, padding=0, dilation=1, ceil_mode=False, return_indices=False
):
    """Maximum over windows of (N, C, H, W) or (C, H, W)."""
    if has_torch_function_unary(input):
        return handle_torch_function(
            max_pool2d,
            (input,),
            input,
            kernel_size,
            stride=stride,
            padding=padding,
            dilation=dilation,
            ceil_mode=ceil_mode,
            return_indices=return_indices,
        )
    if return_indices:
        return native.max_pool2d_with_indices(input, kernel_size, stride, padding, dilation, ceil_mode)
    return native.max_pool2d(input, kernel_size, stride, padding, dilation, ceil_mode)


@overridable
def max_pool3d_with_indices(
    input, kernel_size, stride=None, padding=0, dilation=1, ceil_mode=False, return_indices=False
):
    """`max_pool3d` and where in its volume each maximum is."""
    return native.max_pool3d_with_indices(input, kernel_size, stride, padding, dilation, ceil_mode)


@overridable
def max_pool3d(
    input, kernel_size, stride=None, padding=0, dilation=1, ceil_mode=False, return_indices=False
):
    """Maximum over windows of (N, C, D, H, W) or (C, D, H, W)."""
    if return_indices:
        return native.max_pool3d_with_indices(input, kernel_size, stride, padding, dilation, ceil_mode)
    return native.max_pool3d(input, kernel_size, stride, padding, dilation, ceil_mode)


@overridable
def adaptive_max_pool1d_with_indices(input, output_size, return_indices=False):
    """`adaptive_max_pool1d` and where each maximum is."""
    return native.adaptive_max_pool1d_with_indices(input, output_size)


@overridable
def adaptive_max_pool1d(input, output_size, return_indices=False):
    """Maximum over windows chosen so that L becomes `output_size`."""
    result = native.adaptive_max_pool1d_with_indices(input, output_size)
    return result if return_indices else result[0]


@overridable
def adaptive_max_pool2d_with_indices(input, output_size, return_indices=False):
    """`adaptive_max_pool2d` and where each maximum is."""
    return native.adaptive_max_pool2d_with_indices(input, _list_with_default(output_size, input.size()))


@overridable
def adaptive_max_pool2d(input, output_size, return_indices=False):
    """Maximum over windows chosen so that (H, W) becomes `output_size`; None keeps a size."""
    size = _list_with_default(output_size, input.size())
    result = native.adaptive_max_pool2d_with_indices(input, size)
    return result if return_indices else result[0]


@overridable
def adaptive_max_pool3d_with_indices(input, output_size, return_indices=False):
    """`adaptive_max_pool3d` and where each maximum is."""
    return native.adaptive_max_pool3d_with_indices(input, _list_with_default(output_size, input.size()))


@overridable
def adaptive_max_pool3d(input, output_size, return_indices=False):
    """Maximum over windows chosen so that (D, H, W) becomes `output_size`; None keeps a size."""
    size = _list_with_default(output_size, input.size())
    result = native.adaptive_max_pool3d_with_indices(input, size)
    return result if return_indices else result[0]


@overridable
def adaptive_avg_pool2d(input, output_size):
    """Mean over windows chosen so that (H, W) becomes `output_size`; None keeps a size."""
    return native.adaptive_avg_pool2d(input, _list_with_default(output_size, input.size()))


@overridable
def adaptive_avg_pool3d(input, output_size):
    """Mean over windows chosen so that (D, H, W) becomes `output_size`; None keeps a size."""
    return native.adaptive_avg_pool3d(input, _list_with_default(output_size, input.size()))


def _fractional(name, n, input, kernel_size, output_size, output_ratio, random_samples):
    if output_size is None and output_ratio is None:
        raise ValueError(f"{name} requires specifying either an output_size or an output_ratio")
    ntuple = _pair if n == 2 else _triple
    if output_size is None:
        ratio = ntuple(output_ratio)
        output_size = [int(size * r) for size, r in zip(input.shape[-n:], ratio)]
    if random_samples is None:
        batch = 1 if input.dim() == n + 1 else input.size(0)
        random_samples = lumbre.rand(
            batch, input.size(-n - 1), n, dtype=input.dtype, device=input.device
        )
    op = getattr(native, name + "_with_indices")
    return op(input, kernel_size, output_size, random_samples)


@overridable
def fractional_max_pool2d_with_indices(
    input, kernel_size, output_size=None, output_ratio=None, return_indices=False, _random_samples=None
):
    """`fractional_max_pool2d` and where each maximum is."""
    return _fractional(
        "fractional_max_pool2d", 2, input, kernel_size, output_size, output_ratio, _random_samples
    )


@overridable
def fractional_max_pool2d(
    input, kernel_size, output_size=None, output_ratio=None, return_indices=False, _random_samples=None
):
    """Maximum over windows at random steps, to `output_size` or that fraction of (H, W).

    Raises: ValueError for neither an `output_size` nor an `output_ratio`; RuntimeError for windows that do not fit.
    """
    result = _fractional(
        "fractional_max_pool2d", 2, input, kernel_size, output_size, output_ratio, _random_samples
    )
    return result if return_indices else result[0]


@overridable
def fractional_max_pool3d_with_indices(
    input, kernel_size, output_size=None, output_ratio=None, return_indices=False, _random_samples=None
):
    """`fractional_max_pool3d` and where each maximum is."""
    return _fractional(
        "fractional_max_pool3d", 3, input, kernel_size, output_size, output_ratio, _random_samples
    )


@overridable
def fractional_max_pool3d(
    input, kernel_size, output_size=None, output_ratio=None, return_indices=False, _random_samples=None
):
    """Maximum over windows at random steps, to `output_size` or that fraction of (D, H, W).

    Raises: ValueError for neither an `output_size` nor an `output_ratio`; RuntimeError for windows that do not fit.
    """
    result = _fractional(
        "fractional_max_pool3d", 3, input, kernel_size, output_size, output_ratio, _random_samples
    )
    return result if return_indices else result[0]


def _unpool_output_size(input, kernel_size, stride, padding, output_size):
    """The spatial size after unpooling: `output_size` if it is possible, else the smallest."""
    n = len(kernel_size)
    sizes = input.size()
    default = [
        (sizes[-n + i] - 1) * stride[i] + kernel_size[i] - 2 * padding[i] for i in range(n)
    ]
    if output_size is None:
        return default
    if len(output_size) == n + 2:
        output_size = output_size[2:]
    if len(output_size) != n:
        raise ValueError(
            f"output_size should be a sequence containing {n} or {n + 2} elements, "
            f"but it has a length of '{len(output_size)}'"
        )
    for d in range(n):
        low, high = default[d] - stride[d], default[d] + stride[d]
        if not low < output_size[d] < high:
            raise ValueError(
                f'invalid output_size "{output_size}" (dim {d} must be between {low} and {high})'
            )
    return output_size


@overridable
def max_unpool1d(input, indices, kernel_size, stride=None, padding=0, output_size=None):
    """out[n, c, indices[n, c, i]] = x[n, c, i], zeros elsewhere: the inverse of `max_pool1d`.

    Shapes: (N, C, L) or (C, L) to (N, C, L'), where L' is (L - 1) stride - 2 padding + kernel_size or the given one.
    Dtypes: bool, integers, floats; complex raises NotImplementedError.
    Raises: ValueError for an `output_size` further than a stride from that; RuntimeError for indices of another shape or out of range.
    Source: PyTorch's `torch.nn.functional.max_unpool1d`.
    """
    kernel_size = _single(kernel_size)
    stride = _single(stride) if stride is not None else kernel_size
    size = _unpool_output_size(input, kernel_size, stride, _single(padding), output_size)
    if isinstance(size, list):
        size = [*size, 1]
    else:
        size = (*size, 1)
    return native.max_unpool2d(input.unsqueeze(-1), indices.unsqueeze(-1), size).squeeze(-1)


@overridable
def max_unpool2d(input, indices, kernel_size, stride=None, padding=0, output_size=None):
    """The inverse of `max_pool2d` at the positions `indices`; zeros elsewhere.

    Raises: ValueError for an `output_size` further than a stride from the inverse's; RuntimeError for indices of another shape or out of range.
    """
    kernel_size = _pair(kernel_size)
    stride = _pair(stride) if stride is not None else kernel_size
    size = _unpool_output_size(input, kernel_size, stride, _pair(padding), output_size)
    return native.max_unpool2d(input, indices, size)


@overridable
def max_unpool3d(input, indices, kernel_size, stride=None, padding=0, output_size=None):
    """The inverse of `max_pool3d` at the positions `indices`; zeros elsewhere.

    Raises: ValueError for an `output_size` further than a stride from the inverse's; RuntimeError for indices of another shape or out of range.
    """
    kernel_size = _triple(kernel_size)
    stride = _triple(stride) if stride is not None else kernel_size
    padding = _triple(padding)
    size = _unpool_output_size(input, kernel_size, stride, padding, output_size)
    return native.max_unpool3d(input, indices, size, stride, padding)


def _root(mean, norm_type, count):
    """(sum of x^p)^(1/p) from the mean of x^p, keeping the sign of an odd power's sum."""
    return (lumbre.sign(mean) * native.relu(lumbre.abs(mean))).mul(count).pow(1.0 / norm_type)


@overridable
def lp_pool1d(input, norm_type, kernel_size, stride=None, ceil_mode=False):
    """(sum of x^p)^(1/p) over the windows `kernel_size` at each multiple of `stride`, by default the window.

    Shapes: (N, C, L) or without N; each spatial size n becomes (n - k) // stride + 1, rounded up with `ceil_mode`.
    Dtypes: floats; others raise NotImplementedError.
    Raises: RuntimeError for other numbers of dimensions and windows larger than the input.
    Source: PyTorch's `torch.nn.functional.lp_pool1d`.
    """
    mean = native.avg_pool1d(input.pow(norm_type), kernel_size, stride, 0, ceil_mode)
    return _root(mean, norm_type, _single(kernel_size)[0])


@overridable
def lp_pool2d(input, norm_type, kernel_size, stride=None, ceil_mode=False):
    """(sum of x^p)^(1/p) over the windows `kernel_size` at each multiple of `stride`, by default the window.

    Shapes: (N, C, H, W) or without N; each spatial size n becomes (n - k) // stride + 1, rounded up with `ceil_mode`.
    Dtypes: floats; others raise NotImplementedError.
    Raises: RuntimeError for other numbers of dimensions and windows larger than the input.
    Source: PyTorch's `torch.nn.functional.lp_pool2d`.
    """
    kh, kw = _pair(kernel_size)
    mean = native.avg_pool2d(input.pow(norm_type), kernel_size, stride, 0, ceil_mode)
    return _root(mean, norm_type, kh * kw)


@overridable
def lp_pool3d(input, norm_type, kernel_size, stride=None, ceil_mode=False):
    """(sum of x^p)^(1/p) over the windows `kernel_size` at each multiple of `stride`, by default the window.

    Shapes: (N, C, D, H, W) or without N; each spatial size n becomes (n - k) // stride + 1, rounded up with `ceil_mode`.
    Dtypes: floats; others raise NotImplementedError.
    Raises: RuntimeError for other numbers of dimensions and windows larger than the input.
    Source: PyTorch's `torch.nn.functional.lp_pool3d`.
    """
    kd, kh, kw = _triple(kernel_size)
    mean = native.avg_pool3d(input.pow(norm_type), kernel_size, stride, 0, ceil_mode)
    return _root(mean, norm_type, kd * kh * kw)
