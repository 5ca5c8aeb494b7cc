"""`onnx.export`: a traced or scripted program as an ONNX file."""

import inspect
import json
import os

from .. import _C, jit, nn
from ..jit import _small_steps
from ..version import __version__
from . import _proto
from ._writer import Unsupported, Writer

DEFAULT_OPSET = 20
OPSETS = range(18, 24)


def export(
    model,
    args=(),
    f=None,
    *,
    kwargs=None,
    verbose=None,
    input_names=None,
    output_names=None,
    opset_version=None,
    dynamo=None,
    external_data=False,
    dynamic_shapes=None,
    custom_translation_table=None,
    report=False,
    optimize=True,
    verify=False,
    export_params=True,
    keep_initializers_as_inputs=False,
    dynamic_axes=None,
    training=None,
    operator_export_type=None,
    do_constant_folding=True,
    custom_opsets=None,
    export_modules_as_functions=False,
    autograd_inlining=True,
):
    """Writes a model as an ONNX file.

    The model is traced on `args` (a scripted or traced one is taken as it is, with its branches and loops). Sizes that the
    model reads off its inputs stay computed, so the file takes other sizes along the dimensions that `dynamic_axes`
    (`{"x": {0: "batch"}}` or `{"x": [0]}`) or `dynamic_shapes` name.

    Args:
        model: a Module, function, `ScriptModule`, `ScriptFunction` or `ExportedProgram` (which brings its own example).
        args: example inputs, a tensor or a tuple (its last item may be a dict of keyword arguments).
        f: a path or a file to write to. The result is an `ONNXProgram`, with `dynamo=False` and a file None.
        external_data: weights are in the file in any case; more than 2 GB, which a file cannot hold, raise.
        opset_version: 18 to 23.

    What the ops read of sizes when they are written (split, roll, resize, adaptive pooling, squeeze) is that of the example, also along
    named dimensions. `assert`, `raise` and `print` of scripted code have no form in ONNX and are left out. The other arguments are
    taken for PyTorch's sake and change nothing.

    Raises:
        NotImplementedError: an op that has no form in ONNX here, by its name.
    """
    for name, value in (("custom_translation_table", custom_translation_table), ("custom_opsets", custom_opsets),
                        ("keep_initializers_as_inputs", keep_initializers_as_inputs), ("export_modules_as_functions", export_modules_as_functions)):
        if value:
            raise NotImplementedError(f"onnx.export: {name}")
    opset = DEFAULT_OPSET if opset_version is None else max(int(opset_version), OPSETS.start)
    if opset not in OPSETS:
        raise ValueError(f"Unsupported ONNX opset version: {opset_version}; supported are {OPSETS.start} to {OPSETS.stop - 1}")
    args = args if isinstance(args, (tuple, list)) else (args,)
    args = list(args)
    kwargs = dict(kwargs or {})
    if args and isinstance(args[-1], dict) and not kwargs:
        kwargs = args.pop()
    from ..export.exported_program import ExportedProgram

    if isinstance(model, ExportedProgram):
        if not args and not kwargs:
            args, kwargs = list(model.example_inputs[0]), dict(model.example_inputs[1])
        # It has one mode, the one it was exported in.
        model, training = model.module(check_guards=False), 1
    _exporting.append(True)
    try:
        program, weights, graph, extra = _program(model, args, kwargs, training)
    finally:
        _exporting.pop()
    data = _write(program, weights, graph, extra, opset, input_names, output_names, _dynamic(dynamic_axes, dynamic_shapes, graph, input_names))
    out = ONNXProgram(data)
    if f is None:
        return out
    out.save(f)
    # As PyTorch's older exporter.
    return None if dynamo is False else out


# Something while a model is traced for a file.
_exporting = []


def exporting():
    return bool(_exporting)


class ONNXProgram:
    """A model as ONNX."""

    def __init__(self, data):
        self._data = data

    def __call__(self, *args, **kwargs):
        """The outputs for these inputs (keywords by their names in the file), computed by onnxruntime, which must be installed."""
        import onnxruntime

        session = onnxruntime.InferenceSession(self._data, providers=["CPUExecutionProvider"])
        names = [i.name for i in session.get_inputs()]
        given = {**dict(zip(names, args)), **kwargs}
        return tuple(_C.tensor(v) for v in session.run(None, {k: v.detach().numpy() for k, v in given.items()}))

    def optimize(self):
        """Nothing: what follows from constants alone is left to the runtime."""

    @property
    def model(self):
        """As `model_proto`."""
        return self.model_proto

    @property
    def model_proto(self):
        """The model as the `onnx` package has it."""
        import onnx

        return onnx.load_model_from_string(self._data)

    def save(self, destination, **_):
        """Writes the file, whole or not at all."""
        if len(self._data) >= 1 << 31:
            raise NotImplementedError("onnx.export: weights outside the file, which models of 2 GB and more need")
        if hasattr(destination, "write"):
            destination.write(self._data)
            return
        path = os.fspath(destination)
        part = f"{path}.part{os.getpid()}"
        try:
            with open(part, "wb") as file:
                file.write(self._data)
            os.replace(part, path)
        finally:
            if os.path.exists(part):
                os.remove(part)


