"""Losses. Each takes `reduction` "none", "mean" or "sum"; the flags `size_average` and `reduce`
are its older spelling."""

import math
import warnings

import lumbre

from .. import _reduction as _Reduction
from .native import (
    handle_torch_function,
    has_torch_function_variadic,
    home,
    native,
    overridable,
)


def _reduction_name(size_average, reduce, reduction):
    if size_average is None and reduce is None and reduction in ("mean", "sum", "none"):
        return reduction
    if size_average is not None or reduce is not None:
        return _Reduction.legacy_get_string(size_average, reduce)
    _Reduction.get_enum(reduction)
    return "mean" if reduction == "elementwise_mean" else reduction


def _warn_sizes(input, target):
    if target.shape != input.shape:
        warnings.warn(
            f"Using a target size ({target.size()}) that is different to the input size ({input.size()}). "
            "This will likely lead to incorrect results due to broadcasting. "
            "Please ensure they have the same size.",
            stacklevel=4,
        )


def _reduce(loss, reduction):
    if reduction == "mean":
        return loss.mean()
    return loss.sum() if reduction == "sum" else loss


def _weighted(op, input, target, weight, reduction, mean_by_weight=True):
    """`op` per element, times `weight`; a mean divides by the weights' sum."""
    input, target = lumbre.broadcast_tensors(input, target)
    if weight.size() != input.size():
        raise ValueError("Weights and input must have the same size.")
    loss = op(input, target, "none") * weight
    if reduction == "mean" and mean_by_weight:
        return loss.sum() / weight.sum()
    return _reduce(loss, reduction)


@home
def mse_loss(input, target, size_average=None, reduce=None, reduction="mean", weight=None):
    """(x - y)^2."""
    if has_torch_function_variadic(input, target, weight):
        return handle_torch_function(
            mse_loss,
            (input, target, weight),
            input,
            target,
            size_average=size_average,
            reduce=reduce,
            reduction=reduction,
            weight=weight,
        )
    _warn_sizes(input, target)
    reduction = _reduction_name(size_average, reduce, reduction)
    if weight is not None:
        return _weighted(native.mse_loss, input, target, weight, reduction)
    return native.mse_loss(input, target, reduction)


@overridable
def l1_loss(input, target, size_average=None, reduce=None, reduction="mean", weight=None):
    """|x - y|."""
    _warn_sizes(input, target)
    reduction = _reduction_name(size_average, reduce, reduction)
    if weight is not None:
        return _weighted(native.l1_loss, input, target, weight, reduction)
    return native.l1_loss(input, target, reduction)


@overridable
def smooth_l1_loss(input, target, size_average=None, reduce=None, reduction="mean", beta=1.0):
    """(x - y)^2 / (2 beta) where |x - y| < beta, else |x - y| - beta / 2."""
    _warn_sizes(input, target)
    reduction = _reduction_name(size_average, reduce, reduction)
    if beta == 0.0:
        return native.l1_loss(input, target, reduction)
    return native.smooth_l1_loss(input, target, reduction, beta)


@overridable
def huber_loss(input, target, reduction="mean", delta=1.0, weight=None):
    """(x - y)^2 / 2 where |x - y| <= delta, else delta (|x - y| - delta / 2)."""
    _warn_sizes(input, target)
    reduction = _reduction_name(None, None, reduction)
    if weight is None:
        return native.huber_loss(input, target, reduction, delta)

    def op(a, b, how):
        return native.huber_loss(a, b, how, delta)

    return _weighted(op, input, target, weight, reduction, mean_by_weight=False)


@home
def cross_entropy(
    input,
    target,
    weight=None,
    size_average=None,
    ignore_index=-100,
    reduce=None,
    reduction="mean",
    label_smoothing=0.0,
):
    """-log softmax(x)[y] over dimension 1 of (N, C, *) or of (C,).

    `target` holds class indices (N, *) or class probabilities of x's shape. `weight` (C,) scales
    classes; a mean divides by the weights used. Targets equal to `ignore_index` do not count.
    """
    if has_torch_function_variadic(input, target, weight):
        return handle_torch_function(
            cross_entropy,
            (input, target, weight),
            input,
            target,
            weight=weight,
            size_average=size_average,
            ignore_index=ignore_index,
            reduce=reduce,
            reduction=reduction,
            label_smoothing=label_smoothing,
        )
    reduction = _reduction_name(size_average, reduce, reduction)
    return native.cross_entropy(input, target, weight, reduction, ignore_index, label_smoothing)


