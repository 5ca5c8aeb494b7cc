"""The base class of all layers and models."""

import sys
from collections import OrderedDict
from typing import TypeVar

import lumbre

from ..parameter import Buffer, Parameter
from . import _hooks
from ._hooks import (
    BackwardHook,
    RemovableHandle,
    _call_with_hooks,
    _global_backward_hooks,
    _global_backward_pre_hooks,
    _global_buffer_registration_hooks,
    _global_forward_hooks,
    _global_forward_hooks_always_called,
    _global_forward_hooks_with_kwargs,
    _global_forward_pre_hooks,
    _global_module_registration_hooks,
    _global_parameter_registration_hooks,
    _has_any_global_hook,
    _HookMixin,
    _WrappedHook,
    register_module_backward_hook,
    register_module_buffer_registration_hook,
    register_module_forward_hook,
    register_module_forward_pre_hook,
    register_module_full_backward_hook,
    register_module_full_backward_pre_hook,
    register_module_module_registration_hook,
    register_module_parameter_registration_hook,
)
from ._members import _ConvertMixin, _MemberMixin
from ._state import _EXTRA_STATE_KEY_SUFFIX, _IncompatibleKeys, _StateMixin

__all__ = [
    "register_module_forward_pre_hook",
    "register_module_forward_hook",
    "register_module_full_backward_pre_hook",
    "register_module_backward_hook",
    "register_module_full_backward_hook",
    "register_module_buffer_registration_hook",
    "register_module_module_registration_hook",
    "register_module_parameter_registration_hook",
    "Module",
]

T = TypeVar("T", bound="Module")
T_destination = TypeVar("T_destination", bound=dict)
_Tensor = lumbre.Tensor
_CAN_NOTE = sys.version_info >= (3, 11)


def _addindent(s_, numSpaces):
    """`s_` with every line but the first indented."""
    return s_.replace("\n", "\n" + " " * numSpaces)


def _forward_unimplemented(self, *input):
    """Computes the module's output; every subclass defines it. Call the module, not this."""
    raise NotImplementedError(f'Module [{type(self).__name__}] is missing the required "forward" function')


def _note_path(module, error):
    """Notes on `error` where in the module tree it came from; outer modules extend the note."""
    if not _CAN_NOTE:
        return
    try:
        inner, path, kind, old = error.__dict__.get("_module_path", (None, "", type(module).__name__, None))
        if inner is not None:
            if inner is module:
                return
            name = next((n for n, m in module.named_modules() if m is inner), None)
            if name is None:
                return
            path = f"{name}.{path}" if path else name
        note = f"in module {path!r} ({kind}) of {type(module).__name__}" if path else f"in module {kind}"
        if old is None:
            error.add_note(note)
        else:
            notes = error.__notes__
            notes[notes.index(old)] = note
        error.__dict__["_module_path"] = (module, path, kind, note)
    except Exception:
        # A note is a courtesy: an odd exception class must not replace the real error.
        return


def _type_name(value):
    return lumbre.typename(value)


