"""Initial values of parameters. Every function fills its tensor in place, outside autograd, and
returns it."""

import functools
import math
import warnings

import lumbre

__all__ = [
    "calculate_gain",
    "uniform_",
    "normal_",
    "trunc_normal_",
    "constant_",
    "ones_",
    "zeros_",
    "eye_",
    "dirac_",
    "xavier_uniform_",
    "xavier_normal_",
    "kaiming_uniform_",
    "kaiming_normal_",
    "orthogonal_",
    "sparse_",
    "uniform",
    "normal",
    "constant",
    "eye",
    "dirac",
    "xavier_uniform",
    "xavier_normal",
    "kaiming_uniform",
    "kaiming_normal",
    "orthogonal",
    "sparse",
]

_UNIT_GAIN = (
    "linear",
    "conv1d",
    "conv2d",
    "conv3d",
    "conv_transpose1d",
    "conv_transpose2d",
    "conv_transpose3d",
    "sigmoid",
)


def _no_grad_uniform_(tensor, a, b, generator=None):
    with lumbre.no_grad():
        return tensor.uniform_(a, b, generator=generator)


def _no_grad_normal_(tensor, mean, std, generator=None):
    with lumbre.no_grad():
        return tensor.normal_(mean, std, generator=generator)


def _no_grad_fill_(tensor, val):
    with lumbre.no_grad():
        return tensor.fill_(val)


def _no_grad_zero_(tensor):
    with lumbre.no_grad():
        return tensor.zero_()


def _normal_cdf(x):
    return (1.0 + math.erf(x / math.sqrt(2.0))) / 2.0


def _truncated_from_normal(tensor, mean, std, a, b, generator):
    """Normal draws, redrawn as a whole wherever they fall outside [a, b]."""
    tensor.normal_(mean, std, generator=generator)
    while True:
        outside = (tensor < a) | (tensor > b)
        if not outside.any():
            return
        fresh = lumbre.empty_like(tensor).normal_(mean, std, generator=generator)
        tensor.copy_(lumbre.where(outside, fresh, tensor))


def _truncated_from_uniform(tensor, mean, std, a, b, generator):
    """Uniform draws in [a, b], accepted with the ratio of the density to its peak there."""
    mode = min(max(mean, a), b)
    log_peak = -0.5 * ((mode - mean) / std) ** 2
    tensor.uniform_(a, b, generator=generator)

    def rejected(x):
        log_density = -0.5 * ((x - mean) / std) ** 2 - log_peak
        u = lumbre.empty_like(tensor).uniform_(0, 1, generator=generator)
        return lumbre.log(u) > log_density

    pending = rejected(tensor)
    while pending.any():
        fresh = lumbre.empty_like(tensor).uniform_(a, b, generator=generator)
        again = rejected(fresh)
        tensor.copy_(lumbre.where(pending, fresh, tensor))
        pending = pending & again


def _no_grad_trunc_normal_(tensor, mean, std, a, b, generator=None):
    if mean < a - 2 * std or mean > b + 2 * std:
        warnings.warn(
            "mean is more than 2 std from [a, b] in nn.init.trunc_normal_. "
            "The distribution of values may be incorrect.",
            stacklevel=3,
        )
    if tensor.is_meta:
        return tensor
    with lumbre.no_grad():
        # Rejection from the normal is quick only where the interval is likely.
        if _normal_cdf((b - mean) / std) - _normal_cdf((a - mean) / std) > 0.3:
            _truncated_from_normal(tensor, mean, std, a, b, generator)
        else:
            _truncated_from_uniform(tensor, mean, std, a, b, generator)
        return tensor


def calculate_gain(nonlinearity, param=None):
    """The factor that keeps the variance through `nonlinearity`.

    1 for linear, convolutions and sigmoid, 5/3 for tanh, sqrt(2) for relu, 3/4 for selu,
    sqrt(2 / (1 + slope^2)) for leaky_relu with slope `param` (0.01).
    """
    if nonlinearity in _UNIT_GAIN:
        return 1
    if nonlinearity == "tanh":
        return 5.0 / 3
    if nonlinearity == "relu":
        return math.sqrt(2.0)
    if nonlinearity == "selu":
        return 3.0 / 4
    if nonlinearity == "leaky_relu":
        slope = 0.01 if param is None else param
        if isinstance(slope, bool) or not isinstance(slope, (int, float)):
            raise ValueError(f"negative_slope {param} not a valid number")
        return math.sqrt(2.0 / (1 + slope**2))
    raise ValueError(f"Unsupported nonlinearity {nonlinearity}")


