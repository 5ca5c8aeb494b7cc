"""Hooks of every module in the process, and the call path of a module that has hooks."""

import functools
import warnings
import weakref
from collections import OrderedDict

import lumbre
from lumbre.utils.hooks import BackwardHook, RemovableHandle

_global_buffer_registration_hooks = OrderedDict()
_global_module_registration_hooks = OrderedDict()
_global_parameter_registration_hooks = OrderedDict()
_global_backward_pre_hooks = OrderedDict()
_global_backward_hooks = OrderedDict()
_global_forward_pre_hooks = OrderedDict()
_global_forward_hooks = OrderedDict()
_global_forward_hooks_always_called = OrderedDict()
_global_forward_hooks_with_kwargs = OrderedDict()
# None until a global backward hook is registered, then whether it is of the full kind.
_global_is_full_backward_hook = None


def _has_any_global_hook():
    return bool(
        _global_backward_pre_hooks
        or _global_backward_hooks
        or _global_forward_pre_hooks
        or _global_forward_hooks
        or _global_forward_hooks_always_called
        or _global_forward_hooks_with_kwargs
    )


def _register(hooks, hook):
    handle = RemovableHandle(hooks)
    hooks[handle.id] = hook
    return handle


def register_module_buffer_registration_hook(hook):
    """Calls `hook(module, name, buffer) -> None or buffer` whenever a module registers a buffer."""
    return _register(_global_buffer_registration_hooks, hook)


def register_module_module_registration_hook(hook):
    """Calls `hook(module, name, submodule) -> None or Module` whenever a submodule is registered."""
    return _register(_global_module_registration_hooks, hook)


def register_module_parameter_registration_hook(hook):
    """Calls `hook(module, name, param) -> None or Parameter` whenever a parameter is registered."""
    return _register(_global_parameter_registration_hooks, hook)


def register_module_forward_pre_hook(hook):
    """Calls `hook(module, args) -> None or new args` before every module's forward."""
    return _register(_global_forward_pre_hooks, hook)


def register_module_forward_hook(hook, *, with_kwargs=False, always_call=False):
    """Calls `hook(module, args[, kwargs], output) -> None or new output` after every forward.

    With `always_call` the hook also runs, with output None, when forward raised.
    """
    extra = [_global_forward_hooks_always_called, _global_forward_hooks_with_kwargs]
    handle = RemovableHandle(_global_forward_hooks, extra_dict=extra)
    _global_forward_hooks[handle.id] = hook
    if with_kwargs:
        _global_forward_hooks_with_kwargs[handle.id] = True
    if always_call:
        _global_forward_hooks_always_called[handle.id] = True
    return handle


def register_module_backward_hook(hook):
    """The older form of `register_module_full_backward_hook`; the two kinds do not mix."""
    global _global_is_full_backward_hook
    if _global_is_full_backward_hook is True:
        raise RuntimeError(
            "Cannot use both regular backward hooks and full backward hooks as a "
            "global Module hook. Please use only one of them."
        )
    _global_is_full_backward_hook = False
    return _register(_global_backward_hooks, hook)


def register_module_full_backward_pre_hook(hook):
    """Calls `hook(module, grad_output) -> None or new grad_output` before every module's backward."""
    return _register(_global_backward_pre_hooks, hook)


def register_module_full_backward_hook(hook):
    """Calls `hook(module, grad_input, grad_output) -> None or new grad_input` in every backward."""
    global _global_is_full_backward_hook
    if _global_is_full_backward_hook is False:
        raise RuntimeError(
            "Cannot use both regular backward hooks and full backward hooks as a "
            "global Module hook. Please use only one of them."
        )
    _global_is_full_backward_hook = True
    return _register(_global_backward_hooks, hook)


class _WrappedHook:
    """A hook that is given its module, held weakly, as first argument."""

    def __init__(self, hook, module=None):
        self.hook = hook
        functools.update_wrapper(self, hook)
        self.with_module = module is not None
        if self.with_module:
            self.module = weakref.ref(module)

    def __call__(self, *args, **kwargs):
        if not self.with_module:
            return self.hook(*args, **kwargs)
        module = self.module()
        if module is None:
            raise RuntimeError("You are trying to call the hook of a dead Module!")
        return self.hook(module, *args, **kwargs)

    def __getstate__(self):
        state = {"hook": self.hook, "with_module": self.with_module}
        if self.with_module:
            state["module"] = self.module()
        return state

    def __setstate__(self, state):
        self.hook = state["hook"]
        self.with_module = state["with_module"]
        if self.with_module:
            if state["module"] is None:
                raise RuntimeError("You are trying to revive the hook of a dead Module!")
            self.module = weakref.ref(state["module"])


