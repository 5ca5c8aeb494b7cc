"""Programs: traced from eager code, run by the engine's interpreter, saved to files that need no Python to run.

`trace(module, example).save("model.lmb")`; load with `load` here, or with `lumbre::jit::Module::load` in Rust.
"""

from ._files import load, save
from ._module import ScriptFunction, ScriptModule, RecursiveScriptModule, TopLevelTracedModule
from ._optimize import freeze, optimize_for_inference, run_frozen_optimizations
from ._script import (
    Attribute,
    CompilationUnit,
    Error,
    Final,
    Future,
    annotate,
    enable_onednn_fusion,
    export,
    fork,
    ignore,
    interface,
    is_scripting,
    isinstance,
    onednn_fusion_enabled,
    optimized_execution,
    script,
    script_if_tracing,
    script_method,
    set_fusion_strategy,
    strict_fusion,
    unused,
    wait,
    _unwrap_optional,
    _overload,
    _overload_method,
)
from ._trace import ONNXTracedModule, TracedModule, TracerWarning, TracingCheckError, is_tracing, trace, trace_module

_script_if_tracing = script_if_tracing

__all__ = [
    "Attribute", "CompilationUnit", "Error", "Final", "Future", "ONNXTracedModule", "RecursiveScriptModule", "ScriptFunction",
    "ScriptModule", "TopLevelTracedModule", "TracedModule", "TracerWarning", "TracingCheckError", "annotate",
    "enable_onednn_fusion", "export", "fork", "freeze", "ignore", "interface", "is_scripting", "is_tracing", "isinstance", "load",
    "onednn_fusion_enabled", "optimize_for_inference", "optimized_execution", "run_frozen_optimizations", "save", "script",
    "script_if_tracing", "script_method", "set_fusion_strategy", "strict_fusion", "trace", "trace_module", "unused", "wait",
]  # fmt: skip
