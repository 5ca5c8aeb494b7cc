"""Products with Jacobians and Hessians, and the matrices themselves, of functions of tensors."""

import lumbre

__all__ = ["vjp", "jvp", "jacobian", "hessian", "hvp", "vhp"]


def _as_tuple(x, what, function):
    """A tuple of tensors, and whether it was one."""
    single = not isinstance(x, tuple)
    items = (x,) if single else x
    for i, item in enumerate(items):
        if not isinstance(item, lumbre.Tensor):
            place = f"{what} given to {function}" if what != "outputs" else f"outputs of the user-provided function given to {function}"
            where = "" if single else f" The value at index {i} has type {type(item)}."
            raise TypeError(f"The {place} must be either a Tensor or a tuple of Tensors but got {type(x)}.{where}")
    return items, not single


def _prepare(inputs, create_graph, need_graph):
    """Inputs that the function's graph starts from, whatever they come from."""
    out = []
    for x in inputs:
        if create_graph and x.requires_grad:
            # A view of it: the result stays connected to the input.
            out.append(x.view_as(x))
        else:
            out.append(x.detach().requires_grad_(need_graph))
    return tuple(out)


def _finish(tensors, create_graph):
    if isinstance(tensors, tuple):
        return tuple(_finish(t, create_graph) for t in tensors)
    return tensors if create_graph else tensors.detach()


def _unwrap(items, is_tuple):
    return items if is_tuple else items[0]


def _check_v(v, targets, is_tuple, what):
    """Checks the vector against what it is multiplied with; None stands for 1 of a single number."""
    if v is None:
        if len(targets) != 1 or targets[0].numel() != 1:
            raise RuntimeError(f"The vector v can only be None if {what}")
        return (lumbre.ones_like(targets[0]),)
    v, _ = _as_tuple(v, "v", "the product")
    if len(v) != len(targets):
        raise RuntimeError(
            f"v is a tuple of invalid length: should be {len(targets)} but got {len(v)}."
            if is_tuple or len(v) != 1
            else "The given v should contain a single Tensor."
        )
    for i, (a, b) in enumerate(zip(v, targets)):
        if a.shape != b.shape:
            entry = f"Entry {i} in " if is_tuple else ""
            raise RuntimeError(f"{entry}v has invalid size: should be {b.size()} but got {a.size()}.")
    return v


def _strict(items, kind, function, strict, create_graph=False):
    """With `strict`, what does not depend on the inputs is an error rather than a zero."""
    if not strict:
        return
    for i, x in enumerate(items):
        if x is None:
            raise RuntimeError(
                f"{function}: {kind} {i} is independent of the inputs (or the outputs of it). This is not allowed in strict mode."
            )
        if not x.requires_grad and (kind == "Output" or create_graph):
            raise RuntimeError(f"{function}: {kind} {i} is independent of the inputs. This is not allowed in strict mode.")


def _grad(outputs, inputs, grad_outputs, create_graph=False, retain_graph=None):
    """Gradients, None where there is no path; outputs that need none are left out."""
    pairs = [(o, g) for o, g in zip(outputs, grad_outputs) if o is not None and o.requires_grad]
    if not pairs:
        return (None,) * len(inputs)
    return lumbre.autograd.grad(
        [o for o, _ in pairs], inputs, [g for _, g in pairs], allow_unused=True, create_graph=create_graph, retain_graph=retain_graph
    )


def _fill(grads, like, strict, function, kind="Input", create_graph=False):
    _strict(grads, kind, function, strict, create_graph)
    return tuple(lumbre.zeros_like(x) if g is None else g for g, x in zip(grads, like))


def _run(func, inputs, function, strict):
    outputs, is_tuple = _as_tuple(func(*inputs), "outputs", function)
    _strict(outputs, "Output", function, strict)
    return outputs, is_tuple


