"""Function transforms: `vmap`, and derivatives of functions (see `lumbre.func`)."""

from lumbre import _C
from lumbre.autograd import function

from . import batched, custom, dispatch
from . import rules_index, rules_matmul, rules_nn, rules_pointwise, rules_reduce, rules_shape  # noqa: F401  (enter their rules)

dispatch.build()
_C._set_batched(batched.Batched, dispatch.call, rules_index.getitem, rules_index.setitem)
function.TRANSFORMED = custom.apply
