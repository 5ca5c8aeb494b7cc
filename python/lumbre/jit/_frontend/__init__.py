"""The compiler of `jit.script`: Python's own syntax tree, interpreted over values that are known now or when the program runs.

Modules, functions, and plain attributes are known now, so calls are inlined, loops over modules are unrolled and branches on
them are taken; tensors, and what is computed of arguments, become values of a graph whose steps the engine runs.
"""

from ._compile import compile_choice, compile_function, compile_module
from ._errors import FrontendError, NotSupported

__all__ = ["FrontendError", "NotSupported", "compile_choice", "compile_function", "compile_module"]