def _program(model, args, kwargs, training):
    """(program, inputs of the example run, graph as JSON, constants by id)."""
    original = model
    if not isinstance(model, (jit.ScriptModule, jit.ScriptFunction)):
        was = isinstance(model, nn.Module) and model.training
        evaluate = was and getattr(training, "value", training) in (None, 0)
        if evaluate:
            model.eval()
        try:
            model = _traced(model, args, kwargs)
        finally:
            if evaluate:
                original.train()
    if isinstance(model, jit.ScriptFunction):
        method, weights = (model._program("onnx.export") if hasattr(model, "_program") else model._method), model._weights
    else:
        method, weights = model._method("onnx.export"), model._weights()
    text, tensors = method.program.parts()
    graph = json.loads(text)
    constants = {c["id"]: t for c, t in zip(graph["constants"], tensors)}
    program = method.program
    if _small_steps.has_steps(graph):
        graph = _small_steps.expanded(graph, constants)
        program = _C._jit_build(json.dumps(graph), [constants[c["id"]] for c in graph["constants"]])
    given = iter(method._bind(args, kwargs) if hasattr(method, "types") else method.flat(tuple(args), kwargs))
    weight = iter(weights)
    values = [next(given) if i["kind"] == "argument" else next(weight) for i in graph["inputs"]]
    return program, values, graph, constants


def _traced(model, args, kwargs):
    if not kwargs:
        return jit.trace(model, tuple(args), check_trace=False, strict=False)
    return jit.trace(model, example_kwarg_inputs={**_named(model, args), **kwargs}, check_trace=False, strict=False)


def _named(model, args):
    names = list(inspect.signature(model.forward if isinstance(model, nn.Module) else model).parameters)
    return dict(zip(names, args))


def _dynamic(axes, shapes, graph, names):
    """{argument position: {dimension: name}}."""
    arguments = [i["name"] for i in graph["inputs"] if i["kind"] == "argument"]
    given = list(names or arguments)
    out = {}
    for key, dims in (axes or {}).items():
        if key not in given and key not in arguments:
            continue
        i = given.index(key) if key in given else arguments.index(key)
        out[i] = {d: f"{key}_dim_{d}" for d in dims} if isinstance(dims, (list, tuple)) else dict(dims)
    if isinstance(shapes, dict):
        shapes = [shapes.get(a) for a in arguments]
    for i, dims in enumerate(shapes or ()):
        items = dims.items() if isinstance(dims, dict) else enumerate(dims or ())
        named = {d: getattr(n, "__name__", None) or (n if isinstance(n, str) else f"dim_{i}_{d}") for d, n in items if n is not None and not isinstance(n, int)}
        out.setdefault(i, {}).update(named)
    return out


def _write(program, values, graph, constants, opset, input_names, output_names, dynamic):
    w = Writer(program, program.observe(values), opset)
    inputs, position = [], 0
    names = list(input_names or ())
    for i, v in zip(graph["inputs"], values):
        if i["kind"] == "argument":
            name = names[position] if position < len(names) else i["name"]
            if not isinstance(v, _C.Tensor):
                # A number or None is part of the file.
                from ._writer import Value

                w.values[i["id"]] = Value("list", [w.arg(x) for x in v]) if isinstance(v, (list, tuple)) else Value("const", v)
                position += 1
                continue
            dims = list(v.shape)
            for d, dim_name in dynamic.get(position, {}).items():
                dims[d] = dim_name
            inputs.append(_proto.value_info(name, str(v.dtype).rpartition(".")[2], dims))
            w.bind(i["id"], name)
            position += 1
        elif isinstance(v, _C.Tensor):
            w.weight(i["name"], v)
            w.bind(i["id"], i["name"])
        else:
            w.values[i["id"]] = w.arg(v)
    for c in graph["constants"]:
        t = constants[c["id"]]
        w.weight(f"constant_{c['id']}", t)
        w.bind(c["id"], f"constant_{c['id']}", str(t.dtype).rpartition(".")[2], list(t.shape))
    w.steps(graph["nodes"])
    outputs, infos = [], []
    for id in graph["outputs"]:
        flat = _leaves(w.values[id])
        outputs += flat
    wanted = list(output_names or ())
    for i, v in enumerate(outputs):
        name = wanted[i] if i < len(wanted) else f"output_{i}" if len(outputs) > 1 else "output"
        w.nodes.append(_proto.node("Identity", [w.name(v)], [name], {}, f"result_{i}"))
        # The sizes of results follow from those of the inputs; only the rank is written.
        infos.append(_proto.value_info(name, v.dtype or "float32", None if v.sizes is None else [None] * len(v.sizes)))
    return _proto.model(_proto.Graph("main", w.nodes, inputs, infos, w.initializers), opset, "lumbre", __version__)


def _leaves(v):
    if v.kind == "list":
        return [x for item in v.data for x in _leaves(item)]
    if v.kind == "const" and v.data is None:
        return []
    return [v]


__all__ = ["ONNXProgram", "Unsupported", "export"]