@overridable
def nll_loss(
    input, target, weight=None, size_average=None, ignore_index=-100, reduce=None, reduction="mean"
):
    """-weight[y] x[y] for log-probabilities x (N, C, *) and class indices y (N, *)."""
    reduction = _reduction_name(size_average, reduce, reduction)
    return native.nll_loss(input, target, weight, reduction, ignore_index)


@overridable
def binary_cross_entropy(
    input, target, weight=None, size_average=None, reduce=None, reduction="mean"
):
    """-weight (y log x + (1 - y) log(1 - x)), each logarithm at least -100.

    Raises: ValueError for two shapes and another `reduction`; RuntimeError for probabilities outside [0, 1].
    """
    reduction = _reduction_name(size_average, reduce, reduction)
    if target.size() != input.size():
        raise ValueError(
            f"Using a target size ({target.size()}) that is different to the input size ({input.size()}) "
            "is deprecated. Please ensure they have the same size."
        )
    if weight is not None:
        weight = weight.expand(lumbre.broadcast_shapes(target.size(), weight.size()))
    return native.binary_cross_entropy(input, target, weight, reduction)


@overridable
def binary_cross_entropy_with_logits(
    input, target, weight=None, size_average=None, reduce=None, reduction="mean", pos_weight=None
):
    """`binary_cross_entropy` of sigmoid(x), computed without overflow; `pos_weight` scales the
    positive term.

    Raises: ValueError for two shapes and another `reduction`.
    """
    reduction = _reduction_name(size_average, reduce, reduction)
    if target.size() != input.size():
        raise ValueError(f"Target size ({target.size()}) must be the same as input size ({input.size()})")
    return native.binary_cross_entropy_with_logits(input, target, weight, pos_weight, reduction)


@overridable
def kl_div(input, target, size_average=None, reduce=None, reduction="mean", log_target=False):
    """y (log y - x) for log-probabilities x; "batchmean" divides the sum by the batch size."""
    if size_average is None and reduce is None and reduction == "mean":
        warnings.warn(
            "reduction: 'mean' divides the total loss by both the batch size and the support size. "
            "'batchmean' divides only by the batch size, and aligns with the KL div math definition.",
            stacklevel=3,
        )
    if size_average is None and reduce is None and reduction == "batchmean":
        loss = native.kl_div(input, target, "sum", log_target)
        return loss / input.size(0) if input.dim() != 0 else loss
    reduction = _reduction_name(size_average, reduce, reduction)
    return native.kl_div(input, target, reduction, log_target)


@overridable
def poisson_nll_loss(
    input,
    target,
    log_input=True,
    full=False,
    size_average=None,
    eps=1e-8,
    reduce=None,
    reduction="mean",
):
    """exp(x) - y x, or x - y log(x + eps) without `log_input`; `full` adds Stirling's term."""
    reduction = _reduction_name(size_average, reduce, reduction)
    return native.poisson_nll_loss(input, target, log_input, full, eps, reduction)


@overridable
def gaussian_nll_loss(input, target, var, full=False, eps=1e-6, reduction="mean"):
    """(log v + (x - y)^2 / v) / 2 with v = max(var, eps); `full` adds log(2 pi) / 2.

    `var` is a number, or has the shape of x, or that shape without or with 1 as last dimension.

    Shapes: input and target of one shape. The loss has it with `reduction="none"`, else ().
    Dtypes: floats; others raise RuntimeError or NotImplementedError.
    Raises: ValueError for a negative variance, one of another shape, and another `reduction`.
    Source: Nix and Weigend, Estimating the Mean and Variance of the Target Probability Distribution, 1994; PyTorch's
        `torch.nn.functional.gaussian_nll_loss`.
    """
    if not isinstance(var, lumbre.Tensor):
        if var < 0:
            raise ValueError("var has negative entry/entries")
        var = var * lumbre.ones_like(input)
    elif lumbre.any(var < 0):
        raise ValueError("var has negative entry/entries")
    if var.size() != input.size():
        if input.size()[:-1] == var.size():
            var = var.unsqueeze(-1)
        elif input.ndim == var.ndim and sum(a != b for a, b in zip(input.size(), var.size())) == 1:
            # One size differs: it must broadcast.
            if all(a == b or b == 1 for a, b in zip(input.size(), var.size())) is False:
                raise ValueError("var is of incorrect size")
        else:
            raise ValueError("var is of incorrect size")
    if reduction not in ("none", "mean", "sum"):
        raise ValueError(f"{reduction} is not valid")
    var = var.clone()
    with lumbre.no_grad():
        var.clamp_(min=eps)
    loss = 0.5 * (lumbre.log(var) + (input - target) ** 2 / var)
    if full:
        loss += 0.5 * math.log(2 * math.pi)
    return _reduce(loss, reduction)


