"""Derivatives of functions as functions: `grad`, `vjp`, `jvp`, and the Jacobians made of them.

All levels share one tape: each transform differentiates with respect to tensors of its own, which no other level knows. Inside
`vmap` an argument is first stretched over all running batches, so that its gradient comes out for each sample.
"""

import functools

import lumbre
from lumbre import _C
from lumbre._C import Tensor
from lumbre.utils._pytree import tree_flatten, tree_leaves, tree_map, tree_unflatten

from .batched import STATE, Batched, at, base, check, lift, rewrap, top_level, wrap
from .forward import Linear, Recording, backward_only, grad_or_none

__all__ = ["grad", "grad_and_value", "vjp", "jvp", "jacrev", "jacfwd", "hessian", "linearize", "functionalize"]

argnums_t = "int or tuple of ints"


def _check_tensors(flat, what):
    for x in flat:
        if not isinstance(x, Tensor):
            raise ValueError(f"{what}: Thing passed to transform API must be Tensor, got {type(x)}")


def _track(x, connect):
    """`x` as a sample at every running level, and the plain tensor under it that gradients are taken of."""
    plain = base(lift(x))
    if not (plain.is_floating_point() or plain.is_complex()):
        raise RuntimeError(f"only tensors of floating point and complex dtype can be differentiated, got {plain.dtype}")
    leaf = plain.view_as(plain) if connect and plain.requires_grad else plain.detach().requires_grad_()
    return rewrap(leaf, STATE.levels), leaf


def _needed(tensors, leaves):
    """Whether somebody outside wants derivatives of these: then their graph stays."""
    tensors = tuple(base(t) for t in tensors if isinstance(t, Tensor))
    return _C._reaches_other_leaf(tensors, tuple(leaves))


def _release(tree, leaves, connect):
    """Results without the graph of this level, unless it is part of an outer one."""

    def one(t):
        if not isinstance(t, Tensor) or not t.requires_grad or (connect and _needed((t,), leaves)):
            return t
        return t.detach()

    return tree_map(one, tree)


def _slice(args, argnums, name):
    """The arguments to differentiate, and how to put others in their places."""
    if isinstance(argnums, bool) or not isinstance(argnums, (int, tuple)):
        raise RuntimeError(f"argnum must be int or Tuple[int, ...], got {type(argnums)}")
    picked = (argnums,) if isinstance(argnums, int) else argnums
    if not picked:
        raise RuntimeError("argnums must be non-empty")
    for i in picked:
        if not -len(args) <= i < len(args):
            raise RuntimeError(f"Got argnum={i}, but only {len(args)} positional inputs")
    places = [i % len(args) for i in picked]
    if len(set(places)) != len(places):
        raise RuntimeError(f"argnums elements must be unique, got {argnums}")
    chosen = args[places[0]] if isinstance(argnums, int) else tuple(args[i] for i in places)

    def put(values):
        new = list(args)
        for i, v in zip(places, (values,) if isinstance(argnums, int) else values):
            new[i] = v
        return new

    return chosen, put


def _aux(out, name):
    if not (isinstance(out, tuple) and len(out) == 2):
        raise RuntimeError(
            f"{name}: output of function f should be a tuple: (output, aux) if has_aux is True"
        )
    return out


