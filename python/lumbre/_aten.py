"""Ops under the names and signatures that PyTorch's engine gives them, where those differ from the public functions.

`torch.ops.aten` finds them, and some are public functions of the package too.
"""

import lumbre

_REDUCTIONS = ("none", "mean", "sum")
_TABLE = {row[0] for row in lumbre._C._op_table()}


def find(name):
    """The function behind an engine op's name: one of this module, a namespace's, a public one, a method, or one of the table; else None."""
    if name in globals() and getattr(globals()[name], "__module__", None) == __name__:
        return globals()[name]
    space, _, rest = name.partition("_")
    if space in ("special", "linalg", "fft") and hasattr(getattr(lumbre, space, None), rest):
        return getattr(getattr(lumbre, space), rest)
    if name in _TABLE and (name.startswith("_") or not hasattr(lumbre, name)):
        return lambda *args, **kwargs: lumbre._C._call_op(name, *args, **kwargs)
    return vars(lumbre).get(name) or getattr(lumbre.Tensor, name, None) or getattr(lumbre, name, None) or getattr(lumbre.nn.functional, name, None)


def renamed(kwargs):
    """The engine calls the first argument `self`, the public functions `input`."""
    return {**{k: v for k, v in kwargs.items() if k != "self"}, "input": kwargs["self"]} if "self" in kwargs else kwargs


def _reduction(value):
    """Engine ops name a reduction by number."""
    return value if isinstance(value, str) else _REDUCTIONS[value]


def kl_div(input, target, reduction=1, *, log_target=False):
    """Kullback-Leibler divergence; `reduction` 0 none, 1 mean, 2 sum."""
    return lumbre._C._call_op("kl_div", input, target, _reduction(reduction), log_target)


def binary_cross_entropy_with_logits(input, target, weight=None, pos_weight=None, reduction=1):
    """Binary cross entropy of logits; `reduction` 0 none, 1 mean, 2 sum."""
    return lumbre._C._call_op("binary_cross_entropy_with_logits", input, target, weight, pos_weight, _reduction(reduction))


def hinge_embedding_loss(input, target, margin=1.0, reduction=1):
    """As `nn.functional.hinge_embedding_loss`, `reduction` by number."""
    return lumbre._C._call_op("hinge_embedding_loss", input, target, margin, _reduction(reduction))


def cosine_embedding_loss(input1, input2, target, margin=0.0, reduction=1):
    """As `nn.functional.cosine_embedding_loss`, `reduction` by number."""
    return lumbre._C._call_op("cosine_embedding_loss", input1, input2, target, margin, _reduction(reduction))


def margin_ranking_loss(input1, input2, target, margin=0.0, reduction=1):
    """As `nn.functional.margin_ranking_loss`, `reduction` by number."""
    return lumbre._C._call_op("margin_ranking_loss", input1, input2, target, margin, _reduction(reduction))


def poisson_nll_loss(input, target, log_input, full, eps, reduction):
    """As `nn.functional.poisson_nll_loss`, `reduction` by number."""
    return lumbre._C._call_op("poisson_nll_loss", input, target, log_input, full, eps, _reduction(reduction))


def triplet_margin_loss(anchor, positive, negative, margin=1.0, p=2.0, eps=1e-6, swap=False, reduction=1):
    """As `nn.functional.triplet_margin_loss`, `reduction` by number."""
    return lumbre._C._call_op("triplet_margin_loss", anchor, positive, negative, margin, p, eps, swap, _reduction(reduction))


def frobenius_norm(input, dim, keepdim=False, *, out=None):
    """The square root of the sum of squares over `dim`."""
    y = lumbre.norm(input, 2, list(dim) if isinstance(dim, (list, tuple)) and len(dim) else None, keepdim)
    return y if out is None else out.resize_(y.shape).copy_(y)


def native_channel_shuffle(input, groups):
    """As `nn.functional.channel_shuffle`."""
    return lumbre.nn.functional.channel_shuffle(input, groups)


def native_dropout(input, p, train):
    """Dropout's result and its mask."""
    if train is False or p == 0:
        return input.clone(), lumbre.ones_like(input, dtype=lumbre.bool)
    if p == 1:
        return lumbre.zeros_like(input), lumbre.zeros_like(input, dtype=lumbre.bool)
    mask = lumbre.empty_like(input).bernoulli_(1 - p)
    return input * mask * (1 / (1 - p)), mask.bool()


def native_dropout_backward(grad_output, mask, scale):
    """The gradient of `native_dropout`."""
    return grad_output * mask.to(grad_output.dtype) * scale


def native_layer_norm(input, normalized_shape, weight, bias, eps):
    """Layer normalisation, with the means and the inverse standard deviations."""
    dims = list(range(input.dim() - len(normalized_shape), input.dim()))
    out = lumbre.nn.functional.layer_norm(input, normalized_shape, weight, bias, eps)
    var, mean = lumbre.var_mean(input.float() if input.dtype in (lumbre.half, lumbre.bfloat16) else input, dims, correction=0, keepdim=True)
    return out, mean, (var + eps).rsqrt()


def native_group_norm(input, weight, bias, N, C, HxW, group, eps):
    """Group normalisation, with the means and the inverse standard deviations, `(N, group)`."""
    out = lumbre.nn.functional.group_norm(input, group, weight, bias, eps)
    var, mean = lumbre.var_mean(input.reshape(N, group, -1), -1, correction=0)
    return out, mean, (var + eps).rsqrt()


