"""Programs as graphs of engine ops: `export` records a module, `save` and `load` read and write PyTorch's `.pt2` files.

A program read here runs through its `module()`; `jit.trace` of that module gives a file that runs from Rust and C.
"""

import warnings

from ..utils._pytree import register_dataclass
from . import exported_program, graph_signature  # noqa: F401
from ._capture import export
from ._dims import AdditionalInputs, Dim, ShapesCollection, dims
from ._pt2_read import load
from ._pt2_write import save
from .exported_program import ExportedProgram, ModuleCallEntry, ModuleCallSignature, default_decompositions
from .graph_signature import ExportGraphSignature

__all__ = [
    "AdditionalInputs", "CustomDecompTable", "Dim", "ExportGraphSignature", "ExportedProgram", "ModuleCallEntry", "ModuleCallSignature",
    "ShapesCollection", "StableHLOGraphModule", "default_decompositions", "dims", "draft_export", "export", "export_for_training",
    "exported_program_to_stablehlo", "load", "register_dataclass", "save", "to_stablehlo", "unflatten",
]  # fmt: skip


class CustomDecompTable(dict):
    """Rules that write ops by smaller ones."""


def draft_export(mod, args, kwargs=None, *, dynamic_shapes=None, preserve_module_call_signature=(), strict=False, prefer_deferred_runtime_asserts_over_guards=False):
    """As `export`: what would not export raises here too."""
    return export(mod, args, kwargs, dynamic_shapes=dynamic_shapes, strict=strict, preserve_module_call_signature=preserve_module_call_signature)


def export_for_training(mod, args, kwargs=None, *, dynamic_shapes=None, strict=False, preserve_module_call_signature=(), prefer_deferred_runtime_asserts_over_guards=False):
    """As `export`, whose programs train."""
    warnings.warn("export_for_training is deprecated, use export", FutureWarning, stacklevel=2)
    return export(mod, args, kwargs, dynamic_shapes=dynamic_shapes, strict=strict, preserve_module_call_signature=preserve_module_call_signature)


def unflatten(module, flat_args_adapter=None):
    """The program as a module with the original's tree of parameters."""
    if flat_args_adapter is not None:
        raise NotImplementedError("export.unflatten: flat_args_adapter")
    return module.module()


# Most programs are exported to nothing: the rules of StableHLO are read when they are asked for.
_STABLEHLO = ("StableHLOGraphModule", "exported_program_to_stablehlo", "to_stablehlo")


def __getattr__(name):
    if name in _STABLEHLO:
        from . import stablehlo

        return getattr(stablehlo, name)
    if name == "PassResult":
        from ..fx.passes.infra.pass_base import PassResult

        return PassResult
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")