def _run_pre_hooks(module, args, kwargs):
    for hook_id, hook in (*_global_forward_pre_hooks.items(), *module._forward_pre_hooks.items()):
        if hook_id in module._forward_pre_hooks_with_kwargs:
            result = hook(module, args, kwargs)
            if result is not None:
                if not (isinstance(result, tuple) and len(result) == 2):
                    raise RuntimeError(
                        "forward pre-hook must return None or a tuple of (new_args, new_kwargs), "
                        f"but got {result}."
                    )
                args, kwargs = result
        else:
            result = hook(module, args)
            if result is not None:
                args = result if isinstance(result, tuple) else (result,)
    return args, kwargs


def _run_forward_hook(module, hook_id, hook, args, kwargs, result):
    if hook_id in module._forward_hooks_with_kwargs or hook_id in _global_forward_hooks_with_kwargs:
        return hook(module, args, kwargs, result)
    return hook(module, args, result)


def _attach_old_backward_hooks(module, hooks, args, result):
    """Hooks of the older kind sit on the node that made the (first) output."""
    var = result
    while not isinstance(var, lumbre.Tensor):
        if isinstance(var, dict):
            var = next(v for v in var.values() if isinstance(v, lumbre.Tensor))
        else:
            var = var[0]
    node = var.grad_fn
    if node is not None:
        for hook in hooks:
            node.register_hook(_WrappedHook(hook, module))
        module._maybe_warn_non_full_backward_hook(args, result, node)


def _call_with_hooks(module, args, kwargs):
    pre_hooks = full_hooks = old_hooks = ()
    if module._backward_pre_hooks or _global_backward_pre_hooks:
        pre_hooks = module._get_backward_pre_hooks()
    if module._backward_hooks or _global_backward_hooks:
        full_hooks, old_hooks = module._get_backward_hooks()

    called = set()
    args, kwargs = _run_pre_hooks(module, args, kwargs)
    bw_hook = None
    if full_hooks or pre_hooks:
        bw_hook = BackwardHook(module, full_hooks, pre_hooks)
        args = bw_hook.setup_input_hook(args)
    try:
        result = module.forward(*args, **kwargs)
        for hook_id, hook in (*_global_forward_hooks.items(), *module._forward_hooks.items()):
            if hook_id in module._forward_hooks_always_called or hook_id in _global_forward_hooks_always_called:
                called.add(hook_id)
            out = _run_forward_hook(module, hook_id, hook, args, kwargs, result)
            if out is not None:
                result = out
        if bw_hook is not None:
            if not isinstance(result, (lumbre.Tensor, tuple)):
                warnings.warn(
                    "For backward hooks to be called, module output should be a Tensor or a tuple "
                    f"of Tensors but received {type(result)}",
                    stacklevel=3,
                )
            result = bw_hook.setup_output_hook(result)
        if old_hooks:
            _attach_old_backward_hooks(module, old_hooks, args, result)
        return result
    except Exception:
        _run_always_called(module, args, kwargs, called)
        raise


def _run_always_called(module, args, kwargs, called):
    """After an error: the always-called hooks that have not run yet see the output None."""
    pairs = [(k, h) for k, h in _global_forward_hooks.items() if k in _global_forward_hooks_always_called]
    pairs += [(k, h) for k, h in module._forward_hooks.items() if k in module._forward_hooks_always_called]
    for hook_id, hook in pairs:
        if hook_id in called:
            continue
        try:
            _run_forward_hook(module, hook_id, hook, args, kwargs, None)
        except Exception as e:
            warnings.warn(
                "forward hook with ``always_call=True`` raised an exception "
                f"that was silenced as another error was raised in forward: {e}",
                stacklevel=4,
            )


