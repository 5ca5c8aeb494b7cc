"""Drawings of graphs, by the `pydot` package where it is installed."""

__all__ = ["FxGraphDrawer"]


class FxGraphDrawer:
    """A picture of a `GraphModule`; `get_dot_graph()` gives a pydot graph."""

    def __init__(self, graph_module, name, ignore_getattr=False, ignore_parameters_and_buffers=False, skip_node_names_in_args=True, parse_stack_trace=False, dot_graph_shape=None, normalize_args=False):
        try:
            import pydot
        except ImportError:
            raise RuntimeError("FXGraphDrawer requires the pydot package to be installed. Please install pydot through your favorite Python package manager.") from None
        self._name = name
        self._dot = pydot.Dot(name, rankdir="TB")
        for node in graph_module.graph.nodes:
            if ignore_getattr and node.op == "get_attr":
                continue
            target = node.target if isinstance(node.target, str) else node._pretty_print_target(node.target)
            label = "{" + f"name=%{node.name}|op_code={node.op}\\n|target={target}" + "}"
            self._dot.add_node(pydot.Node(node.name, label=label, shape=dot_graph_shape or "record"))
            for user in node.users:
                self._dot.add_edge(pydot.Edge(node.name, user.name))

    def get_dot_graph(self, submod_name=None):
        return self._dot

    def get_main_dot_graph(self):
        return self._dot

    def get_all_dot_graphs(self):
        return {self._name: self._dot}
