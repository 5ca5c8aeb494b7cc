"""Normalisation with checks of its input, and embeddings."""

import math
import warnings

import lumbre

from .native import (
    handle_torch_function,
    has_torch_function_variadic,
    home,
    native,
    overridable,
)


def _verify_batch_size(size):
    """Batch statistics need more than one value a channel."""
    count = size[0] * math.prod(size[2:])
    if count == 1:
        raise ValueError(f"Expected more than 1 value per channel when training, got input size {size}")


def _verify_spatial_size(size):
    if math.prod(size[2:]) == 1:
        raise ValueError(f"Expected more than 1 spatial element when training, got input size {size}")


@home
def batch_norm(
    input, running_mean, running_var, weight=None, bias=None, training=False, momentum=0.1, eps=1e-5
):
    """(x - mean) / sqrt(var + eps) * weight + bias per channel of (N, C, *).

    With `training` the statistics are the batch's, and the running ones move by `momentum`.

    Raises: ValueError for one value a channel in training; RuntimeError for vectors of another length and missing statistics outside training.
    """
    if has_torch_function_variadic(input, running_mean, running_var, weight, bias):
        return handle_torch_function(
            batch_norm,
            (input, running_mean, running_var, weight, bias),
            input,
            running_mean,
            running_var,
            weight=weight,
            bias=bias,
            training=training,
            momentum=momentum,
            eps=eps,
        )
    if training:
        _verify_batch_size(input.size())
        if eps <= 0:
            raise ValueError(f"batch_norm eps must be positive during training, but got {eps}")
    return lumbre.batch_norm(
        input, weight, bias, running_mean, running_var, training, momentum, eps, False
    )


@overridable
def instance_norm(
    input,
    running_mean=None,
    running_var=None,
    weight=None,
    bias=None,
    use_input_stats=True,
    momentum=0.1,
    eps=1e-5,
):
    """(x - mean) / sqrt(var + eps) * weight + bias per sample and channel of (N, C, *).

    Raises: ValueError for one spatial element in training; RuntimeError for fewer than 3 dimensions.
    """
    if use_input_stats:
        _verify_spatial_size(input.size())
    return lumbre.instance_norm(
        input, weight, bias, running_mean, running_var, use_input_stats, momentum, eps, False
    )


@home
def group_norm(input, num_groups, weight=None, bias=None, eps=1e-5):
    """(x - mean) / sqrt(var + eps) * weight + bias over each of `num_groups` channel groups.

    Raises: ValueError for one value a group; RuntimeError for fewer than 2 dimensions and groups that do not divide the channels.
    """
    if has_torch_function_variadic(input, weight, bias):
        return handle_torch_function(
            group_norm, (input, weight, bias), input, num_groups, weight=weight, bias=bias, eps=eps
        )
    if input.dim() < 2:
        raise RuntimeError(f"Expected at least 2 dimensions for input tensor but received {input.dim()}")
    size = list(input.size())
    if size[0] * size[1] // num_groups * math.prod(size[2:]) == 1:
        raise ValueError(f"Expected more than 1 value per channel when training, got input size {size}")
    return lumbre.group_norm(input, num_groups, weight, bias, eps, False)


@overridable
def local_response_norm(input, size, alpha=1e-4, beta=0.75, k=1.0):
    """x / (k + alpha * mean of x^2 over `size` neighbouring channels)^beta.

    Shapes: (N, C, *) with at least one dimension more; the result has the input's.
    Dtypes: floats; others raise NotImplementedError.
    Raises: ValueError for fewer than 3 dimensions.
    Source: Krizhevsky, Sutskever and Hinton, ImageNet Classification, 2012; PyTorch's `torch.nn.functional.local_response_norm`.
    """
    dim = input.dim()
    if dim < 3:
        raise ValueError(f"Expected 3D or higher dimensionality input (got {dim} dimensions)")
    if input.numel() == 0:
        return input
    squares = input.mul(input)
    # The channels become a plane's rows, so that a 2-D or 3-D pooling can average over them.
    before, after = size // 2, (size - 1) // 2
    if dim == 3:
        padded = native.pad(squares.unsqueeze(1), (0, 0, before, after))
        mean = native.avg_pool2d(padded, (size, 1), stride=1).squeeze(1)
    else:
        sizes = input.size()
        volume = squares.view(sizes[0], 1, sizes[1], sizes[2], -1)
        padded = native.pad(volume, (0, 0, 0, 0, before, after))
        mean = native.avg_pool3d(padded, (size, 1, 1), stride=1).view(sizes)
    return input / mean.mul(alpha).add(k).pow(beta)


@overridable
def normalize(input, p=2.0, dim=1, eps=1e-12, out=None):
    """x / max(||x||_p, eps) along `dim`.

    Shapes: any; the result has the input's.
    Dtypes: floats, complex; others raise NotImplementedError.
    Raises: IndexError for a dimension out of range.
    Source: PyTorch's `torch.nn.functional.normalize`.
    """
    denominator = input.norm(p, dim, keepdim=True).clamp_min(eps).expand_as(input)
    if out is None:
        return input / denominator
    return lumbre.div(input, denominator, out=out)


