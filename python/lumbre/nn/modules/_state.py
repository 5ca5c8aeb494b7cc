"""State dictionaries: what a module writes, reads back and checks."""

import warnings
from collections import OrderedDict, namedtuple
from collections.abc import Mapping

import lumbre

from ..parameter import Parameter, is_lazy
from ._hooks import RemovableHandle, _WrappedHook

_EXTRA_STATE_KEY_SUFFIX = "_extra_state"


class _IncompatibleKeys(namedtuple("IncompatibleKeys", ["missing_keys", "unexpected_keys"])):
    __slots__ = ()

    def __repr__(self):
        if not self.missing_keys and not self.unexpected_keys:
            return "<All keys matched successfully>"
        return super().__repr__()

    __str__ = __repr__


def _add(hooks, hook):
    handle = RemovableHandle(hooks)
    hooks[handle.id] = hook
    return handle


def _quoted(keys):
    return ", ".join(f'"{k}"' for k in keys)


class _StateMixin:
    """`state_dict`, `load_state_dict`, their hooks and pickling."""

    def get_extra_state(self):
        """Extra state to put in the `state_dict`; overridden together with `set_extra_state`."""
        raise RuntimeError(
            "Module.get_extra_state() was called although the module does not override it."
        )

    def set_extra_state(self, state):
        """Takes back what `get_extra_state` gave."""
        raise RuntimeError(
            "Module.set_extra_state() was called although the module does not override it."
        )

    def _has_extra(self, name):
        return getattr(self.__class__, name) is not getattr(_StateMixin, name)

    # Saving

    def _register_state_dict_hook(self, hook):
        """Adds `hook(module, state_dict, prefix, local_metadata) -> None or new state_dict`."""
        if getattr(hook, "_from_public_api", False):
            raise RuntimeError(
                "Cannot register the same function as the state dict post hook that was "
                "previously registered via register_state_dict_post_hook"
            )
        return _add(self._state_dict_hooks, hook)

    def register_state_dict_post_hook(self, hook):
        """Adds `hook(module, state_dict, prefix, local_metadata)`, run after `state_dict`; in place only."""
        # The private form may return a new dictionary, this one may not.
        hook._from_public_api = True
        return _add(self._state_dict_hooks, hook)

    def register_state_dict_pre_hook(self, hook):
        """Adds `hook(module, prefix, keep_vars)`, run before `state_dict`."""
        return _add(self._state_dict_pre_hooks, hook)

    def _save_to_state_dict(self, destination, prefix, keep_vars):
        """Writes this module's own tensors, not its descendants', under `prefix`."""
        for name, param in self._parameters.items():
            if param is not None:
                destination[prefix + name] = param if keep_vars else param.detach()
        for name, buf in self._buffers.items():
            if buf is not None and name not in self._non_persistent_buffers_set:
                destination[prefix + name] = buf if keep_vars else buf.detach()
        if self._has_extra("get_extra_state"):
            destination[prefix + _EXTRA_STATE_KEY_SUFFIX] = self.get_extra_state()

    def state_dict(self, *args, destination=None, prefix="", keep_vars=False):
        """All persistent tensors by dotted name, as an ordered dictionary.

        The tensors are detached but share storage with the module, unless `keep_vars`. The
        dictionary's `_metadata` holds each module's `_version`.
        """
        if args:
            warnings.warn(
                "Positional args are being deprecated, use kwargs instead: "
                "state_dict(destination=..., prefix=..., keep_vars=...).",
                FutureWarning,
                stacklevel=2,
            )
            # Positions count only where the keyword still has its default.
            if destination is None:
                destination = args[0]
            if len(args) > 1 and prefix == "":
                prefix = args[1]
            if len(args) > 2 and keep_vars is False:
                keep_vars = args[2]
        if destination is None:
            destination = OrderedDict()
            destination._metadata = OrderedDict()
        local_metadata = dict(version=self._version)
        if hasattr(destination, "_metadata"):
            destination._metadata[prefix[:-1]] = local_metadata
        for hook in self._state_dict_pre_hooks.values():
            hook(self, prefix, keep_vars)
        self._save_to_state_dict(destination, prefix, keep_vars)
        for name, module in self._modules.items():
            if module is not None:
                module.state_dict(destination=destination, prefix=f"{prefix}{name}.", keep_vars=keep_vars)
        for hook in self._state_dict_hooks.values():
            result = hook(self, destination, prefix, local_metadata)
            if getattr(hook, "_from_public_api", False):
                if result is not None:
                    raise RuntimeError("state_dict post-hook must return None")
            elif result is not None:
                destination = result
        return destination

    # Loading

    def _register_load_state_dict_pre_hook(self, hook, with_module=False):
        """Adds a hook with the arguments of `_load_from_state_dict`, run before it."""
        return _add(self._load_state_dict_pre_hooks, _WrappedHook(hook, self if with_module else None))

    def register_load_state_dict_pre_hook(self, hook):
        """Adds `hook(module, state_dict, prefix, local_metadata, strict, missing_keys,
        unexpected_keys, error_msgs)`, run before the module loads."""
        return self._register_load_state_dict_pre_hook(hook, with_module=True)

    def register_load_state_dict_post_hook(self, hook):
        """Adds `hook(module, incompatible_keys)`, run after the module and its children loaded."""
        return _add(self._load_state_dict_post_hooks, hook)

    def _load_one(self, key, name, param, source, assign, error_msgs):
        if not lumbre.overrides.is_tensor_like(source):
            error_msgs.append(
                f'While copying the parameter named "{key}", expected torch.Tensor or Tensor-like '
                f"object from checkpoint but received {type(source)}"
            )
            return
        lazy = is_lazy(param)
        # Scalars were once saved with one dimension.
        if not lazy and len(param.shape) == 0 and len(source.shape) == 1:
            source = source[0]
        if not lazy and source.shape != param.shape:
            error_msgs.append(
                f"size mismatch for {key}: copying a param with shape {source.shape} from checkpoint, "
                f"the shape in current model is {param.shape}."
            )
            return
        if param.is_meta and not source.is_meta and not assign:
            warnings.warn(
                f"for {key}: copying from a non-meta parameter in the checkpoint to a meta parameter "
                "in the current model, which is a no-op. (Did you mean to pass `assign=True` to "
                "assign items in the state dictionary to their corresponding key in the module "
                "instead of copying them in place?)",
                stacklevel=4,
            )
        try:
            with lumbre.no_grad():
                if not assign:
                    param.copy_(source)
                    return
                if isinstance(param, Parameter):
                    if isinstance(source, Parameter):
                        source.requires_grad_(param.requires_grad)
                    else:
                        source = Parameter(source, requires_grad=param.requires_grad)
                setattr(self, name, source)
        except Exception as e:
            where = "swapping" if lumbre.__future__.get_swap_module_params_on_conversion() else "copying"
            error_msgs.append(
                f'While {where} the parameter named "{key}", whose dimensions in the model are '
                f"{param.size()} and whose dimensions in the checkpoint are {source.size()}, "
                f"an exception occurred : {e.args}."
            )

    def _load_from_state_dict(
        self, state_dict, prefix, local_metadata, strict, missing_keys, unexpected_keys, error_msgs
    ):
        """Reads this module's own tensors, not its descendants', from the keys under `prefix`.

        Faults are collected in the three lists. `local_metadata` holds the saved `version`.
        """
        for hook in self._load_state_dict_pre_hooks.values():
            hook(state_dict, prefix, local_metadata, strict, missing_keys, unexpected_keys, error_msgs)
        own = {k: v for k, v in self._parameters.items() if v is not None}
        for k, v in self._buffers.items():
            if v is not None and k not in self._non_persistent_buffers_set:
                own[k] = v
        assign = local_metadata.get("assign_to_params_buffers", False)
        for name, param in own.items():
            key = prefix + name
            if key in state_dict:
                self._load_one(key, name, param, state_dict[key], assign, error_msgs)
            elif strict:
                missing_keys.append(key)

        extra_key = prefix + _EXTRA_STATE_KEY_SUFFIX
        if self._has_extra("set_extra_state"):
            if extra_key in state_dict:
                self.set_extra_state(state_dict[extra_key])
            elif strict:
                missing_keys.append(extra_key)
        elif strict and extra_key in state_dict:
            unexpected_keys.append(extra_key)
        if not strict:
            return
        for key in state_dict:
            if key.startswith(prefix) and key != extra_key:
                head, dot, _ = key[len(prefix) :].partition(".")
                known = head in self._modules if dot else head in own
                if not known:
                    unexpected_keys.append(key)

    def load_state_dict(self, state_dict, strict=True, assign=False):
        """Copies the tensors of `state_dict` into this module and its descendants.

        Args:
            strict: missing and unexpected keys are errors.
            assign: put the given tensors in place of the module's instead of copying; keeps
                their dtype and device.

        Returns a named tuple `(missing_keys, unexpected_keys)`.
        """
        if not isinstance(state_dict, Mapping):
            raise TypeError(f"Expected state_dict to be dict-like, got {type(state_dict)}.")
        missing_keys, unexpected_keys, error_msgs = [], [], []
        metadata = getattr(state_dict, "_metadata", None)
        state_dict = OrderedDict(state_dict)
        if metadata is not None:
            state_dict._metadata = metadata

        def load(module, local, prefix=""):
            local_metadata = {} if metadata is None else metadata.get(prefix[:-1], {})
            if assign:
                local_metadata["assign_to_params_buffers"] = assign
            module._load_from_state_dict(
                local, prefix, local_metadata, True, missing_keys, unexpected_keys, error_msgs
            )
            for name, child in module._modules.items():
                if child is not None:
                    child_prefix = f"{prefix}{name}."
                    below = {k: v for k, v in local.items() if k.startswith(child_prefix)}
                    load(child, below, child_prefix)
            keys = _IncompatibleKeys(missing_keys, unexpected_keys)
            for hook in module._load_state_dict_post_hooks.values():
                if hook(module, keys) is not None:
                    raise AssertionError(
                        "Hooks registered with ``register_load_state_dict_post_hook`` are not expected "
                        "to return new values, if incompatible_keys need to be modified, it should be "
                        "done inplace."
                    )

        load(self, state_dict)
        if strict:
            if unexpected_keys:
                error_msgs.insert(0, f"Unexpected key(s) in state_dict: {_quoted(unexpected_keys)}. ")
            if missing_keys:
                error_msgs.insert(0, f"Missing key(s) in state_dict: {_quoted(missing_keys)}. ")
        if error_msgs:
            faults = "\n\t".join(error_msgs)
            raise RuntimeError(f"Error(s) in loading state_dict for {self.__class__.__name__}:\n\t{faults}")
        return _IncompatibleKeys(missing_keys, unexpected_keys)

    # Pickling

    def __getstate__(self):
        state = self.__dict__.copy()
        state.pop("_compiled_call_impl", None)
        return state

    def __setstate__(self, state):
        self.__dict__.update(state)
        # Modules pickled by older versions lack some of these.
        for name in _LATER_DICTS:
            self.__dict__.setdefault(name, OrderedDict())
        self.__dict__.setdefault("_non_persistent_buffers_set", set())
        self.__dict__.setdefault("_is_full_backward_hook", None)


_LATER_DICTS = (
    "_forward_pre_hooks",
    "_forward_pre_hooks_with_kwargs",
    "_forward_hooks_with_kwargs",
    "_forward_hooks_always_called",
    "_state_dict_hooks",
    "_state_dict_pre_hooks",
    "_load_state_dict_pre_hooks",
    "_load_state_dict_post_hooks",
    "_backward_pre_hooks",
)
