"""`autograd.Function` inside `vmap`: its own `vmap` method, or the rule made of its `forward` and `backward`."""

import lumbre
from lumbre._C import Tensor
from lumbre.autograd.grad_mode import FORWARD

from .batched import at, check, outside, top_level, whole, wrap, wrap_result


class _Info:
    """What `Function.vmap` is told of the batch."""

    def __init__(self, level):
        self.batch_size, self.randomness = level.size, level.randomness


def apply(cls, args):
    """The result of `cls.apply(*args)` with batched tensors among the arguments, in a one-element tuple; None without any."""
    level = top_level(args)
    if level is None:
        return _forward_only(cls, args) if FORWARD.depth else None
    check(level)
    base = lumbre.autograd.Function
    has_rule = cls.vmap is not base.vmap
    if cls.generate_vmap_rule:
        if has_rule:
            raise RuntimeError(
                f"You tried to vmap over {cls.__name__}, but it has both generate_vmap_rule=True and an overriden vmap staticmethod. "
                "Please set generate_vmap_rule=False or delete the overriden vmap staticmethod to avoid ambiguity."
            )
        return (_generated(cls, args, level),)
    if not has_rule:
        raise RuntimeError(
            f"You tried to vmap over {cls.__name__}, but it does not have vmap support. Please override and implement the vmap "
            "staticmethod or set generate_vmap_rule=True."
        )
    return (_own(cls, args, level),)


def _forward_only(cls, args):
    """A Function with a `jvp` and no backward, inside a level of dual tensors."""
    base = lumbre.autograd.Function
    if cls.jvp is base.jvp or cls.backward is not base.backward or cls.vjp is not base.vjp:
        return None
    from lumbre.autograd import forward_ad

    if not forward_ad.active_levels() or not any(isinstance(a, Tensor) and a.requires_grad for a in args):
        return None
    pairs = [forward_ad.unpack_dual(a) if isinstance(a, Tensor) else (a, None) for a in args]
    inner = _Context()
    given = tuple(p for p, _ in pairs)
    if cls._has_setup_context:
        out = cls.forward(*given)
        cls.setup_context(inner, given, out)
    else:
        out = cls.forward(inner, *given)
    tangents = cls.jvp(inner, *(lumbre.zeros_like(p) if t is None and isinstance(p, Tensor) else t for p, t in pairs))
    if not isinstance(out, tuple):
        return (forward_ad.make_dual(out, tangents),)
    return (tuple(o if t is None else forward_ad.make_dual(o, t) for o, t in zip(out, tangents)),)


def _own(cls, args, level):
    return _by_rule(cls.vmap, f"the vmap staticmethod of {cls.__name__}", args, {}, level)


def _by_rule(rule, name, args, kwargs, level):
    """The result of `rule(info, in_dims, *args)` on whole batches, as samples."""
    from lumbre.utils._pytree import tree_map

    in_dims = tree_map(lambda a: 0 if at(a, level) else None, args)
    values = tree_map(lambda a: a._value if at(a, level) else a, args)
    with outside(level):
        result = rule(_Info(level), in_dims, *values, **kwargs)
    if not (isinstance(result, tuple) and len(result) == 2):
        raise RuntimeError(f"Expected {name} to have two returns, an output and out_dims.")
    out, dims = result
    single = not isinstance(out, tuple)
    outs = (out,) if single else out
    dims = dims if isinstance(dims, tuple) else (dims,) * len(outs)
    if len(dims) != len(outs):
        raise RuntimeError(f"{name} returned {len(outs)} outputs and {len(dims)} out_dims")
    done = tuple(wrap(o.movedim(d, 0), level) if d is not None and isinstance(o, Tensor) else o for o, d in zip(outs, dims))
    return done[0] if single else done


