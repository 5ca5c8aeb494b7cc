"""Every differentiable row inside of a recorded program: the program's derivatives on other numbers are those of eager code."""

import lumbre
import numpy as np
import pytest
from ops.suite import CASES_HERE, flatten
from ops.test_gradients import inputs_of, weighted_sum

# Samples with more numbers than this are left out.
MOST = 4000
DIFFERENTIABLE = [c for c in CASES_HERE if c.grad]


def put_in(value, old, new):
    """A value with tensors replaced, by identity."""
    if isinstance(value, lumbre.Tensor):
        return next((n for o, n in zip(old, new) if o is value), value)
    if isinstance(value, (list, tuple)) and not hasattr(value, "_fields"):
        return type(value)(put_in(v, old, new) for v in value)
    return value


def slopes(case, args, kwargs, leaves):
    def f(*values):
        given = put_in(list(args), leaves, values)
        named = {k: put_in(v, leaves, values) for k, v in kwargs.items()}
        total = weighted_sum(flatten(case.call(lumbre, given, named)))
        if total is None:
            pytest.skip("no output has a gradient")
        grads = lumbre.autograd.grad(total, values, allow_unused=True)
        return [lumbre.zeros_like(v) if g is None else g for v, g in zip(values, grads)]

    return f


def moved(t):
    return (t.detach() * 1.001).requires_grad_()


def check(case, sample, dtype, derivatives):
    args, kwargs, leaves = inputs_of(case, sample, dtype)
    if not leaves or sum(leaf.numel() for leaf in leaves) > MOST:
        return False
    f = slopes(case, args, kwargs, leaves)
    program = lumbre.jit.trace(f, tuple(leaves), check_trace=False, derivatives=derivatives)
    for values in (leaves, [moved(t) for t in leaves]):
        lumbre.manual_seed(3)
        want = f(*values)
        lumbre.manual_seed(3)
        for a, b in zip(want, program(*values)):
            a, b = np.array(a.detach().tolist()), np.array(b.detach().tolist())
            assert a.shape == b.shape
            scale = np.abs(a[np.isfinite(a)]).max(initial=1.0)
            assert np.allclose(b, a, rtol=1e-6, atol=1e-8 * scale, equal_nan=True), f"the program gives {b.ravel()[:6]}, eager code {a.ravel()[:6]}"
    return True


@pytest.mark.parametrize("derivatives", ["ops", "tapes"])
@pytest.mark.parametrize("case", DIFFERENTIABLE, ids=repr)
def test_derivatives_in_programs(case, derivatives, request):
    dtype = "float64" if "float64" in case.dtypes else "complex128" if "complex128" in case.dtypes else case.dtypes[-1]
    samples = range(len(case.samples)) if request.config.getoption("--full") else range(min(2, len(case.samples)))
    done = [check(case, sample, dtype, derivatives) for sample in samples]
    if not any(done):
        pytest.skip("no sample is small enough, or none has a gradient")
