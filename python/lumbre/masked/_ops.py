"""Each function puts the reduction's identity where the mask is false and calls the plain op."""

import builtins
import math

import lumbre


def _lowest(dtype):
    if dtype == lumbre.bool:
        return None
    return -math.inf if dtype.is_floating_point else lumbre.iinfo(dtype).min


def _highest(dtype):
    if dtype == lumbre.bool:
        return None
    return math.inf if dtype.is_floating_point else lumbre.iinfo(dtype).max


_IDENTITY = {
    "sum": lambda d: 0, "cumsum": lambda d: 0, "prod": lambda d: 1, "cumprod": lambda d: 1,
    "amax": _lowest, "argmax": _lowest, "amin": _highest, "argmin": _highest,
    "softmax": lambda d: -math.inf, "log_softmax": lambda d: -math.inf, "logsumexp": lambda d: -math.inf, "softmin": lambda d: math.inf,
    "median": lambda d: math.nan,
}  # fmt: skip


def _broadcast(mask, input):
    if mask.dim() > input.dim():
        raise IndexError("_input_mask expected broadcastable mask (got mask dimensionality higher than of the input)")
    return mask.expand(input.shape)


def _filled(name, input, mask):
    """`input` with the identity of `name` where the mask is false."""
    if mask is None:
        return input
    value = _IDENTITY[name](input.dtype)
    if value is None:
        raise NotImplementedError(f"identity of {name} on {input.dtype} input")
    return lumbre.where(_broadcast(mask, input), input, lumbre.tensor(value, dtype=input.dtype, device=input.device))


def _dims(dim, ndim):
    """`dim` as a sorted list of distinct dimensions; all of them for None or an empty tuple."""
    if ndim == 0:
        return []
    if dim is None or isinstance(dim, (tuple, list)) and not dim:
        return list(range(ndim))
    out = []
    for d in (dim,) if isinstance(dim, int) else dim:
        if not -ndim <= d < ndim:
            raise IndexError(f"Dimension out of range (expected to be in range of [{-ndim}, {ndim - 1}], but got {d})")
        if d % ndim in out:
            raise RuntimeError(f"dim={d % ndim} appears multiple times in the list of dims")
        out.append(d % ndim)
    return sorted(out)


def _cast(name, input, dtype, mask=None):
    """`input` in the dtype the result is wanted in; sums and products of whole numbers are `int64`."""
    if dtype is None and name in ("sum", "prod") and not (input.is_floating_point() or input.is_complex()):
        dtype = lumbre.int64
    if dtype is None and name == "logsumexp" and not (input.is_floating_point() or input.is_complex()):
        dtype = lumbre.get_default_dtype()
    floating = input.is_floating_point() or input.is_complex()
    if dtype is None and name == "mean" and not floating:
        raise ValueError(f"mean(): Could not infer output dtype. Input dtype must be either a floating point or complex dtype. Got: {input.dtype}")
    if dtype is None and name in ("norm", "softmax", "log_softmax", "softmin", "normalize", "logaddexp") and not floating:
        raise NotImplementedError(f"{name}: Expected a floating point or complex tensor as input. Got {input.dtype}")
    return input if dtype is None else input.to(dtype)


def sum(input, dim=None, *, keepdim=False, dtype=None, mask=None):
    """The sum of the kept elements over `dim` (all dimensions by default); 0 where none are kept."""
    x = _filled("sum", _cast("sum", input, dtype), mask)
    return lumbre.sum(x, _dims(dim, x.dim()), keepdim=builtins.bool(keepdim)) if x.dim() else x.clone()


def prod(input, dim=None, *, keepdim=False, dtype=None, mask=None):
    """The product of the kept elements over `dim`; 1 where none are kept."""
    x = _filled("prod", _cast("prod", input, dtype), mask)
    for d in reversed(_dims(dim, x.dim())):
        x = x.prod(d, keepdim=builtins.bool(keepdim))
    return x


def _running(name, input, dim, dtype, mask):
    x = _cast(name, input, dtype)
    if x.dtype == lumbre.bool:
        raise NotImplementedError(f'"{name}_out_cpu" not implemented for \'Bool\'')
    return getattr(_filled(name, x, mask), name)(dim, dtype=x.dtype)


def cumsum(input, dim, *, dtype=None, mask=None):
    """Running sums of the kept elements."""
    return _running("cumsum", input, dim, dtype, mask)


def cumprod(input, dim, *, dtype=None, mask=None):
    """Running products of the kept elements."""
    return _running("cumprod", input, dim, dtype, mask)


def amax(input, dim=None, *, keepdim=False, dtype=None, mask=None):
    """The largest kept elements over `dim`; the dtype's lowest number where none are kept."""
    x = _filled("amax", _cast("amax", input, dtype), mask)
    return lumbre.amax(x, _dims(dim, x.dim()), keepdim=builtins.bool(keepdim))


def amin(input, dim=None, *, keepdim=False, dtype=None, mask=None):
    """The smallest kept elements over `dim`; the dtype's highest number where none are kept."""
    x = _filled("amin", _cast("amin", input, dtype), mask)
    return lumbre.amin(x, _dims(dim, x.dim()), keepdim=builtins.bool(keepdim))


def argmax(input, dim=None, *, keepdim=False, dtype=None, mask=None):
    """Where the largest kept element is."""
    return lumbre.argmax(_filled("argmax", _cast("argmax", input, dtype), mask), dim, builtins.bool(keepdim)).to(dtype or input.dtype)


def argmin(input, dim=None, *, keepdim=False, dtype=None, mask=None):
    """Where the smallest kept element is."""
    return lumbre.argmin(_filled("argmin", _cast("argmin", input, dtype), mask), dim, builtins.bool(keepdim)).to(dtype or input.dtype)


