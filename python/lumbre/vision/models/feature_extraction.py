"""What a network computes on its way, by the names of its layers: `create_feature_extractor(resnet18(), {"layer3": "features"})`."""

import inspect
import math
import re
import warnings
from collections import OrderedDict
from copy import deepcopy

from lumbre import fx, nn

from .. import ops

__all__ = ["create_feature_extractor", "get_graph_node_names"]


class LeafModuleAwareTracer(fx.Tracer):
    """A tracer that does not look into modules of the kinds ``leaf_modules``."""

    def __init__(self, *args, **kwargs):
        self.leaf_modules = tuple(kwargs.pop("leaf_modules", ()))
        super().__init__(*args, **kwargs)

    def is_leaf_module(self, m, module_qualname):
        return isinstance(m, self.leaf_modules) or super().is_leaf_module(m, module_qualname)


class NodePathTracer(LeafModuleAwareTracer):
    """A tracer that knows the module each node comes from: "layer1.0.conv1", and "layer1.0.add" for what is no module.

    What is computed again has a number: "relu", "relu_1".
    """

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.current_module_qualname = ""
        self.node_to_qualname = OrderedDict()

    def call_module(self, m, forward, args, kwargs):
        before, self.current_module_qualname = self.current_module_qualname, self.path_of_module(m)
        try:
            if self.is_leaf_module(m, self.current_module_qualname):
                return self.create_proxy("call_module", self.current_module_qualname, args, kwargs)
            return forward(*args, **kwargs)
        finally:
            self.current_module_qualname = before

    def create_proxy(self, kind, target, args, kwargs, name=None, type_expr=None, *_):
        proxy = super().create_proxy(kind, target, args, kwargs, name, type_expr)
        self.node_to_qualname[proxy.node] = self._named(proxy.node)
        return proxy

    def _named(self, node):
        name = self.current_module_qualname
        if node.op != "call_module":
            name = f"{name}.{node}" if name else str(node)
        # The graph numbers its nodes, this tracer those of a module.
        name = re.sub(r"(?<=.)_[0-9]+$", "", name)
        taken = re.compile(re.escape(name) + r"(?:_([0-9]+))?$")
        for known in reversed(self.node_to_qualname.values()):
            found = taken.match(known)
            if found:
                return f"{name}_{int(found.group(1) or 0) + 1}"
        return name


def _opaque():
    """The layers whose steps depend on the size of what they are given."""
    from . import swin_transformer
    from .video import mvit, swin_transformer as swin3d

    merging = swin_transformer.PatchMerging, swin3d.PatchEmbed3d
    return [swin_transformer.ShiftedWindowAttention, swin3d.ShiftedWindowAttention3d, *merging, mvit.MultiscaleAttention, mvit.Pool]


def _options(given):
    """The tracer's: operations and layers of `vision.ops` are not looked into."""
    kinds = _opaque() + [kind for _, kind in inspect.getmembers(ops) if inspect.isclass(kind) and issubclass(kind, nn.Module)]
    options = dict(given or {})
    options["autowrap_modules"] = tuple({*options.get("autowrap_modules", ()), math, ops})
    options["leaf_modules"] = list({*options.get("leaf_modules", ()), *kinds})
    return options


def _trace(model, options, concrete_args):
    """(tracer, graph) in training, and in evaluation; the model is left as it was."""
    training, made = model.training, []
    try:
        for mode in (True, False):
            model.train(mode)
            tracer = NodePathTracer(**options)
            made.append((tracer, tracer.trace(model, concrete_args=concrete_args)))
    finally:
        model.train(training)
    return made


def _within(few, many):
    rest = iter(many)
    return all(any(name == other for other in rest) for name in few)


def _warn_of_differences(train, evaluation):
    if train == evaluation:
        return
    text = "The nodes obtained by tracing the model in train mode are different to those obtained in eval mode. "
    for less, more, names in (("eval", "train", (evaluation, train)), ("train", "eval", (train, evaluation))):
        if _within(*names):
            text = f"NOTE: The nodes obtained by tracing the model in {less} mode are a subsequence of those obtained in {more} mode. "
    advice = "When choosing nodes for feature extraction, you may need to specify output nodes for train and eval mode separately."
    warnings.warn(text + advice, stacklevel=3)


def get_graph_node_names(model, tracer_kwargs=None, suppress_diff_warning=False, concrete_args=None):
    """(names in training, names in evaluation) of everything the model computes, in its order."""
    train, evaluation = (list(tracer.node_to_qualname.values()) for tracer, _ in _trace(model, _options(tracer_kwargs), concrete_args))
    if not suppress_diff_warning:
        _warn_of_differences(train, evaluation)
    return train, evaluation


