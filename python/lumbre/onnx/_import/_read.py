"""ONNX files as plain objects: the part of protocol buffers that they use, read with checks, and the tensors in them.

Fields are those of onnx.proto3. Nothing in a file is trusted: lengths stay inside what is there, messages nest as deep as real
files do, tensors have the bytes their shapes ask for, and external data stays in the model's folder.
"""

import math
import os
import struct

import lumbre

MAX_DEPTH = 64
MAX_FIELDS = 20_000_000

# name, bytes an element
DTYPES = {
    1: ("float32", 4), 2: ("uint8", 1), 3: ("int8", 1), 4: ("uint16", 2), 5: ("int16", 2), 6: ("int32", 4), 7: ("int64", 8), 9: ("bool", 1),
    10: ("float16", 2), 11: ("float64", 8), 12: ("uint32", 4), 13: ("uint64", 8), 14: ("complex64", 8), 15: ("complex128", 16),
    16: ("bfloat16", 2), 17: ("float8_e4m3fn", 1), 19: ("float8_e5m2", 1), 21: ("uint4", 0.5), 22: ("int4", 0.5),
}  # fmt: skip
OTHERS = {8: "string", 18: "float8_e4m3fnuz", 20: "float8_e5m2fnuz", 23: "float4_e2m1", 24: "float8_e8m0", 25: "uint2", 26: "int2"}


class OnnxError(ValueError):
    """A file that is no ONNX model, or a broken one."""


def bad(what):
    return OnnxError(f"onnx.load: {what}")


def varint(data, at, end):
    out = shift = 0
    while True:
        if at >= end or shift > 63:
            raise bad("the file is cut off or broken")
        byte = data[at]
        at += 1
        out |= (byte & 127) << shift
        if byte < 128:
            return out & 0xFFFFFFFFFFFFFFFF, at
        shift += 7


def fields(data):
    """(number, wire type, value) of a message: an int, or the bytes."""
    at, end, count = 0, len(data), 0
    while at < end:
        count += 1
        if count > MAX_FIELDS:
            raise bad("a message has too many fields")
        key, at = varint(data, at, end)
        kind, number = key & 7, key >> 3
        if kind == 0:
            value, at = varint(data, at, end)
        elif kind in (1, 5, 2):
            if kind == 2:
                size, at = varint(data, at, end)
            else:
                size = 8 if kind == 1 else 4
            if size > end - at:
                raise bad("the file is cut off or broken")
            value, at = data[at : at + size], at + size
        else:
            raise bad(f"the wire type {kind} (is this an ONNX file?)")
        yield number, kind, value


def signed(v):
    return v - (1 << 64) if v >> 63 else v


def text(v):
    try:
        return bytes(v).decode()
    except UnicodeDecodeError:
        raise bad("a name that is no UTF-8") from None


def packed(kind, value, code):
    """Repeated numbers, packed or one by one."""
    if code == "v":
        if kind == 0:
            return [signed(value)]
        out, at = [], 0
        while at < len(value):
            v, at = varint(value, at, len(value))
            out.append(signed(v))
        return out
    size = struct.calcsize(code)
    if kind == 0 or len(value) % size:
        raise bad("packed numbers of a wrong length")
    return list(struct.unpack(f"<{len(value) // size}{code}", value))


class Message:
    """A message by its table: {field: (name, how)}; how is "text", "bytes", "int", "float", a class, or these in a list."""

    FIELDS = {}

    def __init__(self, data, depth=0):
        if depth > MAX_DEPTH:
            raise bad(f"messages nest deeper than {MAX_DEPTH}")
        for name, how in self.FIELDS.values():
            setattr(self, name, [] if isinstance(how, list) else None)
        for number, kind, value in fields(data):
            if number not in self.FIELDS:
                continue
            name, how = self.FIELDS[number]
            many = isinstance(how, list)
            how = how[0] if many else how
            if how in ("ints", "floats", "doubles"):
                getattr(self, name).extend(packed(kind, value, {"ints": "v", "floats": "f", "doubles": "d"}[how]))
                continue
            if (kind == 0) != (how == "int") or (how == "float") != (kind == 5):
                raise bad(f"the field {name} has the wrong kind")
            made = signed(value) if how == "int" else struct.unpack("<f", value)[0] if how == "float" else text(value) if how == "text" else value if how == "bytes" else how(value, depth + 1)
            if many:
                getattr(self, name).append(made)
            else:
                setattr(self, name, made)


