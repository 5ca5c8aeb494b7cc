"""Ops under the names and signatures that PyTorch's engine gives them, where those differ from the public functions.

`torch.ops.aten` finds them, and some are public functions of the package too.
"""

import lumbre

from ._help import with_parts as _with_parts

REDUCTIONS = ("none", "mean", "sum")
_TABLE = {row[0] for row in lumbre._C._op_table()}


def find(name):
    """The function behind an engine op's name: one of this module, a namespace's, a public one, a method, or one of the table; else None."""
    if name in globals() and getattr(globals()[name], "__module__", None) == __name__:
        return globals()[name]
    space, _, rest = name.partition("_")
    if space in ("special", "linalg", "fft") and hasattr(getattr(lumbre, space, None), rest):
        return getattr(getattr(lumbre, space), rest)
    if name in _TABLE and (name.startswith("_") or not hasattr(lumbre, name)):
        return _of_table(name)
    public = vars(lumbre).get(name) or getattr(lumbre.Tensor, name, None) or getattr(lumbre, name, None) or getattr(lumbre.nn.functional, name, None)
    if public is None and name.endswith("_") and not name.startswith("_"):
        plain = find(name[:-1])
        return plain and _in_place(plain)
    return public


def _in_place(function):
    """The form that writes into its first argument, of an op that has none of its own."""

    def call(input, *args, **kwargs):
        # A copy goes in: what the op keeps for its gradient must not be what is written.
        return input.copy_(function(input.clone(), *args, **kwargs))

    return call


def _of_table(name):
    """A call of the first form of an op that takes the arguments."""
    keys = [f"{n}.{overload}" if overload else n for n, overload, *_ in lumbre._C._op_table() if n == name]

    def call(*args, **kwargs):
        for key in keys[:-1]:
            try:
                return lumbre._C._call_op(key, *args, **kwargs)
            except TypeError:
                continue
        return lumbre._C._call_op(keys[-1], *args, **kwargs)

    return call


def renamed(kwargs):
    """The engine calls the first argument `self`, the public functions `input`."""
    return {**{k: v for k, v in kwargs.items() if k != "self"}, "input": kwargs["self"]} if "self" in kwargs else kwargs


def _reduction(value):
    """Engine ops name a reduction by number."""
    return value if isinstance(value, str) else REDUCTIONS[value]


@_with_parts
def kl_div(input, target, reduction=1, *, log_target=False):
    """Kullback-Leibler divergence; `reduction` 0 none, 1 mean, 2 sum."""
    return lumbre._C._call_op("kl_div", input, target, _reduction(reduction), log_target)


@_with_parts
def binary_cross_entropy_with_logits(input, target, weight=None, pos_weight=None, reduction=1):
    """Binary cross entropy of logits; `reduction` 0 none, 1 mean, 2 sum."""
    return lumbre._C._call_op("binary_cross_entropy_with_logits", input, target, weight, pos_weight, _reduction(reduction))


@_with_parts
def hinge_embedding_loss(input, target, margin=1.0, reduction=1):
    """As `nn.functional.hinge_embedding_loss`, `reduction` by number."""
    return lumbre._C._call_op("hinge_embedding_loss", input, target, margin, _reduction(reduction))


@_with_parts
def cosine_embedding_loss(input1, input2, target, margin=0.0, reduction=1):
    """As `nn.functional.cosine_embedding_loss`, `reduction` by number."""
    return lumbre._C._call_op("cosine_embedding_loss", input1, input2, target, margin, _reduction(reduction))


@_with_parts
def margin_ranking_loss(input1, input2, target, margin=0.0, reduction=1):
    """As `nn.functional.margin_ranking_loss`, `reduction` by number."""
    return lumbre._C._call_op("margin_ranking_loss", input1, input2, target, margin, _reduction(reduction))


@_with_parts
def poisson_nll_loss(input, target, log_input, full, eps, reduction):
    """As `nn.functional.poisson_nll_loss`, `reduction` by number."""
    return lumbre._C._call_op("poisson_nll_loss", input, target, log_input, full, eps, _reduction(reduction))


