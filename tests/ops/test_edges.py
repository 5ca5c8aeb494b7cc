"""Every row on empty and on 0-dim tensors: what PyTorch answers (recorded), and gradients that go through."""

import json

import lumbre
import numpy as np
import pytest
from cases.edges import edge_case
from ops.suite import CASES_HERE, REFERENCE, Failures, agree, describe, flatten, recorded_values
from ops.test_gradients import check_first

CASES = [e for c in CASES_HERE if (e := edge_case(c))]


with np.load(REFERENCE.parent / "ops_edges.npz") as file:
    VALUES, INDEX = file["values"], json.loads(bytes(file["index"]))


def answers(case, sample):
    for dtypes, row in INDEX[case.name][sample]:
        yield from ((d, row) for d in dtypes)


def check(case, sample, dtype, row):
    """The same dtypes, shapes and numbers, or an ordinary error where PyTorch raises."""
    try:
        args, kwargs = case.tensors(lumbre, sample, dtype)
        lumbre.manual_seed(0)
        results = flatten(case.call(lumbre, args, kwargs))
    except (RuntimeError, TypeError, ValueError, IndexError) as error:
        assert "raises" in row, f"raised {type(error).__name__}: {str(error)[:200]}; PyTorch gives {row['is']}"
        assert "internal error" not in str(error)
        return
    if "raises" in row:
        return
    assert [describe(r) for r in results] == row["is"], f"is {[describe(r) for r in results]}, PyTorch's is {row['is']}"
    for got, want in zip(results, recorded_values(case, row, VALUES) if "at" in row else ()):
        if isinstance(got, lumbre.Tensor):
            agree(got, want, dtype, case, "result")


@pytest.mark.parametrize("case", CASES, ids=repr)
def test_empty_and_0_dim_tensors_give_what_pytorch_gives(case, request):
    full = request.config.getoption("--full")
    failures = Failures()
    for sample, name in enumerate(case.names):
        for dtype, row in answers(case, sample):
            if dtype in case.dtypes and (full or dtype in ("float64", "int64", "bool", "complex128")):
                failures.check(f"{name} {dtype}", check, case, sample, dtype, row)
    failures.report()


@pytest.mark.parametrize("case", [c for c in CASES if c.grad and not c.random and "float64" in c.dtypes], ids=repr)
def test_gradients_go_through_empty_and_0_dim_tensors(case):
    failures = Failures()
    for sample, name in enumerate(case.names):
        row = dict(answers(case, sample))["float64"]
        if "raises" not in row and any(w.startswith("float64") for w in row["is"]):
            failures.check(name, slopes, case, sample)
    failures.report()


def slopes(case, sample):
    args, kwargs = case.tensors(lumbre, sample, "float64")
    results = [r for r in flatten(case.call(lumbre, args, kwargs)) if isinstance(r, lumbre.Tensor)]
    if all(bool(r.isfinite().all()) for r in results):
        check_first(case, sample, "float64")
