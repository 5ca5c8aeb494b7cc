"""Changes of graphs that keep what they compute."""

import copy

from ... import nn
from .._symbolic_trace import symbolic_trace
from ..graph_module import GraphModule

__all__ = ["matches_module_pattern", "replace_node_module", "fuse", "remove_dropout"]


def matches_module_pattern(pattern, node, modules):
    """Whether a node and its first argument call modules of the two types."""
    if not node.args or not hasattr(node.args[0], "op"):
        return False
    return all(n.op == "call_module" and type(modules.get(n.target)) is kind for kind, n in zip(pattern, (node.args[0], node)))


def replace_node_module(node, modules, new_module):
    """Puts another module where a node's module is."""
    parent, _, name = node.target.rpartition(".")
    modules[node.target] = new_module
    setattr(modules[parent], name, new_module)


def fuse(model, inplace=False, no_trace=False):
    """Folds batch normalisation into the convolution or linear layer before it; for evaluation."""
    from ...nn.utils.fusion import fuse_conv_bn_eval, fuse_linear_bn_eval

    patterns = [(nn.Conv1d, nn.BatchNorm1d), (nn.Conv2d, nn.BatchNorm2d), (nn.Conv3d, nn.BatchNorm3d), (nn.Linear, nn.BatchNorm1d)]
    model = model if inplace else copy.deepcopy(model)
    gm = model if no_trace and isinstance(model, GraphModule) else symbolic_trace(model)
    modules = dict(gm.named_modules())
    for pattern in patterns:
        for node in list(gm.graph.nodes):
            if not matches_module_pattern(pattern, node, modules) or len(node.args[0].users) > 1:
                continue
            first, norm = modules[node.args[0].target], modules[node.target]
            if not norm.track_running_stats:
                continue
            fold = fuse_linear_bn_eval if pattern[0] is nn.Linear else fuse_conv_bn_eval
            replace_node_module(node.args[0], modules, fold(first, norm))
            node.replace_all_uses_with(node.args[0])
            gm.graph.erase_node(node)
    gm.recompile()
    return gm


def remove_dropout(model):
    """The module without its dropout layers."""
    gm = symbolic_trace(model)
    modules = dict(gm.named_modules())
    for node in list(gm.graph.nodes):
        if node.op == "call_module" and isinstance(modules[node.target], nn.Dropout):
            node.replace_all_uses_with(node.args[0])
            gm.graph.erase_node(node)
    gm.recompile()
    return gm