class Module(_MemberMixin, _ConvertMixin, _StateMixin, _HookMixin):
    """Base class of layers and models.

    Parameters, buffers and submodules assigned as attributes are registered: they appear in
    `parameters()`, `state_dict()`, move with `to()`, and submodules are called like functions.
    Subclasses call `super().__init__()` first and define `forward`.
    """

    dump_patches = False
    _version = 1
    training: bool
    _parameters: dict
    _buffers: dict
    _modules: dict
    call_super_init = False
    _compiled_call_impl = None
    T_destination = T_destination

    def __init__(self, *args, **kwargs):
        if self.call_super_init is False:
            if kwargs:
                name = next(iter(kwargs))
                raise TypeError(f"{type(self).__name__}.__init__() got an unexpected keyword argument '{name}'")
            if args:
                raise TypeError(
                    f"{type(self).__name__}.__init__() takes 1 positional argument "
                    f"but {len(args) + 1} were given"
                )
        state = self.__dict__
        state["training"] = True
        state["_parameters"] = {}
        state["_buffers"] = {}
        state["_non_persistent_buffers_set"] = set()
        state["_backward_pre_hooks"] = OrderedDict()
        state["_backward_hooks"] = OrderedDict()
        state["_is_full_backward_hook"] = None
        state["_forward_hooks"] = OrderedDict()
        state["_forward_hooks_with_kwargs"] = OrderedDict()
        state["_forward_hooks_always_called"] = OrderedDict()
        state["_forward_pre_hooks"] = OrderedDict()
        state["_forward_pre_hooks_with_kwargs"] = OrderedDict()
        state["_state_dict_hooks"] = OrderedDict()
        state["_state_dict_pre_hooks"] = OrderedDict()
        state["_load_state_dict_pre_hooks"] = OrderedDict()
        state["_load_state_dict_post_hooks"] = OrderedDict()
        state["_modules"] = {}
        if self.call_super_init:
            super().__init__(*args, **kwargs)

    forward = _forward_unimplemented

    # Registration

    def _check_new_name(self, kind, name, registry, suffix=""):
        if not isinstance(name, str):
            raise TypeError(f"{kind} name should be a string. Got {_type_name(name)}")
        if "." in name:
            raise KeyError(f'{kind} name can\'t contain "."{suffix}')
        if name == "":
            raise KeyError(f'{kind} name can\'t be empty string ""')
        if hasattr(self, name) and name not in registry:
            raise KeyError(f"attribute '{name}' already exists")

    def register_buffer(self, name, tensor, persistent=True):
        """Adds a buffer: a tensor that is state but no parameter.

        Args:
            tensor: the buffer, or None for an absent one.
            persistent: whether it is part of `state_dict`.
        """
        if "_buffers" not in self.__dict__:
            raise AttributeError("cannot assign buffer before Module.__init__() call")
        self._check_new_name("buffer", name, self._buffers)
        if tensor is not None and not isinstance(tensor, _Tensor):
            raise TypeError(
                f"cannot assign '{_type_name(tensor)}' object to buffer '{name}' "
                "(torch Tensor or None required)"
            )
        for hook in _global_buffer_registration_hooks.values():
            out = hook(self, name, tensor)
            if out is not None:
                tensor = out
        self._buffers[name] = tensor
        if persistent:
            self._non_persistent_buffers_set.discard(name)
        else:
            self._non_persistent_buffers_set.add(name)

    def register_parameter(self, name, param):
        """Adds a parameter, or None for an absent one."""
        if "_parameters" not in self.__dict__:
            raise AttributeError("cannot assign parameter before Module.__init__() call")
        self._check_new_name("parameter", name, self._parameters)
        if param is not None:
            if not isinstance(param, Parameter):
                raise TypeError(
                    f"cannot assign '{_type_name(param)}' object to parameter '{name}' "
                    "(torch.nn.Parameter or None required)"
                )
            if param.grad_fn:
                raise ValueError(
                    f"Cannot assign non-leaf Tensor to parameter '{name}'. Model parameters must be "
                    f"created explicitly. To express '{name}' as a function of another Tensor, "
                    "compute the value in the forward() method."
                )
        for hook in _global_parameter_registration_hooks.values():
            out = hook(self, name, param)
            if out is not None:
                param = out
        self._parameters[name] = param

    def add_module(self, name, module):
        """Adds a submodule, or None for an absent one."""
        if not isinstance(module, Module) and module is not None:
            raise TypeError(f"{_type_name(module)} is not a Module subclass")
        suffix = f", got: {name}"
        self._check_new_name("module", name, self._modules, suffix)
        for hook in _global_module_registration_hooks.values():
            out = hook(self, name, module)
            if out is not None:
                module = out
        self._modules[name] = module

    def register_module(self, name, module):
        """The same as `add_module`."""
        self.add_module(name, module)

    # Calling

    def _slow_forward(self, *input, **kwargs):
        return self.forward(*input, **kwargs)

    def _call_impl(self, *args, **kwargs):
        try:
            # The common case, a module without hooks, costs one frame besides forward's.
            if not (
                self._backward_hooks
                or self._backward_pre_hooks
                or self._forward_hooks
                or self._forward_pre_hooks
                or _global_backward_pre_hooks
                or _global_backward_hooks
                or _global_forward_hooks
                or _global_forward_pre_hooks
                or self._compiled_call_impl
            ):
                return self.forward(*args, **kwargs)
            if self._compiled_call_impl:
                return self._compiled_call_impl(_call_with_hooks, (self, args, kwargs), {})
            return _call_with_hooks(self, args, kwargs)
        except Exception as e:
            _note_path(self, e)
            raise

    _wrapped_call_impl = _call_impl
    # `_call_without_frames` replaces it.
    __call__ = _call_impl

    def compile(self, *args, **kwargs):
        """Compiles this module's call in place, with the arguments of `lumbre.compile`."""
        self._compiled_call_impl = getattr(lumbre.compile(self._call_impl, *args, **kwargs), "_run", None)

    # Attributes

    def __getattr__(self, name):
        state = self.__dict__
        for registry in ("_parameters", "_buffers", "_modules"):
            members = state.get(registry)
            if members is not None and name in members:
                return members[name]
        raise AttributeError(f"'{type(self).__name__}' object has no attribute '{name}'")

    def _forget(self, name, *registries):
        """Removes `name` wherever it is registered, because it gets another role."""
        for registry in registries:
            if registry is None:
                continue
            if isinstance(registry, dict):
                registry.pop(name, None)
            else:
                registry.discard(name)

    def _set_parameter(self, name, value):
        state = self.__dict__
        if "_parameters" not in state:
            raise AttributeError("cannot assign parameters before Module.__init__() call")
        self._forget(name, state, self._buffers, self._modules, self._non_persistent_buffers_set)
        self.register_parameter(name, value)

    def _set_module(self, name, value):
        state = self.__dict__
        if "_modules" not in state:
            raise AttributeError("cannot assign module before Module.__init__() call")
        self._forget(name, state, self._parameters, self._buffers, self._non_persistent_buffers_set)
        for hook in _global_module_registration_hooks.values():
            out = hook(self, name, value)
            if out is not None:
                value = out
        self._modules[name] = value

    def _set_buffer(self, name, value):
        state = self.__dict__
        if isinstance(value, Buffer):
            if "_buffers" not in state:
                raise AttributeError("cannot assign buffer before Module.__init__() call")
            self._forget(name, state, self._parameters, self._modules, self._non_persistent_buffers_set)
            self.register_buffer(name, value, value.persistent)
            return
        for hook in _global_buffer_registration_hooks.values():
            out = hook(self, name, value)
            if out is not None:
                value = out
        self._buffers[name] = value

    def __setattr__(self, name, value):
        state = self.__dict__
        is_tensor = isinstance(value, _Tensor)
        if is_tensor and isinstance(value, Parameter):
            self._set_parameter(name, value)
        elif isinstance(value, Module):
            self._set_module(name, value)
        elif is_tensor and isinstance(value, Buffer):
            self._set_buffer(name, value)
        elif name in state.get("_parameters", ()):
            if value is not None:
                raise TypeError(
                    f"cannot assign '{_type_name(value)}' as parameter '{name}' "
                    "(torch.nn.Parameter or None expected)"
                )
            self.register_parameter(name, value)
        elif name in state.get("_modules", ()):
            if value is not None:
                raise TypeError(
                    f"cannot assign '{_type_name(value)}' as child module '{name}' "
                    "(torch.nn.Module or None expected)"
                )
            self._set_module(name, value)
        elif name in state.get("_buffers", ()):
            if value is not None and not is_tensor:
                raise TypeError(
                    f"cannot assign '{_type_name(value)}' as buffer '{name}' "
                    "(torch.nn.Buffer, torch.Tensor or None expected)"
                )
            self._set_buffer(name, value)
        else:
            super().__setattr__(name, value)

    def __delattr__(self, name):
        if name in self._parameters:
            del self._parameters[name]
        elif name in self._buffers:
            del self._buffers[name]
            self._non_persistent_buffers_set.discard(name)
        elif name in self._modules:
            del self._modules[name]
        else:
            super().__delattr__(name)

    def __dir__(self):
        names = [*dir(self.__class__), *self.__dict__, *self._parameters, *self._modules, *self._buffers]
        # Keys such as "0" are no attribute names.
        return sorted(n for n in names if not n[0].isdigit())

    # Printing

    def _get_name(self):
        return self.__class__.__name__

    def extra_repr(self):
        """What `repr` shows between the parentheses, one or several lines."""
        return ""

    def __repr__(self):
        extra = self.extra_repr()
        lines = extra.split("\n") if extra else []
        children = [f"({name}): {_addindent(repr(m), 2)}" for name, m in self._modules.items()]
        if not children and len(lines) <= 1:
            return f"{self._get_name()}({extra})"
        body = "\n  ".join(lines + children)
        return f"{self._get_name()}(\n  {body}\n)"


def _call_without_frames(linear, sequential):
    """Puts the binding's `__call__` on `Module`; it runs the `forward` of the two given classes itself where nobody has changed them."""
    hooks = [_global_backward_pre_hooks, _global_backward_hooks, _global_forward_hooks, _global_forward_pre_hooks]
    functions = vars(sys.modules["lumbre.nn.functional"])
    layers = (linear, linear.forward, functions), (sequential, sequential.forward)
    lumbre._C._set_module_call(Module, hooks, Module._call_impl, _note_path, *layers)


def __getattr__(name):
    # Rebinding cannot be seen through an import, so the flag is read where it lives.
    if name == "_global_is_full_backward_hook":
        return _hooks._global_is_full_backward_hook
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
