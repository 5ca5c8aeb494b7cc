"""Compares derivatives by backward passes with those by finite differences."""

import lumbre

__all__ = ["gradcheck", "gradgradcheck", "GradcheckError"]


class GradcheckError(RuntimeError):
    """Two ways to a derivative disagree."""


def _as_tuple(x):
    return tuple(x) if isinstance(x, (tuple, list)) else (x,)


def _differentiable(values):
    return tuple(v for v in values if isinstance(v, lumbre.Tensor) and (v.is_floating_point() or v.is_complex()) and v.requires_grad)


def _check_inputs(inputs):
    wanted = _differentiable(inputs)
    if not wanted:
        raise ValueError(
            "gradcheck expects at least one input tensor to require gradient, but none of the them have requires_grad=True."
        )
    for i, x in enumerate(inputs):
        if not isinstance(x, lumbre.Tensor) or not x.requires_grad:
            continue
        if x.dtype not in (lumbre.float64, lumbre.complex128):
            import warnings

            warnings.warn(
                f"Input #{i} requires gradient and is not a double precision floating point or complex. This check will "
                "likely fail if all the inputs are not of double precision floating point or complex.",
                stacklevel=4,
            )
        if any(step == 0 and n > 1 for step, n in zip(x.stride(), x.shape)):
            raise RuntimeError(
                f"The {i}th input has a dimension with stride 0. gradcheck only supports inputs that are non-overlapping "
                "to be able to compute the numerical gradients correctly. You should call .contiguous on the input before "
                "passing it to gradcheck."
            )
    return wanted


def _values(func, inputs):
    """The differentiable outputs, detached, with the inputs as they are now."""
    with lumbre.no_grad():
        return [o.detach().clone() for o in _as_tuple(func(*inputs)) if isinstance(o, lumbre.Tensor)]


def _columns(x):
    """Every real number in a tensor: its place and the unit it is moved along."""
    for i in range(x.numel()):
        yield i, 1.0
        if x.is_complex():
            yield i, 1j


def _numerical(func, inputs, x, outputs, eps):
    """`d output / d x` by central differences, one column a real number of `x`."""
    # Through `.data`: moving the input must not look like a change of it to what was saved.
    target = x.data
    flat = target.is_contiguous()
    target = target.view(-1) if flat else target
    columns = [[] for _ in outputs]
    for i, unit in _columns(x):
        place = (i,) if flat else _unravel(i, x.shape)
        before = target[place].item()
        target[place] = before + eps * unit
        high = _values(func, inputs)
        target[place] = before - eps * unit
        low = _values(func, inputs)
        target[place] = before
        for column, k in zip(columns, outputs):
            column.append(((high[k] - low[k]) / (2 * eps)).reshape(-1).tolist())
    return columns


def _unravel(i, shape):
    out = []
    for n in reversed(shape):
        out.append(i % n)
        i //= n
    return tuple(reversed(out))


def _analytical(out, x, grad_fn):
    """The same by backward passes: `x`'s gradient for every real direction of the output."""
    n = sum(1 for _ in _columns(x))
    columns = [[0.0] * out.numel() for _ in range(n)]
    for j, unit in _columns(out):
        seed = lumbre.zeros(out.numel(), dtype=out.dtype, device=out.device)
        seed[j] = unit
        seed = seed.reshape(out.shape)
        g = grad_fn(out, x, seed)
        if g is None:
            continue
        flat = g.detach().reshape(-1).tolist()
        for c, (i, direction) in enumerate(_columns(x)):
            value = complex(flat[i])
            # The gradient's real part moves the output's part along `unit`; its imaginary part goes with 1j.
            part = value.real if direction == 1.0 else value.imag
            columns[c][j] += part * unit
    return columns


def _grad(out, x, seed):
    return lumbre.autograd.grad(out, x, seed, retain_graph=True, allow_unused=True)[0]


def _close(a, b, rtol, atol):
    a, b = complex(a), complex(b)
    if a != a or b != b:
        return a != a and b != b
    return abs(a - b) <= atol + rtol * abs(b)