class Entry(Message):
    FIELDS = {1: ("key", "text"), 2: ("value", "text")}


class Tensor(Message):
    FIELDS = {
        1: ("dims", ["ints"]), 2: ("data_type", "int"), 4: ("float_data", ["floats"]), 5: ("int32_data", ["ints"]), 6: ("string_data", ["bytes"]),
        7: ("int64_data", ["ints"]), 8: ("name", "text"), 9: ("raw_data", "bytes"), 10: ("double_data", ["doubles"]), 11: ("uint64_data", ["ints"]),
        13: ("external_data", [Entry]), 14: ("data_location", "int"),
    }  # fmt: skip


class Sparse(Message):
    FIELDS = {1: ("values", Tensor), 2: ("indices", Tensor), 3: ("dims", ["ints"])}


class Dimension(Message):
    FIELDS = {1: ("value", "int"), 2: ("param", "text")}


class Shape(Message):
    FIELDS = {1: ("dims", [Dimension])}


class TensorType(Message):
    FIELDS = {1: ("elem_type", "int"), 2: ("shape", Shape)}


class Type(Message):
    pass


class Element(Message):
    FIELDS = {1: ("elem_type", Type)}


class MapType(Message):
    FIELDS = {1: ("key_type", "int"), 2: ("value_type", Type)}


Type.FIELDS = {1: ("tensor", TensorType), 4: ("sequence", Element), 5: ("map", MapType), 8: ("sparse", TensorType), 9: ("optional", Element)}


class ValueInfo(Message):
    FIELDS = {1: ("name", "text"), 2: ("type", Type)}


class Graph(Message):
    pass


class Attribute(Message):
    FIELDS = {
        1: ("name", "text"), 2: ("f", "float"), 3: ("i", "int"), 4: ("s", "bytes"), 5: ("t", Tensor), 6: ("g", Graph), 7: ("floats", ["floats"]),
        8: ("ints", ["ints"]), 9: ("strings", ["bytes"]), 10: ("tensors", [Tensor]), 11: ("graphs", [Graph]), 14: ("tp", Type), 20: ("type", "int"),
        21: ("ref", "text"), 22: ("sparse", Sparse),
    }  # fmt: skip

    _KINDS = {1: "f", 2: "i", 3: "s", 4: "t", 5: "g", 6: "floats", 7: "ints", 8: "strings", 9: "tensors", 10: "graphs", 11: "sparse", 13: "tp"}

    def value(self):
        """As Python has it; tensors and graphs as messages."""
        kind = self._KINDS.get(self.type)
        if kind is None:
            kind = next((n for n in self._KINDS.values() if getattr(self, n) not in (None, [])), None)
            if kind is None:
                raise bad(f"the attribute {self.name!r} has no value")
        v = getattr(self, kind)
        if kind == "s":
            return text(v or b"")
        if kind == "strings":
            return [text(i) for i in v]
        return {"f": 0.0, "i": 0}.get(kind) if v is None else v


class Node(Message):
    FIELDS = {1: ("inputs", ["text"]), 2: ("outputs", ["text"]), 3: ("name", "text"), 4: ("op_type", "text"), 5: ("attributes", [Attribute]), 7: ("domain", "text")}


Graph.FIELDS = {
    1: ("nodes", [Node]), 2: ("name", "text"), 5: ("initializers", [Tensor]), 11: ("inputs", [ValueInfo]), 12: ("outputs", [ValueInfo]),
    13: ("value_info", [ValueInfo]), 15: ("sparse", [Sparse]),
}  # fmt: skip


class OpsetId(Message):
    FIELDS = {1: ("domain", "text"), 2: ("version", "int")}


class Function(Message):
    FIELDS = {
        1: ("name", "text"), 4: ("inputs", ["text"]), 5: ("outputs", ["text"]), 6: ("attributes", ["text"]), 7: ("nodes", [Node]),
        9: ("opsets", [OpsetId]), 10: ("domain", "text"), 11: ("defaults", [Attribute]),
    }  # fmt: skip


