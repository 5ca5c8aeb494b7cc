"""From a call of an op to its batching rule."""

import re

from lumbre import _C
from lumbre._C import Tensor

from .batched import STATE, Batched, at, check, outside, over, rebuilt, top_level, whole, wrap, wrap_result

# Rules by op key (`name.overload`) or by name. `rule(call)` gives whole batches; a rule marked `composed` gives finished results.
RULES = {}


class Op:
    """What a rule needs to know of an op's declaration."""

    __slots__ = ("id", "name", "key", "names", "types", "rule", "composed", "random", "view")

    def __init__(self, id, name, overload, schema, flags):
        self.id, self.name = id, name
        self.key = f"{name}.{overload}" if overload else name
        inside = schema[schema.index("(") + 1 : schema.rindex(") ->")]
        parts = [p.strip() for p in re.split(r",\s*(?![^\[]*\])", inside) if p.strip() not in ("", "*")]
        words = [re.match(r"(\S+) (\w+)", p) for p in parts]
        self.types, self.names = [w[1] for w in words], [w[2] for w in words]
        self.rule = RULES.get(self.key) or RULES.get(name)
        self.composed = getattr(self.rule, "composed", False)
        self.random, self.view = bool(flags & 32), bool(flags & 16)


class Call:
    """One call of an op at a level."""

    __slots__ = ("op", "args", "level")

    def __init__(self, op, args, level):
        self.op, self.args, self.level = op, args, level

    def get(self, name, default=None):
        names = self.op.names
        return self.args[names.index(name)] if name in names else default

    def run(self, args, key=None):
        """The op, or another one, on whole batches."""
        return _C._call_id(self.op.id if key is None else ID[key], False, args)

    def replaced(self, **values):
        """The arguments with some of them replaced by name."""
        args = list(self.args)
        for name, value in values.items():
            args[self.op.names.index(name)] = value
        return args

    def tensors(self):
        """Places of the tensor arguments."""
        return [i for i, a in enumerate(self.args) if isinstance(a, Tensor)]

    def only_first(self):
        """Whether nothing but the first argument is batched here."""
        level = self.level
        return at(self.args[0], level) and not any(
            at(a, level) or (type(a) is tuple and any(at(x, level) for x in a)) for a in self.args[1:]
        )


def rule(*keys, composed=False):
    """Enters a function as the rule of these ops."""

    def enter(f):
        if composed:
            f.composed = True
        for key in keys:
            RULES[key] = f
        return f

    return enter


OPS, ID = [], {}


def build():
    """Reads the op table; rules are looked up here once."""
    for i, (name, overload, schema, _, flags) in enumerate(_C._op_table()):
        op = Op(i, name, overload, schema, flags)
        OPS.append(op)
        ID[op.key] = i
    return OPS


def run(key, *args):
    """An op by its key with all its arguments."""
    return _C._call_id(ID[key], False, list(args))


def call(id, inplace, args, out=None):
    """The binding's way in: a call with batched arguments, or of a random op inside `vmap`."""
    op = OPS[id]
    if op.random and STATE.levels:
        level = STATE.levels[-1]
        from .rules_random import random_call

        result = random_call(Call(op, args, level), inplace)
        return result
    level = top_level(args)
    if out is not None:
        return _into(out, call(id, False, args) if level is not None else _C._call_id(id, False, args))
    check(level)
    writes = inplace or op.name.endswith("_")
    if writes:
        from .rules_inplace import inplace_call

        return inplace_call(Call(op, args, level), inplace)
    if op.composed:
        return op.rule(Call(op, args, level))
    if op.rule is None:
        return loop(Call(op, args, level))
    return wrap_result(op.rule(Call(op, args, level)), level)


def _into(out, result):
    if isinstance(out, Tensor):
        return out.copy_(result)
    return rebuilt(result, [o.copy_(r) for o, r in zip(out, result)])


def loop(c, inplace=False):
    """The op sample by sample, where its family has no rule."""
    level = c.level
    rows = []
    with outside(level):
        for i in range(level.size):
            rows.append(_C._call_id(c.op.id, inplace, _sample(c.args, level, i)))
        if not rows:
            return _empty(c)
    return _stack(rows, level, c.op)


def _sample(args, level, i):
    out = []
    for a in args:
        if type(a) is Batched and a._level is level:
            a = a._value.select(0, i)
        elif type(a) is tuple:
            a = tuple(_sample(a, level, i))
        out.append(a)
    return out


def _stack(rows, level, op):
    import lumbre

    first = rows[0]
    if isinstance(first, Tensor):
        if any(r.shape != first.shape for r in rows):
            raise RuntimeError(
                f"vmap: {op.name}: the result's shape depends on the data: We do not support batching operators that can output "
                "dynamic shape, the samples' results have different shapes."
            )
        return wrap(lumbre.stack(rows), level)
    if isinstance(first, (tuple, list)):
        return rebuilt(first, [_stack(list(column), level, op) for column in zip(*rows)])
    raise RuntimeError(
        f"vmap: It looks like you're attempting to use a Tensor in some data-dependent control flow: {op.name} gives one "
        "Python value for the whole batch."
    )


def _empty(c):
    """The result of a batch of no samples, in the shape one sample would give."""
    import lumbre

    def blank(a):
        if type(a) is Batched and a._level is c.level:
            return lumbre.zeros(a.shape, dtype=a.dtype, device=a.device)
        return tuple(map(blank, a)) if type(a) is tuple else a

    out = _C._call_id(c.op.id, False, [blank(a) for a in c.args])
    return over(out, lambda o: wrap(o.new_empty((0, *o.shape)), c.level))


def dim_of(d, rank):
    """A sample's dimension as one of the batch."""
    n = max(rank, 1)
    if not -n <= d < n:
        raise IndexError(f"Dimension out of range (expected to be in range of [{-n}, {n - 1}], but got {d})")
    return d % n + 1


def aligned(x, level, rank):
    """The batch of `x` with dimensions of size 1 put in, so that it broadcasts as samples of this rank do; a shared tensor as it is."""
    if not (type(x) is Batched and x._level is level):
        return x
    v = x._value
    missing = rank - (v.dim() - 1)
    if missing > 0:
        shape = tuple(v.shape)
        v = v.reshape((shape[0],) + (1,) * missing + shape[1:])
    return v


def all_whole(c, args=None):
    """The arguments with every tensor, also a shared one, as a whole batch."""
    level = c.level
    out = []
    for a in c.args if args is None else args:
        if isinstance(a, Tensor):
            a = whole(a, level)
        elif type(a) is tuple and a and isinstance(a[0], Tensor):
            a = tuple(whole(x, level) for x in a)
        out.append(a)
    return out