def _no_grad_embedding_renorm_(weight, input, max_norm, norm_type):
    lumbre.embedding_renorm_(weight.detach(), input, max_norm, norm_type)


@home
def embedding(
    input,
    weight,
    padding_idx=None,
    max_norm=None,
    norm_type=2.0,
    scale_grad_by_freq=False,
    sparse=False,
):
    """The rows of `weight` (num, dim) that the integers `input` (*) name: (*, dim).

    Row `padding_idx` gets no gradient; with `max_norm` the used rows are first scaled down, in
    place, to at most that norm.

    Raises: IndexError for an index out of range; AssertionError for a `padding_idx` out of range.
    """
    if has_torch_function_variadic(input, weight):
        return handle_torch_function(
            embedding,
            (input, weight),
            input,
            weight,
            padding_idx=padding_idx,
            max_norm=max_norm,
            norm_type=norm_type,
            scale_grad_by_freq=scale_grad_by_freq,
            sparse=sparse,
        )
    if padding_idx is None:
        padding_idx = -1
    else:
        n = weight.size(0)
        if not -n <= padding_idx < n:
            raise AssertionError("Padding_idx must be within num_embeddings")
        padding_idx %= n
    if max_norm is not None:
        # The renormalisation wants contiguous indices.
        input = input.contiguous()
        _no_grad_embedding_renorm_(weight, input, max_norm, norm_type)
    return lumbre.embedding(weight, input, padding_idx, scale_grad_by_freq, sparse)


_BAG_MODES = {"sum": 0, "mean": 1, "max": 2}


def _bag_offsets(input, offsets):
    """1-D indices and the start of each bag."""
    if input.dim() == 2:
        if offsets is not None:
            raise ValueError(
                "if input is 2D, then offsets has to be None, as input is treated is a mini-batch of "
                f"fixed length sequences. However, found offsets of type {type(offsets)}"
            )
        length = input.size(1)
        offsets = lumbre.arange(0, input.numel(), length, dtype=input.dtype, device=input.device)
        return input.reshape(-1), offsets
    if input.dim() != 1:
        raise ValueError(f"input has to be 1D or 2D Tensor, but got Tensor of dimension {input.dim()}")
    if offsets is None:
        raise ValueError("offsets has to be a 1D Tensor but got None")
    if offsets.dim() != 1:
        raise ValueError("offsets has to be a 1D Tensor")
    return input, offsets


@overridable
def embedding_bag(
    input,
    weight,
    offsets=None,
    max_norm=None,
    norm_type=2,
    scale_grad_by_freq=False,
    mode="mean",
    sparse=False,
    per_sample_weights=None,
    include_last_offset=False,
    padding_idx=None,
):
    """Sum, mean or maximum of the embeddings in each bag, without the rows in between.

    `input` (B, N) holds B bags of N indices; a 1-D `input` has bags that start at `offsets`.

    Raises: ValueError for other numbers of dimensions, another `mode`, or options that it does not take; IndexError for an index out of range.
    """
    if weight.dtype == lumbre.long and input.is_floating_point():
        warnings.warn(
            "Argument order of nn.functional.embedding_bag was changed. "
            "Usage `embedding_bag(weight, input, ...)` is deprecated, "
            "and should now be `embedding_bag(input, weight, ...)`.",
            stacklevel=3,
        )
        weight, input = input, weight
    if per_sample_weights is not None and input.size() != per_sample_weights.size():
        raise ValueError(
            f"embedding_bag: If per_sample_weights ({per_sample_weights.shape}) is not None, "
            f"then it must have the same shape as the input ({input.shape})"
        )
    if not weight.dim() == 2:
        raise ValueError(f"weight has to be a 2D Tensor, but got Tensor of dimension {weight.dim()}")
    if input.dim() == 2 and per_sample_weights is not None:
        per_sample_weights = per_sample_weights.reshape(-1)
    input, offsets = _bag_offsets(input, offsets)
    if mode not in _BAG_MODES:
        raise ValueError("mode has to be one of sum, mean or max")
    if mode == "max":
        if scale_grad_by_freq:
            raise ValueError("max mode does not support scaling the gradient by the frequency")
        if sparse:
            raise ValueError("max mode does not support sparse weights")
    if max_norm is not None:
        _no_grad_embedding_renorm_(weight, input, max_norm, norm_type)
    if per_sample_weights is not None and mode != "sum":
        raise NotImplementedError(
            "embedding_bag: per_sample_weights was not None. per_sample_weights is only supported "
            f"for mode='sum' (got mode='{mode}')."
        )
    return lumbre.embedding_bag(
        weight,
        input,
        offsets,
        scale_grad_by_freq,
        _BAG_MODES[mode],
        sparse,
        per_sample_weights,
        include_last_offset,
        padding_idx,
    )[0]
