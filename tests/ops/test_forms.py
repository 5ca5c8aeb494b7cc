"""The in-place and `out=` forms give the plain form's numbers, and count as writes."""

import lumbre
import numpy as np
import pytest
from ops.suite import CASES_HERE, INPLACE, METHOD, OUT, Failures, agree, combinations, flatten, numbers, words

INPLACE_CASES = [c for c in CASES_HERE if words(c) & INPLACE and c.inplace is not False and not c.random]
OUT_CASES = [c for c in CASES_HERE if words(c) & OUT and c.out is not False and not c.random and c.values]


def inplace_of(case):
    name = case.op + "_"
    if words(case) & METHOD:
        return getattr(lumbre.Tensor, name)
    space = case.op.partition("_")
    return getattr(lumbre, name, None) or getattr(lumbre.nn.functional, name, None) or getattr(getattr(lumbre, space[0]), space[2] + "_")


def plain(case, sample, dtype, layout):
    args, kwargs = case.tensors(lumbre, sample, dtype, layout)
    return flatten(case.call(lumbre, args, kwargs))[0]


@pytest.mark.parametrize("case", INPLACE_CASES, ids=repr)
def test_inplace_form_gives_the_plain_numbers(case, request):
    failures = Failures()

    def check(sample, dtype, layout):
        want = plain(case, sample, dtype, layout)
        args, kwargs = case.tensors(lumbre, sample, dtype, layout)
        x = args[0]
        cast = lumbre.result_type(want, x) if want.dim() else want.dtype
        fits = want.shape == x.shape and (want.dtype == x.dtype or not (
            want.is_complex() and not x.is_complex() or want.is_floating_point() and not (x.is_floating_point() or x.is_complex())
            or x.dtype == lumbre.bool))
        view = case.op in ("squeeze", "unsqueeze", "t", "transpose", "swapaxes", "swapdims", "as_strided")
        if not fits and not view:
            with pytest.raises((RuntimeError, TypeError, NotImplementedError)):
                inplace_of(case)(*args, **kwargs)
            return
        before = x._version
        out = inplace_of(case)(*args, **kwargs)
        assert out is x, "the in-place form returns its tensor"
        assert view or x._version > before, "the version did not move"
        agree(x, numbers(want), str(x.dtype).split(".")[-1], case, f"in place ({cast})")

    full = request.config.getoption("--full")
    for sample, dtype, layout in combinations(case, full):
        if layout != "expanded":
            failures.check(f"sample {sample} {dtype} {layout}", check, sample, dtype, layout)
    failures.report()


@pytest.mark.parametrize("case", [c for c in INPLACE_CASES if c.grad and "float64" in c.dtypes], ids=repr)
def test_inplace_form_gives_the_plain_gradients(case):
    failures = Failures()

    def gradients(sample, inplace):
        args, kwargs = case.tensors(lumbre, sample, "float64", requires_grad=True)
        leaves = [a for a in args if isinstance(a, lumbre.Tensor) and a.requires_grad]
        if not leaves:
            return []
        args[0] = args[0].clone() if inplace else args[0]
        out = inplace_of(case)(*args, **kwargs) if inplace else flatten(case.call(lumbre, args, kwargs))[0]
        w = lumbre.tensor(np.random.RandomState(1).rand(*out.shape), dtype=out.dtype)
        return [None if g is None else numbers(g) for g in lumbre.autograd.grad((out * w).sum(), leaves, allow_unused=True)]

    def check(sample):
        args, kwargs = case.tensors(lumbre, sample, "float64")
        want = plain(case, sample, "float64", "contiguous")
        if want.shape != args[0].shape or want.dtype != args[0].dtype:
            return
        for a, b in zip(gradients(sample, False), gradients(sample, True)):
            zero = np.zeros(())
            assert np.allclose(zero if a is None else a, zero if b is None else b), f"{b}, expected {a}"

    for sample in range(len(case.samples)):
        failures.check(f"sample {sample}", check, sample)
    failures.report()


@pytest.mark.parametrize("case", OUT_CASES, ids=repr)
def test_out_form_gives_the_plain_numbers(case, request):
    failures = Failures()

    def check(sample, dtype, layout):
        args, kwargs = case.tensors(lumbre, sample, dtype, layout)
        want = case.call(lumbre, args, dict(kwargs))
        parts = flatten(want)
        outs = [lumbre.empty_like(w) for w in parts]
        before = [o._version for o in outs]
        given = outs[0] if isinstance(want, lumbre.Tensor) else tuple(outs)
        got = flatten(case.call(lumbre, args, {**kwargs, "out": given}))
        assert all(a is b for a, b in zip(got, outs)), "the results are the given tensors"
        assert all(o._version > v for o, v in zip(outs, before)), "the version did not move"
        for o, w in zip(outs, parts):
            agree(o, numbers(w), str(w.dtype).split(".")[-1], case, "out=")

    for sample, dtype, layout in combinations(case, request.config.getoption("--full")):
        if layout != "expanded":
            failures.check(f"sample {sample} {dtype} {layout}", check, sample, dtype, layout)
    failures.report()


@pytest.mark.parametrize("case", OUT_CASES, ids=repr)
def test_out_form_resizes_an_empty_tensor_and_refuses_gradients(case):
    dtype = "float32" if "float32" in case.dtypes else case.dtypes[0]
    args, kwargs = case.tensors(lumbre, 0, dtype)
    want = case.call(lumbre, args, dict(kwargs))
    if not isinstance(want, lumbre.Tensor):
        return
    out = lumbre.empty(0, dtype=want.dtype)
    case.call(lumbre, args, {**kwargs, "out": out})
    assert out.shape == want.shape
    agree(out, numbers(want), str(want.dtype).split(".")[-1], case, "out= of size 0")
    if case.grad and want.is_floating_point():
        args, kwargs = case.tensors(lumbre, 0, dtype, requires_grad=True)
        if any(isinstance(a, lumbre.Tensor) and a.requires_grad for a in args):
            with pytest.raises(RuntimeError, match="out=... arguments don't support automatic differentiation"):
                case.call(lumbre, args, {**kwargs, "out": lumbre.empty_like(want)})