class _HookMixin:
    """Registration of a module's own hooks."""

    def register_full_backward_pre_hook(self, hook, prepend=False):
        """Calls `hook(module, grad_output) -> None or new grad_output` before gradients pass the module."""
        handle = _register(self._backward_pre_hooks, hook)
        if prepend:
            self._backward_pre_hooks.move_to_end(handle.id, last=False)
        return handle

    def register_backward_hook(self, hook):
        """The older form of `register_full_backward_hook`; the two kinds do not mix on a module."""
        self._set_backward_kind(False)
        return _register(self._backward_hooks, hook)

    def register_full_backward_hook(self, hook, prepend=False):
        """Calls `hook(module, grad_input, grad_output) -> None or new grad_input` in backward."""
        self._set_backward_kind(True)
        handle = _register(self._backward_hooks, hook)
        if prepend:
            self._backward_hooks.move_to_end(handle.id, last=False)
        return handle

    def _set_backward_kind(self, full):
        if self._is_full_backward_hook is (not full):
            raise RuntimeError(
                "Cannot use both regular backward hooks and full backward hooks on a "
                "single Module. Please use only one of them."
            )
        self._is_full_backward_hook = full

    def _get_backward_hooks(self):
        """The backward hooks that apply to this module, as (full ones, old ones)."""
        full, old = [], []
        if _global_is_full_backward_hook is not None:
            (full if _global_is_full_backward_hook else old).extend(_global_backward_hooks.values())
        if self._is_full_backward_hook is not None:
            (full if self._is_full_backward_hook else old).extend(self._backward_hooks.values())
        return full, old

    def _get_backward_pre_hooks(self):
        return [*_global_backward_pre_hooks.values(), *self._backward_pre_hooks.values()]

    def _maybe_warn_non_full_backward_hook(self, inputs, result, grad_fn):
        """Old hooks see only the last node; says so where that is not the whole module."""
        reason = None
        if not isinstance(result, lumbre.Tensor):
            if not (isinstance(result, tuple) and all(isinstance(r, lumbre.Tensor) for r in result)):
                return
            if len({r.grad_fn for r in result}) > 1:
                reason = "with multiple autograd Nodes for the outputs"
        if not isinstance(inputs, lumbre.Tensor):
            if not (isinstance(inputs, tuple) and all(isinstance(i, lumbre.Tensor) for i in inputs)):
                return
        inputs = (inputs,) if isinstance(inputs, lumbre.Tensor) else inputs
        previous = {edge[0] for edge in grad_fn.next_functions}
        own = {i.grad_fn for i in inputs if i.grad_fn is not None}
        if reason is None and len({i.grad_fn for i in inputs}) > 1:
            reason = "with multiple autograd Nodes for the inputs"
        if reason is None and own and own != previous:
            reason = "when the forward contains multiple autograd Nodes"
        if reason is not None:
            warnings.warn(
                f"Using a non-full backward hook {reason} is deprecated and will be removed in future "
                "versions. This hook will be missing some grad_input. Please use "
                "register_full_backward_hook to get the documented behavior.",
                FutureWarning,
                stacklevel=2,
            )

    def register_forward_pre_hook(self, hook, *, prepend=False, with_kwargs=False):
        """Calls `hook(module, args[, kwargs]) -> None or new arguments` before `forward`.

        With `with_kwargs` the hook gets the keyword arguments too and returns (args, kwargs).
        """
        handle = RemovableHandle(self._forward_pre_hooks, extra_dict=self._forward_pre_hooks_with_kwargs)
        self._forward_pre_hooks[handle.id] = hook
        if with_kwargs:
            self._forward_pre_hooks_with_kwargs[handle.id] = True
        if prepend:
            self._forward_pre_hooks.move_to_end(handle.id, last=False)
        return handle

    def register_forward_hook(self, hook, *, prepend=False, with_kwargs=False, always_call=False):
        """Calls `hook(module, args[, kwargs], output) -> None or new output` after `forward`.

        With `always_call` the hook also runs, with output None, when forward raised.
        """
        extra = [self._forward_hooks_with_kwargs, self._forward_hooks_always_called]
        handle = RemovableHandle(self._forward_hooks, extra_dict=extra)
        self._forward_hooks[handle.id] = hook
        if with_kwargs:
            self._forward_hooks_with_kwargs[handle.id] = True
        if always_call:
            self._forward_hooks_always_called[handle.id] = True
        if prepend:
            self._forward_hooks.move_to_end(handle.id, last=False)
        return handle
