"""Parameters computed from other parameters by a module."""

import copy
from contextlib import contextmanager

import lumbre

from ..modules.container import ModuleDict, ModuleList
from ..modules.module import Module
from ..parameter import Parameter

__all__ = [
    "cached",
    "ParametrizationList",
    "register_parametrization",
    "is_parametrized",
    "remove_parametrizations",
    "type_before_parametrizations",
    "transfer_parametrizations_and_params",
]

_cache_enabled = 0
_cache = {}


@contextmanager
def cached():
    """Computes each parametrised tensor once within the block."""
    global _cache_enabled, _cache
    _cache_enabled += 1
    try:
        yield
    finally:
        _cache_enabled -= 1
        if not _cache_enabled:
            _cache = {}


def _register_parameter_or_buffer(module, name, X):
    if isinstance(X, Parameter):
        module.register_parameter(name, X)
    else:
        module.register_buffer(name, X)


def _maybe_set(dest, src):
    """Puts the values of `src` into `dest`, which keeps its identity."""
    if dest.data_ptr() != src.data_ptr() or dest.shape != src.shape or dest.dtype != src.dtype:
        dest.data = src.data if isinstance(src, lumbre.Tensor) else src


class ParametrizationList(ModuleList):
    """The chain of parametrisations of one tensor, and what it is computed from.

    The starting point is `original`, or `original0`, `original1`, ... where the first
    `right_inverse` gives several tensors.
    """

    def __init__(self, modules, original, unsafe=False):
        if len(modules) == 0:
            raise ValueError("ParametrizationList requires one or more modules.")
        super().__init__(modules)
        self.unsafe = unsafe
        shape, dtype = original.shape, original.dtype
        with lumbre.no_grad():
            new = original
            for module in reversed(self):
                if hasattr(module, "right_inverse"):
                    try:
                        new = module.right_inverse(new)
                    except NotImplementedError:
                        pass
        if not isinstance(new, lumbre.Tensor) and not isinstance(new, (list, tuple)):
            raise ValueError(
                "'right_inverse' must return a Tensor or a Sequence of tensors (list, tuple...). "
                f"Got {type(new).__name__}"
            )
        self.is_tensor = isinstance(new, lumbre.Tensor)
        self.ntensors = 1 if self.is_tensor else len(new)
        if self.is_tensor:
            if original.dtype != new.dtype:
                raise ValueError(
                    "When `right_inverse` outputs one tensor, it may not change the dtype.\n"
                    f"original.dtype: {original.dtype}\nright_inverse(original).dtype: {new.dtype}"
                )
            if original.device != new.device:
                raise ValueError("When `right_inverse` outputs one tensor, it may not change the device.")
            # The Parameter object stays: optimizers may hold it already.
            with lumbre.no_grad():
                _maybe_set(original, new)
            _register_parameter_or_buffer(self, "original", original)
        else:
            self._register_several(original, new)
        if not self.unsafe:
            self._check_result(shape, dtype)

    def _register_several(self, original, new):
        for i, value in enumerate(new):
            if not isinstance(value, lumbre.Tensor):
                raise ValueError(
                    "'right_inverse' must return a Tensor or a Sequence of tensors (list, tuple...). "
                    f"Got element {i} of the sequence with type {type(value).__name__}."
                )
            if isinstance(original, Parameter):
                value = Parameter(value, original.requires_grad)
            value.requires_grad_(original.requires_grad)
            _register_parameter_or_buffer(self, f"original{i}", value)

    def _check_result(self, shape, dtype):
        result = self()
        if not isinstance(result, lumbre.Tensor):
            raise ValueError(f"A parametrization must return a tensor. Got {type(result).__name__}.")
        if result.dtype != dtype:
            raise ValueError(
                "Registering a parametrization may not change the dtype of the tensor, unless `unsafe` "
                f"flag is enabled.\nunparametrized dtype: {dtype}\nparametrized dtype: {result.dtype}"
            )
        if result.shape != shape:
            raise ValueError(
                "Registering a parametrization may not change the shape of the tensor, unless `unsafe` "
                f"flag is enabled.\nunparametrized shape: {shape}\nparametrized shape: {result.shape}"
            )

    def _originals(self):
        if self.is_tensor:
            return [self.original]
        return [getattr(self, f"original{i}") for i in range(self.ntensors)]

    def right_inverse(self, value):
        """Sets the originals so that the parametrised tensor becomes `value`."""
        with lumbre.no_grad():
            for module in reversed(self):
                if not hasattr(module, "right_inverse"):
                    raise RuntimeError(
                        f"parametrization {type(module).__name__} does not implement right_inverse."
                    )
                value = module.right_inverse(value)
            values = [value] if self.is_tensor else list(value)
            if len(values) != self.ntensors:
                raise ValueError(
                    "'right_inverse' must return a sequence of tensors of length "
                    f"{self.ntensors}. Got a sequence of length {len(values)}."
                )
            for original, new in zip(self._originals(), values):
                if not isinstance(new, lumbre.Tensor):
                    raise ValueError(f"`right_inverse` should return a tensor. Got {type(new).__name__}")
                if original.dtype != new.dtype:
                    raise ValueError(
                        f"The tensor returned by `right_inverse` has dtype {new.dtype} "
                        f"while `original` has dtype {original.dtype}"
                    )
                _maybe_set(original, new)

    def forward(self):
        x = self[0](*self._originals())
        for i in range(1, len(self)):
            x = self[i](x)
        return x