class Model(Message):
    FIELDS = {
        1: ("ir_version", "int"), 2: ("producer", "text"), 7: ("graph", Graph), 8: ("opsets", [OpsetId]), 14: ("metadata", [Entry]), 25: ("functions", [Function])
    }  # fmt: skip


def model(data):
    """A file's bytes as a Model."""
    out = Model(memoryview(data))
    if out.graph is None or not out.opsets:
        raise bad("this is no ONNX model (it has no graph or no operator set)")
    return out


def dtype_name(code):
    if code in DTYPES:
        return DTYPES[code][0]
    if code in OTHERS:
        raise NotImplementedError(f"onnx.load: tensors of {OTHERS[code]}")
    raise bad(f"the element type {code}")


class Files:
    """External data, from inside one folder only."""

    def __init__(self, folder):
        self.folder = None if folder is None else os.path.realpath(folder)

    def bytes(self, entries, size):
        given = {e.key: e.value for e in entries}
        location = given.get("location")
        if self.folder is None or not location:
            raise bad("external data of a model that was not loaded from a path")
        path = os.path.realpath(os.path.join(self.folder, location))
        if os.path.isabs(location) or os.path.commonpath([path, self.folder]) != self.folder or not os.path.isfile(path):
            raise bad(f"external data {location!r}, which is no file in the model's folder")
        try:
            offset = int(given.get("offset") or 0)
            length = int(given.get("length") or size)
        except ValueError:
            raise bad("external data whose offset is no number") from None
        if offset < 0 or length != size or offset + size > os.path.getsize(path):
            raise bad(f"external data {location!r} that does not have the bytes of its tensor")
        with open(path, "rb") as file:
            file.seek(offset)
            return file.read(size)


def tensor(message, files):
    """A TensorProto as a tensor."""
    name = dtype_name(message.data_type or 0)
    shape = [int(d) for d in message.dims]
    count = math.prod(shape)
    if any(d < 0 for d in shape) or count >= 1 << 48:
        raise bad(f"the shape {shape}")
    size = math.ceil(count * DTYPES[message.data_type][1])
    if message.data_location == 1:
        raw = files.bytes(message.external_data, size)
    elif message.raw_data is not None:
        raw = bytes(message.raw_data)
    else:
        raw = _listed(message, name, count)
    if len(raw) != size:
        raise bad(f"the tensor {message.name!r} of shape {shape} has {len(raw)} bytes, not {size}")
    return _made(name, shape, count, raw)


def _listed(message, name, count):
    """The bytes of numbers that are listed one by one."""
    if name in ("float32", "complex64"):
        return struct.pack(f"<{len(message.float_data)}f", *message.float_data)
    if name in ("float64", "complex128"):
        return struct.pack(f"<{len(message.double_data)}d", *message.double_data)
    values, code = {"int64": (message.int64_data, "Q"), "uint64": (message.uint64_data, "Q"), "uint32": (message.uint64_data, "I")}.get(name, (message.int32_data, None))
    if code is None:
        code = {4: "I", 2: "H"}.get(DTYPES[next(k for k, v in DTYPES.items() if v[0] == name)][1], "B")
    mask = (1 << (8 * struct.calcsize(code))) - 1
    return struct.pack(f"<{len(values)}{code}", *(v & mask for v in values))


def _made(name, shape, count, raw):
    import numpy as np

    if name in ("uint4", "int4"):
        # Two to a byte, the lower half first; int8 holds them here.
        halves = np.frombuffer(raw, np.uint8)
        flat = np.stack([halves & 15, halves >> 4], 1).reshape(-1)[:count].astype(np.int8)
        if name == "int4":
            flat = np.where(flat > 7, flat - 16, flat).astype(np.int8)
        return lumbre.from_numpy(np.ascontiguousarray(flat)).reshape(shape).to(lumbre.uint8 if name == "uint4" else lumbre.int8)
    if not count:
        return lumbre.zeros(shape, dtype=getattr(lumbre, name))
    stored = {"bfloat16": "int16", "float8_e4m3fn": "uint8", "float8_e5m2": "uint8"}.get(name, name)
    flat = lumbre.from_numpy(np.frombuffer(raw, np.dtype(stored).newbyteorder("<")).astype(stored, copy=True))
    if stored != name:
        flat = flat.view(getattr(lumbre, name))
    return flat.reshape(shape)
