"""The arguments of calls by the names in the functions' signatures."""

import inspect
from typing import NamedTuple

__all__ = ["ArgsKwargsPair", "check_for_mutable_operation", "get_signature_for_torch_op", "create_type_hint", "type_matches", "normalize_function", "normalize_module"]


class ArgsKwargsPair(NamedTuple):
    """Positional and keyword arguments."""

    args: tuple
    kwargs: dict


def get_signature_for_torch_op(op, return_schemas=False):
    """The signatures of a function of the library, or None."""
    try:
        signatures = [inspect.signature(op)]
    except (TypeError, ValueError):
        signatures = None
    return (signatures, None) if return_schemas else signatures


def check_for_mutable_operation(target, args, kwargs):
    """Refuses functions that change their arguments."""
    name = getattr(target, "__name__", "")
    if name.endswith("_") and not name.startswith("_"):
        raise RuntimeError(f"Tried to trace mutable operation {name}. FX only supports functional code, so operations that mutate operands in-place are not supported")


def create_type_hint(x):
    """The type of a value, containers included."""
    if isinstance(x, list):
        return list[create_type_hint(x[0])] if x else list
    if isinstance(x, tuple):
        return tuple[tuple(create_type_hint(i) for i in x)] if x else tuple
    return type(x) if not isinstance(x, type) else x


def type_matches(signature_type, argument_type):
    """Whether an argument of the second type may be given where the first is declared."""
    if signature_type is argument_type or signature_type is inspect.Parameter.empty:
        return True
    return isinstance(signature_type, type) and isinstance(argument_type, type) and issubclass(argument_type, signature_type)


def _normalized(signature, args, kwargs, only_kwargs):
    try:
        bound = signature.bind(*args, **kwargs)
    except TypeError:
        return None
    bound.apply_defaults()
    new_args, new_kwargs = [], {}
    for name, value in bound.arguments.items():
        kind = signature.parameters[name].kind
        if kind is inspect.Parameter.VAR_POSITIONAL:
            new_args.extend(value)
        elif kind is inspect.Parameter.VAR_KEYWORD:
            new_kwargs.update(value)
        elif kind is inspect.Parameter.POSITIONAL_ONLY or not only_kwargs and kind is inspect.Parameter.POSITIONAL_OR_KEYWORD and name not in kwargs and len(new_args) < len(args):
            new_args.append(value)
        else:
            new_kwargs[name] = value
    return ArgsKwargsPair(tuple(new_args), new_kwargs)


def normalize_function(target, args, kwargs=None, arg_types=None, kwarg_types=None, normalize_to_only_use_kwargs=False):
    """A function's arguments with its defaults filled in, or None where its signature is not known."""
    for signature in get_signature_for_torch_op(target) or ():
        found = _normalized(signature, args, kwargs or {}, normalize_to_only_use_kwargs)
        if found is not None:
            return found
    return None


def normalize_module(root, target, args, kwargs=None, normalize_to_only_use_kwargs=False):
    """The same for a call of a submodule."""
    try:
        module = root.get_submodule(target)
    except AttributeError:
        raise RuntimeError(f"Tried to normalize node with target {target} but root did not have that target!") from None
    return _normalized(inspect.signature(module.forward), args, kwargs or {}, normalize_to_only_use_kwargs)