def _inject_new_class(module):
    """Gives `module` a class of its own, on which properties can be set."""
    cls = module.__class__

    def default_deepcopy(self, memo):
        replica = memo.get(id(self))
        if replica is None:
            replica = self.__new__(self.__class__)
            memo[id(self)] = replica
            replica.__dict__ = copy.deepcopy(self.__dict__, memo)
        return replica

    def getstate(self):
        raise RuntimeError(
            "Serialization of parametrized modules is only supported through state_dict()."
        )

    members = {"__getstate__": getstate}
    # Without this, deepcopy would go through __getstate__.
    if not hasattr(cls, "__deepcopy__"):
        members["__deepcopy__"] = default_deepcopy
    module.__class__ = type(f"Parametrized{cls.__name__}", (cls,), members)


def _inject_property(module, tensor_name):
    if hasattr(type(module), tensor_name):
        raise AssertionError(f"the class of the module already has an attribute {tensor_name}")

    def get(self):
        chain = self.parametrizations[tensor_name]
        if not _cache_enabled:
            return chain()
        key = (id(self), tensor_name)
        if key not in _cache:
            _cache[key] = chain()
        return _cache[key]

    def set(self, value):
        self.parametrizations[tensor_name].right_inverse(value)

    setattr(module.__class__, tensor_name, property(get, set))


def register_parametrization(module, tensor_name, parametrization, *, unsafe=False):
    """Makes `module.tensor_name` the result of `parametrization`, in place.

    A `right_inverse` method, where there is one, gives the initial values and answers
    assignments. Further parametrisations are applied after the ones before. Unless `unsafe`,
    shape and dtype must stay.
    """
    parametrization.train(module.training)
    if is_parametrized(module, tensor_name):
        chain = module.parametrizations[tensor_name]
        if unsafe is False:
            Y = getattr(module, tensor_name)
            X = parametrization(Y)
            if not isinstance(X, lumbre.Tensor):
                raise ValueError(f"A parametrization must return a tensor. Got {type(X).__name__}.")
            for what in ("dtype", "shape"):
                if getattr(X, what) != getattr(Y, what):
                    raise ValueError(
                        f"Registering a parametrization may not change the {what} of the tensor, unless "
                        f"the `unsafe` flag is enabled.\nmodule.{tensor_name}.{what}: "
                        f"{getattr(Y, what)}\nparametrization(module.{tensor_name}).{what}: {getattr(X, what)}"
                    )
            if hasattr(parametrization, "right_inverse"):
                with lumbre.no_grad():
                    try:
                        chain.right_inverse(parametrization.right_inverse(Y))
                    except NotImplementedError:
                        pass
        chain.append(parametrization)
        chain.unsafe |= unsafe
    elif tensor_name in module._buffers or tensor_name in module._parameters:
        original = getattr(module, tensor_name)
        chain = ParametrizationList([parametrization], original, unsafe=unsafe)
        delattr(module, tensor_name)
        if not is_parametrized(module):
            _inject_new_class(module)
            module.parametrizations = ModuleDict()
        _inject_property(module, tensor_name)
        module.parametrizations[tensor_name] = chain
    else:
        raise ValueError(
            f"Module '{module}' does not have a parameter, a buffer, or a parametrized element "
            f"with name '{tensor_name}'"
        )
    return module


def is_parametrized(module, tensor_name=None):
    """Whether the module, or that tensor of it, is parametrised."""
    chains = getattr(module, "parametrizations", None)
    if not isinstance(chains, ModuleDict):
        return False
    return len(chains) > 0 if tensor_name is None else tensor_name in chains


def remove_parametrizations(module, tensor_name, leave_parametrized=True):
    """Makes `tensor_name` ordinary again, with its present value, or the original's if not
    `leave_parametrized`."""
    if not is_parametrized(module, tensor_name):
        raise ValueError(f"Module {module} does not have a parametrization on {tensor_name}")
    chain = module.parametrizations[tensor_name]
    if chain.is_tensor:
        original = chain.original
        if leave_parametrized:
            with lumbre.no_grad():
                # Set in place: optimizers hold the original.
                original.data = getattr(module, tensor_name).data
    elif leave_parametrized:
        t = getattr(module, tensor_name)
        original = Parameter(t) if t.requires_grad else t
    else:
        raise ValueError(
            "Cannot leave unparametrized (`leave_parametrized=False`) a tensor that is parametrized in "
            "terms of a sequence of tensors."
        )
    delattr(module.__class__, tensor_name)
    del module.parametrizations[tensor_name]
    _register_parameter_or_buffer(module, tensor_name, original)
    if not is_parametrized(module):
        delattr(module, "parametrizations")
        module.__class__ = type_before_parametrizations(module)
    return module


def type_before_parametrizations(module: Module):
    """The class that the module had, or has, without parametrisations."""
    cls = type(module)
    if is_parametrized(module) or cls.__name__.startswith("Parametrized") and "__getstate__" in vars(cls):
        return cls.__bases__[0]
    return cls


def transfer_parametrizations_and_params(from_module, to_module, tensor_name=None):
    """Copies parametrisations and their originals from one module to another."""
    if not is_parametrized(from_module):
        return to_module
    chains = from_module.parametrizations
    if tensor_name is not None and tensor_name not in chains:
        raise ValueError(f"{tensor_name} is not parametrized in {from_module}")
    for name in [tensor_name] if tensor_name is not None else list(chains):
        if not hasattr(to_module, name):
            setattr(to_module, name, Parameter(getattr(from_module, name)))
        for parametrization in chains[name]:
            register_parametrization(to_module, name, parametrization)
        target = to_module.parametrizations[name]
        for key, value in chains[name]._parameters.items():
            if value is not None:
                setattr(target, key, value)
        for key, value in chains[name]._buffers.items():
            if value is not None:
                setattr(target, key, value)
    return to_module