@overridable
def hinge_embedding_loss(
    input, target, margin=1.0, size_average=None, reduce=None, reduction="mean"
):
    """x where y = 1, max(0, margin - x) where y = -1."""
    reduction = _reduction_name(size_average, reduce, reduction)
    return native.hinge_embedding_loss(input, target, margin, reduction)


@overridable
def soft_margin_loss(input, target, size_average=None, reduce=None, reduction="mean"):
    """log(1 + exp(-y x)) for y of 1 or -1."""
    reduction = _reduction_name(size_average, reduce, reduction)
    return native.soft_margin_loss(input, target, reduction)


@overridable
def margin_ranking_loss(
    input1, input2, target, margin=0, size_average=None, reduce=None, reduction="mean"
):
    """max(0, -y (x1 - x2) + margin).

    Raises: RuntimeError for other numbers of dimensions; ValueError for another `reduction`.
    """
    reduction = _reduction_name(size_average, reduce, reduction)
    if not input1.dim() == input2.dim() == target.dim():
        raise RuntimeError(
            "margin_ranking_loss : All input tensors should have same dimension but got sizes: "
            f"input1: {input1.size()}, input2: {input2.size()}, target: {target.size()} "
        )
    return native.margin_ranking_loss(input1, input2, target, margin, reduction)


@overridable
def cosine_embedding_loss(
    input1, input2, target, margin=0, size_average=None, reduce=None, reduction="mean"
):
    """1 - cos(x1, x2) where y = 1, max(0, cos(x1, x2) - margin) where y = -1."""
    reduction = _reduction_name(size_average, reduce, reduction)
    return native.cosine_embedding_loss(input1, input2, target, margin, reduction)


@overridable
def multi_margin_loss(
    input, target, p=1, margin=1.0, weight=None, size_average=None, reduce=None, reduction="mean"
):
    """sum over i != y of max(0, weight[y] (margin - x[y] + x[i]))^p / C.

    Raises: ValueError for a `p` that is neither 1 nor 2, a weight that is no vector, and another `reduction`; RuntimeError for sizes that
        do not fit and classes out of range.
    """
    reduction = _reduction_name(size_average, reduce, reduction)
    if p not in (1, 2):
        raise ValueError("only p == 1 and p == 2 supported")
    if weight is not None and weight.dim() != 1:
        raise ValueError("weight must be one-dimensional")
    return native.multi_margin_loss(input, target, p, margin, weight, reduction)


@overridable
def multilabel_margin_loss(input, target, size_average=None, reduce=None, reduction="mean"):
    """sum over targets y and non-targets i of max(0, 1 - (x[y] - x[i])) / C; targets end at -1."""
    reduction = _reduction_name(size_average, reduce, reduction)
    return native.multilabel_margin_loss(input, target, reduction)


@overridable
def multilabel_soft_margin_loss(
    input, target, weight=None, size_average=None, reduce=None, reduction="mean"
):
    """Mean over classes of -weight (y log sigmoid(x) + (1 - y) log sigmoid(-x)).

    Shapes: input and target (N, C), weight (C). The loss is (N) with `reduction="none"`, else ().
    Dtypes: floats; others raise NotImplementedError.
    Raises: ValueError for another `reduction`; RuntimeError for shapes that do not broadcast.
    Source: PyTorch's `torch.nn.functional.multilabel_soft_margin_loss`.
    """
    if size_average is not None or reduce is not None:
        reduction = _Reduction.legacy_get_string(size_average, reduce)
    if reduction not in ("none", "mean", "sum"):
        raise ValueError(f"{reduction} is not valid")
    loss = -(target * native.logsigmoid(input) + (1 - target) * native.logsigmoid(-input))
    if weight is not None:
        loss = loss * weight
    return _reduce(loss.sum(dim=-1) / input.size(-1), reduction)


@overridable
def triplet_margin_loss(
    anchor,
    positive,
    negative,
    margin=1.0,
    p=2,
    eps=1e-6,
    swap=False,
    size_average=None,
    reduce=None,
    reduction="mean",
):
    """max(0, d(a, p) - d(a, n) + margin) with the p-norm distance d.

    With `swap`, d(a, n) becomes min(d(a, n), d(p, n)).

    Raises: ValueError for a margin that is not positive and another `reduction`; RuntimeError for other numbers of dimensions.
    """
    reduction = _reduction_name(size_average, reduce, reduction)
    if margin <= 0:
        raise ValueError(f"margin must be greater than 0, got {margin}")
    return native.triplet_margin_loss(anchor, positive, negative, margin, p, eps, swap, reduction)


