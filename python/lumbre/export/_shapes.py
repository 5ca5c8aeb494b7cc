"""How the sizes inside a program follow from those of its inputs: found by running it with several sizes.

Each dynamic size takes a few values, the program runs with them (beside the module, which must do the same), and every size inside is
fitted as `a*s + b`, a product of two, or a whole quotient.
"""

import lumbre

from .. import _C
from .. import random as _random
from .._dynamo.exc import UserError, UserErrorType
from ._dims import ValueRanges, Violation

_STEPS = (1, 2, 3, 5)


class Shapes:
    """What is known of each value: example sizes, and expressions for those that change."""

    def __init__(self, capture, runs):
        self.capture, self.runs = capture, runs
        self._symbols = capture.sizes.symbols

    def value(self, id):
        """The example's dtype and sizes as a tensor without memory."""
        seen = self.runs[0][1].get(id)
        if not isinstance(seen, tuple):
            return None
        dtype, sizes = seen
        return lumbre.empty(sizes, dtype=getattr(lumbre, dtype), device="meta")

    def sizes(self, id):
        """Numbers and expressions."""
        seen = self.runs[0][1].get(id)
        if not isinstance(seen, tuple):
            return None
        return [self._fit([run[1][id][1][d] for run in self.runs]) for d in range(len(seen[1]))]

    def number(self, id):
        """The number itself where no dynamic size changes it."""
        values = [run[1].get(id) for run in self.runs]
        return values[0] if isinstance(values[0], int) and all(v == values[0] for v in values) else None

    def example(self, id):
        return self.runs[0][1].get(id)

    def expression(self, id):
        return self._fit([run[1].get(id) for run in self.runs])

    def ranges(self):
        """Symbol to (least, greatest); None is no bound."""
        return {s.name: ValueRanges(s.low, s.high) for s in self._symbols.values()}

    def _fit(self, values):
        if all(v == values[0] for v in values):
            return values[0]
        names = list(self._symbols)
        points = [[run[0][n] for n in names] for run in self.runs]
        found = _linear(names, points, values) or _product(names, points, values) or _quotient(names, points, values)
        return found or "?"