def _compare(numerical, analytical, where, rtol, atol):
    for i, (n_column, a_column) in enumerate(zip(numerical, analytical)):
        for j, (n, a) in enumerate(zip(n_column, a_column)):
            if not _close(a, n, rtol, atol):
                raise GradcheckError(
                    f"Jacobian mismatch for output {where[0]} with respect to input {where[1]}, at output element {j} and "
                    f"input number {i}:\nnumerical: {n}\nanalytical: {a}"
                )


def _check_undefined(outputs, wanted):
    """A rule must take gradients that are not there as zeros."""
    for k, out in enumerate(outputs):
        if len(outputs) < 2:
            return
        others = [o for i, o in enumerate(outputs) if i != k]
        grads = lumbre.autograd.grad(
            others, wanted, [lumbre.zeros_like(o) for o in others], retain_graph=True, allow_unused=True
        )
        if any(g is not None and bool((g != 0).any()) for g in grads):
            raise GradcheckError(f"Expected zero gradients where output {k} has none and the others' are zero")


def gradcheck(
    func, inputs, *, eps=1e-6, atol=1e-5, rtol=1e-3, raise_exception=True, nondet_tol=0.0, check_undefined_grad=True,
    check_grad_dtypes=False, check_batched_grad=False, check_batched_forward_grad=False, check_forward_ad=False,
    check_backward_ad=True, fast_mode=False, masked=None,
):  # fmt: skip
    """Whether the gradients of `func` with respect to `inputs` agree with central differences of step `eps`.

    Inputs are double precision and require gradients. A mismatch raises `GradcheckError`, or gives False with
    `raise_exception=False`. `check_forward_ad` compares forward-mode derivatives too, the batched checks those of several
    vectors at once with one after the other; `fast_mode` compares along random directions instead of every element.
    """
    if not (check_forward_ad or check_backward_ad):
        raise AssertionError("Expected at least one of check_forward_ad or check_backward_ad to be True")
    if check_batched_grad and not check_backward_ad:
        raise AssertionError("Setting check_batched_grad=True requires check_backward_ad to be True")
    if check_batched_forward_grad and not check_forward_ad:
        raise AssertionError("Setting check_batched_forward_grad=True requires check_forward_ad to be True")
    inputs = _as_tuple(inputs)
    try:
        if check_backward_ad:
            if fast_mode and not _has_complex(func, inputs):
                _check_inputs(inputs)
                _check_along(func, inputs, eps, atol, rtol, backward=True)
            else:
                _check(func, inputs, eps, atol, rtol, nondet_tol, check_undefined_grad, check_grad_dtypes)
        if check_forward_ad:
            if fast_mode and not _has_complex(func, inputs):
                _check_along(func, inputs, eps, atol, rtol, backward=False)
            else:
                _check_forward(func, inputs, eps, atol, rtol)
        if check_batched_grad:
            _check_batched(func, inputs)
        if check_batched_forward_grad:
            _check_batched_forward(func, inputs)
    except GradcheckError:
        if raise_exception:
            raise
        return False
    return True


def _check(func, inputs, eps, atol, rtol, nondet_tol, check_undefined_grad, check_grad_dtypes):
    wanted = _check_inputs(inputs)
    everything = [o for o in _as_tuple(func(*inputs)) if isinstance(o, lumbre.Tensor)]
    places = [k for k, o in enumerate(everything) if (o.is_floating_point() or o.is_complex()) and o.requires_grad]
    outputs = [everything[k] for k in places]
    if not everything:
        raise ValueError("gradcheck expects at least one output tensor")
    for i, x in enumerate(wanted):
        numerical = _numerical(func, inputs, x, range(len(everything)), eps)
        for k, o in enumerate(everything):
            if k not in places and not _all_zero(numerical[k]):
                raise GradcheckError("Numerical gradient for function expected to be zero")
        for k, out in zip(places, outputs):
            analytical = _analytical(out, x, _grad)
            _compare(numerical[k], analytical, (k, i), rtol, atol)
            again = _analytical(out, x, _grad)
            for a, b in zip(sum(analytical, []), sum(again, [])):
                if not _close(a, b, 0.0, nondet_tol):
                    raise GradcheckError("Backward is not reentrant, i.e., running backward with same input and grad_output multiple times gives different values")
            g = _grad(out, x, lumbre.zeros_like(out))
            if g is not None and g.shape != x.shape:
                raise GradcheckError("grad is incorrect size")
            if check_grad_dtypes and g is not None and g.dtype != x.dtype:
                raise GradcheckError("the gradient's dtype is not the input's")
    if check_undefined_grad and outputs:
        _check_undefined(outputs, wanted)


