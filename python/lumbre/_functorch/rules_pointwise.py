"""Batching rules of element-wise ops: ranks are aligned and the op runs on the whole batch."""

import lumbre
from lumbre._C import Tensor

from .batched import at, whole, wrap
from .dispatch import aligned, rule

_ONE = (
    "abs acos acosh asin asinh atan atanh angle bitwise_not ceil conj conj_physical cos cosh deg2rad digamma entr erf erfc "
    "erfinv exp exp2 expit expm1 floor frac gammaln i0 i0e i1 i1e imag isfinite isinf isnan isneginf isposinf isreal lgamma "
    "log log10 log1p log2 logical_not logit nan_to_num ndtr ndtri log_ndtr neg positive psi polygamma rad2deg real reciprocal "
    "resolve_conj resolve_neg round rsqrt sgn sigmoid sign signbit sin sinc sinh sqrt square tan tanh trunc zero detach alias "
    "_neg_view mvlgamma multigammaln "
    "celu elu gelu hardshrink hardsigmoid hardswish hardtanh leaky_relu logsigmoid mish relu relu6 selu silu softplus "
    "softshrink softsign tanhshrink threshold erfcx bessel_j0 bessel_j1 bessel_y0 bessel_y1 round"
)
_CASTS = "bfloat16 bool byte cdouble cfloat char cpu cuda double float half int long short".split()
_MORE = (
    "add sub mul div true_divide floor_divide remainder fmod pow rsub float_power atan2 bitwise_and bitwise_or bitwise_xor "
    "bitwise_left_shift bitwise_right_shift clamp clamp_max clamp_min copysign eq ne lt le gt ge fmax fmin maximum minimum gcd lcm "
    "heaviside hypot isclose ldexp lerp logaddexp logaddexp2 logical_and logical_or logical_xor nextafter xlogy xlog1py "
    "addcmul addcdiv where complex polar max.other min.other zeta igamma igammac"
)
# Ops whose operands are promoted together; 0-dim samples count as numbers there.
_PROMOTED = frozenset(
    "add sub mul div true_divide floor_divide remainder fmod pow rsub atan2 bitwise_and bitwise_or bitwise_xor clamp clamp_max "
    "clamp_min eq ne lt le gt ge fmax fmin maximum minimum gcd lcm hypot isclose logaddexp logaddexp2 nextafter xlogy xlog1py "
    "addcmul addcdiv max min copysign heaviside ldexp".split()
)


def pointwise_args(c):
    level, args = c.level, c.args
    rank, kinds, lowest = 0, None, 9
    for a in args:
        if isinstance(a, Tensor):
            n = a.dim()
            rank = n if n > rank else rank
            lowest = n if n < lowest else lowest
            if kinds is None:
                kinds = a.dtype
            elif kinds is not a.dtype:
                kinds = False
    if kinds is False and lowest == 0 and c.op.name in _PROMOTED:
        args = _promoted(args, level, rank)
    return [aligned(a, level, rank) if isinstance(a, Tensor) else a for a in args]


def _promoted(args, level, rank):
    """Casts the samples without dimensions, which as batches would count for more than they do alone."""
    tensors = [lumbre.empty((1,) * a.dim(), dtype=a.dtype, device="meta") for a in args if isinstance(a, Tensor)]
    common = tensors[0]
    for t in tensors[1:]:
        common = lumbre.empty((1,) * max(common.dim(), t.dim()), dtype=lumbre.result_type(common, t), device="meta")
    return [a.to(common.dtype) if isinstance(a, Tensor) and (a.dim() == 0 or rank == 0) and a.dtype != lumbre.bool else a for a in args]


@rule(*_ONE.split(), *_MORE.split())
def pointwise(c):
    return c.run(pointwise_args(c))


for _name in "celu elu hardsigmoid hardswish hardtanh leaky_relu mish relu relu6 selu silu threshold".split():

    @rule(_name + ".functional", composed=True)
    def _with_flag(c):
        from .batched import wrap_result

        args = pointwise_args(c)
        if c.get("inplace"):
            if not at(c.args[0], c.level):
                raise RuntimeError("vmap: an in-place activation of a tensor that every sample shares")
            c.run(args)
            return c.args[0]
        return wrap_result(c.run(args), c.level)


@rule("fill")
def fill(c):
    x, value = c.args
    if isinstance(value, Tensor):
        blank = lumbre.zeros_like(x)
        return whole(lumbre.where(blank == blank, value.to(x.dtype), blank), c.level)
    return c.run([x._value, value])


@rule("zeros_like", "ones_like", "empty_like", "full_like")
def like(c):
    return c.run([whole(c.args[0], c.level), *c.args[1:]])


@rule("masked_fill", composed=True)
def masked_fill(c):
    x, mask, value = c.args
    if isinstance(value, Tensor):
        if value.dim():
            raise RuntimeError(f"masked_fill only supports a 0-dimensional value tensor, but got tensor with {value.dim()} dimension(s).")
        return lumbre.where(mask, value.to(x.dtype), x)
    return wrap(c.run([*pointwise_args(c)[:2], value]), c.level)


@rule("to", "_to_copy", "contiguous", "clone", *_CASTS)
def cast(c):
    """A memory format with a rank in it is one sample's; the batch keeps its own order."""
    args = [c.args[0]._value if at(c.args[0], c.level) else whole(c.args[0], c.level), *c.args[1:]]
    if c.get("memory_format") in (lumbre.channels_last, lumbre.channels_last_3d):
        args[c.op.names.index("memory_format")] = lumbre.contiguous_format if c.op.name == "contiguous" else lumbre.preserve_format
    return c.run(args)


@rule("where.method", composed=True)
def where_method(c):
    return lumbre.where(c.args[1], c.args[0], c.args[2])


@rule("to.other", "type_as", composed=True)
def to_other(c):
    x, other = c.args[0], c.args[1]
    return x.to(dtype=other.dtype, device=other.device)


@rule("prelu", composed=True)
def prelu(c):
    x, w = c.args
    if w.numel() != 1:
        w = w.reshape((-1,) + (1,) * (x.dim() - 2)) if x.dim() > 1 else w
    else:
        w = w.reshape(())
    return lumbre.where(x > 0, x, w * x)


@rule("view_as_real", "view_as_complex")
def complex_view(c):
    return c.run([whole(c.args[0], c.level)])


@rule("result_type", "is_complex", "is_floating_point", composed=True)
def asks(c):
    blank = [lumbre.empty(a.shape, dtype=a.dtype, device="meta") if isinstance(a, Tensor) else a for a in c.args]
    return c.run(blank)


@rule("isin")
def isin(c):
    elements, test = c.args[0], c.args[1]
    if not at(elements, c.level) or at(test, c.level):
        e = lumbre.as_tensor(elements) if not isinstance(elements, Tensor) else elements
        t = lumbre.as_tensor(test) if not isinstance(test, Tensor) else test
        hit = (e.unsqueeze(-1) == t.reshape(-1)).any(-1)
        return whole(~hit if c.get("invert") else hit, c.level)
    return c.run([elements._value, *c.args[1:]])


@rule("bucketize")
def bucketize(c):
    if not c.only_first():
        from .rules_index import by_loop

        return by_loop(c)
    return c.run([c.args[0]._value, *c.args[1:]])


@rule("equal", "allclose", composed=True)
def one_answer(c):
    raise RuntimeError(
        "vmap: It looks like you're attempting to use a Tensor in some data-dependent control flow: "
        f"{c.op.name} gives one Python value for the whole batch."
    )
