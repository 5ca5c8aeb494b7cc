"""First and second derivatives of every differentiable row, against finite differences in double precision."""

import lumbre
import numpy as np
import pytest
from ops.suite import CASES_HERE, FACTORY, NONDIFF, Failures, flatten, words

STEP = 1e-5
# Samples with more numbers than this are not differentiated.
MOST = 100
DIFFERENTIABLE = [c for c in CASES_HERE if c.grad and not c.random]


def inputs_of(case, sample, dtype):
    args, kwargs = case.tensors(lumbre, sample, dtype, requires_grad=True)
    leaves = []

    def walk(x):
        if isinstance(x, lumbre.Tensor):
            if x.requires_grad:
                leaves.append(x)
        elif isinstance(x, (list, tuple)):
            for i in x:
                walk(i)

    walk(args)
    walk(list(kwargs.values()))
    return args, kwargs, leaves


def weights(shape, complex_, seed):
    random = np.random.RandomState(seed)
    w = random.uniform(0.5, 1.5, shape)
    return w + 1j * random.uniform(0.5, 1.5, shape) if complex_ else w


def weighted_sum(outputs):
    """A real number of all differentiable outputs."""
    total = None
    for i, out in enumerate(outputs):
        if not isinstance(out, lumbre.Tensor) or not out.requires_grad:
            continue
        w = lumbre.tensor(weights(tuple(out.shape), out.is_complex(), i), dtype=out.dtype)
        term = out * w
        if out.is_complex():
            term = lumbre.view_as_real(term.resolve_conj()).select(-1, 0)
        total = term.sum() if total is None else total + term.sum()
    return total


def nudged(leaf):
    """Each element of a leaf moved by STEP, along the real and then the imaginary axis, as (number, place, direction, restore)."""
    flat = np.array(leaf.detach().tolist(), dtype=complex if leaf.is_complex() else float).reshape(-1)
    for place in range(flat.size):
        for direction in (1, 1j) if leaf.is_complex() else (1,):
            yield place, direction, flat


def put(leaf, flat):
    with lumbre.no_grad():
        leaf.copy_(lumbre.tensor(flat.reshape(tuple(leaf.shape)), dtype=leaf.dtype))


def finite_difference(f, leaf):
    """d f / d leaf, with the convention d/d(re) + i d/d(im)."""
    slope = np.zeros(int(np.prod(tuple(leaf.shape))), dtype=complex if leaf.is_complex() else float)
    for place, direction, flat in nudged(leaf):
        ends = []
        for sign in (1, -1):
            moved = flat.copy()
            moved[place] += sign * direction * STEP
            put(leaf, moved)
            ends.append(f())
        slope[place] += direction * (ends[0] - ends[1]) / (2 * STEP)
        put(leaf, flat)
    return slope.reshape(tuple(leaf.shape))


def compare(analytic, numeric, what):
    got = np.zeros(numeric.shape) if analytic is None else np.array(analytic.detach().tolist(), dtype=numeric.dtype).reshape(numeric.shape)
    scale = max(1.0, np.abs(numeric).max()) if numeric.size else 1.0
    assert np.allclose(got, numeric, rtol=1e-5, atol=2e-6 * scale), f"{what}: derivative is {got.ravel()[:6]}, finite differences give {numeric.ravel()[:6]}"


def check_first(case, sample, dtype):
    args, kwargs, leaves = inputs_of(case, sample, dtype)
    if not leaves or sum(leaf.numel() for leaf in leaves) > MOST:
        return 0
    total = weighted_sum(flatten(case.call(lumbre, args, kwargs)))
    assert total is not None, "no output has a grad_fn"
    grads = lumbre.autograd.grad(total, leaves, allow_unused=True)

    def value():
        with lumbre.enable_grad():
            return weighted_sum(flatten(case.call(lumbre, args, kwargs))).item()

    for i, (leaf, grad) in enumerate(zip(leaves, grads)):
        assert grad is None or grad.shape == leaf.shape and grad.dtype == leaf.dtype
        compare(grad, finite_difference(value, leaf), f"input {i}")
    return len(leaves)


def check_second(case, sample, dtype):
    args, kwargs, leaves = inputs_of(case, sample, dtype)
    if not leaves or sum(leaf.numel() for leaf in leaves) > MOST:
        return

    def slope():
        """A weighted sum of the first derivatives, with its history."""
        total = weighted_sum(flatten(case.call(lumbre, args, kwargs)))
        if total is None:  # no elements, nothing to differentiate
            return None
        grads = lumbre.autograd.grad(total, leaves, create_graph=True, allow_unused=True)
        return weighted_sum([g for g in grads if g is not None])

    first = slope()
    grads = [None] * len(leaves) if first is None else lumbre.autograd.grad(first, leaves, allow_unused=True)

    def value():
        now = slope()
        return 0.0 if now is None else now.item()

    assert weighted_sum(flatten(case.call(lumbre, args, kwargs))) is not None, "no output has a grad_fn"
    if first is None:
        # Linear in everything: the first derivative must not move.
        def constant():
            grads = lumbre.autograd.grad(weighted_sum(flatten(case.call(lumbre, args, kwargs))), leaves, allow_unused=True)
            return sum(float(np.sum(weights(tuple(g.shape), g.is_complex(), i) * np.array(g.tolist())).real) for i, g in enumerate(grads) if g is not None)

        value = constant
    for i, (leaf, grad) in enumerate(zip(leaves, grads)):
        compare(grad, finite_difference(value, leaf), f"second derivative, input {i}")


def dtypes_of(case):
    return (["float64"] if "float64" in case.dtypes else []) + (["complex128"] if case.complex_grad else [])


@pytest.mark.parametrize("case", DIFFERENTIABLE, ids=repr)
def test_first_derivative_is_the_finite_difference(case):
    failures, seen = Failures(), []
    for sample in range(len(case.samples)):
        for dtype in dtypes_of(case):
            failures.check(f"sample {sample} {dtype}", lambda s, d: seen.append(check_first(case, s, d)), sample, dtype)
    failures.report()
    assert sum(seen) or not dtypes_of(case), "no sample has an input that takes a gradient"


@pytest.mark.parametrize("case", [c for c in DIFFERENTIABLE if c.grad is True], ids=repr)
def test_second_derivative_is_the_finite_difference(case, request):
    failures = Failures()
    samples = range(len(case.samples) if request.config.getoption("--full") else min(2, len(case.samples)))
    for sample in samples:
        for dtype in dtypes_of(case):
            failures.check(f"sample {sample} {dtype}", check_second, case, sample, dtype)
    failures.report()


@pytest.mark.parametrize("case", [c for c in CASES_HERE if not c.grad and not c.random and not words(c) & (NONDIFF | FACTORY) and c.op not in ("detach", "detach_copy")], ids=repr)
def test_row_without_derivative_is_declared_nondiff_or_gives_no_floats(case):
    """A float result from float inputs without a grad_fn is a lost gradient."""
    for sample in range(len(case.samples)):
        args, kwargs, leaves = inputs_of(case, sample, "float64")
        for out in flatten(case.call(lumbre, args, kwargs)):
            floating = isinstance(out, lumbre.Tensor) and out.is_floating_point()
            assert not (leaves and floating), f"sample {sample}: a float result of a row that says grad=False"
