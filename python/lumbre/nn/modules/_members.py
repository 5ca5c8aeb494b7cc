"""Walking a module tree, and converting the tensors in it."""

import lumbre
from lumbre import _C

from ..parameter import Parameter


class _MemberMixin:
    """Iteration over parameters, buffers and submodules, and lookup by dotted name."""

    def _named_members(self, get_members_fn, prefix="", recurse=True, remove_duplicate=True):
        """Yields (dotted name, member) over what `get_members_fn(module)` gives."""
        seen = set()
        modules = [(prefix, self)]
        if recurse:
            modules = self.named_modules(prefix=prefix, remove_duplicate=remove_duplicate)
        for module_prefix, module in modules:
            for name, value in get_members_fn(module):
                if value is None or value in seen:
                    continue
                if remove_duplicate:
                    seen.add(value)
                yield (f"{module_prefix}.{name}" if module_prefix else name), value

    def parameters(self, recurse=True):
        """Every parameter once; with `recurse=False` only this module's own."""
        found = _C._tree_parameters(self, _MemberMixin) if recurse else None
        if found is not None:
            yield from found
            return
        for _, param in self.named_parameters(recurse=recurse):
            yield param

    def named_parameters(self, prefix="", recurse=True, remove_duplicate=True):
        """Pairs of dotted name and parameter."""
        yield from self._named_members(
            lambda m: m._parameters.items(), prefix=prefix, recurse=recurse, remove_duplicate=remove_duplicate
        )

    def buffers(self, recurse=True):
        """Every buffer once; with `recurse=False` only this module's own."""
        for _, buf in self.named_buffers(recurse=recurse):
            yield buf

    def named_buffers(self, prefix="", recurse=True, remove_duplicate=True):
        """Pairs of dotted name and buffer."""
        yield from self._named_members(
            lambda m: m._buffers.items(), prefix=prefix, recurse=recurse, remove_duplicate=remove_duplicate
        )

    def children(self):
        """The direct submodules, each once."""
        for _, module in self.named_children():
            yield module

    def named_children(self):
        """Pairs of name and direct submodule, each module once."""
        seen = set()
        for name, module in self._modules.items():
            if module is not None and module not in seen:
                seen.add(module)
                yield name, module

    def modules(self, remove_duplicate=True):
        """This module and all its descendants, parents first."""
        for _, module in self.named_modules(remove_duplicate=remove_duplicate):
            yield module

    def named_modules(self, memo=None, prefix="", remove_duplicate=True):
        """Pairs of dotted name and module, this module (named `prefix`) first."""
        if memo is None:
            memo = set()
        if self in memo:
            return
        if remove_duplicate:
            memo.add(self)
        yield prefix, self
        for name, module in self._modules.items():
            if module is not None:
                yield from module.named_modules(
                    memo, f"{prefix}.{name}" if prefix else name, remove_duplicate
                )

    def get_submodule(self, target):
        """The descendant with the dotted name `target`; "" is the module itself."""
        if target == "":
            return self
        module = self
        for name in target.split("."):
            if not hasattr(module, name):
                raise AttributeError(f"{module._get_name()} has no attribute `{name}`")
            module = getattr(module, name)
            if not isinstance(module, _MemberMixin):
                raise AttributeError(f"`{name}` is not an nn.Module")
        return module

    def set_submodule(self, target, module, strict=False):
        """Puts `module` at the dotted name `target`, whose parent must exist.

        With `strict` the place must already hold a module.
        """
        if target == "":
            raise ValueError("Cannot set the submodule without a target name!")
        if not isinstance(module, _MemberMixin):
            raise ValueError(f"`module` is not an nn.Module, found {type(module)}")
        path, _, name = target.rpartition(".")
        parent = self.get_submodule(path)
        if strict and not hasattr(parent, name):
            raise AttributeError(f"{parent._get_name()} has no attribute `{name}`")
        if hasattr(parent, name) and not isinstance(getattr(parent, name), _MemberMixin):
            raise AttributeError(f"`{name}` is not an nn.Module")
        setattr(parent, name, module)

    def _get_member(self, target):
        path, _, name = target.rpartition(".")
        module = self.get_submodule(path)
        if not hasattr(module, name):
            raise AttributeError(f"{module._get_name()} has no attribute `{name}`")
        return module, name, getattr(module, name)

    def get_parameter(self, target):
        """The parameter with the dotted name `target`."""
        _, name, param = self._get_member(target)
        if not isinstance(param, Parameter):
            raise AttributeError(f"`{name}` is not an nn.Parameter")
        return param

    def get_buffer(self, target):
        """The buffer with the dotted name `target`."""
        module, name, buf = self._get_member(target)
        if name not in module._buffers:
            raise AttributeError(f"`{name}` is not a buffer")
        return buf