def _has_complex(func, inputs):
    with lumbre.no_grad():
        values = inputs + _as_tuple(func(*inputs))
    return any(isinstance(v, lumbre.Tensor) and v.is_complex() for v in values)


def _graph(func, inputs):
    """The differentiable outputs with their graph, their places among all tensors that came back, and those."""
    wanted = _check_inputs(inputs)
    everything = [o for o in _as_tuple(func(*inputs)) if isinstance(o, lumbre.Tensor)]
    places = [k for k, o in enumerate(everything) if (o.is_floating_point() or o.is_complex()) and o.requires_grad]
    return wanted, places, [everything[k] for k in places]


def _linear(outputs, wanted):
    from lumbre._functorch.forward import Linear

    return Linear(list(outputs), list(wanted))


def _check_forward(func, inputs, eps, atol, rtol):
    """Every column of the Jacobian by forward mode."""
    wanted, places, outputs = _graph(func, inputs)
    linear = _linear(outputs, wanted)
    for i, x in enumerate(wanted):
        numerical = _numerical(func, inputs, x, places, eps)
        columns = [[] for _ in outputs]
        for j, unit in _columns(x):
            tangents = [lumbre.zeros_like(w).detach() for w in wanted]
            tangents[i].view(-1)[j] = unit
            for column, out, change in zip(columns, outputs, linear.apply(tangents, False)):
                column.append(([0.0] * out.numel()) if change is None else change.reshape(-1).tolist())
        for k, n, a in zip(places, numerical, columns):
            _compare(n, a, (k, i), rtol, atol)


def _check_along(func, inputs, eps, atol, rtol, backward):
    """The Jacobian between one random direction of the inputs and one of the outputs."""
    wanted, places, outputs = _graph(func, inputs)
    directions = [lumbre.randn_like(x).detach() for x in wanted]
    directions = [d / d.norm().clamp_min(1e-12) for d in directions]
    linear = None if backward else _linear(outputs, wanted)
    for i, (x, d) in enumerate(zip(wanted, directions)):
        before = x.data.clone()
        values = []
        for step in (eps, -eps):
            x.data.copy_(before + step * d)
            values.append(_values(func, inputs))
        x.data.copy_(before)
        tangents = [t if j == i else lumbre.zeros_like(t) for j, t in enumerate(directions)]
        changes = None if backward else linear.apply(tangents, False)
        for n, (k, out) in enumerate(zip(places, outputs)):
            v = lumbre.randn_like(out).detach()
            numerical = (((values[0][k] - values[1][k]) / (2 * eps)) * v).sum().item()
            if backward:
                g = _grad(out, x, v)
                found = 0.0 if g is None else (g.detach() * d).sum().item()
            else:
                found = 0.0 if changes[n] is None else (changes[n] * v).sum().item()
            _compare([[numerical]], [[found]], (k, i), rtol, atol)


def _differ(a, b):
    return (a is None) != (b is None) or a is not None and not lumbre.allclose(a, b, rtol=1e-5, atol=1e-8, equal_nan=True)


