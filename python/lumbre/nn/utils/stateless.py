"""Calling a module with other parameters than its own."""

import contextlib
import warnings

__all__ = ["functional_call"]


def _untie_named_tensors_map(module, parameters_and_buffers):
    """The given tensors, also under every other name of the same tensor in `module`."""
    names_of = {}
    for members in (
        module.named_parameters(remove_duplicate=False),
        module.named_buffers(remove_duplicate=False),
    ):
        for name, tensor in members:
            names_of.setdefault(tensor, set()).add(name)
    result = dict(parameters_and_buffers)
    for names in names_of.values():
        given = sorted(names & parameters_and_buffers.keys())
        if len({id(parameters_and_buffers[n]) for n in given}) > 1:
            raise ValueError(
                f"functional_call got multiple values for keys {given}, which are tied. "
                "Consider using tie_weights=False"
            )
        for name in names if given else ():
            result.setdefault(name, parameters_and_buffers[given[0]])
    return result


def _swap(module, tensors):
    """Puts `tensors` at their dotted names; what was there before, by name."""
    old = {}
    for name, value in tensors.items():
        path, _, leaf = name.rpartition(".")
        owner = module.get_submodule(path)
        for registry in (owner._parameters, owner._buffers, owner.__dict__):
            if leaf in registry:
                old[name] = (registry, leaf, registry[leaf])
                registry[leaf] = value
                break
        else:
            raise KeyError(f"{name} is not a parameter or buffer of the module")
    return old


@contextlib.contextmanager
def _reparametrize_module(
    module, parameters_and_buffers, tie_weights=False, strict=False, stack_weights=False
):
    tensors = dict(parameters_and_buffers)
    if tie_weights:
        tensors = _untie_named_tensors_map(module, tensors)
    known = {n for n, _ in module.named_parameters(remove_duplicate=False)}
    known |= {n for n, _ in module.named_buffers(remove_duplicate=False)}
    if strict:
        missing, unexpected = known - tensors.keys(), tensors.keys() - known
        if missing or unexpected:
            parts = []
            if unexpected:
                parts.append("Unexpected key(s): " + ", ".join(map(repr, sorted(unexpected))) + ".")
            if missing:
                parts.append("Missing key(s): " + ", ".join(map(repr, sorted(missing))) + ".")
            raise RuntimeError(
                "Error(s) in reparametrizing for {}:\n\t{}".format(module._get_name(), "\n\t".join(parts))
            )
    old = _swap(module, {k: v for k, v in tensors.items() if strict or k in known})
    try:
        yield
    finally:
        for name, (registry, leaf, value) in old.items():
            # In-place buffer updates during the call belong to the caller's dictionary.
            if name in parameters_and_buffers and leaf in registry:
                parameters_and_buffers[name] = registry[leaf]
            registry[leaf] = value


def _functional_call(
    module, parameters_and_buffers, args=None, kwargs=None, *, tie_weights=True, strict=False
):
    if args is None:
        args = ()
    elif not isinstance(args, tuple):
        args = (args,)
    with _reparametrize_module(
        module, parameters_and_buffers, tie_weights=tie_weights, strict=strict
    ):
        return module(*args, **(kwargs or {}))


def functional_call(
    module, parameters_and_buffers, args=None, kwargs=None, *, tie_weights=True, strict=False
):
    """The old home of `lumbre.func.functional_call`."""
    warnings.warn(
        "`torch.nn.utils.stateless.functional_call` is deprecated as of PyTorch 2.0 and will be "
        "removed in a future version of PyTorch. Please use `torch.func.functional_call` instead "
        "which is a drop-in replacement.",
        FutureWarning,
        stacklevel=2,
    )
    return _functional_call(
        module, parameters_and_buffers, args, kwargs, tie_weights=tie_weights, strict=strict
    )
