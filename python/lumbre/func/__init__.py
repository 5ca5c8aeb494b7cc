"""Functions of functions: `vmap`, `grad`, `vjp`, `jvp`, Jacobians and Hessians, and modules as functions of their parameters."""

from lumbre import _functorch  # noqa: F401  (registers the class of samples)
from lumbre._functorch.batch_norm_replacement import replace_all_batch_norm_modules_
from lumbre._functorch.eager_transforms import debug_unwrap, functionalize, grad, grad_and_value, hessian, jacfwd, jacrev, jvp, linearize, vjp
from lumbre._functorch.functional_call import functional_call, stack_module_state
from lumbre._functorch.vmap import vmap
from lumbre.func._rearrange import rearrange

__all__ = [
    "grad", "grad_and_value", "vjp", "jvp", "jacrev", "jacfwd", "hessian", "linearize", "functionalize", "vmap", "functional_call",
    "stack_module_state", "replace_all_batch_norm_modules_", "debug_unwrap", "rearrange",
]  # fmt: skip