@overridable
def triplet_margin_with_distance_loss(
    anchor, positive, negative, *, distance_function=None, margin=1.0, swap=False, reduction="mean"
):
    """max(0, d(a, p) - d(a, n) + margin) with any distance d, the Euclidean one by default; with `swap`, d(a, n) is at most d(p, n).

    Shapes: three (N, D), or what d takes. The loss is d's result with `reduction="none"`, else ().
    Dtypes: those of d; floats and complex for the Euclidean one.
    Raises: ValueError for a margin that is not positive and another `reduction`; RuntimeError for other numbers of dimensions.
    Source: Balntas and others, Learning Local Feature Descriptors with Triplets, 2016; PyTorch's function of this name.
    """
    if reduction not in ("none", "mean", "sum"):
        raise ValueError(f"{reduction} is not a valid value for reduction")
    if margin <= 0:
        raise ValueError(f"margin must be greater than 0, got {margin}")
    distance = native.pairwise_distance if distance_function is None else distance_function
    if not anchor.ndim == positive.ndim == negative.ndim:
        raise RuntimeError(
            "The anchor, positive, and negative tensors are expected to have the same number of "
            f"dimensions, but got: anchor {anchor.ndim}D, positive {positive.ndim}D, "
            f"and negative {negative.ndim}D inputs"
        )
    near = distance(anchor, positive)
    far = distance(anchor, negative)
    if swap:
        far = lumbre.minimum(far, distance(positive, negative))
    return _reduce(lumbre.clamp_min(margin + near - far, 0), reduction)


@overridable
def ctc_loss(
    log_probs,
    targets,
    input_lengths,
    target_lengths,
    blank=0,
    reduction="mean",
    zero_infinity=False,
):
    """-log probability of the labels under every alignment with `log_probs` (T, N, C).

    A mean divides each loss by its target length first.
    Source: Graves et al., Connectionist Temporal Classification, 2006.
    """
    return lumbre.ctc_loss(
        log_probs,
        targets,
        input_lengths,
        target_lengths,
        blank,
        _Reduction.get_enum(reduction),
        zero_infinity,
    )


@overridable
def linear_cross_entropy(
    input,
    linear_weight,
    target,
    *,
    linear_bias=None,
    weight=None,
    reduction="mean",
    ignore_index=None,
    label_smoothing=0.0,
    options=None,
):
    """`cross_entropy` of `linear(input, linear_weight, linear_bias)`.

    `options` say how to save memory; they change no value.

    Shapes: input (N, in), weight (C, in) or (C, *, in) for as many predictions as the target (N, *) has, bias (C) or (C, *).
    Dtypes: floats; others raise NotImplementedError or RuntimeError.
    Raises: RuntimeError for sizes that do not fit; IndexError for a class out of range; ValueError for another `reduction`.
    Source: PyTorch's `torch.nn.functional.linear_cross_entropy`.
    """
    if linear_weight.dim() < 2:
        raise RuntimeError(f"expected linear_weight with dimensionality at least 2, got {linear_weight.dim()}")
    if input.dim() not in (1, 2):
        raise RuntimeError(f"expected input with dimensionality 1 or 2, got {input.dim()}")
    if input.dim() == 1 and linear_weight.dim() > 2:
        shapes = f"linear_weight shape {tuple(linear_weight.shape)} requires batched input, (N, {linear_weight.shape[-1]})"
        raise RuntimeError(f"K-dimensional loss defined by {shapes}, got unbatched input with shape {tuple(input.shape)}")
    if ignore_index is not None and target.is_floating_point():
        raise RuntimeError("ignore_index cannot be specified when target contains probabilities")
    if input.shape[-1] != linear_weight.shape[-1]:
        sizes = f"{input.shape[-1]} and {linear_weight.shape[-1]}"
        raise RuntimeError(f"expected equal input and linear_weight last dimensions (in_features), got {sizes}, respectively")
    if linear_bias is not None and linear_bias.shape != linear_weight.shape[:-1]:
        raise RuntimeError(f"expected linear_bias shape {tuple(linear_weight.shape[:-1])}, got {tuple(linear_bias.shape)}")
    classes, *extra, size = linear_weight.shape
    if input.dim() == 2 and target.dim() and len(target) != len(input):
        raise ValueError(f"Expected input batch_size ({len(input)}) to match target batch_size ({len(target)}).")
    bias = None if linear_bias is None else linear_bias.reshape(-1)
    logits = native.linear(input, linear_weight.reshape(linear_weight.numel() // size if size else classes * math.prod(extra), size), bias)
    logits = logits.reshape(*input.shape[:-1], classes, *extra)
    return cross_entropy(
        logits,
        target,
        weight,
        ignore_index=-100 if ignore_index is None else ignore_index,
        reduction=reduction,
        label_smoothing=label_smoothing,
    )
