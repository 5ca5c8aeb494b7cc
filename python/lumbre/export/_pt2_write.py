"""`.pt2` files in PyTorch's form."""

import io
import json
import math
import operator
import os
import tempfile
import zipfile

import lumbre

from .. import _C, fx
from .._ops import OpOverload
from ..utils import _pytree as pytree
from ..version import __version__
from . import _pt2_names as names
from ._lower import known
from .graph_signature import ConstantArgument, InputKind, OutputKind, SymIntArgument, TensorArgument


def save(ep, f, *, extra_files=None, opset_version=None, pickle_protocol=2):
    """Writes a program as a `.pt2` file, which `export.load` here and `torch.export.load` of PyTorch read.

    Args:
        ep: an `ExportedProgram`.
        f: a path or a file to write to.
        extra_files: {name: text or bytes} kept beside the program.

    Raises NotImplementedError for a program with something that has no form in the file, by its name.
    """
    from .exported_program import ExportedProgram

    if not isinstance(ep, ExportedProgram):
        raise TypeError(f"The 'ep' parameter must be an instance of 'ExportedProgram', got '{type(ep).__name__}' instead.")
    data = _Writer(ep).archive(extra_files or {})
    if hasattr(f, "write"):
        f.write(data)
        return
    # Readers see the old file or the whole new one.
    handle, new = tempfile.mkstemp(dir=os.path.dirname(os.path.abspath(os.fspath(f))), suffix=".pt2")
    try:
        with os.fdopen(handle, "wb") as out:
            out.write(data)
        os.replace(new, f)
    except BaseException:
        os.unlink(new)
        raise