@_with_parts
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


def _check_chunks(tensors, dim, num_chunks):
    def expect(holds, what):
        if not holds:
            raise RuntimeError("_chunk_cat expects " + what)

    expect(tensors, "a non-empty input tensor list")
    expect(num_chunks >= 1, "positive num_chunks")
    expect(all(t.numel() for t in tensors), "non-empty tensor")
    expect(dim >= 0 or len({t.dim() for t in tensors}) == 1, "non-negative dim when input tensors have different ndims")
    expect(all(dim < t.dim() for t in tensors), "dim < ndim for all input tensors")
    place = dim if dim >= 0 else dim + tensors[0].dim()
    expect(len({t.shape[:place] for t in tensors}) == 1, "same sizes of 0,...,dim-1 dimensions for all tensors")


def _chunk_cat(tensors, dim, num_chunks, *, out=None):
    """Each tensor padded and cut into `num_chunks` rows, the rows joined."""
    rows = []
    _check_chunks(tensors, dim, num_chunks)
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


def sym_size(input, dim=None):
    """A size, or all; stays computed in recorded programs."""
    return input.size() if dim is None else input.size(dim)


def sym_stride(input, dim=None):
    return input.stride() if dim is None else input.stride(dim)


def sym_numel(input):
    return input.numel()


def sym_storage_offset(input):
    return input.storage_offset()


def numpy_T(input):
    return input.T


def matrix_H(input):
    return input.mH


def lift_fresh_copy(input):
    """A copy: what a tensor written in the code becomes."""
    return input.clone()


def lift_fresh(input):
    return input


lift = lift_fresh


def cross_entropy_loss(input, target, weight=None, reduction=1, ignore_index=-100, label_smoothing=0.0):
    """Cross entropy; `reduction` 0 none, 1 mean, 2 sum."""
    return lumbre._C._call_op("cross_entropy", input, target, weight, _reduction(reduction), ignore_index, label_smoothing)


def log_sigmoid(input):
    return lumbre.nn.functional.logsigmoid(input)


def _adaptive_avg_pool2d(input, output_size):
    return lumbre.nn.functional.adaptive_avg_pool2d(input, output_size)


def _adaptive_avg_pool3d(input, output_size):
    return lumbre.nn.functional.adaptive_avg_pool3d(input, output_size)


def reflection_pad1d(input, padding):
    """As `nn.functional.pad` in mode "reflect"; the other sizes and modes alike."""
    return lumbre.nn.functional.pad(input, list(padding), "reflect")


reflection_pad2d = reflection_pad3d = reflection_pad1d


def replication_pad1d(input, padding):
    return lumbre.nn.functional.pad(input, list(padding), "replicate")


replication_pad2d = replication_pad3d = replication_pad1d


def _pad_circular(input, pad):
    return lumbre.nn.functional.pad(input, list(pad), "circular")


def _native_batch_norm_legit_no_training(input, weight, bias, running_mean, running_var, momentum, eps):
    """Normalised by the running statistics; no statistics of the batch come with it."""
    y = lumbre.batch_norm(input, weight, bias, running_mean, running_var, False, momentum, eps, False)
    return y, input.new_empty(0), input.new_empty(0)


def _native_batch_norm_legit_functional(input, weight, bias, running_mean, running_var, training, momentum, eps):
    """As `native_batch_norm`, with the new running statistics as results."""
    mean, var = running_mean.clone(), running_var.clone()
    return (*lumbre.native_batch_norm(input, weight, bias, mean, var, training, momentum, eps), mean, var)


def nll_loss_forward(input, target, weight, reduction, ignore_index):
    """The loss and the sum of the weights it was divided by."""
    loss = lumbre.nn.functional.nll_loss(input, target, weight, ignore_index=ignore_index, reduction=_reduction(reduction))
    kept = target != ignore_index
    total = kept.sum().to(input.dtype) if weight is None else weight[target.clamp(min=0)][kept].sum()
    return loss, total


nll_loss2d_forward = nll_loss_forward