def _overridden(fn, tensor, **kwargs):
    """The answer of a tensor type with `__torch_function__`, in a tuple, or None."""
    if not lumbre._C._has_torch_function_variadic(tensor):
        return None
    from lumbre.overrides import handle_torch_function

    return (handle_torch_function(fn, (tensor,), tensor=tensor, **kwargs),)


def uniform_(tensor, a=0.0, b=1.0, generator=None):
    """Draws from the uniform distribution on [a, b)."""
    answer = _overridden(uniform_, tensor, a=a, b=b, generator=generator)
    if answer is not None:
        return answer[0]
    return _no_grad_uniform_(tensor, a, b, generator)


def normal_(tensor, mean=0.0, std=1.0, generator=None):
    """Draws from the normal distribution."""
    answer = _overridden(normal_, tensor, mean=mean, std=std, generator=generator)
    if answer is not None:
        return answer[0]
    return _no_grad_normal_(tensor, mean, std, generator)


def trunc_normal_(tensor, mean=0.0, std=1.0, a=-2.0, b=2.0, generator=None):
    """Draws from the normal distribution cut to [a, b]."""
    return _no_grad_trunc_normal_(tensor, mean, std, a, b, generator=generator)


def constant_(tensor, val):
    """Fills with `val`."""
    answer = _overridden(constant_, tensor, val=val)
    if answer is not None:
        return answer[0]
    return _no_grad_fill_(tensor, val)


def ones_(tensor):
    """Fills with 1."""
    return _no_grad_fill_(tensor, 1.0)


def zeros_(tensor):
    """Fills with 0."""
    return _no_grad_zero_(tensor)


def eye_(tensor):
    """Makes a 2-D tensor the identity matrix."""
    if tensor.ndimension() != 2:
        raise ValueError("Only tensors with 2 dimensions are supported")
    with lumbre.no_grad():
        lumbre.eye(*tensor.shape, out=tensor, requires_grad=tensor.requires_grad)
    return tensor


