"""Every row on empty and on 0-dim tensors: what PyTorch answers (recorded), and gradients that go through."""

import json

import lumbre
import numpy as np
import pytest
from cases.edges import edge_case
from ops.suite import CASES_HERE, REFERENCE, Failures, agree, describe, flatten, recorded_values
from ops.test_gradients import check_first, inputs_of, weighted_sum

CASES = [e for c in CASES_HERE if (e := edge_case(c))]


with np.load(REFERENCE.parent / "ops_edges.npz") as file:
    VALUES, INDEX = file["values"], json.loads(bytes(file["index"]))


# Where ours is another answer on purpose.
OTHERWISE = {
    ("pixel_unshuffle", "no rows"): "PyTorch gives an empty image unchanged sizes", ("pixel_unshuffle", "no columns"): "likewise",
    ("index_add", "no columns"): "an index outside an empty dimension raises",
    ("multi_margin_loss", "no rows"): "the mean of nothing is NaN, in PyTorch whatever was in memory", ("multilabel_margin_loss", "no rows"): "likewise",
    ("native_dropout", "no rows"): "the mask is bool for an empty input too", ("native_dropout", "no columns"): "likewise",
    ("conv_tbc", "no columns"): "a kernel without channels raises, as in the other convolutions",
    ("median", "no rows"): "the median of no integers raises, in PyTorch it is the least integer", ("median", "no columns"): "likewise",
}  # fmt: skip


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
        assert "raises" in row or (case.name, case.names[sample]) in OTHERWISE, f"raised {type(error).__name__}: {str(error)[:200]}; PyTorch gives {row['is']}"
        assert "internal error" not in str(error)
        return
    if "raises" in row or (case.name, case.names[sample]) in OTHERWISE:
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
        if "raises" not in row and (case.name, name) not in OTHERWISE and any(w.startswith("float64") for w in row["is"]):
            failures.check(name, slopes, case, sample)
    failures.report()


def slopes(case, sample):
    """The derivative is the finite difference; with nothing to differentiate, or to differentiate by, backward runs."""
    args, kwargs, leaves = inputs_of(case, sample, "float64")
    results = [r for r in flatten(case.call(lumbre, args, kwargs)) if isinstance(r, lumbre.Tensor)]
    if all(r.numel() == 0 for r in results) or all(leaf.numel() == 0 for leaf in leaves):
        total = weighted_sum(results)
        assert total is None or lumbre.autograd.grad(total, leaves, allow_unused=True)
    elif all(bool(r.isfinite().all()) for r in results):
        check_first(case, sample, "float64")
