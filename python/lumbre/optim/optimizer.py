"""The base class of every optimizer: parameter groups, state, hooks and state dicts."""

import functools
import warnings
from collections import OrderedDict, defaultdict
from collections.abc import Iterable
from copy import deepcopy
from itertools import chain

import lumbre
from lumbre import _recording

from ..utils.hooks import RemovableHandle
from ._recorded import number

_global_optimizer_pre_hooks = OrderedDict()
_global_optimizer_post_hooks = OrderedDict()

ParamsT = Iterable
StateDict = dict


class _RequiredParameter:
    """Marks a default that every parameter group has to give itself."""

    def __repr__(self):
        return "<required parameter>"


required = _RequiredParameter()


def _use_grad_for_differentiable(func):
    """Run an optimizer's step with gradients on only if it was made ``differentiable``."""

    @functools.wraps(func)
    def _use_grad(*args, **kwargs):
        previous = lumbre.is_grad_enabled()
        lumbre._C._set_grad_enabled(bool(args[0].defaults.get("differentiable")))
        try:
            return func(*args, **kwargs)
        finally:
            lumbre._C._set_grad_enabled(previous)

    return _use_grad


def _disable_dynamo_if_unsupported(single_tensor_fn=None):
    """Kept for code that decorates its own functional optimizers; changes nothing."""
    return lambda func: func


def _get_value(x):
    return x.item() if isinstance(x, lumbre.Tensor) else x


def _to_scalar(x):
    """A Python number for a one-element tensor (`number`), anything else as it is."""
    return number(x) if isinstance(x, lumbre.Tensor) and x.numel() == 1 else x


def _stack_if_compiling(x):
    return x


def _get_scalar_dtype(is_fused=None):
    """The dtype of the ``step`` counters: the default dtype, but never below float32."""
    if is_fused:
        return lumbre.float32
    is_double = lumbre.get_default_dtype() == lumbre.float64
    return lumbre.float64 if is_double else lumbre.float32


def _get_capturable_supported_devices(supports_xla=True):
    return ["cuda", "xpu", "hpu", "xla"] if supports_xla else ["cuda", "xpu", "hpu"]


def _view_as_real(params, *state_and_grads):
    """Replace complex tensors by their real views in the given lists, in place."""
    for i, p in enumerate(params):
        if lumbre.is_complex(p):
            for tensors in (params, *state_and_grads):
                tensors[i] = lumbre.view_as_real(tensors[i])


def _default_to_fused_or_foreach(params, differentiable, use_fused=False):
    """Which implementation is taken when the user named none: ``(fused, foreach)``."""
    if differentiable or not use_fused:
        return False, False
    fused = all(
        p is None or (p.is_floating_point() and p.device.type in ("cpu", "cuda")) for p in params
    )
    return fused, False


def _check_step_flags(optimizer, group):
    """The checks that `fused`, `foreach` and `differentiable` share."""
    if group.get("fused"):
        if group["differentiable"]:
            raise RuntimeError("`fused` does not support `differentiable`")
        if group["foreach"]:
            raise RuntimeError("`fused` and `foreach` cannot be `True` together.")


_HOOK_TABLES = (
    "_optimizer_step_pre_hooks",
    "_optimizer_step_post_hooks",
    "_optimizer_state_dict_pre_hooks",
    "_optimizer_state_dict_post_hooks",
    "_optimizer_load_state_dict_pre_hooks",
    "_optimizer_load_state_dict_post_hooks",
)


