"""What an op's help says of dtypes, measured: which the op takes on its row's samples, what it gives for them, what it raises for the others."""

import copy
import warnings

import lumbre
from cases.common import ALL_DTYPES, FLOATS, INTS, lay_out
from lumbre.overrides import TorchFunctionMode
from ops.suite import FACTORY, flatten, words

# Lines that say more than one sample shows: the result's dtype is an argument, or bounds decide.
BY_HAND = {
    "to.dtype", "to.other", "to.device", "type_as", "_to_copy", "view.dtype", "view_copy.dtype", "linspace.tensors", "randint.low",
    "randint_like.low", "random_.from", "result_type", "full",
}  # fmt: skip
KINDS = {"bool": ("bool",), "integers": INTS, "floats": FLOATS, "complex": ("complex64", "complex128")}
REAL = {"complex64": "float32", "complex128": "float64"}


def short(dtype):
    return str(dtype).split(".")[-1]


def names(dtypes):
    """`floats, complex` for all of both, single names where a kind is taken in part."""
    out = []
    for kind, members in KINDS.items():
        have = [d for d in members if d in dtypes]
        out += [kind] if len(have) == len(members) else have
    return ", ".join(out)


class Recast(TorchFunctionMode):
    """Hands the op under test its tensors in another dtype, and keeps what it gives: rows of linear algebra prepare their matrices first."""

    def __init__(self, case, base, dtype):
        super().__init__()
        self.op, self.base, self.dtype, self.results = case.op, getattr(lumbre, base), getattr(lumbre, dtype), None

    def __torch_function__(self, func, types, args=(), kwargs=None):
        name = getattr(func, "__name__", "")
        if self.results is not None or self.op not in (name, "linalg_" + name):
            return func(*args, **(kwargs or {}))
        cast = lambda x: x.to(self.dtype) if isinstance(x, lumbre.Tensor) and x.dtype == self.base else x  # noqa: E731
        args = [type(a)(map(cast, a)) if isinstance(a, (list, tuple)) else cast(a) for a in args]
        self.results = func(*args, **(kwargs or {}))
        raise StopIteration


def results_of(case, sample, dtype):
    """What the op gives for a sample in this dtype."""
    if words(case) & FACTORY and not any(not t.dtype for t in case.samples[sample].tensors()):
        args, kwargs = case.tensors(lumbre, sample, dtype)
        return case.call(lumbre, args, {**kwargs, "dtype": getattr(lumbre, dtype)} if dtype else kwargs)
    if case.family == "linalg":
        base = "complex128" if dtype in REAL else "float64"
        args, kwargs = case.tensors(lumbre, sample, base)
        spy = Recast(case, base, dtype)
        try:
            with spy:
                case.call(lumbre, args, kwargs)
        except StopIteration:
            pass
        assert spy.results is not None, f"{case}: the op was not seen"
        return spy.results
    fixed = [t.dtype for t in case.samples[sample].tensors()]
    only = fixed[0] if all(fixed) else None

    def make(t, i):
        free = copy.copy(t)
        free.dtype = None if t.dtype == only else t.dtype
        return lay_out(lumbre, free.array(dtype, case.seed(sample, i)), free.dtype or dtype, "contiguous")

    args, kwargs = case.samples[sample].fill(make)
    return case.call(lumbre, args, kwargs)


def outcome(case, dtype):
    """The dtypes of the results, or the error's name where no sample runs."""
    error = ""
    for sample, s in enumerate(case.samples):
        if all(t.dtype for t in s.tensors()) and any(not t.dtype for o in case.samples for t in o.tensors()):
            continue
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                return [short(r.dtype) for r in flatten(results_of(case, sample, dtype)) if isinstance(r, lumbre.Tensor)]
        except (RuntimeError, TypeError, ValueError, IndexError) as e:
            error = error or type(e).__name__.removeprefix("_")
    return error


def relation(given, got):
    return "same" if given == got else "real" if REAL.get(given) == got else got


def clauses(taken):
    """What each result's dtype is, where it is not the input's."""
    out, first = [], next(iter(taken.values()))
    for k in range(min(len(results) for results in taken.values())):
        several = len(first) > 1
        if len(taken) > 1 and all(results[k] == first[k] for results in taken.values()):
            out.append(f"{f'result {k + 1}' if several else 'the result'} is {first[k]}")
            continue
        groups = {}
        for d, results in taken.items():
            groups.setdefault(relation(d, results[k]), []).append(d)
        for r, ds in groups.items():
            if r != "same":
                who = names(ds)
                give = "give" if who.endswith("s") or "," in who else "gives"
                out.append(f"{who} {give}{f' as result {k + 1}' if several else ''} {'the real dtype' if r == 'real' else r}")
    return out


def line(case):
    """The text after `Dtypes:`."""
    tensors = [t for s in case.samples for t in s.tensors()]
    found = {d: outcome(case, d) for d in ALL_DTYPES}
    taken = {d: r for d, r in found.items() if isinstance(r, list)}
    refused = sorted({r for r in found.values() if isinstance(r, str)})
    text = [names(taken) or "none", *(clauses(taken) if taken and all(taken.values()) else [])]
    if words(case) & FACTORY and not tensors:
        default = sorted({r for s in range(len(case.samples)) for r in outcome_default(case, s)})
        text = [f"{text[0]} by `dtype`, {' or '.join(default)} without"]
    if refused:
        text.append(f"others raise {' or '.join(refused)}")
    return "; ".join(text) + "."


def outcome_default(case, sample):
    args, kwargs = case.tensors(lumbre, sample, None)
    return [short(r.dtype) for r in flatten(case.call(lumbre, args, {k: v for k, v in kwargs.items() if k != "dtype"}))]