def native_batch_norm(input, weight, bias, running_mean, running_var, training, momentum, eps):
    """Batch normalisation, with the batch's means and inverse standard deviations while training."""
    if not training and running_mean is None:
        raise RuntimeError("native_batch_norm: running_mean and running_var are needed when not training")
    dims = [d for d in range(input.dim()) if d != 1]
    wide = input.float() if input.dtype in (lumbre.half, lumbre.bfloat16) else input
    if training:
        var, mean = lumbre.var_mean(wide, dims, correction=0)
        saved = mean.detach(), (var + eps).rsqrt().detach()
    else:
        saved = input.new_empty(0), input.new_empty(0)
    out = lumbre.nn.functional.batch_norm(input, running_mean, running_var, weight, bias, training, momentum, eps)
    return (out, *saved)


def _native_batch_norm_legit(input, weight, bias, *rest):
    """`native_batch_norm` with or without running statistics."""
    running = rest[:2] if len(rest) == 5 else (None, None)
    return native_batch_norm(input, weight, bias, *running, *rest[-3:])


def _batch_norm_with_update(input, weight, bias, running_mean, running_var, momentum, eps):
    """Batch normalisation while training, and an empty tensor of backend memory."""
    return (*native_batch_norm(input, weight, bias, running_mean, running_var, True, momentum, eps), lumbre.empty(0, dtype=lumbre.uint8))


def _softmax(input, dim, half_to_float):
    return lumbre.softmax(input, dim, dtype=lumbre.float32 if half_to_float else None)


def _log_softmax(input, dim, half_to_float):
    return lumbre.log_softmax(input, dim, dtype=lumbre.float32 if half_to_float else None)


def _safe_softmax(input, dim, dtype=None):
    """The softmax, 0 in slices that are negative infinity throughout."""
    nothing = (input == -lumbre.inf).all(dim, keepdim=True)
    # Such slices go in as zeros, or their NaN would come back through the gradient.
    return lumbre.softmax(input.masked_fill(nothing, 0), dim, dtype=dtype).masked_fill(nothing, 0)


def _softmax_backward_data(grad_output, output, dim, input_dtype):
    g = grad_output * output
    return (g - output * g.sum(dim, keepdim=True)).to(input_dtype)


def _log_softmax_backward_data(grad_output, output, dim, input_dtype):
    return (grad_output - output.exp() * grad_output.sum(dim, keepdim=True)).to(input_dtype)


def _unsafe_view(input, size):
    return input.reshape(size)


def _unsafe_index(input, indices):
    return lumbre._C._call_op("index", input, list(indices))


def _clamped(input, indices):
    """Indices within the dimensions they index."""
    return [None if i is None else i.clamp(-n, n - 1) for i, n in zip(indices, input.shape)]


def _unsafe_masked_index(input, mask, indices, fill):
    """`input[indices]`, and `fill` where the mask is false; indices may be out of range there."""
    return _unsafe_index(input, _clamped(input, indices)).masked_fill(~mask, fill)


def _unsafe_masked_index_put_accumulate(input, mask, indices, values):
    """Adds `values` at the indices where the mask is true."""
    return lumbre.index_put(input, _clamped(input, indices), values.masked_fill(~mask, 0), True)


def _chunk_cat(tensors, dim, num_chunks, *, out=None):
    """Each tensor padded and cut into `num_chunks` rows, the rows joined."""
    rows = []
    dim %= tensors[0].dim()
    for t in tensors:
        n = t.shape[dim]
        step = -(-n // num_chunks)
        if step * num_chunks > n:
            shape = list(t.shape)
            shape[dim] = step * num_chunks - n
            t = lumbre.cat([t, t.new_zeros(shape)], dim)
        rows.append(t.reshape(*t.shape[:dim], num_chunks, -1))
    y = lumbre.cat(rows, dim + 1)
    return y if out is None else out.resize_(y.shape).copy_(y)


def max_pool2d_with_indices_backward(grad_output, input, kernel_size, stride, padding, dilation, ceil_mode, indices):
    """The gradient of max pooling from the places it picked."""
    lead = input.shape[:-2]
    flat = lumbre.zeros((*lead, input.shape[-2] * input.shape[-1]), dtype=grad_output.dtype)
    return flat.scatter_add(-1, indices.flatten(-2), grad_output.flatten(-2)).view(input.shape)


def _scaled_dot_product_flash_attention_for_cpu(query, key, value, dropout_p=0.0, is_causal=False, *, attn_mask=None, scale=None):
    """Attention, with the logarithms of its softmax's sums."""
    out = lumbre.nn.functional.scaled_dot_product_attention(query, key, value, attn_mask, dropout_p, is_causal, scale=scale)
    scores = query @ key.transpose(-2, -1) * (query.shape[-1] ** -0.5 if scale is None else scale)
    if is_causal:
        n, m = scores.shape[-2:]
        scores = scores.masked_fill(lumbre.ones(n, m, dtype=lumbre.bool).triu(1), -lumbre.inf)
    if attn_mask is not None:
        scores = scores + attn_mask
    return out, scores.logsumexp(-1)
