"""A module's program as a TensorFlow graph, which is what TensorBoard draws."""

import io

from ._proto import Message, fields, integer, message, text

__all__ = ["graph_of", "graph_of_onnx"]


def graph_of(model, inputs=None):
    """The graph of a module, from symbolic tracing; where that fails, from its program for `inputs`, as ONNX has it."""
    from lumbre import fx

    try:
        traced = model if isinstance(model, fx.GraphModule) else fx.symbolic_trace(model)
    except Exception as error:
        if inputs is not None:
            return _graph_of_program(model, inputs)
        raise NotImplementedError(
            f"torch.utils.tensorboard.SummaryWriter.add_graph: {type(model).__name__} cannot be traced symbolically ({error}); give it "
            "an input"
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


def _graph_of_program(model, inputs):
    from lumbre import onnx

    file = io.BytesIO()
    onnx.export(model, inputs if isinstance(inputs, tuple) else (inputs,), file, dynamo=False)
    return graph_of_onnx(file.getvalue())


def graph_of_onnx(data):
    """The graph in the bytes of an ONNX file: its nodes by the names of their results, its inputs, weights and outputs."""
    (graph,) = [value for number, value in fields(data) if number == 7 and isinstance(value, bytes)] or [None]
    if graph is None:
        raise ValueError("add_onnx_graph: the file holds no ONNX graph")
    parts, nodes, makers = list(fields(graph)), [], {}
    # Edges name values; a value that no node makes is an input or a weight.
    for number, value in parts:
        if number == 1:
            results = [v.decode() for n, v in fields(value) if n == 2]
            makers.update(dict.fromkeys(results, _first(value, 3) or results[0]))
    given = [_first(value, 8 if number == 5 else 1) for number, value in parts if number in (5, 11)]
    nodes += [message(1, Message(text(1, name), text(2, "IO Node"))) for name in sorted(set(given))]
    for number, value in parts:
        if number == 1:
            node = list(fields(value))
            name = _first(value, 3) or next(v.decode() for n, v in node if n == 2)
            inputs = [text(3, makers.get(v.decode(), v.decode())) for n, v in node if n == 1 and v]
            nodes.append(message(1, Message(text(1, name), text(2, _first(value, 4)), *inputs)))
        elif number == 12:
            out = _first(value, 1)
            nodes.append(message(1, Message(text(1, f"output/{out}"), text(2, "IO Node"), text(3, makers.get(out, out)))))
    return Message(*nodes, message(4, Message(integer(1, 22))))


def _first(data, wanted):
    """The first text of that number in a message."""
    return next((value.decode() for number, value in fields(data) if number == wanted and isinstance(value, bytes)), "")