def vjp(func, inputs, v=None, create_graph=False, strict=False):
    """`func(*inputs)`, and the product of `v` (of the output's shape) with the Jacobian."""
    with lumbre.enable_grad():
        inputs, several = _as_tuple(inputs, "inputs", "vjp")
        inputs = _prepare(inputs, create_graph, True)
        outputs, many = _run(func, inputs, "vjp", strict)
        v = _check_v(v, outputs, many, "the user-provided function returns a single Tensor with a single element.")
    with lumbre.set_grad_enabled(create_graph or lumbre.is_grad_enabled()):
        grads = _fill(_grad(outputs, inputs, v, create_graph), inputs, strict, "vjp", create_graph=create_graph)
    return _unwrap(_finish(outputs, create_graph), many), _unwrap(_finish(grads, create_graph), several)


def jvp(func, inputs, v=None, create_graph=False, strict=False):
    """`func(*inputs)`, and the product of the Jacobian with `v` (of the input's shape), by two backward passes."""
    with lumbre.enable_grad():
        inputs, _ = _as_tuple(inputs, "inputs", "jvp")
        inputs = _prepare(inputs, create_graph, True)
        v = _check_v(v, inputs, len(inputs) > 1, "the input to the user-provided function is a single Tensor with a single element.")
        outputs, many = _run(func, inputs, "jvp", strict)
        # The vector-Jacobian product is linear in `u`: its own derivative is what is asked for.
        u = tuple(lumbre.zeros_like(o, requires_grad=True) for o in outputs)
        back = _fill(_grad(outputs, inputs, u, create_graph=True), inputs, strict, "jvp")
    with lumbre.set_grad_enabled(create_graph or lumbre.is_grad_enabled()):
        grads = _grad(back, u, v, create_graph)
        grads = _fill(grads, outputs, strict, "jvp", create_graph=create_graph)
    return _unwrap(_finish(outputs, create_graph), many), _unwrap(_finish(grads, create_graph), many)


def jacobian(func, inputs, create_graph=False, strict=False, vectorize=False, strategy="reverse-mode"):
    """The derivatives of every output element with respect to every input element.

    One tensor of shape `output.shape + input.shape` for a tensor in and a tensor out, else (nested) tuples of them.
    `vectorize` and `strategy` choose how they are computed, not what.
    """
    if strategy not in ("reverse-mode", "forward-mode"):
        raise ValueError('Expected strategy to be either "forward-mode" or "reverse-mode".')
    if strict and vectorize:
        raise RuntimeError(
            "torch.autograd.functional.jacobian: `strict=True` and `vectorize=True` are not supported together. "
            "Please either set `strict=False` or `vectorize=False`."
        )
    if strategy == "forward-mode":
        if create_graph or not vectorize:
            raise NotImplementedError(
                "torch.autograd.functional.jacobian: `strategy='forward-mode'` needs `vectorize=True` and no `create_graph`"
            )
        return _jacobian_forward(func, inputs)
    with lumbre.enable_grad():
        inputs, several = _as_tuple(inputs, "inputs", "jacobian")
        inputs = _prepare(inputs, create_graph, True)
        outputs, many = _run(func, inputs, "jacobian", strict)
        rows = tuple(_output_rows(out, inputs, strict, create_graph) for out in outputs)
        rows = _finish(rows, create_graph)
    if many:
        return rows if several else tuple(r[0] for r in rows)
    return rows[0] if several else rows[0][0]


def _jacobian_forward(func, inputs):
    """The Jacobian column by column."""
    from lumbre._functorch.forward import Linear, Recording

    inputs, several = _as_tuple(inputs, "inputs", "jacobian")
    with Recording():
        inputs = _prepare(inputs, False, True)
        outputs, many = _run(func, inputs, "jacobian", False)
        linear = Linear(list(outputs), list(inputs))
    blocks = [[[] for _ in inputs] for _ in outputs]
    for i, x in enumerate(inputs):
        for k in range(x.numel()):
            unit = lumbre.zeros(x.numel(), dtype=x.dtype, device=x.device)
            unit[k] = 1
            tangents = [unit.reshape(x.shape) if j == i else lumbre.zeros_like(y) for j, y in enumerate(inputs)]
            for row, out, change in zip(blocks, outputs, linear.apply(tangents, False)):
                row[i].append(lumbre.zeros_like(out) if change is None else change)
    rows = tuple(
        tuple(
            (lumbre.stack(c, -1) if c else out.new_zeros((*out.shape, 0))).reshape((*out.shape, *x.shape)).detach()
            for c, x in zip(row, inputs)
        )
        for row, out in zip(blocks, outputs)
    )
    if many:
        return rows if several else tuple(r[0] for r in rows)
    return rows[0] if several else rows[0][0]


