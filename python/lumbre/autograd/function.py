"""Custom differentiable functions."""

import functools

import lumbre
from lumbre import _C

__all__ = ["FunctionCtx", "BackwardCFunction", "FunctionMeta", "Function", "once_differentiable", "InplaceFunction", "NestedIOFunction"]


# What takes a call of a Function inside `vmap`; set where that is imported.
TRANSFORMED = None


class FunctionCtx(_C._FunctionBase):
    """What `forward` hands to `backward`: `save_for_backward`, `mark_dirty`, `mark_non_differentiable`, …"""


class BackwardCFunction(FunctionCtx):
    """The context as a node of the graph."""

    def apply(self, *grads):
        cls = self._forward_cls
        backward, vjp = cls.backward, cls.vjp
        if backward is not Function.backward and vjp is not Function.vjp:
            raise RuntimeError(
                "Implementing both 'backward' and 'vjp' for a custom Function is not allowed. You should only implement one of them."
            )
        return (vjp if vjp is not Function.vjp else backward)(self, *grads)

    def register_hook(self, fn):
        """Calls `fn(grad_inputs, grad_outputs)` after this node has run."""
        return _NodeHandle(self, _C._node_register_hook(self, fn))

    def register_prehook(self, fn):
        """Calls `fn(grad_outputs)` before this node runs."""
        return _NodeHandle(self, _C._node_register_prehook(self, fn))

    @property
    def metadata(self):
        return self.__dict__.setdefault("_metadata", {})


class _NodeHandle:
    def __init__(self, node, id):
        self.node, self.id = node, id

    def remove(self):
        _C._node_remove_hook(self.node, self.id)

    def __enter__(self):
        return self

    def __exit__(self, *exc):
        self.remove()


class FunctionMeta(type):
    """Gives every Function a context class of its own, named after it."""

    def __init__(cls, name, bases, attrs):
        cls._backward_cls = type(name + "Backward", (BackwardCFunction,), {"_forward_cls": cls, "__module__": "torch.autograd.function"})
        base = globals().get("Function")
        cls._has_setup_context = base is not None and cls.setup_context is not base.setup_context
        super().__init__(name, bases, attrs)


class Function(metaclass=FunctionMeta):
    """A differentiable function written in Python.

    Subclasses give static methods `forward(ctx, *args)` and `backward(ctx, *grads)`, or `forward(*args)` with
    `setup_context(ctx, inputs, output)`. Call it as `MyFunction.apply(*args)`.
    """

    generate_vmap_rule = False

    def __init__(self, *args, **kwargs):
        raise RuntimeError(
            f"Attempting to instantiate {type(self)}; instances of autograd.Function are not needed: its methods are static. "
            "Legacy autograd function with non-static forward method is deprecated. Please use new-style autograd function with static forward method."
        )

    def __call__(self, *args, **kwargs):
        raise RuntimeError("Legacy autograd function with non-static forward method is deprecated. Please use new-style autograd function with static forward method.")

    @staticmethod
    def forward(*args, **kwargs):
        """Computes the outputs; not recorded."""
        raise NotImplementedError("You must implement the forward function for custom autograd.Function.")

    @staticmethod
    def setup_context(ctx, inputs, output):
        """Saves what `backward` needs, when `forward` takes no ctx."""
        raise NotImplementedError("setup_context is not implemented.")

    @staticmethod
    def backward(ctx, *grad_outputs):
        """The gradients of all arguments of `forward`, None where there is none."""
        raise NotImplementedError("You must implement either the backward or vjp method for your custom autograd.Function to use it with backward mode AD.")

    vjp = backward

    @staticmethod
    def jvp(ctx, *grad_inputs):
        raise NotImplementedError("You must implement the jvp function for custom autograd.Function to use it with forward mode AD.")

    @staticmethod
    def vmap(info, in_dims, *args):
        raise NotImplementedError("To use autograd.Function with vmap, you must either override the vmap staticmethod or set generate_vmap_rule=True.")

    @classmethod
    def apply(cls, *args, **kwargs):
        """Runs `forward` and records one node for it."""
        if kwargs:
            args, kwargs = _bind(cls, args, kwargs)
        if TRANSFORMED is not None and (done := TRANSFORMED(cls, args)) is not None:
            return done[0]
        return _C._function_apply(cls, args)


def _bind(cls, args, kwargs):
    """Keyword arguments in their positions."""
    import inspect

    sig = inspect.signature(cls.forward)
    if cls._has_setup_context:
        bound = sig.bind(*args, **kwargs)
        bound.apply_defaults()
        return bound.args, bound.kwargs
    bound = sig.bind(None, *args, **kwargs)
    bound.apply_defaults()
    return bound.args[1:], bound.kwargs


InplaceFunction = Function
NestedIOFunction = Function


class _OnceDifferentiable(Function):
    @staticmethod
    def forward(ctx, *grads):
        return tuple(g.detach() if isinstance(g, lumbre.Tensor) else g for g in grads)

    @staticmethod
    def backward(ctx, *grads):
        raise RuntimeError("trying to differentiate twice a function that was marked with @once_differentiable")


def once_differentiable(fn):
    """For `backward` methods that cannot themselves be differentiated: a second derivative raises."""

    @functools.wraps(fn)
    def wrapper(ctx, *args):
        with lumbre.no_grad():
            outputs = fn(ctx, *args)
        if not lumbre.is_grad_enabled():
            return outputs
        if not any(isinstance(a, lumbre.Tensor) and a.requires_grad for a in args):
            return outputs
        single = not isinstance(outputs, tuple)
        outputs = (outputs,) if single else outputs
        live = [o.detach().requires_grad_() if isinstance(o, lumbre.Tensor) else o for o in outputs]
        tensors = [o for o in live if isinstance(o, lumbre.Tensor)]
        marked = iter(_OnceDifferentiable.apply(*tensors) if tensors else ())
        out = tuple(next(marked) if isinstance(o, lumbre.Tensor) else o for o in live)
        return out[0] if single else out

    return wrapper