class _ConvertMixin:
    """Changing mode, dtype, device and gradients of a whole tree."""

    def _apply(self, fn, recurse=True):
        """Replaces every tensor t (and its gradient) by fn(t), keeping the Parameter objects."""
        if recurse:
            for module in self.children():
                module._apply(fn)
        overwrite = lumbre.__future__.get_overwrite_module_params_on_conversion()
        for key, param in self._parameters.items():
            if param is None:
                continue
            with lumbre.no_grad():
                applied = fn(param)
            keep = not overwrite and lumbre._has_compatible_shallow_copy_type(param, applied)
            grad = param.grad
            if keep:
                param.data = applied
                target = param
            else:
                target = self._parameters[key] = Parameter(applied, param.requires_grad)
            if grad is not None:
                with lumbre.no_grad():
                    grad_applied = fn(grad)
                if keep and lumbre._has_compatible_shallow_copy_type(grad, grad_applied):
                    target.grad.data = grad_applied
                else:
                    target.grad = grad_applied.requires_grad_(grad.requires_grad)
        for key, buf in self._buffers.items():
            if buf is not None:
                self._buffers[key] = fn(buf)
        return self

    def apply(self, fn):
        """Calls `fn(module)` on every descendant, children first, then on the module itself."""
        for module in self.children():
            module.apply(fn)
        fn(self)
        return self

    def cuda(self, device=None):
        """Moves all parameters and buffers to a CUDA device."""
        return self._apply(lambda t: t.cuda(device))

    def ipu(self, device=None):
        """Moves all parameters and buffers to an IPU."""
        return self._apply(lambda t: t.to("ipu" if device is None else device))

    def xpu(self, device=None):
        """Moves all parameters and buffers to an XPU."""
        return self._apply(lambda t: t.to("xpu" if device is None else device))

    def mtia(self, device=None):
        """Moves all parameters and buffers to an MTIA device."""
        return self._apply(lambda t: t.to("mtia" if device is None else device))

    def cpu(self):
        """Moves all parameters and buffers to the CPU."""
        return self._apply(lambda t: t.cpu())

    def type(self, dst_type):
        """Casts all parameters and buffers to `dst_type`."""
        return self._apply(lambda t: t.type(dst_type))

    def _cast(self, dtype):
        return self._apply(lambda t: t.to(dtype) if t.is_floating_point() else t)

    def float(self):
        """Casts floating-point parameters and buffers to float32."""
        return self._cast(lumbre.float32)

    def double(self):
        """Casts floating-point parameters and buffers to float64."""
        return self._cast(lumbre.float64)

    def half(self):
        """Casts floating-point parameters and buffers to float16."""
        return self._cast(lumbre.float16)

    def bfloat16(self):
        """Casts floating-point parameters and buffers to bfloat16."""
        return self._cast(lumbre.bfloat16)

    def to_empty(self, *, device, recurse=True):
        """Moves to `device` without copying: the values there are uninitialised."""
        return self._apply(lambda t: lumbre.empty_like(t, device=device), recurse=recurse)

    def to(self, *args, **kwargs):
        """Moves and casts: `to(device, dtype, non_blocking)`, `to(dtype)`, `to(tensor)`,
        `to(memory_format=...)`.

        A dtype (floating point or complex) applies to floating-point and complex tensors only, a
        memory format to 4-D and 5-D ones.
        """
        device, dtype, non_blocking, memory_format = lumbre._C._nn._parse_to(*args, **kwargs)
        if dtype is not None:
            if not (dtype.is_floating_point or dtype.is_complex):
                raise TypeError(
                    "nn.Module.to only accepts floating point or complex dtypes, "
                    f"but got desired dtype={dtype}"
                )
            if dtype.is_complex:
                import warnings

                warnings.warn(
                    "Complex modules are a new feature under active development whose design may "
                    "change, and some modules might not work as expected when using complex tensors "
                    "as parameters or buffers.",
                    stacklevel=2,
                )

        def convert(t):
            target = dtype if t.is_floating_point() or t.is_complex() else None
            if memory_format is not None and t.dim() in (4, 5):
                return t.to(device, target, non_blocking, memory_format=memory_format)
            try:
                return t.to(device, target, non_blocking)
            except NotImplementedError as e:
                if str(e) == "Cannot copy out of meta tensor; no data!":
                    raise NotImplementedError(
                        f"{e} Please use torch.nn.Module.to_empty() instead of torch.nn.Module.to() "
                        "when moving module from meta to a different device."
                    ) from None
                raise

        return self._apply(convert)

    def train(self, mode=True):
        """Sets training mode here and below; changes dropout, batch norm and the like."""
        if not isinstance(mode, bool):
            raise ValueError("training mode is expected to be boolean")
        if _C._set_training(self, mode):
            return self
        self.training = mode
        for module in self.children():
            module.train(mode)
        return self

    def eval(self):
        """Sets evaluation mode, `train(False)`."""
        return self.train(False)

    def requires_grad_(self, requires_grad=True):
        """Sets `requires_grad` of every parameter."""
        for p in self.parameters():
            p.requires_grad_(requires_grad)
        return self

    def zero_grad(self, set_to_none=True):
        """Drops the gradients of all parameters, or zeroes them with `set_to_none=False`."""
        if self.__dict__.get("_is_replica", False):
            import warnings

            warnings.warn(
                "Calling .zero_grad() from a module created with nn.DataParallel() has no effect. "
                "The parameters are copied (in a differentiable manner) from the original module.",
                stacklevel=2,
            )
        if set_to_none:
            found = _C._tree_parameters(self, _MemberMixin)
            _C._drop_grads(list(self.parameters()) if found is None else found)
            return
        for p in self.parameters():
            if p.grad is None:
                continue
            if p.grad.grad_fn is not None:
                p.grad.detach_()
            else:
                p.grad.requires_grad_(False)
            p.grad.zero_()

    def share_memory(self):
        """Moves every tensor to shared memory."""
        return self._apply(lambda t: t.share_memory_())

    def _replicate_for_data_parallel(self):
        replica = self.__new__(type(self))
        replica.__dict__ = self.__dict__.copy()
        # Replicas carry tensors as plain attributes.
        replica._parameters = {}
        replica._buffers = replica._buffers.copy()
        replica._modules = replica._modules.copy()
        replica._is_replica = True
        return replica