def _linear(names, points, values):
    """a*s + b of one symbol, or a sum of symbols."""
    base, factors = points[0], []
    for i, _ in enumerate(names):
        alone = [(p[i] - base[i], v - values[0]) for p, v in zip(points, values) if p[i] != base[i] and all(p[j] == base[j] for j in range(len(p)) if j != i)]
        if not alone or any(dv % ds for ds, dv in alone):
            return None
        factors.append(alone[0][1] // alone[0][0])
    offset = values[0] - sum(a * b for a, b in zip(factors, base))
    if any(sum(a * x for a, x in zip(factors, p)) + offset != v for p, v in zip(points, values)):
        return None
    terms = [n if a == 1 else f"{a}*{n}" for a, n in zip(factors, names) if a]
    return " + ".join(terms + ([str(offset)] if offset else []))


def _product(names, points, values):
    for i, a in enumerate(names):
        for j in range(i, len(names)):
            scale, rest = divmod(values[0], points[0][i] * points[0][j] or 1)
            if not rest and scale and all(scale * p[i] * p[j] == v for p, v in zip(points, values)):
                return f"{a}*{names[j]}" if scale == 1 else f"{scale}*{a}*{names[j]}"
    return None


def _quotient(names, points, values):
    for i, name in enumerate(names):
        for divisor in range(2, 65):
            for offset in range(-divisor, divisor + 1):
                for more in (0, 1):
                    if all((p[i] + offset) // divisor + more == v for p, v in zip(points, values)):
                        inner = f"(({name} + {offset})//{divisor})" if offset else f"({name}//{divisor})"
                        return f"{inner} + 1" if more else inner
    return None


def probe(capture, method, graph):
    """Runs program and module with the example's sizes and with others.

    Raises UserError where they differ.
    """
    symbols = capture.sizes.symbols
    example = {s.name: s.example for s in symbols.values()}
    runs = [(example, _observe(capture, method, graph, capture.tensors))]
    for s in symbols.values():
        taken, failure = 0, None
        for step in (*_STEPS, *(-n for n in _STEPS), s.example, 3 * s.example):
            size = s.example + step
            if taken == 3 or size < max(s.low, 2) or (s.high is not None and size > s.high):
                continue
            values = {**example, s.name: size}
            try:
                tensors = _resized(capture, values)
                want = _module(capture, tensors)
            except Exception as e:
                # Sizes the module does not take (odd ones, too small ones): others are tried.
                failure = e
                continue
            _compare(capture, method, tensors, want, s, size)
            runs.append((values, _observe(capture, method, graph, tensors)))
            taken += 1
        if not taken and failure is not None:
            raise Violation(
                s,
                f"Constraints violated ({s.given or s.name})! The module takes no other size than {s.example}: {failure}",
            )
    return Shapes(capture, runs)


def _resized(capture, values):
    """The example inputs with other sizes: elements repeated along the dynamic dimensions."""
    out = []
    for number, t in enumerate(capture.tensors):
        t = t.detach()
        for (which, d), (name, factor, offset) in capture.sizes.of.items():
            if which == number:
                size = factor * values[name] + offset
                t = t.index_select(d, lumbre.arange(size) % max(t.shape[d], 1))
        out.append(t)
    return out


def _with_state_kept(capture, run):
    state = _random.get_rng_state()
    buffers = [(b, b.detach().clone()) for b in capture.mod.buffers()]
    try:
        return run()
    finally:
        _random.set_rng_state(state)
        for b, old in buffers:
            b.detach().copy_(old)


def _module(capture, tensors):
    held = capture.results, capture.out_spec
    try:
        return _with_state_kept(capture, lambda: [t.detach() for t in capture.flat(*(t.clone() for t in tensors))])
    finally:
        capture.results, capture.out_spec = held


def _weights(capture):
    from ..jit._describe import weights_of

    return [t for _, _, t in weights_of(capture.mod)[0]]


def _observe(capture, method, graph, tensors):
    """Sizes of every value in a run, and the computed numbers."""
    seen = dict(_with_state_kept(capture, lambda: method.program.observe([*_weights(capture), *(t.detach().clone() for t in tensors)])))
    given = [*_weights(capture), *tensors]
    for i, t in zip(graph["inputs"], given):
        seen[i["id"]] = (str(t.dtype).rpartition(".")[2], list(t.shape))
    for c, t in zip(graph["constants"], method.program.parts()[1]):
        seen[c["id"]] = (str(t.dtype).rpartition(".")[2], list(t.shape))
    return _numbers(graph, seen)


def _numbers(graph, seen):
    """Adds the values of the computed sizes."""
    for step in graph["nodes"]:
        if "do" not in step or len(step["out"]) != 1:
            continue
        args = [seen.get(a["v"]) if isinstance(a, dict) and "v" in a else a for a in step["in"]]
        value = _evaluate(step["do"], args)
        if value is not None:
            seen[step["out"][0]] = value
    return seen


def _evaluate(do, args):
    if any(a is None for a in args):
        return None
    if do == "size":
        return args[0][1][args[1]]
    if do == "numel":
        count = 1
        for n in args[0][1]:
            count *= n
        return count
    if do == "const":
        return args[0] if isinstance(args[0], int) else None
    two = {"add": lambda a, b: a + b, "sub": lambda a, b: a - b, "mul": lambda a, b: a * b, "floordiv": lambda a, b: a // b, "mod": lambda a, b: a % b}
    if do in two and all(isinstance(a, int) for a in args):
        return two[do](*args)
    return -args[0] if do == "neg" and isinstance(args[0], int) else None


def _compare(capture, method, tensors, want, symbol, size):
    where = f"Constraints violated ({symbol.given or symbol.name})! With {symbol.given or symbol.name} = {size} instead of {symbol.example}"
    try:
        got = _with_state_kept(capture, lambda: method.program.run(_weights(capture), [t.detach().clone() for t in tensors]))
    except RuntimeError as e:
        raise UserError(UserErrorType.CONSTRAINT_VIOLATION, f"{where} the recorded program fails: {e}") from None
    for i, (a, b) in enumerate(zip(want, got)):
        if a.shape != b.shape or a.dtype != b.dtype:
            raise UserError(
                UserErrorType.CONSTRAINT_VIOLATION,
                f"{where} output {i} of the module is {tuple(a.shape)} {a.dtype}, of the recorded program {tuple(b.shape)} {b.dtype}: "
                "the module's Python code depends on the size",
            )
        if not _close(a, b.detach()):
            raise UserError(UserErrorType.CONSTRAINT_VIOLATION, f"{where} output {i} of the recorded program has other values: the module's Python code depends on the size")


def _close(a, b):
    if not a.numel():
        return True
    if a.is_floating_point() or a.is_complex():
        wide = _C.complex128 if a.is_complex() else _C.float64
        return bool(lumbre.allclose(a.to(wide), b.to(wide), rtol=1e-3, atol=1e-4, equal_nan=True))
    return bool((a == b).all())
