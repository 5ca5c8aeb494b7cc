"""Programs captured with their inputs' shapes: not part of this build. Importing is; calls raise `NotImplementedError` with their
name. `torch.jit.trace` and `torch.fx.symbolic_trace` capture programs."""

from .. import _absent

__all__ = ["export", "save", "load", "register_dataclass", "unflatten", "dims", "Dim", "ExportedProgram", "draft_export", "export_for_training", "ShapesCollection", "AdditionalInputs", "default_decompositions", "CustomDecompTable"]


class _Hint:
    """What is known of a size."""

    def __init__(self, kind):
        self.kind = kind

    def __repr__(self):
        return f"_DimHint(type={self.kind})"


class Dim:
    """A named size with a range."""

    AUTO, DYNAMIC, STATIC = _Hint("AUTO"), _Hint("DYNAMIC"), _Hint("STATIC")

    def __init__(self, name, *, min=None, max=None):
        self.__name__, self.min, self.max = name, 0 if min is None else min, max

    def __repr__(self):
        return f"Dim('{self.__name__}', min={self.min}, max={self.max})"


def dims(*names, min=None, max=None):
    """Several named sizes."""
    return tuple(Dim(n, min=min, max=max) for n in names)


export = _absent.function("torch.export.export")
draft_export = _absent.function("torch.export.draft_export")
export_for_training = _absent.function("torch.export.export_for_training")
save = _absent.function("torch.export.save")
load = _absent.function("torch.export.load")
register_dataclass = _absent.function("torch.export.register_dataclass")
unflatten = _absent.function("torch.export.unflatten")
default_decompositions = _absent.function("torch.export.default_decompositions")
ExportedProgram = _absent.kind("export.ExportedProgram")
ShapesCollection = _absent.kind("export.ShapesCollection")
AdditionalInputs = _absent.kind("export.AdditionalInputs")
CustomDecompTable = _absent.kind("export.CustomDecompTable")


def __getattr__(name):
    if name == "PassResult":
        from ..fx.passes.infra.pass_base import PassResult

        return PassResult
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