def _count(x, dims, keepdim, mask):
    """How many elements are kept."""
    kept = lumbre.ones_like(x, dtype=lumbre.int64) if mask is None else _broadcast(mask, x).to(lumbre.int64)
    return kept.sum(dims, keepdim=keepdim) if x.dim() else kept


def mean(input, dim=None, *, keepdim=False, dtype=None, mask=None):
    """The mean of the kept elements over `dim`; NaN where none are kept."""
    x = _cast("mean", input, dtype)
    dims = _dims(dim, x.dim())
    return sum(x, dims, keepdim=keepdim, mask=mask) / _count(x, dims, builtins.bool(keepdim), mask)


def median(input, dim=-1, *, keepdim=False, dtype=None, mask=None):
    """The lower median of the kept elements along `dim`; NaN where none are kept, or where one of them is NaN."""
    x = _cast("median", input, dtype)
    if not x.is_floating_point():
        if mask is not None and not _broadcast(mask, x).all():
            raise ValueError("masked median expects no fully masked out rows if dtype is not floating point")
        return lumbre.median(x, dim, keepdim=builtins.bool(keepdim)).values
    if x.dim() == 0:
        x = x.reshape(1)
        mask = None if mask is None else mask.reshape(1)
        return median(x, 0, mask=mask)
    if mask is not None and (x.isnan() & _broadcast(mask, x)).any():
        raise ValueError("masked median expected no NaN among the kept elements")
    return lumbre.nanmedian(_filled("median", x, mask), dim, keepdim=builtins.bool(keepdim)).values


def logsumexp(input, dim=None, *, keepdim=False, dtype=None, mask=None):
    """`log(sum(exp(x)))` of the kept elements over `dim`."""
    x = _filled("logsumexp", _cast("logsumexp", input, dtype), mask)
    if x.dtype == lumbre.bool and mask is not None:
        raise NotImplementedError(f"identity of logsumexp on {input.dtype} input")
    out = lumbre.logsumexp(x, _dims(dim, x.dim()), keepdim=keepdim)
    # Whole numbers come back as such, as in PyTorch.
    return out if dtype is not None or input.is_floating_point() or input.is_complex() else out.to(input.dtype)


def logaddexp(input, other, *, dtype=None, input_mask=None, other_mask=None):
    """`log(exp(input) + exp(other))`, where what a mask leaves out adds nothing."""
    a, b = (_filled("logsumexp", _cast("logaddexp", x, dtype), m) for x, m in ((input, input_mask), (other, other_mask)))
    return lumbre.logaddexp(a, b)


def norm(input, ord=2.0, dim=None, *, keepdim=False, dtype=None, mask=None):
    """The vector norm of the kept elements over `dim`."""
    x = _cast("norm", input, dtype)
    if mask is not None:
        identity = math.inf if ord == -math.inf or ord < 0 else 0
        x = lumbre.where(_broadcast(mask, x), x, lumbre.tensor(identity, dtype=x.dtype, device=x.device))
    return lumbre.linalg.vector_norm(x, ord, _dims(dim, x.dim()), builtins.bool(keepdim))


def _spread(name, input, dim, unbiased, correction, keepdim, dtype, mask):
    if unbiased is not None and correction is not None:
        raise ValueError("Only one of unbiased and correction may be given")
    if correction is None:
        correction = 1 if unbiased is None or unbiased else 0
    if input.dtype == lumbre.bool and dtype is None:
        raise NotImplementedError(f"{name}(): does not support bool input")
    if dtype is None and not (input.is_floating_point() or input.is_complex()):
        dtype = lumbre.float32
    x = _cast(name, input, dtype)
    dims, keepdim = _dims(dim, x.dim()), builtins.bool(keepdim)
    count = _count(x, dims, True, mask)
    centred = x - sum(x, dims, keepdim=True, mask=mask) / count
    total = sum(centred * centred.conj(), dims, keepdim=keepdim, mask=mask)
    n = count if keepdim or not x.dim() else count.reshape(total.shape)
    return (total / (n - correction).clamp(min=0)).to(total.dtype)


def var(input, dim=None, unbiased=None, *, correction=None, keepdim=False, dtype=None, mask=None):
    """The variance of the kept elements over `dim`, with divisor `n - correction` (1 by default)."""
    return _spread("var", input, dim, unbiased, correction, keepdim, dtype, mask)


def std(input, dim=None, unbiased=None, *, correction=None, keepdim=False, dtype=None, mask=None):
    """The standard deviation of the kept elements over `dim`."""
    return _spread("std", input, dim, unbiased, correction, keepdim, dtype, mask).sqrt()


def softmax(input, dim, *, dtype=None, mask=None):
    """The softmax of the kept elements; 0 elsewhere, NaN in slices where none are kept."""
    return lumbre.nn.functional.softmax(_filled("softmax", _cast("softmax", input, dtype), mask), dim)


def log_softmax(input, dim, *, dtype=None, mask=None):
    """The logarithm of `softmax`."""
    return lumbre.nn.functional.log_softmax(_filled("log_softmax", _cast("log_softmax", input, dtype), mask), dim)


def softmin(input, dim, *, dtype=None, mask=None):
    """The softmax of the negated kept elements."""
    return lumbre.nn.functional.softmin(_filled("softmin", _cast("softmin", input, dtype), mask), dim)


def normalize(input, ord, dim, *, eps=1e-12, dtype=None, mask=None):
    """The kept elements over their norm along `dim`; 0 elsewhere."""
    x = _cast("normalize", input, dtype)
    size = norm(x, ord, dim, keepdim=True, mask=mask)
    return _filled("sum", x, mask) / size.clamp(min=eps)