def grad_and_value(func, argnums=0, has_aux=False):
    """A function that gives the gradient of `func`, which returns one number, and the number: `(grad, value)`.

    With `has_aux`, `func` returns `(number, aux)` and the result is `(grad, (number, aux))`.
    """

    def wrapper(*args, **kwargs):
        with backward_only() as connect:
            chosen, put = _slice(args, argnums, "grad")
            flat, spec = tree_flatten(chosen)
            _check_tensors(flat, "grad")
            pairs = [_track(x, connect) for x in flat]
            leaves = [leaf for _, leaf in pairs]
            out = func(*put(tree_unflatten([s for s, _ in pairs], spec)), **kwargs)
            aux = None
            if has_aux:
                out, aux = _aux(out, "grad_and_value(f)(*args)")
            if not isinstance(out, Tensor):
                raise RuntimeError(f"grad_and_value(f)(*args): expected f(*args) to return a tensor, got {type(out)}")
            if out.dim() != 0:
                raise RuntimeError(
                    "grad_and_value(f)(*args): expected f(*args) to return a scalar tensor, got tensor with "
                    f"{out.dim()} dims. Maybe you wanted to use the vjp or jacrev APIs instead?"
                )
            plain = base(lift(out))
            keep = connect and _needed((plain, *tree_leaves(aux)), leaves)
            found = grad_or_none([plain], leaves, [lumbre.ones_like(plain, memory_format=lumbre.contiguous_format)], keep)
            grads = [rewrap(lumbre.zeros_like(x) if g is None else g, STATE.levels) for g, x in zip(found, leaves)]
            value = out if keep else out.detach()
            aux = _release(aux, leaves, connect)
        grads = tree_unflatten(grads, spec)
        return grads, ((value, aux) if has_aux else value)

    return functools.wraps(func)(wrapper) if hasattr(func, "__name__") else wrapper


def grad(func, argnums=0, has_aux=False):
    """A function that gives the gradient of `func`, which returns one number, with respect to the arguments `argnums`.

    With `has_aux`, `func` returns `(number, aux)` and the result is `(grad, aux)`.
    """
    both = grad_and_value(func, argnums, has_aux)

    def wrapper(*args, **kwargs):
        grads, value = both(*args, **kwargs)
        return (grads, value[1]) if has_aux else grads

    return functools.wraps(func)(wrapper) if hasattr(func, "__name__") else wrapper


def _rows(tensors, level):
    """One list a sample: the tensors without their batch at `level`."""
    for i in range(level.size):
        yield [t._value.select(0, i) if at(t, level) else t for t in tensors]


def _levels_apart(tensors, levels):
    """The innermost level of the tensors that is not among `levels`."""
    found = top_level([t for t in tensors if t is not None])
    if found is None or found in levels:
        return None
    check(found)
    return found


def _over_rows(tensors, levels, apply, shapes):
    """`apply` on tensors of `levels`; where they have inner levels, sample by sample: the graph has no batch there."""
    extra = _levels_apart(tensors, levels)
    if extra is None:
        for level in levels:
            check(level)
        return apply(tensors)
    rows = [_over_rows(r, levels, apply, shapes) for r in _rows(tensors, extra)]
    if not rows:
        return [x.new_zeros((0, *x.shape)) for x in shapes]
    return [wrap(lumbre.stack(column), extra) for column in zip(*rows)]


class _Graph:
    """A function run once, for any number of derivatives of it."""

    def __init__(self, func, primals, has_aux, name, forward=False):
        self.levels = list(STATE.levels)
        flat, self.in_spec = tree_flatten(primals)
        _check_tensors(flat, name)
        self.connect = _C.is_grad_enabled()
        mode = Recording() if forward else backward_only()
        with mode:
            pairs = [_track(x, self.connect) for x in flat]
            self.samples, self.leaves = [s for s, _ in pairs], [leaf for _, leaf in pairs]
            out = func(*tree_unflatten(self.samples, self.in_spec))
            self.aux = None
            if has_aux:
                out, aux = _aux(out, name)
                self.aux = _release(aux, self.leaves, self.connect)
            flat_out, self.out_spec = tree_flatten(out)
            if not flat_out:
                raise RuntimeError(f"{name}: Expected f to be a function that has non-empty output (got output = {out})")
            for o in flat_out:
                if not isinstance(o, Tensor):
                    raise RuntimeError(f"{name}: Expected f(*primals) to return only tensors, got unsupported type {type(o)}")
            self.outs = [lift(o, self.levels) for o in flat_out]
            self.plain = [base(o) for o in self.outs]
            self.shared = self.connect and _needed(self.plain, self.leaves)
            self.linear = Linear(self.plain, self.leaves) if forward else None
        self.values = [o if self.shared else o.detach() for o in flat_out]
        self.output = tree_unflatten(self.values, self.out_spec)

    def pull(self, cotangents, create_graph):
        """Products of cotangents with the Jacobian, one for each leaf."""

        def apply(rows):
            seeds = [base(lift(c, self.levels)) for c in rows]
            found = grad_or_none(self.plain, self.leaves, seeds, create_graph)
            return [rewrap(lumbre.zeros_like(x) if g is None else g, self.levels) for g, x in zip(found, self.leaves)]

        return _over_rows(cotangents, self.levels, apply, self.samples)

    def push(self, tangents, create_graph):
        """Products of the Jacobian with tangents, one for each output."""

        def apply(rows):
            plain = [base(lift(t, self.levels)) for t in rows]
            found = self.linear.apply(plain, create_graph)
            return [rewrap(lumbre.zeros_like(o) if t is None else t, self.levels) for t, o in zip(found, self.plain)]

        return _over_rows(tangents, self.levels, apply, self.outs)

    def records(self, vectors):
        """Whether derivatives of a product are wanted: by an outer level or because a vector has a graph."""
        return _C.is_grad_enabled() and (self.shared or any(base(v).requires_grad for v in vectors))