def _output_rows(out, inputs, strict, create_graph):
    """For one output, its Jacobian with respect to each input."""
    flat = out.reshape(-1)
    columns = [[] for _ in inputs]
    for i in range(flat.shape[0]):
        grads = _grad((flat[i],), inputs, (None,), create_graph, retain_graph=True)
        grads = _fill(grads, inputs, strict, "jacobian", create_graph=create_graph)
        for column, g in zip(columns, grads):
            column.append(g)
    return tuple(
        lumbre.stack(c).reshape(tuple(out.shape) + tuple(x.shape)) if c else out.new_zeros(tuple(out.shape) + tuple(x.shape))
        for c, x in zip(columns, inputs)
    )


def _single(func, function):
    """`func`, checked to return one number."""

    def checked(*inputs):
        out = func(*inputs)
        items, several = _as_tuple(out, "outputs", function)
        if several or items[0].numel() != 1:
            raise RuntimeError(
                f"The function given to {function} should return a single Tensor with a single element"
            )
        return items[0].reshape(())

    return checked


def hessian(func, inputs, create_graph=False, strict=False, vectorize=False, outer_jacobian_strategy="reverse-mode"):
    """The second derivatives of a function that returns one number."""
    if outer_jacobian_strategy not in ("reverse-mode", "forward-mode"):
        raise ValueError('Expected strategy to be either "forward-mode" or "reverse-mode".')
    inputs, several = _as_tuple(inputs, "inputs", "hessian")
    scalar = _single(func, "hessian")

    def gradient(*xs):
        first = jacobian(scalar, xs, create_graph=True, strict=strict)
        for i, g in enumerate(first):
            if strict and not g.requires_grad:
                raise RuntimeError(
                    f"jacobian: the gradient of input {i} is independent of the inputs. This is not allowed in strict mode."
                )
        return first

    out = jacobian(
        gradient, inputs, create_graph=create_graph, strict=strict, vectorize=vectorize, strategy=outer_jacobian_strategy
    )
    return out if several else out[0][0]


def _second(func, inputs, function, strict, create_graph):
    prepared = _prepare(inputs, create_graph, True)
    outputs, _ = _run(_single(func, function), prepared, function, strict)
    grads = _grad(outputs, prepared, (None,), create_graph=True)
    return prepared, outputs[0], _fill(grads, prepared, strict, function)


def vhp(func, inputs, v=None, create_graph=False, strict=False):
    """`func(*inputs)`, one number, and the product of `v` with its Hessian."""
    with lumbre.enable_grad():
        inputs, several = _as_tuple(inputs, "inputs", "vhp")
        v = _check_v(v, inputs, several, "the input to the user-provided function is a single Tensor with a single element.")
        inputs, output, first = _second(func, inputs, "vhp", strict, create_graph)
    with lumbre.set_grad_enabled(create_graph or lumbre.is_grad_enabled()):
        grads = _fill(_grad(first, inputs, v, create_graph), inputs, strict, "vhp", create_graph=create_graph)
    return _finish(output, create_graph), _unwrap(_finish(grads, create_graph), several)


def hvp(func, inputs, v=None, create_graph=False, strict=False):
    """`func(*inputs)`, one number, and the product of its Hessian with `v`."""
    with lumbre.enable_grad():
        inputs, several = _as_tuple(inputs, "inputs", "hvp")
        v = _check_v(v, inputs, several, "the input to the user-provided function is a single Tensor with a single element.")
        inputs, output, first = _second(func, inputs, "hvp", strict, create_graph)
        u = tuple(lumbre.zeros_like(x, requires_grad=True) for x in inputs)
        back = _fill(_grad(first, inputs, u, create_graph=True), inputs, strict, "hvp")
    with lumbre.set_grad_enabled(create_graph or lumbre.is_grad_enabled()):
        grads = _fill(_grad(back, u, v, create_graph), inputs, strict, "hvp", create_graph=create_graph)
    return _finish(output, create_graph), _unwrap(_finish(grads, create_graph), several)
