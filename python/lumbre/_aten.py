"""Ops under the names and signatures that PyTorch's engine gives them, where those differ from the public functions.

`torch.ops.aten` finds them, and some are public functions of the package too.
"""

import lumbre

from ._help import with_parts

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
        return _of_table(name)
    return vars(lumbre).get(name) or getattr(lumbre.Tensor, name, None) or getattr(lumbre, name, None) or getattr(lumbre.nn.functional, name, None)


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
    return value if isinstance(value, str) else _REDUCTIONS[value]


@with_parts
def kl_div(input, target, reduction=1, *, log_target=False):
    """Kullback-Leibler divergence; `reduction` 0 none, 1 mean, 2 sum."""
    return lumbre._C._call_op("kl_div", input, target, _reduction(reduction), log_target)


@with_parts
def binary_cross_entropy_with_logits(input, target, weight=None, pos_weight=None, reduction=1):
    """Binary cross entropy of logits; `reduction` 0 none, 1 mean, 2 sum."""
    return lumbre._C._call_op("binary_cross_entropy_with_logits", input, target, weight, pos_weight, _reduction(reduction))


@with_parts
def hinge_embedding_loss(input, target, margin=1.0, reduction=1):
    """As `nn.functional.hinge_embedding_loss`, `reduction` by number."""
    return lumbre._C._call_op("hinge_embedding_loss", input, target, margin, _reduction(reduction))


@with_parts
def cosine_embedding_loss(input1, input2, target, margin=0.0, reduction=1):
    """As `nn.functional.cosine_embedding_loss`, `reduction` by number."""
    return lumbre._C._call_op("cosine_embedding_loss", input1, input2, target, margin, _reduction(reduction))


@with_parts
def margin_ranking_loss(input1, input2, target, margin=0.0, reduction=1):
    """As `nn.functional.margin_ranking_loss`, `reduction` by number."""
    return lumbre._C._call_op("margin_ranking_loss", input1, input2, target, margin, _reduction(reduction))


@with_parts
def poisson_nll_loss(input, target, log_input, full, eps, reduction):
    """As `nn.functional.poisson_nll_loss`, `reduction` by number."""
    return lumbre._C._call_op("poisson_nll_loss", input, target, log_input, full, eps, _reduction(reduction))


@with_parts
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

