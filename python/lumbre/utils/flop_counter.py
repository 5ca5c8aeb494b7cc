"""Floating-point operations of a block: products and convolutions, forward and backward, in all and by module.

    with FlopCounterMode() as counter:
        model(x).sum().backward()
    print(counter.get_total_flops())

Counted are, as in PyTorch, products of matrices, convolutions and attention (a multiplication and an addition are two operations);
element-wise work is not. The recurrent products of LSTM, GRU and RNN are counted in the forward pass only. Counts come from the
engine's log of its calls (the thread's profile), so a profile cannot run at the same time.
"""

from collections import defaultdict
from math import prod

import lumbre

from .. import _C

__all__ = ["FlopCounterMode", "register_flop_formula"]

_MARK = "\0module "


def _mm(a, b, *rest):
    return 2 * prod(a) * b[-1]


def _matmul(a, b, *rest):
    batch = prod(lumbre.broadcast_shapes(a[:-2], b[:-2]))
    rows = a[-2] if len(a) > 1 else 1
    return 2 * batch * rows * a[-1] * (b[-1] if len(b) > 1 else 1)


def _linear(x, w, *rest):
    return 2 * prod(x) * (w[0] if len(w) > 1 else 1)


def _convolution(out, w):
    return 2 * prod(out) * prod(w[1:])


def _attention(q, k, v, *rest):
    return 2 * prod(q[:-1]) * k[-2] * (q[-1] + v[-1])


def _recurrent(x, *rest):
    return 2 * prod(x[:-1]) * sum(prod(w) for w in rest if len(w) == 2)


def _plus(formula):
    """Of ops whose first tensor is added to the product."""
    return lambda added, *shapes: formula(*shapes)


# By the name of an op: a function of the shapes of its tensors.
flop_registry = {
    "mm": _mm, "bmm": _mm, "matmul": _matmul, "mv": _matmul, "dot": _matmul, "linear": _linear, "convolution": _convolution,
    "addmm": _plus(_mm), "baddbmm": _plus(_mm), "scaled_dot_product_attention": _attention,
    "lstm": _recurrent, "gru": _recurrent, "rnn_tanh": _recurrent, "rnn_relu": _recurrent,
}  # fmt: skip


def register_flop_formula(targets, get_raw=False):
    """A decorator for a function of the shapes of an op's tensors that gives its operations; `targets` are names of ops or ops."""
    names = [str(getattr(t, "__name__", t)).rpartition("::")[2].removeprefix("aten.").partition(".")[0] for t in (targets if isinstance(targets, (list, tuple)) else [targets])]

    def register(formula):
        flop_registry.update(dict.fromkeys(names, formula))
        return formula

    return register


class FlopCounterMode:
    """Counts the operations of a `with` block.

    Args:
        mods: not needed: modules are found as they are called.
        depth: how deep `get_table` and the table that is printed at the end of the block go.
        display: whether to print it.
        custom_mapping: further formulas, by op.
    """

    def __init__(self, mods=None, depth=2, display=True, custom_mapping=None):
        self.depth, self.display = depth, display
        self._formulas = {str(getattr(k, "__name__", k)).rpartition("::")[2]: v for k, v in (custom_mapping or {}).items()}
        self.flop_counts = defaultdict(lambda: defaultdict(int))

    def __enter__(self):
        self.flop_counts.clear()
        self._names, self._hooks = {}, [
            lumbre.nn.modules.module.register_module_forward_pre_hook(self._begin),
            lumbre.nn.modules.module.register_module_forward_hook(lambda *args: _C._profile_pop(), always_call=True),
        ]
        _C._profile_begin(True)
        return self

    def _begin(self, module, args):
        if module not in self._names:
            # The first module of a tree that is called names the others.
            for path, m in module.named_modules(prefix=type(module).__name__):
                self._names.setdefault(m, path)
        _C._profile_push(_MARK + self._names[module])

    def __exit__(self, *error):
        log = _C._profile_end()
        for hook in self._hooks:
            hook.remove()
        self._count(log)
        if self.display and error == (None, None, None):
            print(self.get_table(self.depth))

    def _count(self, log):
        modules, inside = [], None
        for name, _, _, depth, shapes in log:
            del modules[next((i for i, (d, _) in enumerate(modules) if d >= depth), len(modules)) :]
            if inside is not None and depth <= inside:
                inside = None
            if name.startswith(_MARK):
                modules.append((depth, name[len(_MARK) :]))
                continue
            formula = self._formulas.get(name) or flop_registry.get(name)
            # An op that is counted holds the ops it is made of.
            if formula is None or inside is not None:
                continue
            inside, flops = depth, int(formula(*shapes))
            for key in {"Global", *(path for _, path in modules)}:
                self.flop_counts[key][f"aten.{name}"] += flops

    def get_total_flops(self):
        """Operations of the whole block."""
        return sum(self.flop_counts["Global"].values())

    def get_flop_counts(self):
        """Operations by the name of a module (`Global` for all) and of the op; those of backward passes count as `Global` only."""
        return {module: dict(ops) for module, ops in self.flop_counts.items()}

    def get_table(self, depth=None):
        """The counts of modules down to a depth, as text."""
        depth, total = self.depth if depth is None else depth, max(self.get_total_flops(), 1)
        rows = [("Module", "FLOP", "% Total")]
        for module, ops in self.flop_counts.items():
            level = 0 if module == "Global" else module.count(".") + 1
            if level > depth:
                continue
            flops = sum(ops.values())
            rows.append((" " * level + module, f"{flops:,}", f"{100 * flops / total:.2f}%"))
            rows += [(" " * level + f" - {op}", f"{n:,}", f"{100 * n / total:.2f}%") for op, n in ops.items()]
        widths = [max(len(row[i]) for row in rows) for i in range(3)]
        return "\n".join(f"{a.ljust(widths[0])}  {b.rjust(widths[1])}  {c.rjust(widths[2])}" for a, b, c in rows)
