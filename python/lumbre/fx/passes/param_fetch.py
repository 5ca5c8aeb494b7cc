"""Parameters that nodes use."""

__all__ = ["default_matching", "extract_attrs_for_lowering", "lift_lowering_attrs_to_nodes"]

from ... import nn


def default_matching(name, target_version):
    return name


module_fetch_book = {
    nn.Linear: (1, ["weight", "bias"], default_matching),
    nn.Conv2d: (1, ["weight", "bias", "kernel_size", "stride", "padding", "dilation", "groups", "padding_mode"], default_matching),
    nn.BatchNorm2d: (2, ["weight", "bias", "running_mean", "running_var", "eps"], default_matching),
}


def extract_attrs_for_lowering(mod):
    """A module's class and the attributes that a backend needs."""
    attrs = {"name": f"{type(mod).__module__}.{type(mod).__qualname__}"}
    if type(mod) not in module_fetch_book:
        raise RuntimeError(f"{attrs['name']} is not available in the book of modules")
    for name in module_fetch_book[type(mod)][1]:
        attrs[name] = getattr(mod, name)
    return attrs


def lift_lowering_attrs_to_nodes(fx_module):
    """Notes on each node that calls a known module what a backend needs of it."""
    for node in fx_module.graph.nodes:
        if node.op == "call_module":
            node.attrs_for_lowering = extract_attrs_for_lowering(fx_module.get_submodule(node.target))
