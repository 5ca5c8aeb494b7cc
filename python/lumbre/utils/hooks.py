"""Handles for registered hooks and the machinery of module backward hooks."""

import weakref
from collections import OrderedDict

import lumbre

__all__ = ["RemovableHandle", "unserializable_hook", "warn_if_has_hooks", "BackwardHook"]


class RemovableHandle:
    """Removes its hook from a dictionary of hooks, by hand or as a context manager.

    Args:
        hooks_dict: dictionary that holds the hook under `self.id`.
        extra_dict: one or several dictionaries that may hold the same id.
    """

    next_id = 0

    def __init__(self, hooks_dict, *, extra_dict=None):
        self.hooks_dict_ref = weakref.ref(hooks_dict)
        self.id = RemovableHandle.next_id
        RemovableHandle.next_id += 1
        if isinstance(extra_dict, dict):
            extra_dict = [extra_dict]
        self.extra_dict_ref = tuple(weakref.ref(d) for d in extra_dict or ())

    def remove(self):
        for ref in (self.hooks_dict_ref, *self.extra_dict_ref):
            hooks = ref()
            if hooks is not None:
                hooks.pop(self.id, None)

    def __getstate__(self):
        state = (self.hooks_dict_ref(), self.id)
        if self.extra_dict_ref:
            state += (tuple(ref() for ref in self.extra_dict_ref),)
        return state

    def __setstate__(self, state):
        # A dead dictionary is replaced by a fresh one, so that the handle stays usable.
        hooks = OrderedDict() if state[0] is None else state[0]
        self.hooks_dict_ref = weakref.ref(hooks)
        self.id = state[1]
        RemovableHandle.next_id = max(RemovableHandle.next_id, self.id + 1)
        extra = state[2] if len(state) > 2 else ()
        self.extra_dict_ref = tuple(weakref.ref(OrderedDict() if d is None else d) for d in extra)

    def __enter__(self):
        return self

    def __exit__(self, type, value, tb):
        self.remove()


def unserializable_hook(f):
    """Marks `f` as a hook that is dropped, with a warning, when its tensor is pickled."""
    f.__torch_unserializable__ = True
    return f


def warn_if_has_hooks(tensor):
    """Warns for each hook of `tensor` that pickling will lose."""
    import warnings

    for hook in (tensor._backward_hooks or {}).values():
        if not hasattr(hook, "__torch_unserializable__"):
            warnings.warn(
                f"backward hook {hook!r} on tensor will not be serialized. If this is expected, "
                "you can decorate the function with @torch.utils.hooks.unserializable_hook "
                "to suppress this warning",
                stacklevel=2,
            )


def _identity_function():
    """The autograd identity that gives module inputs and outputs one common node."""
    global _Identity
    if _Identity is None:

        class BackwardHookFunction(lumbre.autograd.Function):
            @staticmethod
            def forward(ctx, *args):
                ctx.mark_non_differentiable(*[a for a in args if not a.requires_grad])
                return args

            @staticmethod
            def backward(ctx, *grads):
                return grads

        _Identity = BackwardHookFunction
    return _Identity


_Identity = None


def _as_tuple(x):
    return x if isinstance(x, tuple) else (x,)


class BackwardHook:
    """Runs a module's backward hooks when gradients pass its outputs and its inputs.

    Inputs and outputs each go through one identity node; the hook on the output node records
    `grad_output` (after the pre-hooks), the hook on the input node calls the user hooks.
    """

    def __init__(self, module, user_hooks, user_pre_hooks):
        self.user_hooks = user_hooks
        self.user_pre_hooks = user_pre_hooks
        self.module = module
        self.grad_outputs = None
        self.n_outputs = -1
        self.output_tensors_index = None
        self.n_inputs = -1
        self.input_tensors_index = None

    def _full(self, indices, values, size):
        """`values` at their places among `size` arguments, None elsewhere."""
        out = [None] * size
        for i, value in zip(indices, values):
            out[i] = value
        return tuple(out)

    def _apply_on_tensors(self, fn, args):
        indices = [i for i, a in enumerate(args) if isinstance(a, lumbre.Tensor)]
        tensors = [args[i] for i in indices]
        if not (lumbre.is_grad_enabled() and any(t.requires_grad for t in tensors)):
            return args, None
        new = _identity_function().apply(*tensors)
        nodes = [t.grad_fn for t in new if t.grad_fn is not None]
        if not nodes:
            raise RuntimeError("Error while setting up module backward hooks: no output has a grad_fn")
        fn(nodes[0])
        out = list(args)
        for i, value in zip(indices, new):
            out[i] = value
        # Named tuples keep their type.
        kind = type(args)
        return (kind(out) if kind is tuple else kind(*out)), indices

    def _call_hooks(self, grad_input, grad_output):
        """The gradient inputs after every hook had its say."""
        result = grad_input
        for hook in self.user_hooks:
            out = hook(self.module, result, grad_output)
            if out is None:
                continue
            out = _as_tuple(out)
            if len(out) != len(grad_input):
                raise RuntimeError(
                    "Backward hook returned an invalid number of grad_input, "
                    f"got {len(out)}, but expected {len(grad_input)}"
                )
            result = out
        return result

    def setup_input_hook(self, args):
        def on_node(node):
            def hook(grad_input, _):
                if self.grad_outputs is None:
                    # No gradient came through the outputs: the user hooks have nothing to see.
                    return None
                full = self._full(self.input_tensors_index, grad_input, self.n_inputs)
                grad_outputs, self.grad_outputs = self.grad_outputs, None
                result = self._call_hooks(full, grad_outputs)
                return tuple(result[i] for i in self.input_tensors_index)

            node.register_hook(hook)

        self.n_inputs = len(args)
        args, self.input_tensors_index = self._apply_on_tensors(on_node, args)
        return args

    def setup_output_hook(self, args):
        def on_node(node):
            def pre_hook(grad_output):
                full = self._full(self.output_tensors_index, grad_output, self.n_outputs)
                for user_pre_hook in self.user_pre_hooks:
                    out = user_pre_hook(self.module, full)
                    if out is None:
                        continue
                    out = _as_tuple(out)
                    if len(out) != len(full):
                        raise RuntimeError(
                            "Backward pre hook returned an invalid number of grad_output, "
                            f"got {len(out)}, but expected {len(full)}"
                        )
                    full = out
                self.grad_outputs = full
                if self.input_tensors_index is None:
                    # Inputs need no gradient, so no input node will call the hooks.
                    nothing = (None,) * self.n_inputs
                    for out in (h(self.module, nothing, full) for h in self.user_hooks):
                        if out is not None and not (isinstance(out, tuple) and all(g is None for g in out)):
                            raise RuntimeError(
                                "Backward hook for Modules where no input requires gradient "
                                "should always return None or None for all gradients."
                            )
                    self.grad_outputs = None
                return tuple(full[i] for i in self.output_tensors_index)

            node.register_prehook(pre_hook)

        is_tuple = isinstance(args, tuple)
        if not is_tuple:
            args = (args,)
        self.n_outputs = len(args)
        args, self.output_tensors_index = self._apply_on_tensors(on_node, args)
        return args if is_tuple else args[0]