def nll_loss2d(input, target, weight=None, reduction=1, ignore_index=-100):
    return lumbre.nn.functional.nll_loss(input, target, weight, ignore_index=ignore_index, reduction=_reduction(reduction))


nll_loss_nd = nll_loss2d


def log_sigmoid_forward(input):
    return lumbre.nn.functional.logsigmoid(input), input.new_empty(0)


def _cdist_forward(x1, x2, p, compute_mode):
    return lumbre.cdist(x1, x2, p)


def _pdist_forward(input, p=2.0):
    return lumbre.pdist(input, p)


def _prelu_kernel(input, weight):
    return lumbre.where(input > 0, input, weight * input)


def _convolution(input, weight, bias, stride, padding, dilation, transposed, output_padding, groups, *flags):
    """As `convolution`; the flags choose libraries."""
    return lumbre.convolution(input, weight, bias, stride, padding, dilation, transposed, output_padding, groups)


def _local_scalar_dense(input):
    return input.item()


def _to_dense(input, dtype=None, masked_grad=None):
    return input.to_dense(dtype)


def _conj(input):
    return input.conj()


def _conj_physical(input):
    return input.conj().resolve_conj()


def _stack(tensors, dim=0):
    return lumbre.stack(tensors, dim)


def _is_all_true(input):
    return input.all()


def _is_any_true(input):
    return input.any()


def _shape_as_tensor(input):
    return lumbre.tensor(list(input.shape))


def _unsafe_index_put(input, indices, values, accumulate=False):
    return lumbre.index_put(input, indices, values, accumulate)


def _reshape_copy(input, size):
    return input.reshape(size).clone()


def _reshape_alias(input, size, stride):
    return input.as_strided(size, stride)


def _weight_norm_interface(v, g, dim=0):
    """The weight of this direction and length, and the directions' lengths."""
    rest = [d for d in range(v.dim()) if d != dim % v.dim()]
    return lumbre._weight_norm(v, g, dim), v.norm(2, rest, keepdim=True)


def _scaled_dot_product_attention_math(query, key, value, attn_mask=None, dropout_p=0.0, is_causal=False, dropout_mask=None, *, scale=None, enable_gqa=False):
    """Attention and its weights."""
    if dropout_mask is not None:
        raise NotImplementedError("aten::_scaled_dot_product_attention_math: dropout_mask")
    y = lumbre.nn.functional.scaled_dot_product_attention(query, key, value, attn_mask, dropout_p, is_causal, scale=scale, enable_gqa=enable_gqa)
    return y, None


def _assert_async(input, assert_msg="Expected Tensor with single nonzero value, but got zero"):
    if not bool(input):
        raise RuntimeError(assert_msg)


def _assert_scalar(condition, assert_msg):
    if not condition:
        raise RuntimeError(assert_msg)


def _assert_tensor_metadata(input, size=None, stride=None, dtype=None, *, device=None, layout=None):
    """Raises RuntimeError where the tensor is not as said."""
    for what, wanted, found in (("sizes", size, list(input.shape)), ("strides", stride, list(input.stride())), ("dtype", dtype, input.dtype)):
        if wanted is not None and (list(wanted) if isinstance(wanted, (list, tuple)) else wanted) != found:
            raise RuntimeError(f"Tensor {what} mismatch! Expected: {wanted}, Got: {found}")


def unfold(input, dimension, size, step):
    """Windows of `size` along a dimension."""
    return input.unfold(dimension, size, step)


def _unique2(input, sorted=True, return_inverse=False, return_counts=False):
    """Unique elements, where each element went, and how many of each there are; empty what is not asked for."""
    values, inverse, counts = lumbre.unique(input, sorted, True, True)
    nothing = input.new_empty(0, dtype=lumbre.int64)
    return values, inverse if return_inverse or return_counts else nothing, counts if return_counts else nothing


def unique_dim(input, dim, sorted=True, return_inverse=False, return_counts=False):
    """As `unique` along a dimension; empty what is not asked for."""
    values, inverse, counts = lumbre.unique(input, sorted, True, True, dim)
    return values, inverse, counts