class _Writer:
    """One program."""

    def __init__(self, ep):
        self.ep = ep
        self.tensor_values, self.sizes = {}, {}

    def archive(self, extra):
        buffer = io.BytesIO()
        document = self.document()
        with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as z:
            z.writestr("program/archive_format", "pt2")
            z.writestr("program/archive_version", "0")
            z.writestr("program/byteorder", "little")
            z.writestr("program/models/model.json", json.dumps(document))
            self.tensors(z, "weights", "weight", {k: v for k, v in self.ep.state_dict.items() if isinstance(v, _C.Tensor)})
            self.tensors(z, "constants", "tensor", self.ep.constants)
            if self.ep.example_inputs is not None:
                self.examples(z)
            for name, value in extra.items():
                z.writestr(f"program/extra/{name}", value)
            z.writestr("program/.data/version", "3\n")
        return buffer.getvalue()

    def examples(self, z):
        inner = io.BytesIO()
        lumbre.save(self.ep.example_inputs, inner)
        z.writestr("program/data/sample_inputs/model.pt", inner.getvalue())

    def tensors(self, z, kind, word, tensors):
        config = {}
        for i, (name, t) in enumerate(tensors.items()):
            path = f"{word}_{i}"
            dense = t.detach().contiguous()
            z.writestr(f"program/data/{kind}/{path}", dense.view(lumbre.uint8).numpy().tobytes() if dense.dim() else dense.reshape(1).view(lumbre.uint8).numpy().tobytes())
            meta = _meta(dense, list(dense.shape), t.requires_grad)
            config[name] = {"path_name": path, "is_param": isinstance(t, lumbre.nn.Parameter), "use_pickle": False, "tensor_meta": meta}
        z.writestr(f"program/data/{kind}/model_{kind}_config.json", json.dumps({"config": config}))

    def document(self):
        graph = self.graph()
        calls = [{"fqn": c.fqn, "signature": self.call(c.signature)} for c in self.ep.module_call_graph]
        ranges = {k: {"min_val": low, "max_val": high} for k, (low, high) in self.ep.range_constraints.items()}
        signature = {
            "input_specs": [self.input(s) for s in self.ep.graph_signature.input_specs],
            "output_specs": [self.output(s) for s in self.ep.graph_signature.output_specs],
        }
        return {
            "graph_module": {"graph": graph, "signature": signature, "module_call_graph": calls, "metadata": {}, "treespec_namedtuple_fields": {}},
            "opset_version": {"aten": 10},
            "range_constraints": ranges,
            "schema_version": {"major": names.SCHEMA_VERSION[0], "minor": names.SCHEMA_VERSION[1]},
            "verifiers": ["TRAINING"],
            "torch_version": f"{lumbre.torch_version if hasattr(lumbre, 'torch_version') else __version__}",
            "guards_code": [],
        }

    def call(self, signature):
        if signature is None:
            return None
        return {
            "inputs": [], "outputs": [], "in_spec": pytree.treespec_dumps(signature.in_spec, 1), "out_spec": pytree.treespec_dumps(signature.out_spec, 1),
            "forward_arg_names": signature.forward_arg_names,
        }  # fmt: skip

    def input(self, s):
        arg = {"name": s.arg.name}
        if s.kind is InputKind.PARAMETER:
            return {"parameter": {"arg": arg, "parameter_name": s.target}}
        if s.kind is InputKind.BUFFER:
            return {"buffer": {"arg": arg, "buffer_name": s.target, "persistent": s.persistent is not False}}
        if s.kind is InputKind.CONSTANT_TENSOR:
            return {"tensor_constant": {"arg": arg, "tensor_constant_name": s.target}}
        if isinstance(s.arg, ConstantArgument):
            return {"constant_input": {"name": s.arg.name, "value": self.plain(s.arg.value)}}
        return {"user_input": {"arg": self.signature_arg(s.arg)}}

    def output(self, s):
        kinds = {
            OutputKind.BUFFER_MUTATION: ("buffer_mutation", "buffer_name"), OutputKind.PARAMETER_MUTATION: ("parameter_mutation", "parameter_name"),
            OutputKind.USER_INPUT_MUTATION: ("user_input_mutation", "user_input_name"),
        }  # fmt: skip
        if s.kind in kinds:
            kind, field = kinds[s.kind]
            return {kind: {"arg": {"name": s.arg.name}, field: s.target}}
        return {"user_output": {"arg": self.signature_arg(s.arg)}}

    def signature_arg(self, arg):
        if isinstance(arg, TensorArgument):
            return {"as_tensor": {"name": arg.name}}
        if isinstance(arg, SymIntArgument):
            return {"as_sym_int": {"as_name": arg.name}}
        return self.plain(arg.value)

    def plain(self, v):
        if v is None:
            return {"as_none": True}
        for kind, word in ((bool, "as_bool"), (int, "as_int"), (float, "as_float"), (str, "as_string")):
            if isinstance(v, kind):
                return {word: v}
        raise NotImplementedError(f"export.save: a {type(v).__name__} among the inputs or outputs")

    def graph(self):
        inputs, nodes, outputs = [], [], []
        for node in self.ep.graph.nodes:
            if node.op == "placeholder":
                inputs.append(self.value(node) if node.meta.get("sizes") is not None else self.plain(node.meta.get("val")))
            elif node.op == "output":
                outputs = [self.arg(a) for a in node.args[0]]
            elif node.target is not operator.getitem or not isinstance(node.args[0], fx.Node):
                nodes.append(self.node(node))
        return {
            "inputs": inputs, "outputs": outputs, "nodes": nodes, "tensor_values": self.tensor_values, "sym_int_values": self.sizes,
            "sym_bool_values": {}, "is_single_tensor_return": False, "custom_obj_values": {}, "sym_float_values": {},
        }  # fmt: skip

    def value(self, node):
        """A tensor or size as an argument; what is known of it is noted."""
        if "size" in node.meta:
            self.sizes[node.name] = {"as_expr": {"expr_str": _sympy(node.meta["size"], self.ep), "hint": {"as_int": node.meta["val"]}}}
            return {"as_sym_int": {"as_name": node.name}}
        self.note(node)
        return {"as_tensor": {"name": node.name}}

    def note(self, node):
        example, sizes = node.meta.get("val"), node.meta.get("sizes")
        if example is None or sizes is None:
            raise NotImplementedError(f"export.save: {node.name} has no known dtype and sizes")
        if node.name not in self.tensor_values:
            held = self.held(node.name)
            meta = _meta(held if held is not None else example, sizes, held is not None and held.requires_grad)
            meta["sizes"] = [self.size(n, int(example.shape[d])) for d, n in enumerate(sizes)]
            self.tensor_values[node.name] = meta

    def held(self, name):
        """The weight behind an input."""
        for s in self.ep.graph_signature.input_specs:
            if s.arg.name == name and s.target is not None:
                return self.ep.constants.get(s.target, self.ep.state_dict.get(s.target))
        return None

    def size(self, n, example):
        return {"as_int": n} if isinstance(n, int) else {"as_expr": {"expr_str": _sympy(n, self.ep), "hint": {"as_int": example}}}

    def node(self, node):
        items = {u.args[1]: u for u in node.users if u.target is operator.getitem}
        inputs, target = self.inputs(node)
        if items:
            outputs = self.several(node, items)
        else:
            outputs = [self.value(node)]
        return {"target": target, "inputs": inputs, "outputs": outputs, "metadata": {}, "is_hop_single_tensor_return": None, "name": node.name}

    def several(self, node, items):
        """The results of an op that gives several: each of its own, or a list in one."""
        returns = known(node.target)[1]
        listed = returns == "[]"
        count = max(max(items) + 1, 0 if listed else int(returns))
        results = []
        for i in range(count):
            if i in items:
                results.append(self.value(items[i]))
            else:
                spare = f"{node.name}_unused_{i}"
                self.tensor_values[spare] = _meta(lumbre.empty(0), [0], False)
                results.append({"as_tensor": {"name": spare}})
        return [{"as_tensors": [r["as_tensor"] for r in results]}] if listed else results

    def inputs(self, node):
        if not isinstance(node.target, OpOverload):
            name = f"_operator.{node.target.__name__}"
            words = ["a", "b"]
            return [{"name": words[i], "arg": self.arg(a), "kind": 1} for i, a in enumerate(node.args)], name
        wanted, _ = known(node.target)
        out = [{"name": n, "arg": self.arg(a), "kind": 1} for n, a in zip(wanted, node.args)]
        out += [{"name": k, "arg": self.arg(v), "kind": 2} for k, v in node.kwargs.items()]
        return out, f"torch.ops.{node.target}"

    def arg(self, v):
        if isinstance(v, fx.Node):
            return self.value(v)
        if isinstance(v, (list, tuple)):
            return self.list(v)
        for kind, word, table in ((lumbre.dtype, "as_scalar_type", names.DTYPES), (lumbre.layout, "as_layout", names.LAYOUTS), (lumbre.memory_format, "as_memory_format", names.FORMATS)):
            if isinstance(v, kind):
                return {word: names.number(table, v)}
        if isinstance(v, lumbre.device):
            return {"as_device": {"type": v.type, "index": v.index}}
        if isinstance(v, complex):
            return {"as_complex": {"real": v.real, "imag": v.imag}}
        if isinstance(v, float) and not math.isfinite(v):
            return {"as_float": "Infinity" if v > 0 else "-Infinity" if v < 0 else "NaN"}
        return self.plain(v)

    def list(self, items):
        if any(isinstance(v, fx.Node) and "size" in v.meta for v in items):
            return {"as_sym_ints": [{"as_name": self.value(v)["as_sym_int"]["as_name"]} if isinstance(v, fx.Node) else {"as_int": v} for v in items]}
        if any(isinstance(v, fx.Node) for v in items):
            if any(v is None for v in items):
                return {"as_optional_tensors": [{"as_none": True} if v is None else self.value(v) for v in items]}
            return {"as_tensors": [self.value(v)["as_tensor"] for v in items]}
        for kind, word in ((bool, "as_bools"), (int, "as_ints"), (float, "as_floats"), (str, "as_strings")):
            if items and all(isinstance(v, kind) for v in items):
                return {word: list(items)}
        if all(isinstance(v, (int, float)) for v in items):
            return {"as_floats": [float(v) for v in items]} if items else {"as_ints": []}
        raise NotImplementedError(f"export.save: a list of {sorted({type(v).__name__ for v in items})}")


def _meta(t, sizes, requires_grad):
    strides, step = [], 1
    for n in reversed(t.shape):
        strides.insert(0, step)
        step *= max(int(n), 1)
    return {
        "dtype": names.number(names.DTYPES, t.dtype), "sizes": [{"as_int": int(n)} for n in t.shape], "requires_grad": bool(requires_grad),
        "device": {"type": "cpu", "index": None}, "strides": [{"as_int": s} for s in strides], "storage_offset": {"as_int": 0}, "layout": 7,
    }  # fmt: skip


def _sympy(expression, ep):
    """An expression as PyTorch writes it: symbols spelled out."""
    import re

    if expression == "?":
        raise NotImplementedError("export.save: a size that follows from the dynamic ones in a way that is not known")
    return re.sub(r"\b[su]\d+\b", lambda m: f"Symbol('{m[0]}', positive=True, integer=True)", re.sub(r"\(([^()]+)\)//(\d+)|\(([^()]+)//(\d+)\)", _floor, expression))


def _floor(m):
    inner, divisor = (m[1], m[2]) if m[1] is not None else (m[3], m[4])
    return f"FloorDiv({inner.strip('()')}, {divisor})"