def _checked_like(tree, spec, like, name, what):
    flat, got = tree_flatten(tree)
    if got != spec and len(flat) != len(like) or len(flat) != len(like):
        raise RuntimeError(f"Expected pytree structure of {what} to be the same as pytree structure of {name}.\n{what}: {got}\n{name}: {spec}")
    for v, x in zip(flat, like):
        if not isinstance(v, Tensor):
            raise RuntimeError(f"Expected {what} to be tensors, got {type(v)}")
        if v.shape != x.shape:
            raise RuntimeError(f"Expected {what} to have the same shape as the {name}, got {tuple(v.shape)} and {tuple(x.shape)}")
    return flat


def vjp(func, *primals, has_aux=False):
    """`func(*primals)`, and a function from cotangents (in the output's structure) to their products with the Jacobian,
    a tuple with one entry for each of the primals.

    With `has_aux`, `func` returns `(output, aux)` and a third result is `aux`.
    """
    graph = _Graph(func, primals, has_aux, "vjp(f, *primals)")

    def vjp_fn(cotangents, retain_graph=True, create_graph=None):
        flat = _checked_like(cotangents, graph.out_spec, graph.outs, "the output of f(*primals)", "cotangents")
        record = graph.records(flat) if create_graph is None else create_graph
        return tree_unflatten(graph.pull(flat, record), graph.in_spec)

    return (graph.output, vjp_fn, graph.aux) if has_aux else (graph.output, vjp_fn)


def jvp(func, primals, tangents, *, strict=False, has_aux=False):
    """`func(*primals)`, and the product of its Jacobian with `tangents` (of the primals' structure), by two backward passes."""
    for given, what in ((primals, "primals"), (tangents, "tangents")):
        if not isinstance(given, tuple) or not given:
            raise RuntimeError(f"jvp(f, primals, tangents): Expected {what} to be a non-empty tuple, got {type(given)}")
    graph = _Graph(func, primals, has_aux, "jvp(f, primals, tangents)", forward=True)
    if strict and any(s is None for s in graph.linear.seeds):
        raise RuntimeError("jvp(f, primals, tangents, strict=True): The output of f is independent of the inputs.")
    flat = _checked_like(tangents, graph.in_spec, graph.samples, "primals", "tangents")
    found = tree_unflatten(graph.push(flat, graph.records(flat)), graph.out_spec)
    return (graph.output, found, graph.aux) if has_aux else (graph.output, found)


def linearize(func, *primals):
    """`func(*primals)`, and a function from tangents to the products of its Jacobian with them, without running `func` again."""
    graph = _Graph(func, primals, False, "linearize(f, *primals)", forward=True)

    def jvp_fn(*tangents):
        flat = _checked_like(tangents, graph.in_spec, graph.samples, "primals", "tangents")
        return tree_unflatten(graph.push(flat, graph.records(flat)), graph.out_spec)

    return graph.output, jvp_fn


