"""Cutting a graph into submodules."""

from ..graph import Graph
from ..graph_module import GraphModule
from ..node import map_arg

__all__ = ["Partition", "split_module"]


class Partition:
    """The nodes of one submodule, what it takes and what it gives."""

    def __init__(self, name):
        self.name, self.submod_name = name, f"submod_{name}"
        self.nodes, self.inputs, self.outputs = [], {}, {}
        self.depends = {}


def split_module(m, root_m, split_callback, qualname_map=None, keep_original_order=False, keep_original_node_name=False, keep_original_input_name=True, *, partition_affix=None, tuple_return=False):
    """A module that calls one submodule for each number that `split_callback(node)` gives; `root_m` (by default `m`) holds the attributes."""
    root = m if root_m is None else root_m
    graph, partitions, home = m.graph, {}, {}
    for node in graph.nodes:
        if node.op in ("placeholder", "output", "get_attr"):
            continue
        key = str(split_callback(node))
        home[node] = partitions.setdefault(key, Partition(f"{partition_affix}_{key}" if partition_affix else key))
        home[node].nodes.append(node)
    for node, part in home.items():
        for used in node.all_input_nodes:
            if home.get(used) is not part and used.op != "get_attr":
                part.inputs.setdefault(used)
                if used in home:
                    home[used].outputs.setdefault(used)
                    part.depends.setdefault(home[used].name)
    for node in graph.output_node().all_input_nodes:
        if node in home:
            home[node].outputs.setdefault(node)
    ordered = _in_order(list(partitions.values()))
    base, env = Graph(), {}
    for node in graph.nodes:
        if node.op == "placeholder":
            env[node] = base.node_copy(node)
    attributes = {}
    for part in ordered:
        attributes[part.submod_name] = _submodule(part, root, tuple_return, qualname_map)
        call = base.call_module(part.submod_name, tuple(env[i] for i in part.inputs))
        if len(part.outputs) == 1 and not tuple_return:
            env[next(iter(part.outputs))] = call
        else:
            import operator

            for i, out in enumerate(part.outputs):
                env[out] = base.call_function(operator.getitem, (call, i))
    for node in graph.output_node().all_input_nodes:
        if node.op == "get_attr":
            env[node] = base.get_attr(node.target)
            attributes[node.target] = _value(root, node.target)
    base.output(map_arg(graph.output_node().args[0], lambda n: env[n]))
    return GraphModule(attributes, base)


def _in_order(parts):
    done, out = set(), []
    while len(out) < len(parts):
        ready = [p for p in parts if p.name not in done and set(p.depends) <= done]
        if not ready:
            raise RuntimeError("cycle exists between partitions!")
        out.append(ready[0])
        done.add(ready[0].name)
    return out


def _value(root, path):
    for part in path.split("."):
        root = getattr(root, part)
    return root


def _submodule(part, root, tuple_return, qualname_map):
    graph, env, attributes = Graph(), {}, {}
    for used in part.inputs:
        env[used] = graph.placeholder(used.name, type_expr=used.type)
    for node in part.nodes:

        def here(n):
            if n not in env:
                env[n] = graph.get_attr(n.target)
                attributes[n.target] = _value(root, n.target)
            return env[n]

        env[node] = graph.node_copy(node, here)
        if node.op == "call_module":
            attributes[node.target] = _value(root, node.target)
            if qualname_map is not None:
                qualname_map[f"{part.submod_name}.{node.target}"] = node.target
    outs = tuple(env[o] for o in part.outputs)
    graph.output(outs[0] if len(outs) == 1 and not tuple_return else outs)
    return GraphModule(attributes, graph)