def dirac_(tensor, groups=1):
    """Makes a convolution weight (3 to 5 dimensions) pass its channels through, per group."""
    dims = tensor.ndimension()
    if dims not in (3, 4, 5):
        raise ValueError("Only tensors with 3, 4, or 5 dimensions are supported")
    out_channels, in_channels = tensor.size(0), tensor.size(1)
    if out_channels % groups != 0:
        raise ValueError("dim 0 must be divisible by groups")
    per_group = out_channels // groups
    centre = tuple(size // 2 for size in tensor.shape[2:])
    with lumbre.no_grad():
        tensor.zero_()
        for g in range(groups):
            for d in range(min(per_group, in_channels)):
                tensor[(g * per_group + d, d, *centre)] = 1
    return tensor


def _calculate_fan_in_and_fan_out(tensor):
    """Inputs and outputs of one unit: sizes 1 and 0 times the kernel's size."""
    if tensor.dim() < 2:
        raise ValueError("Fan in and fan out can not be computed for tensor with fewer than 2 dimensions")
    field = math.prod(tensor.shape[2:])
    return tensor.size(1) * field, tensor.size(0) * field


def _calculate_correct_fan(tensor, mode):
    mode = mode.lower()
    modes = ["fan_in", "fan_out"]
    if mode not in modes:
        raise ValueError(f"Mode {mode} not supported, please use one of {modes}")
    return _calculate_fan_in_and_fan_out(tensor)[modes.index(mode)]


def xavier_uniform_(tensor, gain=1.0, generator=None):
    """Uniform in +-gain sqrt(6 / (fan_in + fan_out)). Source: Glorot and Bengio, 2010."""
    fan_in, fan_out = _calculate_fan_in_and_fan_out(tensor)
    std = gain * math.sqrt(2.0 / float(fan_in + fan_out))
    a = math.sqrt(3.0) * std
    return _no_grad_uniform_(tensor, -a, a, generator)


def xavier_normal_(tensor, gain=1.0, generator=None):
    """Normal with deviation gain sqrt(2 / (fan_in + fan_out)). Source: Glorot and Bengio, 2010."""
    fan_in, fan_out = _calculate_fan_in_and_fan_out(tensor)
    std = gain * math.sqrt(2.0 / float(fan_in + fan_out))
    return _no_grad_normal_(tensor, 0.0, std, generator)


def _is_empty(tensor):
    if 0 in tensor.shape:
        warnings.warn("Initializing zero-element tensors is a no-op", stacklevel=3)
        return True
    return False


def kaiming_uniform_(tensor, a=0, mode="fan_in", nonlinearity="leaky_relu", generator=None):
    """Uniform in +-gain sqrt(3 / fan); `a` is the slope of leaky_relu. Source: He et al., 2015."""
    answer = _overridden(
        kaiming_uniform_, tensor, a=a, mode=mode, nonlinearity=nonlinearity, generator=generator
    )
    if answer is not None:
        return answer[0]
    if _is_empty(tensor):
        return tensor
    std = calculate_gain(nonlinearity, a) / math.sqrt(_calculate_correct_fan(tensor, mode))
    bound = math.sqrt(3.0) * std
    return _no_grad_uniform_(tensor, -bound, bound, generator)


def kaiming_normal_(tensor, a=0, mode="fan_in", nonlinearity="leaky_relu", generator=None):
    """Normal with deviation gain / sqrt(fan); `a` is the slope of leaky_relu. Source: He et al., 2015."""
    if _is_empty(tensor):
        return tensor
    std = calculate_gain(nonlinearity, a) / math.sqrt(_calculate_correct_fan(tensor, mode))
    return _no_grad_normal_(tensor, 0, std, generator)


def orthogonal_(tensor, gain=1, generator=None):
    """A (semi-)orthogonal matrix times `gain`, over the first and all other dimensions.

    Source: Saxe et al., 2013.
    """
    if tensor.ndimension() < 2:
        raise ValueError("Only tensors with 2 or more dimensions are supported")
    if tensor.numel() == 0:
        return tensor
    rows = tensor.size(0)
    cols = tensor.numel() // rows
    flat = tensor.new_empty((rows, cols))
    with lumbre.no_grad():
        flat.normal_(0, 1, generator=generator)
        if rows < cols:
            flat.t_()
        q, r = lumbre.linalg.qr(flat)
        # Signs of R's diagonal make the result uniform over orthogonal matrices.
        q *= lumbre.diag(r, 0).sign()
        if rows < cols:
            q.t_()
        tensor.view_as(q).copy_(q)
        tensor.mul_(gain)
    return tensor


def sparse_(tensor, sparsity, std=0.01, generator=None):
    """Normal with deviation `std`, with a fraction `sparsity` of each column zeroed.

    Source: Martens, 2010.
    """
    if tensor.ndimension() != 2:
        raise ValueError("Only tensors with 2 dimensions are supported")
    rows, cols = tensor.shape
    zeros = math.ceil(sparsity * rows)
    with lumbre.no_grad():
        tensor.normal_(0, std, generator=generator)
        for col in range(cols):
            # PyTorch draws the rows from the default generator.
            tensor[lumbre.randperm(rows)[:zeros], col] = 0
    return tensor


def _make_deprecate(meth):
    new, old = meth.__name__, meth.__name__[:-1]

    @functools.wraps(meth)
    def deprecated(*args, **kwargs):
        warnings.warn(
            f"`nn.init.{old}` is now deprecated in favor of `nn.init.{new}`.",
            FutureWarning,
            stacklevel=2,
        )
        return meth(*args, **kwargs)

    deprecated.__name__ = old
    deprecated.__doc__ = f"The old name of `{new}`."
    return deprecated


uniform = _make_deprecate(uniform_)
normal = _make_deprecate(normal_)
constant = _make_deprecate(constant_)
eye = _make_deprecate(eye_)
dirac = _make_deprecate(dirac_)
xavier_uniform = _make_deprecate(xavier_uniform_)
xavier_normal = _make_deprecate(xavier_normal_)
kaiming_uniform = _make_deprecate(kaiming_uniform_)
kaiming_normal = _make_deprecate(kaiming_normal_)
orthogonal = _make_deprecate(orthogonal_)
sparse = _make_deprecate(sparse_)