class DualGraphModule(fx.GraphModule):
    """A graph for training and one for evaluation over the same parameters."""

    def __init__(self, root, train_graph, eval_graph, class_name="GraphModule"):
        super().__init__(root, train_graph, class_name)
        # The parts that only the other graph names.
        other = fx.GraphModule(root, eval_graph, class_name)
        for name, child in other.named_children():
            if name in self._modules:
                _join(self._modules[name], child)
            else:
                self.add_module(name, child)
        for name, value in (*other.named_parameters(recurse=False), *other.named_buffers(recurse=False)):
            if not hasattr(self, name):
                setattr(self, name, value)
        self.train_graph, self.eval_graph = train_graph, eval_graph
        self.train()

    def train(self, mode=True):
        if hasattr(self, "eval_graph"):
            self.graph = self.train_graph if mode else self.eval_graph
        return super().train(mode)

    def __deepcopy__(self, memo):
        graphs = deepcopy(self.train_graph, memo), deepcopy(self.eval_graph, memo)
        memo[id(self)] = made = DualGraphModule(_copied(self, memo), *graphs, type(self).__name__)
        return made.train(self.training)


def _join(mine, others):
    for name, child in others.named_children():
        if name in mine._modules:
            _join(mine._modules[name], child)
        else:
            mine.add_module(name, child)
    for name, value in (*others._parameters.items(), *others._buffers.items()):
        if not hasattr(mine, name):
            setattr(mine, name, value)


def _copied(module, memo):
    """A plain module with copies of the parts."""
    made = nn.Module()
    for kind in ("_modules", "_parameters", "_buffers"):
        getattr(made, kind).update({name: deepcopy(value, memo) for name, value in getattr(module, kind).items()})
    return made


def _strings(nodes):
    return {str(n): str(n) for n in nodes} if isinstance(nodes, list) else {str(k): str(v) for k, v in nodes.items()}


def _ending(tracer, graph, wanted):
    """Lets the graph give the last node of each wanted name, {new name: value}."""
    names = tracer.node_to_qualname
    for query in wanted:
        if not any(re.match(rf"^{re.escape(query)}(\.|$)", name) for name in names.values()):
            raise ValueError(
                f"node: '{query}' is not present in model. Hint: use `get_graph_node_names` to make sure the `return_nodes` you specified are "
                "present. It may even be that you need to specify `train_return_nodes` and `eval_return_nodes` separately."
            )
    for node in [n for n in graph.nodes if n.op == "output"]:
        graph.erase_node(node)
    nodes, open_, found = list(graph.nodes), dict(wanted), []
    for node in reversed(nodes):
        parts = names[node].split(".") if node in names else []
        for query in open_:
            if parts and ".".join(parts[: query.count(".") + 1]) == query:
                found.append((open_.pop(query), node))
                break
    with graph.inserting_after(nodes[-1]):
        graph.output(OrderedDict(reversed(found)))
    graph.eliminate_dead_code()


def create_feature_extractor(
    model, return_nodes=None, train_return_nodes=None, eval_return_nodes=None, tracer_kwargs=None, suppress_diff_warning=False,
    concrete_args=None,
):  # fmt: skip
    """A network with the same parameters that gives {name: value} of what is asked for, and computes no more than that.

    ``return_nodes`` are names of `get_graph_node_names` or of modules (whose last value is meant), as a list or as {name: new name};
    ``train_return_nodes`` and ``eval_return_nodes`` tell the two modes apart. Raises ValueError for a name that is not there.
    """
    if return_nodes is None and train_return_nodes is None and eval_return_nodes is None:
        raise ValueError("Either `return_nodes` or `train_return_nodes` and `eval_return_nodes` together, should be specified")
    if (train_return_nodes is None) != (eval_return_nodes is None):
        raise ValueError("If any of `train_return_nodes` and `eval_return_nodes` are specified, then both should be specified")
    if (return_nodes is None) == (train_return_nodes is None):
        raise ValueError("If `train_return_nodes` and `eval_return_nodes` are specified, then `return_nodes` should not be")
    wanted = [_strings(n) for n in ((return_nodes, return_nodes) if train_return_nodes is None else (train_return_nodes, eval_return_nodes))]
    made = _trace(model, _options(tracer_kwargs), concrete_args)
    if not suppress_diff_warning:
        _warn_of_differences(*(list(tracer.node_to_qualname.values()) for tracer, _ in made))
    name = type(model).__name__ if isinstance(model, nn.Module) else model.__name__
    for (tracer, graph), nodes in zip(made, wanted):
        # What has no effect is known of a graph with its modules only.
        whole = fx.GraphModule(tracer.root, graph, name)
        _ending(tracer, whole.graph, nodes)
    return DualGraphModule(made[0][0].root, made[0][1], made[1][1], name).train(model.training)
