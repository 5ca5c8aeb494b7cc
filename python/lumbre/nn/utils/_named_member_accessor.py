"""Tensors and modules of a module tree by their dotted names, read and exchanged in place."""

import lumbre

__all__ = ["NamedMemberAccessor", "set_tensor", "swap_submodule", "swap_tensor"]

_MISSING = object()


def _check_name(name):
    if "." in name:
        raise KeyError(f'tensor name can\'t contain "."; got {name}')
    if name == "":
        raise KeyError('tensor name can\'t be empty string ""')


def set_tensor(module, name, tensor):
    """Makes `tensor` the parameter, buffer or attribute `name` of `module`."""
    swap_tensor(module, name, tensor)


def swap_tensor(module, name, tensor, allow_missing=False):
    """Puts `tensor` in the place of `name` and returns what was there; a missing marker deletes it."""
    if not isinstance(module, lumbre.nn.Module):
        raise TypeError(f"{module} is not an instance of torch.nn.Module")
    _check_name(name)
    missing = tensor is _MISSING
    if not missing and tensor is not None and not isinstance(tensor, lumbre.Tensor):
        raise TypeError(f"{tensor} is not an instance of torch.Tensor")
    for registry in (module._parameters, module._buffers):
        if name in registry:
            before = registry[name]
            if missing:
                del registry[name]
            else:
                registry[name] = tensor
            return before
    before = getattr(module, name, _MISSING)
    if before is _MISSING:
        if not allow_missing:
            raise AttributeError(f"{module._get_name()} has no attribute `{name}`")
    elif not isinstance(before, lumbre.Tensor):
        raise TypeError(f"attribute `{name}`: {before} is not an instance of torch.Tensor")
    if missing:
        if before is not _MISSING:
            delattr(module, name)
    else:
        setattr(module, name, tensor)
    return before


def swap_submodule(module, name, submodule):
    """Puts `submodule` in the place of the child `name` and returns what was there."""
    if not isinstance(module, lumbre.nn.Module) or not isinstance(submodule, lumbre.nn.Module):
        raise TypeError(f"{module} and {submodule} must be instances of torch.nn.Module")
    _check_name(name)
    if name not in module._modules:
        raise KeyError(f"submodule {name} does not exist")
    before = module._modules[name]
    if not isinstance(before, lumbre.nn.Module):
        raise TypeError(f"{name} attribute is not an instance of torch.nn.Module")
    module._modules[name] = submodule
    return before


class NamedMemberAccessor:
    """Access to the tensors and submodules of `module` by dotted names."""

    def __init__(self, module):
        self.module = module
        self.memo = {"": module}

    def get_submodule(self, name):
        if name not in self.memo:
            parent, _, leaf = name.rpartition(".")
            found = getattr(self.get_submodule(parent), leaf, None)
            if not isinstance(found, lumbre.nn.Module):
                raise AttributeError(f"{self.module._get_name()} has no submodule `{name}`")
            self.memo[name] = found
        return self.memo[name]

    def _owner(self, name):
        parent, _, leaf = name.rpartition(".")
        return self.get_submodule(parent), leaf

    def swap_submodule(self, path, value):
        owner, leaf = self._owner(path)
        before = swap_submodule(owner, leaf, value)
        self.memo = {"": self.module}
        return before

    def get_tensor(self, name):
        owner, leaf = self._owner(name)
        tensor = getattr(owner, leaf, _MISSING)
        if tensor is _MISSING:
            raise AttributeError(f"{owner._get_name()} has no attribute `{leaf}`")
        if tensor is not None and not isinstance(tensor, lumbre.Tensor):
            raise TypeError(f"{tensor} is not an instance of torch.Tensor")
        return tensor

    def set_tensor(self, name, value):
        owner, leaf = self._owner(name)
        set_tensor(owner, leaf, value)

    def del_tensor(self, name):
        owner, leaf = self._owner(name)
        swap_tensor(owner, leaf, _MISSING)

    def swap_tensor(self, name, value, allow_missing=False):
        owner, leaf = self._owner(name)
        return swap_tensor(owner, leaf, value, allow_missing)

    def get_tensors(self, names):
        return [self.get_tensor(name) for name in names]

    def set_tensors(self, names, values):
        self.swap_tensors(names, values)

    def set_tensors_dict(self, named_tensors):
        for name, value in named_tensors.items():
            self.set_tensor(name, value)

    def del_tensors(self, names):
        for name in names:
            self.del_tensor(name)

    def swap_tensors(self, names, values, allow_missing=False):
        names = list(names)
        if len(names) != len(values):
            raise AssertionError("names and values must have the same length")
        return [self.swap_tensor(n, v, allow_missing) for n, v in zip(names, values)]

    def swap_tensors_dict(self, named_tensors, allow_missing=False):
        """Swaps all of them, or none where one is refused; returns the old tensors and the missing names."""
        before, missing = {}, []
        try:
            for name, value in named_tensors.items():
                old = self.swap_tensor(name, value, allow_missing=True)
                before[name] = old
                if old is _MISSING:
                    missing.append(name)
            if missing and not allow_missing:
                raise RuntimeError(f"Missing key(s): {', '.join(map(repr, missing))}.")
        except Exception:
            for name, old in before.items():
                self.swap_tensor(name, old, allow_missing=True)
            raise
        return before, missing

    def check_keys(self, keys):
        """The names that are missing from `keys`, and those of `keys` that do not exist."""
        keys, own = set(keys), {name for name, _ in self.named_tensors(remove_duplicate=False)}
        return sorted(own - keys), sorted(keys - own)

    def named_parameters(self, remove_duplicate=True):
        yield from self.module.named_parameters(remove_duplicate=remove_duplicate)

    def named_buffers(self, remove_duplicate=True):
        yield from self.module.named_buffers(remove_duplicate=remove_duplicate)

    def named_tensors(self, remove_duplicate=True):
        yield from self.named_parameters(remove_duplicate)
        yield from self.named_buffers(remove_duplicate)

    def named_modules(self, remove_duplicate=True):
        yield from self.module.named_modules(remove_duplicate=remove_duplicate)
