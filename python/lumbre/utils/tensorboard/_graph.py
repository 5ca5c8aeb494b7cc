"""A module's program as a TensorFlow graph, which is what TensorBoard draws."""

from ._proto import Message, integer, message, text

__all__ = ["graph_of"]


def graph_of(model):
    """The graph of a module, from symbolic tracing."""
    from lumbre import fx

    try:
        traced = model if isinstance(model, fx.GraphModule) else fx.symbolic_trace(model)
    except Exception as error:
        raise NotImplementedError(
            f"torch.utils.tensorboard.SummaryWriter.add_graph: {type(model).__name__} cannot be traced symbolically ({error})"
        ) from error
    names, nodes = {}, []
    for node in traced.graph.nodes:
        scope = node.target.replace(".", "/") if node.op in ("call_module", "get_attr") else node.name
        name = f"{type(model).__name__}/{scope}" + ("" if scope not in names.values() else f"_{node.name}")
        names[node] = name
        op = type(traced.get_submodule(node.target)).__name__ if node.op == "call_module" else getattr(node.target, "__name__", str(node.target))
        if node.op in ("placeholder", "output", "get_attr"):
            op = {"placeholder": "IO Node", "output": "IO Node", "get_attr": "Parameter"}[node.op]
        inputs = [text(3, names[i]) for i in node.all_input_nodes]
        nodes.append(message(1, Message(text(1, name), text(2, op), *inputs)))
    return Message(*nodes, message(4, Message(integer(1, 22))))
