"""Random ops inside `vmap`: an error, one draw for all samples, or a draw for each."""

import lumbre
from lumbre import _C
from lumbre._C import Tensor

from .batched import Batched, at, outside, whole, wrap, wrap_result

_ELEMENTWISE = frozenset(
    "bernoulli bernoulli.p bernoulli_ dropout alpha_dropout normal.tensors normal.mean normal.std poisson binomial rand_like "
    "randn_like randint_like randint_like.low rrelu rrelu.functional normal_ uniform_ exponential_ geometric_ cauchy_ log_normal_ "
    "random_ random_.from random_.to bernoulli_.tensor".split()
)


def random_call(c, inplace):
    level, op = c.level, c.op
    if level.randomness == "error":
        if op.name.endswith("dropout") and not c.get("train") or op.name == "rrelu" and not c.get("training"):
            return _plain(c, inplace)
        raise RuntimeError(
            "vmap: called random operation while in randomness error mode. Please either use the 'same' or 'different' randomness "
            "flags on vmap or perform the randomness operation out of vmap"
        )
    writes = inplace or op.name.endswith("_")
    batched = any(at(a, level) for a in c.args)
    if level.randomness == "different":
        return _different(c, inplace, writes, batched)
    return _same(c, inplace, writes, batched)


def _run(c, args, inplace):
    """The op in the levels around this one."""
    with outside(c.level):
        return _C._call_id(c.op.id, inplace, args)


def _plain(c, inplace):
    """Without a draw: an ordinary op."""
    return wrap_result(_run(c, [whole(a, c.level) if isinstance(a, Tensor) else a for a in c.args], inplace), c.level)


def _different(c, inplace, writes, batched):
    level, op = c.level, c.op
    if writes and not at(c.args[0], level):
        raise RuntimeError(
            "vmap: Cannot ask for different inplace randomness on an unbatched tensor. This will appear like same randomness. "
            "If this is necessary for your usage, please file an issue with functorch."
        )
    if not any(isinstance(a, Tensor) for a in c.args):
        return _factory(c)
    if op.key in _ELEMENTWISE:
        rank = max(a.dim() for a in c.args if isinstance(a, Tensor))
        args = [_stretched(a, level, rank) if isinstance(a, Tensor) else a for a in c.args]
        out = _run(c, args, inplace)
        return c.args[0] if writes else wrap(out, level)
    if op.name in ("feature_dropout", "feature_alpha_dropout") and not inplace:
        x = whole(c.args[0], level)
        out = _run(c, [x.reshape(-1, *x.shape[2:]), *c.args[1:]], False)
        return wrap(out.reshape(x.shape), level)
    if op.name == "multinomial":
        x = whole(c.args[0], level)
        out = _run(c, [x.reshape(-1, x.shape[-1]), *c.args[1:]], False)
        return wrap(out.reshape(*x.shape[:-1], out.shape[-1]), level)
    return _by_sample(c, inplace, writes, restart=False)


def _stretched(a, level, rank):
    """Every sample its own element to draw with, written or not."""
    v = whole(a, level)
    missing = rank - (v.dim() - 1)
    return v.reshape((v.shape[0],) + (1,) * missing + tuple(v.shape[1:])) if missing > 0 else v


def _factory(c):
    level, op = c.level, c.op
    if op.name == "randperm":
        return _by_sample(c, False, False, restart=False)
    args = c.replaced(size=[level.size, *c.get("size")])
    return wrap(_run(c, args, False), level)


def _same(c, inplace, writes, batched):
    level = c.level
    if not batched:
        return _run(c, c.args, inplace)
    if writes and not at(c.args[0], level):
        from .rules_index import shared_write

        raise shared_write(c.op.name)
    return _by_sample(c, inplace, writes, restart=True)


def _by_sample(c, inplace, writes, restart):
    """Sample by sample; with `restart` from the same state of the generator each time."""
    level = c.level
    generator = next((a for a in c.args if isinstance(a, lumbre.Generator)), lumbre.default_generator)
    rows = []
    with outside(level):
        state = generator.get_state()
        for i in range(level.size):
            if restart:
                generator.set_state(state)
            args = [a._value.select(0, i) if type(a) is Batched and a._level is level else a for a in c.args]
            rows.append(_C._call_id(c.op.id, inplace, args))
    if writes:
        return c.args[0]
    if not rows:
        raise RuntimeError(f"vmap: {c.op.name}: a batch of no samples")
    return wrap(lumbre.stack(rows), level)
