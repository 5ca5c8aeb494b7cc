"""Tensors that a `Module` registers by assignment: parameters and buffers."""

from collections import OrderedDict

import lumbre
from lumbre._C import _disabled_torch_function_impl

__all__ = [
    "Parameter",
    "UninitializedParameter",
    "is_lazy",
    "Buffer",
    "UninitializedBuffer",
    "UninitializedTensorMixin",
]

_Tensor = lumbre.Tensor


class _ParameterMeta(type(_Tensor)):
    def __instancecheck__(self, instance):
        if type.__instancecheck__(self, instance):
            return True
        # Tensor subclasses become parameters by a mark, not by their class.
        return (
            self is Parameter and isinstance(instance, _Tensor) and getattr(instance, "_is_param", False)
        )


class Parameter(_Tensor, metaclass=_ParameterMeta):
    """A tensor that a module lists in `parameters()` when assigned as an attribute.

    Args:
        data: the values; shared, not copied. None makes an empty parameter.
        requires_grad: whether gradients are collected (also under `no_grad`).
    """

    __module__ = "lumbre.nn.parameter"

    def __new__(cls, data=None, requires_grad=True):
        if data is None:
            data = lumbre.empty(0)
        kind = type(data)
        if kind is _Tensor or kind is Parameter:
            return _Tensor._make_subclass(cls, data, requires_grad)
        t = data.detach().requires_grad_(requires_grad)
        if type(t) is not kind:
            raise RuntimeError(
                f"Creating a Parameter from an instance of type {kind.__name__} requires that "
                f"detach() returns an instance of the same type, but return type {type(t).__name__} "
                "was found instead. To use the type as a Parameter, please correct the detach() "
                "semantics defined by its __torch_dispatch__() implementation."
            )
        t._is_param = True
        return t

    def __deepcopy__(self, memo):
        if id(self) in memo:
            return memo[id(self)]
        copy = type(self)(self.data.clone(memory_format=lumbre.preserve_format), self.requires_grad)
        memo[id(self)] = copy
        return copy

    def __repr__(self):
        return "Parameter containing:\n" + super().__repr__()

    def __reduce_ex__(self, proto):
        from lumbre import _utils

        state = lumbre._utils._get_obj_state(self)
        # Hooks are not serialized.
        args = (self.data, self.requires_grad, OrderedDict())
        if not state:
            return (_utils._rebuild_parameter, args)
        return (_utils._rebuild_parameter_with_state, (*args, state))

    __torch_function__ = _disabled_torch_function_impl


class UninitializedTensorMixin:
    """A tensor whose shape is not known yet; almost every use of it is an error."""

    _allowed_methods = [
        lumbre.Tensor.__hash__,
        lumbre.Tensor.size,
        lumbre.Tensor.copy_,
        lumbre.Tensor.is_complex,
        lumbre.Tensor.is_floating_point,
        lumbre.Tensor.half,
        lumbre.Tensor.float,
        lumbre.Tensor.double,
        lumbre.Tensor.char,
        lumbre.Tensor.short,
        lumbre.Tensor.int,
        lumbre.Tensor.long,
        lumbre.Tensor.cuda,
        lumbre.Tensor.cpu,
        lumbre.Tensor.to,
        lumbre.Tensor.get_device,
        lumbre._has_compatible_shallow_copy_type,
    ]

    def materialize(self, shape, device=None, dtype=None):
        """Allocates uninitialised values of `shape` and becomes an ordinary parameter or buffer."""
        device = self.data.device if device is None else device
        dtype = self.data.dtype if dtype is None else dtype
        self.data = lumbre.empty(shape, device=device, dtype=dtype)
        self.__class__ = self.cls_to_become

    @property
    def shape(self):
        raise RuntimeError(
            "Can't access the shape of an uninitialized parameter or buffer. "
            "This error usually happens in `load_state_dict` when trying to load "
            "an uninitialized parameter into an initialized one. "
            "Call `forward` to initialize the parameters before accessing their attributes."
        )

    def share_memory_(self):
        raise RuntimeError(
            "Can't share memory on an uninitialized parameter or buffer. "
            "Call `forward` to initialize the parameters before calling `module.share_memory()`."
        )

    def __repr__(self):
        return f"<{self.__class__.__name__}>"

    def __reduce_ex__(self, proto):
        return (self.__class__, (self.requires_grad,))

    @classmethod
    def __torch_function__(cls, func, types, args=(), kwargs=None):
        # Property getters and setters are slot wrappers; they pass.
        if func in cls._allowed_methods or type(func).__name__ == "method-wrapper":
            return super().__torch_function__(func, types, args, kwargs or {})
        raise ValueError(
            f"Attempted to use an uninitialized parameter in {func}. "
            "This error happens when you are using a `LazyModule` or explicitly manipulating "
            f"`torch.nn.parameter.{cls.__name__}` objects. When using LazyModules "
            "Call `forward` with a dummy batch to initialize the parameters before calling torch functions"
        )


def is_lazy(param):
    """Whether `param` still waits for its shape."""
    return isinstance(param, UninitializedTensorMixin)


class UninitializedParameter(UninitializedTensorMixin, Parameter):
    """A parameter whose shape is set later by `materialize`."""

    __module__ = "lumbre.nn.parameter"
    cls_to_become = Parameter

    def __new__(cls, requires_grad=True, device=None, dtype=None):
        return _Tensor._make_subclass(cls, lumbre.empty(0, device=device, dtype=dtype), requires_grad)

    def __deepcopy__(self, memo):
        if id(self) in memo:
            return memo[id(self)]
        copy = type(self)(self.requires_grad, self.data.device, self.data.dtype)
        memo[id(self)] = copy
        return copy


class _BufferMeta(type(_Tensor)):
    def __instancecheck__(self, instance):
        if type.__instancecheck__(self, instance):
            return True
        return self is Buffer and isinstance(instance, _Tensor) and getattr(instance, "_is_buffer", False)


class Buffer(_Tensor, metaclass=_BufferMeta):
    """A tensor that a module lists in `buffers()` when assigned as an attribute.

    The result is the given tensor itself, detached and marked; `persistent=False` keeps it out of
    `state_dict`.
    """

    __module__ = "lumbre.nn.parameter"

    def __new__(cls, data=None, *, persistent=True):
        if data is None:
            data = lumbre.empty(0)
        t = data.detach().requires_grad_(data.requires_grad)
        t.persistent = persistent
        t._is_buffer = True
        return t

    __torch_function__ = _disabled_torch_function_impl


class UninitializedBuffer(UninitializedTensorMixin, _Tensor):
    """A buffer whose shape is set later by `materialize`."""

    __module__ = "lumbre.nn.parameter"
    cls_to_become = _Tensor

    def __new__(cls, requires_grad=False, device=None, dtype=None, persistent=True):
        t = _Tensor._make_subclass(cls, lumbre.empty(0, device=device, dtype=dtype), requires_grad)
        t.persistent = persistent
        t._is_buffer = True
        return t