def user_op(op, args, kwargs):
    """An op of `library` with batched arguments: by its own rule, or sample by sample. In a one-element tuple; None without any."""
    from types import SimpleNamespace

    from .dispatch import _sample, _stack

    level = top_level((*args, *kwargs.values()))
    if level is None:
        return None
    check(level)
    if op._vmap is not None:
        return (_by_rule(op._vmap, f"the vmap rule of {op.name()}", tuple(args), kwargs, level),)
    args = [tuple(a) if isinstance(a, list) else a for a in args]
    with outside(level):
        given = [(_sample(args, level, i), _sample(list(kwargs.values()), level, i)) for i in range(level.size)]
        rows = [op(*positional, **dict(zip(kwargs, named))) for positional, named in given]
    if not rows:
        raise NotImplementedError(f"vmap: {op.name()} over a batch of no samples")
    return (_stack(rows, level, SimpleNamespace(name=op.name())),)


class _Context:
    """Stands in for the real context while the user's methods see samples."""

    def __init__(self):
        self._saved, self._dirty, self._fixed, self._materialize, self.needs_input_grad = (), (), (), True, ()

    def save_for_backward(self, *tensors):
        self._saved = tensors

    save_for_forward = save_for_backward

    @property
    def saved_tensors(self):
        return self._saved

    saved_for_forward = saved_variables = saved_tensors

    def mark_dirty(self, *tensors):
        self._dirty = tensors

    def mark_non_differentiable(self, *tensors):
        self._fixed = tensors

    def set_materialize_grads(self, value):
        self._materialize = value


def _generated(cls, args, level):
    """A Function on whole batches that shows the user's methods samples of them."""
    batched = [at(a, level) for a in args]
    inner = _Context()
    shapes = [a.shape if isinstance(a, Tensor) else None for a in args]

    def sample(values):
        return [wrap(v, level) if b else v for v, b in zip(values, batched)]

    class Vmapped(lumbre.autograd.Function):
        @staticmethod
        def forward(ctx, *values):
            given = sample(values)
            inner.needs_input_grad = ctx.needs_input_grad
            if cls._has_setup_context:
                out = cls.forward(*given)
                cls.setup_context(inner, tuple(given), out)
            else:
                out = cls.forward(inner, *given)
            ctx.save_for_backward(*(t._value if at(t, level) else t for t in inner._saved))
            ctx.kinds = [at(t, level) for t in inner._saved]
            ctx.set_materialize_grads(inner._materialize)
            outs = out if isinstance(out, tuple) else (out,)
            ctx.single = not isinstance(out, tuple)
            done = tuple(whole(o, level) if isinstance(o, Tensor) else o for o in outs)
            fixed = [d for d, o in zip(done, outs) if any(o is f for f in inner._fixed)]
            if fixed:
                ctx.mark_non_differentiable(*fixed)
            return done[0] if ctx.single else done

        @staticmethod
        def backward(ctx, *grads):
            alive, level.alive = level.alive, True
            try:
                inner._saved = tuple(wrap(t, level) if k else t for t, k in zip(ctx.saved_tensors, ctx.kinds))
                back = cls.vjp if cls.vjp is not lumbre.autograd.Function.vjp else cls.backward
                found = back(inner, *(wrap(g, level) if isinstance(g, Tensor) else g for g in grads))
                found = found if isinstance(found, tuple) else (found,)
                return tuple(_back(g, b, s, level) for g, b, s in zip(found, batched, shapes))
            finally:
                level.alive = alive

    Vmapped.__name__ = Vmapped.__qualname__ = cls.__name__
    values = [a._value if b else a for a, b in zip(args, batched)]
    with outside(level):
        out = Vmapped.apply(*values)
    return wrap_result(out, level)


def _back(g, batched, shape, level):
    """A gradient as a whole batch; for an argument that all samples share, summed over them."""
    if not isinstance(g, Tensor):
        return g
    if batched:
        return whole(g.expand(shape) if g.shape != shape else g, level)
    return g._value.sum(0) if at(g, level) else g * level.size
