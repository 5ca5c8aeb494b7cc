"""Batching rules of reductions, scans, sorts and everything else that works along dimensions of one tensor."""

import lumbre

from .batched import over
from .dispatch import ID, OPS, all_whole, dim_of, rule

# An op over all elements, as the op along the one dimension of the flattened sample.
_FULL = {
    "sum": "sum.dim", "mean": "mean.dim", "prod": "prod.dim", "all": "all.dim", "any": "any.dim", "std": "std.dim", "var": "var.dim",
    "std_mean": "std_mean.dim", "var_mean": "var_mean.dim", "median": "median.dim", "nanmedian": "nanmedian.dim", "max": "amax",
    "min": "amin",
}


@rule(*_FULL)
def reduce_all(c):
    """Flattens each sample and reduces along that dimension."""
    target = OPS[ID[_FULL[c.op.key]]]
    x = c.args[0]._value
    known = dict(zip(c.op.names, c.args))
    defaults = {"keepdim": False, "unbiased": True, "dtype": None}
    args = [x.reshape(x.shape[0], -1)]
    for name, kind in zip(target.names[1:], target.types[1:]):
        if name == "dim":
            args.append([1] if "[" in kind else 1)
        else:
            args.append(known.get(name, defaults.get(name)))
    out = c.run(args, target.key)
    return out[0] if c.op.name in ("median", "nanmedian") else out


@rule(
    "sum.dim", "mean.dim", "nansum", "nanmean", "prod.dim", "all.dim", "all.dims", "any.dim", "any.dims", "amax", "amin", "argmax",
    "argmin", "std.dim", "std.correction", "var.dim", "var.correction", "std_mean.dim", "std_mean.correction", "var_mean.dim",
    "var_mean.correction", "logsumexp", "norm", "norm.named", "vector_norm", "median.dim", "nanmedian.dim", "max.dim", "min.dim",
    "count_nonzero", "count_nonzero.dims", "aminmax", "kthvalue", "mode", "quantile.scalar", "nanquantile.scalar", "vecdot",
)
def reduce_dims(c):
    if not c.only_first():
        from .rules_index import by_loop

        return by_loop(c)
    x = c.args[0]._value
    rank = x.dim() - 1
    if rank == 0:
        x = x.unsqueeze(1)
    dim, keep = c.get("dim"), bool(c.get("keepdim", False))
    listed = "[" in c.op.types[c.op.names.index("dim")]
    if dim is None or (listed and len(dim) == 0):
        if listed:
            dims = list(range(1, x.dim()))
            out = c.run(c.replaced(input=x, dim=dims))
        else:
            values = c.replaced(input=x.reshape(x.shape[0], -1), dim=1)
            if "keepdim" in c.op.names:
                values[c.op.names.index("keepdim")] = False
            out = c.run(values)
            if keep:
                out = over(out, lambda o: o.reshape((-1,) + (1,) * rank))
    else:
        shifted = [dim_of(d, rank) for d in dim] if listed else dim_of(dim, rank)
        out = c.run(c.replaced(input=x, dim=shifted))
    if rank == 0 and keep:
        out = over(out, lambda o: o.squeeze(1) if o.dim() > 1 else o)
    return out


@rule(
    "softmax", "log_softmax", "cumsum", "cumprod", "cummax", "cummin", "logcumsumexp", "sort", "sort.stable", "argsort",
    "argsort.stable", "topk", "glu",
)
def along(c):
    """One input, a result with the same dimensions."""
    x = c.args[0]._value
    rank = x.dim() - 1
    if rank == 0:
        x = x.unsqueeze(1)
    name = c.op.names[0]
    out = c.run(c.replaced(**{name: x, "dim": dim_of(c.get("dim"), rank)}))
    return over(out, lambda o: o.squeeze(1)) if rank == 0 else out


@rule("flip")
def flip(c):
    x = c.args[0]._value
    rank = x.dim() - 1
    if rank == 0:
        return x.clone()
    return lumbre.flip(x, [dim_of(d, rank) for d in c.args[1]])


@rule("roll")
def roll(c):
    x, shifts, dims = c.args[0]._value, c.args[1], c.args[2]
    if len(dims) == 0:
        flat = x.reshape(x.shape[0], -1)
        return lumbre.roll(flat, shifts, [1]).reshape(x.shape)
    return lumbre.roll(x, shifts, [dim_of(d, x.dim() - 1) for d in dims])


@rule("msort", composed=True)
def msort(c):
    return c.args[0].sort(0)[0]


@rule("fliplr", "flipud", composed=True)
def flip_named(c):
    return c.args[0].flip(1 if c.op.name == "fliplr" else 0)


@rule("rot90")
def rot90(c):
    x, k, dims = c.args
    x = x._value
    return lumbre.rot90(x, k, [dim_of(d, x.dim() - 1) for d in dims])


@rule("diff", "trapezoid.x", "trapezoid", "cumulative_trapezoid", "cumulative_trapezoid.x", "cross", "cross.linalg")
def along_several(c):
    """Several inputs of one rank along one dimension."""
    tensors = [c.args[i] for i in c.tensors()]
    if len({t.dim() for t in tensors}) > 1 or (c.op.name == "cross" and c.get("dim") is None):
        from .rules_index import by_loop

        return by_loop(c)
    args = all_whole(c)
    args[c.op.names.index("dim")] = dim_of(c.get("dim"), tensors[0].dim())
    return c.run(args)


@rule("tril", "triu")
def triangle(c):
    if c.args[0].dim() < 2:
        raise RuntimeError(f"{c.op.name}: input tensor must have at least 2 dimensions")
    return c.run([c.args[0]._value, *c.args[1:]])


@rule("quantile", "nanquantile", "histc", "bincount", "renorm")
def by_sample(c):
    from .rules_index import by_loop

    return by_loop(c)


@rule("trace", composed=True)
def trace(c):
    return c.args[0].diagonal(0, 0, 1).sum(-1)


@rule("dist", composed=True)
def dist(c):
    return lumbre.norm(c.args[0] - c.args[1], c.args[2])


@rule("constant_pad_nd")
def constant_pad(c):
    return c.run([c.args[0]._value, *c.args[1:]])


@rule("repeat_interleave")
def repeat_interleave(c):
    x, n, dim = c.args[0]._value, c.args[1], c.args[2]
    if dim is None:
        return x.reshape(x.shape[0], -1).repeat_interleave(n, 1)
    return x.repeat_interleave(n, dim_of(dim, x.dim() - 1))


@rule("unfold")
def unfold(c):
    x = c.args[0]._value
    rank = x.dim() - 1
    if rank == 0:
        return x.unsqueeze(1).unfold(1, *c.args[2:]).squeeze(1)
    return x.unfold(dim_of(c.args[1], rank), *c.args[2:])
