"""Batching rules of layers: the batch joins the samples of a mini-batch, the channels or the groups."""

import lumbre

from .batched import at, whole, wrap
from .dispatch import loop, rule
from .rules_index import by_loop


def _fold(v):
    """(B, N, …) as (B * N, …)."""
    return v.reshape(-1, *v.shape[2:])


def _unfold(out, level):
    """The inverse, for one result or several."""
    if isinstance(out, (tuple, list)):
        return type(out)(_unfold(o, level) for o in out)
    return out.reshape(level.size, out.shape[0] // max(level.size, 1), *out.shape[1:])


_SPATIAL = {
    1: "avg_pool1d max_pool1d max_pool1d_with_indices adaptive_avg_pool1d adaptive_max_pool1d adaptive_max_pool1d_with_indices "
    "upsample_linear1d upsample_nearest1d _upsample_nearest_exact1d lp_pool1d",
    2: "avg_pool2d max_pool2d max_pool2d_with_indices adaptive_avg_pool2d adaptive_max_pool2d_with_indices upsample_bilinear2d "
    "upsample_bicubic2d upsample_nearest2d _upsample_nearest_exact2d _upsample_bilinear2d_aa _upsample_bicubic2d_aa im2col "
    "unfold.functional",
    3: "avg_pool3d max_pool3d max_pool3d_with_indices adaptive_avg_pool3d adaptive_max_pool3d_with_indices upsample_trilinear3d "
    "upsample_nearest3d _upsample_nearest_exact3d",
}
_RANK = {name: n for n, names in _SPATIAL.items() for name in names.split()} | {"fold": 1, "col2im": 1, "channel_shuffle": 0}


@rule(*_RANK)
def image(c):
    """Ops on (N, C, spatial…): the batch joins N, or is N where a sample has none."""
    if not c.only_first() or c.level.size == 0:
        return by_loop(c)
    x = c.args[0]
    n = _RANK.get(c.op.key, _RANK.get(c.op.name))
    if x.dim() == n + 1 and n:
        return c.run([x._value, *c.args[1:]])
    if x.dim() != n + 2 and n:
        raise RuntimeError(f"{c.op.name}: expected a tensor of {n + 1} or {n + 2} dimensions, got {x.dim()}")
    return _unfold(c.run([_fold(x._value), *c.args[1:]]), c.level)


@rule("pad", composed=True)
def pad(c):
    x, sizes, mode, value = c.args
    if mode == "constant":
        return wrap(c.run([x._value, sizes, mode, value]), c.level)
    n = len(sizes) // 2
    if x.dim() == n + 1:
        return wrap(c.run([x._value, sizes, mode, value]), c.level)
    return wrap(_unfold(c.run([_fold(x._value), sizes, mode, value]), c.level), c.level)


@rule("conv1d", "conv2d", "conv3d", "conv_transpose1d", "conv_transpose2d", "conv_transpose3d", "convolution")
def conv(c):
    x, w, b = c.args[0], c.args[1], c.args[2]
    level, spatial = c.level, w.dim() - 2
    if level.size == 0:
        return by_loop(c)
    if at(b, level) or (b is not None and at(w, level)):
        inner = at(x, level) or at(w, level)
        out = conv_values(c, x, w, level, spatial) if inner else c.run(c.replaced(bias=None)).unsqueeze(0)
        bias = b._value if at(b, level) else b
        bias = bias.reshape(tuple(bias.shape[:-1]) + (1,) * (x.dim() - spatial - 1) + (-1,) + (1,) * spatial)
        return out + bias
    return conv_values(c, x, w, level, spatial, b)


def conv_values(c, x, w, level, spatial, bias=None):
    """The convolution of whole batches, with a bias that all samples share."""
    single = x.dim() == spatial + 1
    if not at(w, level):
        if single:
            return c.run(c.replaced(input=x._value, bias=bias))
        return _unfold(c.run(c.replaced(input=_fold(x._value), bias=bias)), level)
    groups, size = c.get("groups"), level.size
    # A kernel for each sample: the samples are groups of one convolution.
    v, k = whole(x, level), w._value
    if single:
        v = v.unsqueeze(1)
    n = v.shape[1]
    v = v.transpose(0, 1).reshape(n, size * v.shape[2], *v.shape[3:])
    out = c.run(c.replaced(input=v, weight=_fold(k), bias=None, groups=groups * size))
    out = out.reshape(n, size, out.shape[1] // size, *out.shape[2:]).transpose(0, 1)
    return out.squeeze(1) if single else out


def _affine(out, weight, bias, shape):
    """`out * weight + bias` for parameters that may be batched."""
    if weight is not None:
        out = out * weight.reshape(shape)
    return out if bias is None else out + bias.reshape(shape)


@rule("layer_norm", composed=True)
def layer_norm(c):
    x, shape, w, b, eps, flag = c.args
    level = c.level
    if at(x, level) and not at(w, level) and not at(b, level):
        return wrap(c.run([x._value, shape, w, b, eps, flag]), level)
    out = lumbre.nn.functional.layer_norm(x, shape, None, None, eps)
    out = out if w is None else out * w
    return out if b is None else out + b


@rule("rms_norm", composed=True)
def rms_norm(c):
    x, shape, w, eps = c.args
    if at(x, c.level) and not at(w, c.level):
        return wrap(c.run([x._value, shape, w, eps]), c.level)
    out = lumbre.rms_norm(x, shape, None, eps)
    return out if w is None else out * w


@rule("group_norm", composed=True)
def group_norm(c):
    x, groups, w, b, eps, flag = c.args
    level = c.level
    shared = not at(w, level) and not at(b, level)
    if at(x, level) and level.size:
        keep = (w, b) if shared else (None, None)
        out = wrap(_unfold(c.run([_fold(x._value), groups, *keep, eps, flag]), level), level)
        if shared:
            return out
    else:
        out = lumbre.group_norm(x, groups, None, None, eps)
    return _affine(out, w, b, (-1,) + (1,) * (x.dim() - 2))


@rule("batch_norm", composed=True)
def batch_norm(c):
    """The channels of all samples side by side: each has its own statistics."""
    x, w, b, mean, var, training, momentum, eps, flag = c.args
    level = c.level
    if training and mean is not None and not at(mean, level) and at(x, level):
        raise RuntimeError(
            "vmap: Batch norm got a batched tensor as input while the running_mean or running_var, which will be updated in place, "
            "were not batched. Please use a batch norm without running statistics (track_running_stats=False), or "
            "torch.func.replace_all_batch_norm_modules_."
        )
    shape = (-1,) + (1,) * (x.dim() - 2)
    if not training and mean is not None:
        out = (x - mean.reshape(shape)) * (var.reshape(shape) + eps).rsqrt()
        return _affine(out, w, b, shape)
    if not at(x, level):
        return loop(c)
    v = x._value
    size, n, channels = v.shape[0], v.shape[1], v.shape[2]
    v = v.transpose(0, 1).reshape(n, size * channels, *v.shape[3:])
    running = [None if t is None else whole(t, level).reshape(-1) for t in (mean, var)]
    out = c.run([v, None, None, *running, training, momentum, eps, flag])
    for t, new in zip((mean, var), running):
        if t is not None:
            t._value.copy_(new.reshape(t._value.shape))
    out = out.reshape(n, size, channels, *out.shape[2:]).transpose(0, 1)
    return _affine(wrap(out, level), w, b, shape)


@rule("instance_norm", composed=True)
def instance_norm(c):
    x, w, b, mean, var, use_input, momentum, eps, flag = c.args
    level = c.level
    shape = (-1,) + (1,) * (x.dim() - 2)
    if not use_input and mean is not None:
        out = (x - mean.reshape(shape)) * (var.reshape(shape) + eps).rsqrt()
    elif mean is None and at(x, level) and level.size:
        out = wrap(_unfold(c.run([_fold(x._value), None, None, None, None, True, momentum, eps, flag]), level), level)
    else:
        return loop(c)
    return _affine(out, w, b, shape)


def _reduced(loss, reduction, op):
    if reduction == "mean":
        return loss.mean()
    if reduction == "sum":
        return loss.sum()
    if reduction == "none":
        return loss
    raise ValueError(f"{reduction} is not a valid value for reduction")


@rule(
    "mse_loss", "l1_loss", "smooth_l1_loss", "huber_loss", "binary_cross_entropy", "binary_cross_entropy_with_logits", "kl_div",
    "poisson_nll_loss", "soft_margin_loss", "margin_ranking_loss", "hinge_embedding_loss", composed=True,
)  # fmt: skip
def elementwise_loss(c):
    """The losses of the elements, then the reduction of each sample."""
    from .rules_pointwise import pointwise_args

    reduction = c.get("reduction")
    args = pointwise_args(c)
    args[c.op.names.index("reduction")] = "none"
    loss = wrap(c.run(args), c.level)
    if reduction == "batchmean":
        return loss.sum() / c.args[0].shape[0]
    return _reduced(loss, reduction, c.op)


@rule("nll_loss", "cross_entropy", composed=True)
def class_loss(c):
    x, target, weight, reduction, ignore = c.args[:5]
    level = c.level
    smoothing = c.get("label_smoothing", 0.0)
    indices = not target.dtype.is_floating_point
    if weight is not None or smoothing or not indices or level.size == 0:
        return _by_parts(c, smoothing, indices)
    # Class indices: all samples' losses at once, then each sample's mean over what is not ignored.
    v, t = whole(x, level), whole(target, level)
    single = x.dim() == 1
    if not single:
        v, t = _fold(v), _fold(t)
    if not t.is_contiguous():
        t = t.contiguous()
    loss = c.run([v, t, None, "none", ignore, *c.args[5:]])
    loss = wrap(loss if single else _unfold(loss, level), level)
    if reduction == "mean":
        return loss.sum() / (target != ignore).sum()
    return _reduced(loss, reduction, c.op)


def _by_parts(c, smoothing, indices):
    """The cases with weights, smoothing or probabilities, composed of ops that have rules."""
    x, target, weight, reduction, ignore = c.args[:5]
    dim = 1 if x.dim() > 1 else 0
    logp = lumbre.log_softmax(x, dim) if c.op.name == "cross_entropy" else x
    n = x.shape[dim]
    shape = [1] * x.dim()
    shape[dim] = n
    w = lumbre.ones(n, dtype=x.dtype, device=x.device) if weight is None else weight
    w = w.reshape(shape)
    if not indices:
        p = target * (1 - smoothing) + smoothing / n if smoothing else target
        loss = -(logp * p * w).sum(dim)
        return loss.sum() / (x.numel() // n if dim else 1) if reduction == "mean" else _reduced(loss, reduction, c.op)
    keep = target != ignore
    places = lumbre.where(keep, target, 0).unsqueeze(dim)
    chosen = lumbre.gather(w.expand(x.shape), dim, places).squeeze(dim) * keep
    loss = -lumbre.gather(logp, dim, places).squeeze(dim) * chosen
    if smoothing:
        loss = (1 - smoothing) * loss - smoothing / n * (logp * w).sum(dim) * keep
    return loss.sum() / chosen.sum() if reduction == "mean" else _reduced(loss, reduction, c.op)


@rule("cosine_embedding_loss", composed=True)
def cosine_embedding(c):
    x, y, target, margin, reduction = c.args
    cos = lumbre.cosine_similarity(x, y, -1)
    loss = lumbre.where(target == 1, 1 - cos, lumbre.where(target == -1, (cos - margin).clamp_min(0), lumbre.zeros_like(cos)))
    return _reduced(loss, reduction, c.op)


@rule("triplet_margin_loss", composed=True)
def triplet(c):
    anchor, positive, negative, margin, p, eps, swap, reduction = c.args
    far = lumbre.pairwise_distance(anchor, negative, p, eps)
    if swap:
        far = lumbre.minimum(far, lumbre.pairwise_distance(positive, negative, p, eps))
    loss = (lumbre.pairwise_distance(anchor, positive, p, eps) - far + margin).clamp_min(0)
    return _reduced(loss, reduction, c.op)
