"""Softmax and dropout: functions with a legacy dimension or a training switch."""

import warnings

import lumbre

from .native import handle_torch_function, has_torch_function_unary, home, overridable


def _get_softmax_dim(name, ndim, stacklevel):
    """The dimension that a missing `dim` used to mean."""
    warnings.warn(
        f"Implicit dimension choice for {name} has been deprecated. "
        "Change the call to include dim=X as an argument.",
        stacklevel=stacklevel,
    )
    return 0 if ndim in (0, 1, 3) else 1


@home
def softmax(input, dim=None, _stacklevel=3, dtype=None):
    """exp(x) / sum of exp(x) along `dim`; `dtype` is that of the computation and the result."""
    if has_torch_function_unary(input):
        return handle_torch_function(
            softmax, (input,), input, dim=dim, _stacklevel=_stacklevel, dtype=dtype
        )
    if dim is None:
        dim = _get_softmax_dim("softmax", input.dim(), _stacklevel)
    return input.softmax(dim) if dtype is None else input.softmax(dim, dtype=dtype)


@home
def log_softmax(input, dim=None, _stacklevel=3, dtype=None):
    """log(softmax(x)) along `dim`, computed without overflow."""
    if has_torch_function_unary(input):
        return handle_torch_function(
            log_softmax, (input,), input, dim=dim, _stacklevel=_stacklevel, dtype=dtype
        )
    if dim is None:
        dim = _get_softmax_dim("log_softmax", input.dim(), _stacklevel)
    return input.log_softmax(dim) if dtype is None else input.log_softmax(dim, dtype=dtype)


@home
def softmin(input, dim=None, _stacklevel=3, dtype=None):
    """exp(-x) / sum of exp(-x) along `dim`.

    Shapes: any; the result has the input's.
    Dtypes: floats; others raise NotImplementedError.
    Raises: IndexError for a dimension out of range.
    Source: PyTorch's `torch.nn.functional.softmin`.
    """
    if has_torch_function_unary(input):
        return handle_torch_function(
            softmin, (input,), input, dim=dim, _stacklevel=_stacklevel, dtype=dtype
        )
    if dim is None:
        dim = _get_softmax_dim("softmin", input.dim(), _stacklevel)
    return (-input).softmax(dim) if dtype is None else (-input).softmax(dim, dtype=dtype)


@overridable
def gumbel_softmax(logits, tau=1, hard=False, eps=1e-10, dim=-1):
    """softmax((logits + g) / tau) with Gumbel noise g: differentiable samples of a category.

    With `hard` the result is one-hot, with the gradient of the soft one. `eps` has no effect.

    Shapes: any; the result has the input's.
    Dtypes: floats; others raise NotImplementedError or RuntimeError.
    Raises: IndexError for a dimension out of range.
    Source: Jang et al., Categorical Reparameterization with Gumbel-Softmax, 2017; PyTorch's `torch.nn.functional.gumbel_softmax`.
    """
    if eps != 1e-10:
        warnings.warn("`eps` parameter is deprecated and has no effect.", stacklevel=3)
    noise = lumbre.empty_like(logits, memory_format=lumbre.legacy_contiguous_format)
    gumbels = -noise.exponential_().log()
    soft = ((logits + gumbels) / tau).softmax(dim)
    if not hard:
        return soft
    index = soft.max(dim, keepdim=True)[1]
    one_hot = lumbre.zeros_like(logits, memory_format=lumbre.legacy_contiguous_format)
    return one_hot.scatter_(dim, index, 1.0) - soft.detach() + soft


def _check_p(p):
    if p < 0.0 or p > 1.0:
        raise ValueError(f"dropout probability has to be between 0 and 1, but got {p}")


@home
def dropout(input, p=0.5, training=True, inplace=False):
    """Zeroes elements with probability p and scales the others by 1 / (1 - p); the identity
    when not `training`.

    Raises: ValueError for a probability outside [0, 1].
    """
    if has_torch_function_unary(input):
        return handle_torch_function(dropout, (input,), input, p=p, training=training, inplace=inplace)
    if p < 0.0 or p > 1.0:
        _check_p(p)
    return lumbre.dropout_(input, p, training) if inplace else lumbre.dropout(input, p, training)