def _units(tensors, start, stop):
    """Rows `start…stop` of the identity over all elements of the tensors together, cut into their shapes."""
    for i in range(start, stop):
        row, before = [], 0
        for t in tensors:
            n = t.numel()
            unit = lumbre.zeros(n, dtype=t.dtype, device=t.device)
            if before <= i < before + n:
                unit[i - before] = 1
            row.append(unit.reshape(t.shape))
            before += n
        yield row


def jacrev(func, argnums=0, *, has_aux=False, chunk_size=None, _preallocate_and_copy=False):
    """A function that gives the Jacobian of `func` with respect to the arguments `argnums`, one backward pass an output element.

    A result has the shape `output.shape + input.shape`; trees of outputs and inputs give trees of them. `chunk_size` is accepted;
    the passes run one by one whatever it is.
    """
    if chunk_size is not None and not chunk_size > 0:
        raise ValueError("jacrev: `chunk_size` should be greater than 0.")

    def wrapper(*args, **kwargs):
        chosen, put = _slice(args, argnums, "jacrev")
        graph = _Graph(lambda x: func(*put(x), **kwargs), (chosen,), has_aux, "jacrev(f, *args)")
        record = graph.records(())
        rows = [graph.pull(unit, record) for unit in _units(graph.outs, 0, sum(o.numel() for o in graph.outs))]
        flat, before = [], 0
        for o in graph.outs:
            part, before = rows[before : before + o.numel()], before + o.numel()
            flat.append(_blocks(part, o, graph.samples))
        trees = [tree_unflatten(blocks, graph.in_spec)[0] for blocks in flat]
        result = tree_unflatten(trees, graph.out_spec)
        return (result, graph.aux) if has_aux else result

    return functools.wraps(func)(wrapper) if hasattr(func, "__name__") else wrapper


def _blocks(rows, out, inputs):
    """For one output, its Jacobian with respect to each input, from one row an element."""
    if not rows:
        return [x.new_zeros((*out.shape, *x.shape)) for x in inputs]
    return [lumbre.stack(column).reshape((*out.shape, *x.shape)) for column, x in zip(zip(*rows), inputs)]


def jacfwd(func, argnums=0, has_aux=False, *, randomness="error"):
    """As `jacrev`, column by column: one pass for each element of the inputs, which suits functions with more outputs than inputs."""

    def wrapper(*args, **kwargs):
        chosen, put = _slice(args, argnums, "jacfwd")
        graph = _Graph(lambda x: func(*put(x), **kwargs), (chosen,), has_aux, "jacfwd(f, *args)", forward=True)
        record = graph.records(())
        columns = [graph.push(unit, record) for unit in _units(graph.samples, 0, sum(x.numel() for x in graph.samples))]
        trees = []
        for k, o in enumerate(graph.outs):
            blocks, before = [], 0
            for x in graph.samples:
                part, before = columns[before : before + x.numel()], before + x.numel()
                shape = (*o.shape, *x.shape)
                blocks.append(lumbre.stack([c[k] for c in part], -1).reshape(shape) if part else o.new_zeros(shape))
            trees.append(tree_unflatten(blocks, graph.in_spec)[0])
        result = tree_unflatten(trees, graph.out_spec)
        return (result, graph.aux) if has_aux else result

    return functools.wraps(func)(wrapper) if hasattr(func, "__name__") else wrapper


def hessian(func, argnums=0):
    """A function that gives the second derivatives of `func` with respect to the arguments `argnums`."""
    return jacfwd(jacrev(func, argnums), argnums)


def functionalize(func, *, remove="mutations"):
    """`func` itself: nothing here needs functions without in-place ops."""
    if remove not in ("mutations", "mutations_and_views"):
        raise RuntimeError(f"functionalize(f, remove={remove}): remove must be 'mutations' or 'mutations_and_views'")
    return func


def debug_unwrap(tensor, *, recurse=True):
    """The tensor under a sample of a batch: under all levels, or one."""
    if not recurse:
        return tensor._value if type(tensor) is Batched else tensor
    return base(tensor)
