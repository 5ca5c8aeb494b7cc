"""Every row's results against numpy and scipy, or against PyTorch's recorded ones, in every dtype and memory layout."""

import copy

import lumbre
import numpy as np
import pytest
from ops.suite import CASES_HERE, FACTORY, RANDOM, Failures, agree, combinations, describe, flatten, recorded, recorded_values, wide, words


@pytest.fixture(scope="module")
def full(request):
    return request.config.getoption("--full")


def expected(case, sample, dtype, layout):
    """The reference's results, or None where only shapes are known."""
    if not case.values:
        return None
    if case.ref is not None:
        args, kwargs = case.arrays(sample, dtype, layout)
        lift = lambda x: type(x)(lift(i) for i in x) if isinstance(x, (list, tuple)) else wide(x)  # noqa: E731
        with np.errstate(all="ignore"):
            results = flatten(case.ref(*lift(args), **{k: lift(v) for k, v in kwargs.items()}))
            # numpy makes half precision of small whole numbers.
            if any(getattr(r, "dtype", None) in (np.float16, np.float32) for r in results):
                lift = lambda x: type(x)(lift(i) for i in x) if isinstance(x, (list, tuple)) else double(x)  # noqa: E731
                results = flatten(case.ref(*lift(args), **{k: lift(v) for k, v in kwargs.items()}))
            return results
    if layout == "expanded" or case.random and layout != "contiguous":
        return None
    kind = dtype if case.random or row_is_text(case, sample, dtype) else {"f": "float64", "c": "complex128", "i": "int64", "u": "uint8", "b": "bool"}.get(dtype.replace("bf", "f")[0])
    row = recorded(case, sample, kind)
    return recorded_values(case, row) if row and "at" in row else None


def row_is_text(case, sample, dtype):
    """Whether the answer is no tensor but a description, which is recorded for each dtype."""
    row = recorded(case, sample, dtype)
    return bool(row) and all(":" in what for what in row.get("is", ()))


def double(a):
    return a.astype(np.float64) if isinstance(a, np.ndarray) and a.dtype.kind in "bui" and a.dtype != np.int64 else wide(a)


def check(case, sample, dtype, layout):
    args, kwargs = case.tensors(lumbre, sample, dtype, layout)
    lumbre.manual_seed(0)
    results = flatten(case.call(lumbre, args, kwargs))
    row = recorded(case, sample, dtype)
    if row is not None:
        assert [describe(r) for r in results] == row["is"], f"is {[describe(r) for r in results]}, PyTorch's is {row['is']}"
    want = expected(case, sample, dtype, layout)
    if want is None:
        return
    assert len(results) == len(want), f"{len(results)} results, expected {len(want)}"
    for i, (got, w) in enumerate(zip(results, want)):
        if isinstance(got, lumbre.Tensor):
            agree(got, w, dtype, case, f"result {i}")
        elif isinstance(w, str):
            assert describe(got) == w
        else:
            assert got == w


@pytest.mark.parametrize("case", CASES_HERE, ids=repr)
def test_values_of_every_dtype_and_layout(case, full):
    failures = Failures()
    for sample, dtype, layout in combinations(case, full):
        failures.check(f"sample {sample} {dtype} {layout}", check, case, sample, dtype, layout)
    failures.report()


@pytest.mark.parametrize("case", [c for c in CASES_HERE if c.meta and not words(c) & FACTORY], ids=repr)
def test_meta_tensors_have_the_same_shape_and_dtype(case, full):
    failures = Failures()

    def check_meta(sample, dtype):
        args, kwargs = case.tensors(lumbre, sample, dtype, device="meta")
        results = flatten(case.call(lumbre, args, kwargs))
        row = recorded(case, sample, dtype)
        if row is None:
            real, real_kwargs = case.tensors(lumbre, sample, dtype)
            want = [describe(r) for r in flatten(case.call(lumbre, real, real_kwargs))]
        else:
            want = row["is"]
        assert [describe(r) for r in results] == want
        if any(isinstance(a, lumbre.Tensor) for a in args):
            assert all(r.is_meta for r in results if isinstance(r, lumbre.Tensor))

    for sample, dtype, layout in combinations(case, full):
        if layout == "contiguous" and case.samples[sample].tensors():
            failures.check(f"sample {sample} {dtype}", check_meta, sample, dtype)
    failures.report()


@pytest.mark.parametrize("case", CASES_HERE, ids=repr)
def test_dtypes_that_pytorch_refuses_give_an_ordinary_error(case):
    """Where PyTorch raises we raise or answer, but never fail inside."""
    failures = Failures()

    def refuse(sample, dtype):
        try:
            args, kwargs = case.tensors(lumbre, sample, dtype)
            case.call(lumbre, args, kwargs)
        except (RuntimeError, TypeError, ValueError, NotImplementedError, IndexError) as error:
            assert str(error), "an error without text"
            assert "internal error" not in str(error), str(error)

    for sample in range(len(case.samples)):
        for dtype in ("bool", "uint8", "int64", "float16", "bfloat16", "float64", "complex64", "uint16"):
            row = recorded(case, sample, dtype)
            if row is None or "raises" in row:
                failures.check(f"sample {sample} {dtype}", refuse, sample, dtype)
    failures.report()


# They draw with dropout alone, which their rows leave at 0.
RECURRENT = [c for c in CASES_HERE if words(c) & RANDOM and c.family == "rnn"]


def test_random_rows_say_so():
    assert len(RECURRENT) == 8
    assert [c.name for c in CASES_HERE if bool(words(c) & RANDOM) != (bool(c.random) or c in RECURRENT)] == []


@pytest.mark.parametrize("case", RECURRENT, ids=repr)
def test_recurrent_rows_draw_with_dropout_and_repeat_with_the_seed(case):
    """Two layers and dropout while training: the state is drawn from, and the same seed gives the same numbers."""
    from cases.rnn import weights
    from cases.common import S, T

    two, packed = case.op == "lstm", case.name.endswith(".data")
    gates = {"lstm": 4, "gru": 3}.get(case.op, 1)
    state = T((2, 3, 4)) if packed else T((2, 2, 4))
    data = [T((6, 2)), T(dtype="int64", values=[3, 2, 1])] if packed else [T((3, 2, 2))]
    tail = [True, 2, 0.5, True, False, *([] if packed else [False])]
    call = copy.copy(case)
    call.samples = [S(*data, [state, state] if two else state, weights(gates, 2, 4, 2), *tail)]

    def run(seed, dropout):
        args, kwargs = call.tensors(lumbre, 0, "float64")
        args[next(i for i, a in enumerate(args) if type(a) is float)] = dropout
        lumbre.manual_seed(seed)
        before = lumbre.get_rng_state()
        out = flatten(call.call(lumbre, args, kwargs))[0]
        return out.tolist(), not lumbre.equal(before, lumbre.get_rng_state())

    first, drew = run(0, 0.5)
    assert drew and run(0, 0.5)[0] == first and run(1, 0.5)[0] != first
    assert run(0, 0.0)[1] is False
