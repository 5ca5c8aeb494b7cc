"""Stands in for functorch, whose transforms live in `lumbre.func`."""

from lumbre import _run

_run.alias_torch()

from lumbre import __version__  # noqa: E402,F401
from lumbre._functorch.make_functional import (  # noqa: E402,F401
    FunctionalModule,
    FunctionalModuleWithBuffers,
    combine_state_for_ensemble,
    make_functional,
    make_functional_with_buffers,
)
from lumbre.func import (  # noqa: E402,F401
    functional_call,
    functionalize,
    grad,
    grad_and_value,
    hessian,
    jacfwd,
    jacrev,
    jvp,
    linearize,
    stack_module_state,
    vjp,
    vmap,
)
