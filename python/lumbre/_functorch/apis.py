"""`vmap` and `grad` under the module name that programs import them from."""

from .eager_transforms import grad, grad_and_value
from .vmap import vmap

__all__ = ["vmap", "grad", "grad_and_value"]