def _check_batched(func, inputs):
    """Gradients for several vectors at once against one after the other."""
    wanted, places, outputs = _graph(func, inputs)
    for k, out in zip(places, outputs):
        seeds = lumbre.randn(3, *out.shape, dtype=out.dtype, device=out.device)
        at_once = lumbre.autograd.grad(out, wanted, seeds, retain_graph=True, allow_unused=True, is_grads_batched=True)
        rows = [lumbre.autograd.grad(out, wanted, s, retain_graph=True, allow_unused=True) for s in seeds]
        for i, (batch, column) in enumerate(zip(at_once, zip(*rows))):
            expected = None if any(c is None for c in column) else lumbre.stack(column)
            if _differ(batch, expected):
                raise GradcheckError(f"For output {k} and input {i}, batched gradients are not those of each vector")


def _check_batched_forward(func, inputs):
    """Changes along several directions at once, by `vmap` of `jvp`, against one after the other."""
    from lumbre import func as transforms

    wanted, _, outputs = _graph(func, inputs)
    linear = _linear(outputs, wanted)
    directions = [lumbre.randn(3, *x.shape, dtype=x.dtype, device=x.device) for x in wanted]

    def along(*tangents):
        def only(*xs):
            given = iter(xs)
            found = _as_tuple(func(*(next(given) if any(a is w for w in wanted) else a for a in inputs)))
            return tuple(o for o in found if isinstance(o, lumbre.Tensor) and (o.is_floating_point() or o.is_complex()))

        return transforms.jvp(only, tuple(w.detach() for w in wanted), tangents)[1]

    at_once = transforms.vmap(along)(*directions)
    for n, rows in enumerate(zip(*(linear.apply([d[j] for d in directions], False) for j in range(3)))):
        if all(r is not None for r in rows) and _differ(at_once[n], lumbre.stack(rows)):
            raise GradcheckError(f"For output {n}, batched forward-mode derivatives are not those of each direction")


def _all_zero(columns):
    return all(value == 0 for column in columns for value in column)


def gradgradcheck(
    func, inputs, grad_outputs=None, *, eps=1e-6, atol=1e-5, rtol=1e-3, gen_non_contig_grad_outputs=False,
    raise_exception=True, nondet_tol=0.0, check_undefined_grad=True, check_grad_dtypes=False, check_batched_grad=False,
    check_fwd_over_rev=False, check_rev_over_rev=True, fast_mode=False, masked=False,
):  # fmt: skip
    """`gradcheck` of the gradients of `func`, in its inputs and in the gradients of its outputs (random by default)."""
    inputs = _as_tuple(inputs)
    if grad_outputs is None:
        grad_outputs = tuple(_random_like(o, gen_non_contig_grad_outputs) for o in _differentiable(_as_tuple(func(*inputs))))
    else:
        grad_outputs = _as_tuple(grad_outputs)
    n = len(grad_outputs)

    def first(*args):
        args, seeds = args[:-n], args[-n:]
        with lumbre.enable_grad():
            args = tuple(a.detach().requires_grad_() if _fresh(a) else a for a in args)
            outputs = _differentiable(_as_tuple(func(*args)))
            wanted = _differentiable(args)
            grads = lumbre.autograd.grad(outputs, wanted, seeds, create_graph=True, allow_unused=True)
        return tuple(g for g in grads if g is not None)

    return gradcheck(
        first, inputs + grad_outputs, eps=eps, atol=atol, rtol=rtol, raise_exception=raise_exception, nondet_tol=nondet_tol,
        check_undefined_grad=check_undefined_grad, check_grad_dtypes=check_grad_dtypes, fast_mode=fast_mode,
        check_batched_grad=check_batched_grad, check_forward_ad=check_fwd_over_rev, check_backward_ad=check_rev_over_rev,
    )  # fmt: skip


def _fresh(a):
    """Inside `no_grad`, where differences are taken, inputs need a graph of their own."""
    return isinstance(a, lumbre.Tensor) and a.requires_grad and a.is_leaf and not lumbre.is_grad_enabled()


def _random_like(out, non_contiguous):
    from lumbre.testing import make_tensor

    return make_tensor(
        out.shape, dtype=out.dtype, device=out.device, low=-1, high=1, requires_grad=True, noncontiguous=non_contiguous
    )