class Optimizer:
    """Base class of optimizers.

    Args:
        params: an iterable of tensors, of ``(name, tensor)`` pairs, or of dicts with a
            ``"params"`` entry and options of that group.
        defaults: the options that a group takes when it does not give them itself.
    """

    def __init__(self, params, defaults):
        self.defaults = defaults
        for table in _HOOK_TABLES:
            setattr(self, table, OrderedDict())
        self._patch_step_function()
        if isinstance(params, lumbre.Tensor):
            raise TypeError(
                "params argument given to the optimizer should be an iterable of Tensors or "
                f"dicts, but got {params.type()}"
            )
        if isinstance(params, set):
            warnings.warn(
                "optimizer parameters need to be organized in ordered collections, but the ordering of tensors in sets will change "
                "between runs. Please use a list instead.", FutureWarning, stacklevel=3,
            )  # fmt: skip
        self.state = defaultdict(dict)
        self.param_groups = []
        groups = list(params)
        if not groups:
            raise ValueError("optimizer got an empty parameter list")
        if not isinstance(groups[0], dict):
            groups = [{"params": groups}]
        for group in groups:
            self.add_param_group(group)
        self._warned_capturable_if_run_uncaptured = True

    def __getstate__(self):
        return {
            "defaults": self.defaults,
            "state": self.state,
            "param_groups": self.param_groups,
        }

    def __setstate__(self, state):
        self.__dict__.update(state)
        for table in _HOOK_TABLES:
            if table not in self.__dict__:
                setattr(self, table, OrderedDict())
        self._patch_step_function()
        self.defaults.setdefault("differentiable", False)

    def __repr__(self):
        lines = [self.__class__.__name__ + " ("]
        for i, group in enumerate(self.param_groups):
            lines += ["", f"Parameter Group {i}"] if i else [f"Parameter Group {i}"]
            lines += [f"    {key}: {group[key]}" for key in sorted(group) if key != "params"]
        # A tensor-valued learning rate prints as its number.
        return "\n".join([*lines, ")"])

    # Steps and hooks

    def _patch_step_function(self):
        self._zero_grad_profile_name = f"Optimizer.zero_grad#{self.__class__.__name__}.zero_grad"
        if not getattr(self.__class__.step, "hooked", None):
            self.__class__.step = self.profile_hook_step(self.__class__.step)
            self.__class__.step.hooked = True

    @staticmethod
    def profile_hook_step(func):
        """Wrap a step function so that it runs the registered step hooks."""

        @functools.wraps(func)
        def wrapper(*args, **kwargs):
            self = args[0]
            _recording.refuse("an optimizer's step")
            pre = self._optimizer_step_pre_hooks
            post = self._optimizer_step_post_hooks
            if pre or _global_optimizer_pre_hooks:
                for hook in chain(_global_optimizer_pre_hooks.values(), pre.values()):
                    changed = hook(self, args, kwargs)
                    if changed is None:
                        continue
                    if not isinstance(changed, tuple) or len(changed) != 2:
                        raise RuntimeError(
                            f"{func} must return None or a tuple of (new_args, new_kwargs), "
                            f"but got {changed}."
                        )
                    args, kwargs = changed
            out = func(*args, **kwargs)
            self._optimizer_step_code()
            if post or _global_optimizer_post_hooks:
                for hook in chain(post.values(), _global_optimizer_post_hooks.values()):
                    hook(self, args, kwargs)
            return out

        return wrapper

    def _optimizer_step_code(self):
        """Called at the end of every step, for tools that replace it."""

    def step(self, closure=None):
        """Do one optimization step.

        Args:
            closure: recomputes the model and returns the loss; some optimizers need it.
        """
        raise NotImplementedError

    def _evaluate(self, closure):
        if closure is None:
            return None
        with lumbre.enable_grad():
            return closure()

    def prepare_state(self):
        """Make the state that the first step would make, for a program that is recorded before it (`jit.trace(state=...)`).

        Steps after it are those without it. Raises NotImplementedError where only a step can make the state.
        """
        if self.defaults and type(self).step is not Optimizer.step:
            raise NotImplementedError(f"trace: {type(self).__name__} makes its state in a step; take one before tracing")

    def zero_grad(self, set_to_none=True):
        """Drop the gradients of all parameters, or zero them if ``set_to_none`` is false."""
        for group in self.param_groups:
            for p in group["params"]:
                if set_to_none:
                    p.grad = None
                elif p.grad is not None:
                    if p.grad.grad_fn is not None:
                        p.grad.detach_()
                    else:
                        p.grad.requires_grad_(False)
                    p.grad.zero_()

    def register_step_pre_hook(self, hook):
        """Call ``hook(optimizer, args, kwargs)`` before each step."""
        return _register(self._optimizer_step_pre_hooks, hook)

    def register_step_post_hook(self, hook):
        """Call ``hook(optimizer, args, kwargs)`` after each step."""
        return _register(self._optimizer_step_post_hooks, hook)

    def register_state_dict_pre_hook(self, hook, prepend=False):
        """Call ``hook(optimizer)`` before the state dict is made."""
        return _register(self._optimizer_state_dict_pre_hooks, hook, prepend)

    def register_state_dict_post_hook(self, hook, prepend=False):
        """Call ``hook(optimizer, state_dict)``; a returned dict replaces the state dict."""
        return _register(self._optimizer_state_dict_post_hooks, hook, prepend)

    def register_load_state_dict_pre_hook(self, hook, prepend=False):
        """Call ``hook(optimizer, state_dict)`` before loading; it may return another dict."""
        return _register(self._optimizer_load_state_dict_pre_hooks, hook, prepend)

    def register_load_state_dict_post_hook(self, hook, prepend=False):
        """Call ``hook(optimizer)`` after a state dict was loaded."""
        return _register(self._optimizer_load_state_dict_post_hooks, hook, prepend)

    # State dicts

    def state_dict(self):
        """Return the state and the options, with parameters replaced by their numbers."""
        for pre_hook in self._optimizer_state_dict_pre_hooks.values():
            pre_hook(self)
        numbers = {}
        groups = []
        for group in self.param_groups:
            packed = {key: value for key, value in group.items() if key != "params"}
            for p in group["params"]:
                numbers.setdefault(id(p), len(numbers))
            packed["params"] = [numbers[id(p)] for p in group["params"]]
            groups.append(packed)
        state = {
            (numbers[id(key)] if isinstance(key, lumbre.Tensor) else key): value
            for key, value in self.state.items()
        }
        out = {"state": state, "param_groups": groups}
        for post_hook in self._optimizer_state_dict_post_hooks.values():
            changed = post_hook(self, out)
            if changed is not None:
                out = changed
        return out

    def load_state_dict(self, state_dict):
        """Take over the state and options of a dict made by :meth:`state_dict`."""
        state_dict = state_dict.copy()
        for pre_hook in self._optimizer_load_state_dict_pre_hooks.values():
            changed = pre_hook(self, state_dict)
            if changed is not None:
                state_dict = changed
        saved_groups = deepcopy(state_dict["param_groups"])
        self._check_groups_match(saved_groups)
        saved_ids = chain.from_iterable(group["params"] for group in saved_groups)
        params = chain.from_iterable(group["params"] for group in self.param_groups)
        by_id = dict(zip(saved_ids, params))
        state = defaultdict(dict)
        for key, value in state_dict["state"].items():
            if key in by_id:
                state[by_id[key]] = self._cast(by_id[key], value, key, saved_groups)
            else:
                state[key] = value
        groups = [self._merged_group(*pair) for pair in zip(self.param_groups, saved_groups)]
        self.__setstate__({"state": state, "param_groups": groups})
        for post_hook in self._optimizer_load_state_dict_post_hooks.values():
            post_hook(self)

    def _check_groups_match(self, saved_groups):
        if len(self.param_groups) != len(saved_groups):
            raise ValueError("loaded state dict has a different number of parameter groups")
        for ours, saved in zip(self.param_groups, saved_groups):
            if len(ours["params"]) != len(saved["params"]):
                raise ValueError(
                    "loaded state dict contains a parameter group that doesn't match the size "
                    "of optimizer's group"
                )

    @staticmethod
    def _merged_group(ours, saved):
        saved["params"] = ours["params"]
        if "param_names" in ours and "param_names" not in saved:
            saved["param_names"] = ours["param_names"]
        return saved

    def _cast(self, param, value, param_id, param_groups, key=None):
        if isinstance(value, lumbre.Tensor):
            return Optimizer._process_value_according_to_param_policy(
                param, value, param_id, param_groups, key
            )
        if isinstance(value, dict):
            return {
                k: self._cast(param, v, param_id, param_groups, key=k) for k, v in value.items()
            }
        if isinstance(value, Iterable) and not isinstance(value, (str, bytes)):
            return type(value)(self._cast(param, v, param_id, param_groups) for v in value)
        return value

    @staticmethod
    def _process_value_according_to_param_policy(param, value, param_id, param_groups, key=None):
        """Move a loaded state tensor to where its parameter lives."""
        if key == "step":
            group = next((g for g in param_groups if param_id in g["params"]), {})
            if group.get("capturable") or group.get("fused"):
                return value.to(dtype=lumbre.float32, device=param.device)
            return value
        if param.is_floating_point():
            return value.to(dtype=param.dtype, device=param.device)
        return value.to(device=param.device)

    # Parameter groups

    def add_param_group(self, param_group):
        """Add a dict with ``"params"`` and options, for instance to unfreeze layers later."""
        if not isinstance(param_group, dict):
            raise TypeError(f"param_group must be a dict, but got {type(param_group)}")
        params = param_group["params"]
        if isinstance(params, lumbre.Tensor):
            params = [params]
        elif isinstance(params, set):
            raise TypeError(
                "optimizer parameters need to be organized in ordered collections, but the "
                "ordering of tensors in sets will change between runs. Please use a list instead."
            )
        params, names = _split_names(list(params))
        param_group["params"] = params
        if names:
            param_group["param_names"] = names
        self._check_params(params)
        for name, default in self.defaults.items():
            if default is required and name not in param_group:
                raise ValueError(
                    f"parameter group didn't specify a value of required optimization "
                    f"parameter {name}"
                )
            param_group.setdefault(name, default)
        if len(params) != len({id(p) for p in params}):
            warnings.warn(
                "optimizer contains a parameter group with duplicate parameters; in future, this "
                "will cause an error; see github.com/pytorch/pytorch/issues/40967 for more "
                "information",
                stacklevel=3,
            )
        taken = {id(p) for group in self.param_groups for p in group["params"]}
        if any(id(p) in taken for p in params):
            raise ValueError("some parameters appear in more than one parameter group")
        if self.param_groups and ("param_names" in param_group) != (
            "param_names" in self.param_groups[0]
        ):
            raise ValueError(
                "all optimizer param groups should be with/without names. cannot add param group "
                f"{'with' if names else 'without'} names to the optimizer"
            )
        self.param_groups.append(param_group)

    def _check_params(self, params):
        for p in params:
            if not isinstance(p, lumbre.Tensor):
                raise TypeError(
                    f"optimizer can only optimize Tensors, but one of the params is "
                    f"{lumbre.typename(p)}"
                )
            if not self.defaults.get("differentiable", None) and not (p.is_leaf or p.retains_grad):
                raise ValueError("can't optimize a non-leaf Tensor")


def _register(table, hook, prepend=False):
    handle = RemovableHandle(table)
    table[handle.id] = hook
    if prepend:
        table.move_to_end(handle.id, last=False)
    return handle


def _split_names(params):
    """Split ``(name, tensor)`` pairs into tensors and names."""
    named = [isinstance(p, tuple) for p in params]
    if not any(named):
        return params, []
    if not all(named):
        raise ValueError(
            "all optimizer params should be with/without names. Some param names are missing"
        )
    return [p for _, p in params], [name for name, _ in params]


def _real_view(value):
    if isinstance(value, lumbre.Tensor) and value.is_complex():
        return lumbre.view_as_real(value)
    return value


# Whether the fused native step takes a group: dense real CPU tensors of one dtype, and nothing is being recorded.
_native_group = lumbre._C._native_group


def register_optimizer_step_pre_hook(hook):
    """Call ``hook(optimizer, args, kwargs)`` before each step of every optimizer."""
    return _register(_global_optimizer_pre_hooks, hook)


def register_optimizer_step_post_hook(hook):
    """Call ``hook(optimizer, args, kwargs)`` after each step of every optimizer."""
    return _register(_global_optimizer_post_hooks, hook)
