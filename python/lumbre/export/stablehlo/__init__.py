"""StableHLO: programs as text for XLA, which jax and the TPU runtime run. The names are those of `torch_xla.stablehlo`."""

import json
import os

from ... import _C
from ...onnx._export import _program
from . import _writer
from ._writer import Unsupported

__all__ = ["StableHLOGraphModule", "Unsupported", "exported_program_to_stablehlo", "save_as_stablehlo", "to_stablehlo"]


class StableHLOGraphModule:
    """A program as StableHLO.

    Attributes:
        text: the MLIR module; its function is `main`.
        inputs: (kind, name, dtype, shape) of main's arguments in order. The kinds: "parameter" and "buffer" (weights, by dotted name),
            "argument" (the caller's), "generator" (the state of random numbers, `tensor<2xui64>`).
        outputs: (kind, name) of main's results: "output", "update" (the new value of the input of that name: running statistics,
            weights after a step), "generator" (the state after the draws).
        weights: the tensors of the parameters and buffers by name.
    """

    def __init__(self, text, inputs, outputs, weights):
        self.text, self.inputs, self.outputs, self.weights = text, inputs, outputs, weights

    def get_stablehlo_text(self, method_name="forward"):
        """The text; the only method is `forward`."""
        if method_name != "forward":
            raise KeyError(f"the program has no method {method_name!r}")
        return self.text

    def arguments(self, *args, generator=(0, 0)):
        """main's arguments for a call, in order: weights, the caller's tensors, the generator's state as two ints."""
        given = iter(args)
        out = [next(given) if kind == "argument" else list(generator) if kind == "generator" else self.weights[name] for kind, name, *_ in self.inputs]
        return out

    def save(self, stablehlo_dir):
        """Writes the folder that `torch_xla.stablehlo` would: the text, what its arguments are, and the weights as numpy files."""
        import numpy as np

        functions, data = os.path.join(stablehlo_dir, "functions"), os.path.join(stablehlo_dir, "data")
        os.makedirs(functions, exist_ok=True)
        os.makedirs(data, exist_ok=True)
        with open(os.path.join(functions, "forward.mlir"), "w", encoding="utf-8") as file:
            file.write(self.text)
        with open(os.path.join(functions, "forward.meta"), "w", encoding="utf-8") as file:
            json.dump({"name": "forward", "inputs": self.inputs, "outputs": self.outputs}, file)
        for name, t in self.weights.items():
            t = t.detach()
            with open(os.path.join(data, name), "wb") as file:
                np.save(file, (t.float() if t.dtype == _C.bfloat16 else t).numpy())

    def __str__(self):
        return self.text


def to_stablehlo(model, args=(), kwargs=None):
    """A model, function or program as StableHLO text, for the shapes of the example.

    Args:
        model: a Module (taken in its mode, training or evaluation), a function, a `ScriptModule`, a `ScriptFunction` or an `ExportedProgram`.
        args, kwargs: example inputs. Sizes are those of the example everywhere, also along dimensions that the program leaves open:
            XLA compiles for fixed sizes. Export once for each size that is needed. An `ExportedProgram` brings its own example.

    Branches and loops of scripted code become `if` and `while`; loops whose turns are known are written turn by turn. Derivatives and
    optimizer steps that the function takes are part of the program. Random numbers come from XLA's generator: its state is the last
    argument and the last result. Indices out of range are clamped, as XLA does it, and `assert`, `raise` and `print` of scripted code
    are left out.

    Returns a `StableHLOGraphModule`. Raises NotImplementedError with the name of an op that has no form in StableHLO here.
    """
    from ..exported_program import ExportedProgram

    if isinstance(model, ExportedProgram):
        if not args and not kwargs:
            args, kwargs = model.example_inputs
        model = model.module(check_guards=False)
    args = tuple(args) if isinstance(args, (tuple, list)) else (args,)
    _, values, graph, constants = _program(model, list(args), dict(kwargs or {}), _Kept)
    text, inputs, outputs = _writer.write(graph, values, constants)
    weights = {i["name"]: v for i, v in zip(graph["inputs"], values) if i["kind"] in ("parameter", "buffer")}
    return StableHLOGraphModule(text, inputs, outputs, weights)


class _Kept:
    """Models are taken in the mode they are in."""

    value = 1


def exported_program_to_stablehlo(exported_program, options=None):
    """An `ExportedProgram` as StableHLO, as `torch_xla.stablehlo.exported_program_to_stablehlo`. `options` change nothing."""
    return to_stablehlo(exported_program)


def save_as_stablehlo(exported_program, stablehlo_dir, options=None):
    """Writes an `ExportedProgram` as a folder of StableHLO text and weights."""
    exported_program_to_stablehlo(exported_program, options).save(stablehlo_dir)
