"""An overview of a module: its layers, the shapes of their results, and their parameters.

    print(torch.utils.summary.summary(model, (1, 3, 32, 32)))
"""

from dataclasses import dataclass, field

import lumbre

__all__ = ["LayerInfo", "ModuleSummary", "summary"]


@dataclass
class LayerInfo:
    """One module: its path, its class, its own parameters, and the shapes it gave."""

    path: str
    kind: str
    depth: int
    parameters: int
    trainable: int
    output: list = field(default_factory=list)


@dataclass
class ModuleSummary:
    """The layers in order, and sums over them. Shared parameters count once."""

    layers: list
    parameters: int
    trainable: int
    bytes: int

    def __str__(self):
        rows = [("Layer", "Output shape", "Parameters")]
        for layer in self.layers:
            name = "  " * layer.depth + (f"{layer.path.rpartition('.')[2]}: {layer.kind}" if layer.path else layer.kind)
            shapes = ", ".join(str(list(s)) for s in layer.output) or "-"
            rows.append((name, shapes, f"{layer.parameters:,}" if layer.parameters else "-"))
        widths = [max(len(row[i]) for row in rows) for i in range(3)]
        lines = [f"{a.ljust(widths[0])}  {b.ljust(widths[1])}  {c.rjust(widths[2])}" for a, b, c in rows]
        rule = "-" * len(lines[0])
        total = f"{self.parameters:,} parameters, {self.trainable:,} trainable, {self.bytes / 2**20:.2f} MiB"
        return "\n".join([lines[0], rule, *lines[1:], rule, total])


def _shapes(value):
    if isinstance(value, lumbre.Tensor):
        return [tuple(value.shape)]
    if isinstance(value, dict):
        value = list(value.values())
    return [s for v in value for s in _shapes(v)] if isinstance(value, (list, tuple)) else []


def summary(module, input=None, *, depth=None, dtype=None):
    """The overview of a module.

    With `input` (tensors, or the shape of one tensor), the module is run once on it, without gradients and in its present mode, to see
    the shapes of results; of a shape, zeros are made. `depth` limits how
    deep submodules are shown.
    """
    layers, seen = {}, set()
    for path, m in module.named_modules():
        level = path.count(".") + 1 if path else 0
        own = [p for p in m.parameters(recurse=False) if id(p) not in seen]
        seen.update(map(id, own))
        layers[m] = LayerInfo(path, type(m).__name__, level, sum(p.numel() for p in own), sum(p.numel() for p in own if p.requires_grad))
    if input is not None:
        _run(module, input, layers, dtype)
    params = list({id(p): p for p in module.parameters()}.values())
    shown = [layer for layer in layers.values() if depth is None or layer.depth <= depth]
    return ModuleSummary(
        shown, sum(p.numel() for p in params), sum(p.numel() for p in params if p.requires_grad),
        sum(p.numel() * p.element_size() for p in params),
    )


def _run(module, input, layers, dtype):
    if isinstance(input, (list, tuple)) and input and all(isinstance(n, int) for n in input):
        like = next(module.parameters(), None)
        dtype = dtype or (like.dtype if like is not None and like.is_floating_point() else lumbre.get_default_dtype())
        input = lumbre.zeros(input, dtype=dtype, device=None if like is None else like.device)
    args = input if isinstance(input, (list, tuple)) else (input,)
    hooks = [m.register_forward_hook(lambda m, _, out: layers[m].output.extend(_shapes(out))) for m in layers]
    # A run to look at shapes leaves no traces: running statistics and random numbers stay as they were.
    buffers = {name: b.clone() for name, b in module.named_buffers()}
    state = lumbre.get_rng_state()
    try:
        with lumbre.no_grad():
            module(*args)
            for name, b in module.named_buffers():
                b.copy_(buffers[name])
    finally:
        lumbre.set_rng_state(state)
        for hook in hooks:
            hook.remove()