@overridable
def alpha_dropout(input, p=0.5, training=False, inplace=False):
    """Dropout to SELU's negative saturation, keeping mean and variance.

    Raises: ValueError for a probability outside [0, 1].
    """
    _check_p(p)
    op = lumbre.alpha_dropout_ if inplace else lumbre.alpha_dropout
    return op(input, p, training)


@overridable
def feature_alpha_dropout(input, p=0.5, training=False, inplace=False):
    """`alpha_dropout` of whole channels.

    Raises: ValueError for a probability outside [0, 1].
    """
    _check_p(p)
    op = lumbre.feature_alpha_dropout_ if inplace else lumbre.feature_alpha_dropout
    return op(input, p, training)


def _feature_dropout(input, p, training, inplace):
    op = lumbre.feature_dropout_ if inplace else lumbre.feature_dropout
    return op(input, p, training)


@overridable
def dropout1d(input, p=0.5, training=True, inplace=False):
    """Zeroes whole channels of (N, C, L) or (C, L) with probability p.

    Raises: ValueError for a probability outside [0, 1]; RuntimeError for other numbers of dimensions than 2 and 3.
    """
    _check_p(p)
    ndim = input.dim()
    if ndim not in (2, 3):
        raise RuntimeError(
            f"dropout1d: Expected 2D or 3D input, but received a {ndim}D input. "
            "Note that dropout1d exists to provide channel-wise dropout on inputs with 1 "
            "spatial dimension, a channel dimension, and an optional batch dimension "
            "(i.e. 2D or 3D inputs)."
        )
    if ndim == 3:
        return _feature_dropout(input, p, training, inplace)
    input = input.unsqueeze_(0) if inplace else input.unsqueeze(0)
    result = _feature_dropout(input, p, training, inplace)
    return result.squeeze_(0) if inplace else result.squeeze(0)


@overridable
def dropout2d(input, p=0.5, training=True, inplace=False):
    """Zeroes whole channels of (N, C, H, W) with probability p.

    A 3-D input is taken as (N, C, L).

    Raises: ValueError for a probability outside [0, 1].
    """
    _check_p(p)
    ndim = input.dim()
    if ndim not in (3, 4):
        warnings.warn(
            f"dropout2d: Received a {ndim}-D input to dropout2d, which is deprecated and will result "
            "in an error in a future release. To retain the behavior and silence this warning, please "
            "use dropout instead. Note that dropout2d exists to provide channel-wise dropout on inputs "
            "with 2 spatial dimensions, a channel dimension, and an optional batch dimension "
            "(i.e. 3D or 4D inputs).",
            stacklevel=3,
        )
    elif ndim == 3:
        warnings.warn(
            "dropout2d: Received a 3D input to dropout2d and assuming that channel-wise 1D dropout "
            "behavior is desired - input is interpreted as shape (N, C, L), where C is the channel "
            "dim. To maintain the 1D channel-wise dropout behavior, please switch to using dropout1d "
            "instead.",
            stacklevel=3,
        )
    return _feature_dropout(input, p, training, inplace)


@overridable
def dropout3d(input, p=0.5, training=True, inplace=False):
    """Zeroes whole channels of (N, C, D, H, W) or (C, D, H, W) with probability p.

    Raises: ValueError for a probability outside [0, 1].
    """
    _check_p(p)
    ndim = input.dim()
    if ndim not in (4, 5):
        warnings.warn(
            f"dropout3d: Received a {ndim}-D input to dropout3d, which is deprecated and will result "
            "in an error in a future release. To retain the behavior and silence this warning, please "
            "use dropout instead. Note that dropout3d exists to provide channel-wise dropout on inputs "
            "with 3 spatial dimensions, a channel dimension, and an optional batch dimension "
            "(i.e. 4D or 5D inputs).",
            stacklevel=3,
        )
    unbatched = ndim == 4
    if unbatched:
        input = input.unsqueeze_(0) if inplace else input.unsqueeze(0)
    result = _feature_dropout(input, p, training, inplace)
    if unbatched:
        result = result.squeeze_(0) if inplace else result.squeeze(0)
    return result
