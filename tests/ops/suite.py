"""What the generic suites share: recorded answers, comparison, and the sample of combinations that runs by default."""

import itertools
import json
import zlib
from functools import lru_cache
from pathlib import Path

import lumbre
import numpy as np
from cases import CASES

REFERENCE = Path(__file__).resolve().parent.parent / "reference/ops"
TABLE = lumbre._C._op_table()
ROWS = {name + (f".{overload}" if overload else ""): (schema, spaces, words) for name, overload, schema, spaces, words in TABLE}
METHOD, FUNCTION, INPLACE, OUT, VIEW, RANDOM, FACTORY, NONDIFF = (1 << i for i in range(8))
CASES_HERE = [c for c in CASES if c.name in ROWS]

# (relative, absolute)
TOLERANCE = {
    "float16": (2e-3, 2e-3), "bfloat16": (1.6e-2, 1.6e-2), "float32": (2e-5, 2e-6), "float64": (1e-9, 1e-10),
    "complex64": (2e-5, 2e-6), "complex128": (1e-9, 1e-10),
}


def words(case):
    return ROWS[case.name][2]


@lru_cache(None)
def _family(family):
    path = REFERENCE / f"{family}.npz"
    if not path.exists():
        return None, {}
    with np.load(path) as file:
        return file["values"], json.loads(bytes(file["index"]))


def recorded(case, sample, dtype):
    """PyTorch's answer: {"is": [...], "at": [...]}, {"raises": name}, or None where nothing was recorded."""
    _, index = _family(case.family)
    samples = index.get(case.name)
    if samples is None or sample >= len(samples):
        return None
    return next((row for dtypes, row in samples[sample] if dtype in dtypes), None)


def recorded_values(case, row, values=None):
    values = _family(case.family)[0] if values is None else values
    out, at = [], iter(row["at"])
    for what in row["is"]:
        if "[" not in what or ":" in what:
            out.append(what)
            continue
        dtype, shape = what.split("[", 1)
        shape = json.loads("[" + shape)
        start, n = next(at), int(np.prod(shape))
        if dtype.startswith("complex"):
            flat = values[start : start + 2 * n].reshape(-1, 2)
            out.append((flat[:, 0] + 1j * flat[:, 1]).reshape(shape))
        else:
            out.append(values[start : start + n].reshape(shape))
    return out


def combinations(case, full):
    """(sample, dtype, layout) triples: everything with `full`, otherwise the first layout of each and a fixed fifth of the rest."""
    for (s, _), d, layout in itertools.product(enumerate(case.samples), case.dtypes, case.layouts):
        row = recorded(case, s, d)
        if row is not None and "raises" in row:
            continue
        main = layout == "contiguous" and d in ("float32", "float64", "int64", "bool", "complex128")
        if full or main or zlib.crc32(f"{case.name}{s}{d}{layout}".encode()) % 5 == 0:
            yield s, d, layout


def flatten(result):
    if isinstance(result, (tuple, list)) and not isinstance(result, lumbre.Size):
        return [y for x in result for y in flatten(x)]
    return [result]


def describe(x):
    if isinstance(x, lumbre.Tensor):
        return f"{str(x.dtype).split('.')[-1]}{list(x.shape)}"
    return f"{type(x).__name__}:{x}"


def numbers(x):
    """A tensor's elements as a numpy array, through Python's numbers."""
    return np.array(x.detach().tolist(), dtype=complex if x.is_complex() else None).reshape(tuple(x.shape))


def wide(a):
    """Reference inputs in at least double precision."""
    return a.astype({"f": np.float64, "c": np.complex128}.get(a.dtype.kind, a.dtype)) if isinstance(a, np.ndarray) else a


def agree(got, want, dtype, case, what):
    rtol, atol = case.tol.get(dtype) or TOLERANCE.get(dtype, (0, 0))
    want = np.asarray(want)
    kind = str(got.dtype).split(".")[-1]
    if kind in TOLERANCE and kind != dtype:
        rtol, atol = max(rtol, TOLERANCE[kind][0]), max(atol, TOLERANCE[kind][1])
    got = numbers(got)
    assert got.shape == want.shape, f"{what}: shape {got.shape}, expected {want.shape}"
    with np.errstate(all="ignore"):
        if not np.allclose(got.astype(complex), want.astype(complex), rtol=rtol, atol=atol, equal_nan=True):
            bad = np.abs(got.astype(complex) - want.astype(complex))
            worst = np.unravel_index(np.nanargmax(bad), bad.shape) if np.isfinite(bad).any() else ()
            raise AssertionError(f"{what}: at {worst} got {got[worst]!r}, expected {want[worst]!r}")


class Failures:
    """Collects the failures of one row, so that a report shows them all."""

    def __init__(self):
        self.texts = []

    def check(self, what, f, *args):
        try:
            f(*args)
        except Exception as error:
            self.texts.append(f"{what}: {type(error).__name__}: {str(error)[:300]}")

    def report(self):
        assert not self.texts, f"{len(self.texts)} failures\n" + "\n".join(self.texts[:12])
