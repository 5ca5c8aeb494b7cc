"""The messages of an ONNX file, written field by field (https://onnx.ai/onnx/repo-docs/IR.html, onnx.proto)."""

import struct

from ..utils.tensorboard._proto import Message, integer, message, single, text

# TensorProto.DataType
DTYPES = {
    "float32": 1, "uint8": 2, "int8": 3, "uint16": 4, "int16": 5, "int32": 6, "int64": 7, "bool": 9, "float16": 10, "float64": 11,
    "uint32": 12, "uint64": 13, "complex64": 14, "complex128": 15, "bfloat16": 16,
}  # fmt: skip
FLOAT, INT, STRING, TENSOR, GRAPH, FLOATS, INTS, STRINGS = 1, 2, 3, 4, 5, 6, 7, 8


def tensor(name, dtype, sizes, data):
    """A TensorProto of raw little-endian data."""
    return Message(*[integer(1, s) for s in sizes], integer(2, DTYPES[dtype]), text(8, name), text(9, data))


def attribute(name, value):
    """An AttributeProto of a Python value, a tensor or a graph (as Message with `.kind`)."""
    head = text(1, name)
    if isinstance(value, bool):
        value = int(value)
    if isinstance(value, int):
        return Message(head, integer(3, value), integer(20, INT))
    if isinstance(value, float):
        return Message(head, single(2, value), integer(20, FLOAT))
    if isinstance(value, str):
        return Message(head, text(4, value), integer(20, STRING))
    if isinstance(value, Graph):
        return Message(head, message(6, value.message), integer(20, GRAPH))
    if isinstance(value, Message):
        return Message(head, message(5, value), integer(20, TENSOR))
    if all(isinstance(v, int) for v in value):
        return Message(head, *[integer(8, v) for v in value], integer(20, INTS))
    if all(isinstance(v, str) for v in value):
        return Message(head, *[text(9, v) for v in value], integer(20, STRINGS))
    return Message(head, *[single(7, float(v)) for v in value], integer(20, FLOATS))


class Graph:
    """A GraphProto."""

    def __init__(self, name, nodes, inputs, outputs, initializers=()):
        parts = [message(1, n) for n in nodes] + [text(2, name)] + [message(5, t) for t in initializers]
        self.message = Message(*parts, *[message(11, v) for v in inputs], *[message(12, v) for v in outputs])


def node(op, inputs, outputs, attributes, name, domain=""):
    parts = [text(1, i) for i in inputs] + [text(2, o) for o in outputs] + [text(3, name), text(4, op)]
    parts += [message(5, attribute(k, v)) for k, v in attributes.items() if v is not None]
    return Message(*parts, *([text(7, domain)] if domain else []))


def value_info(name, dtype=None, dims=None):
    """A ValueInfoProto; dims are ints, names, or None for unknown."""
    if dtype is None:
        return Message(text(1, name))
    shape = []
    if dims is not None:
        shape = [message(2, Message(*[message(1, Message(*([integer(1, d)] if isinstance(d, int) else [text(2, d)] if d else []))) for d in dims]))]
    return Message(text(1, name), message(2, Message(message(1, Message(integer(1, DTYPES[dtype]), *shape)))))


def model(graph, opset, producer, version, metadata=None):
    """The bytes of a ModelProto."""
    opset_id = Message(text(1, ""), integer(2, opset))
    parts = [integer(1, 10), text(2, producer), text(3, version), message(7, graph.message), message(8, opset_id)]
    parts += [message(14, Message(text(1, k), text(2, v))) for k, v in (metadata or {}).items()]
    return Message(*parts).data


def pack(dtype, values):
    """Numbers as raw data of a dtype."""
    codes = {"float32": "f", "float64": "d", "int64": "q", "int32": "i", "bool": "?", "int8": "b", "uint8": "B", "int16": "h"}
    if dtype in codes:
        cast = float if dtype.startswith("float") else bool if dtype == "bool" else int
        return struct.pack(f"<{len(values)}{codes[dtype]}", *map(cast, values))
    if dtype == "float16":
        return struct.pack(f"<{len(values)}e", *map(float, values))
    if dtype == "bfloat16":
        return b"".join(struct.pack("<f", float(v))[2:] for v in values)
    raise NotImplementedError(f"onnx.export: a constant of dtype {dtype}")
