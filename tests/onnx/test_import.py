"""ONNX files run as programs: the `onnx` package's own tests of operators, files of other exporters in onnxruntime, our own files back again."""

import gc
import io
import random
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
import pytest
from onnx import TensorProto, helper, numpy_helper

import lumbre as torch
from lumbre import nn
from lumbre.onnx._import import OnnxError, _graph

DATA = Path(onnx.__file__).parent / "backend/test/data"


def tensor(a):
    if isinstance(a, list):
        return [tensor(x) for x in a]
    if a is None:
        return None
    a = np.asarray(a)
    if a.dtype.kind in "OUS" or a.dtype.name.startswith(("float8", "float4", "int4", "uint4", "int2", "uint2")):
        raise NotImplementedError("this dtype")
    if a.dtype.name == "bfloat16":
        return torch.from_numpy(a.view(np.int16).copy()).view(torch.bfloat16)
    return torch.from_numpy(np.ascontiguousarray(a)).reshape(a.shape)


def agree(got, want, rtol=1e-3, atol=1e-4):
    if isinstance(want, list):
        assert len(got) == len(want)
        for g, w in zip(got, want):
            agree(g, w, rtol, atol)
        return
    if want is None:
        assert got is None
        return
    want = np.asarray(want)
    if want.dtype.kind in "OUS":
        raise NotImplementedError("text")
    assert str(got.dtype).rpartition(".")[2] == want.dtype.name and tuple(got.shape) == want.shape
    if want.dtype.kind not in "fcV":
        np.testing.assert_array_equal(got.numpy(), want)
        return
    half = want.dtype.name in ("float16", "bfloat16")
    got = (got.detach().float() if half else got.detach()).numpy()
    np.testing.assert_allclose(got, want.astype(got.dtype), rtol=2e-2 if half else rtol, atol=1e-2 if half else atol)


def results(module, inputs):
    out = module(*inputs)
    return list(out) if isinstance(out, tuple) else [out]


# Draws, which cannot agree.
RANDOM = ("random", "bernoulli", "multinomial", "training_dropout")
# Sizes of zero along dimensions that are computed: the engine refuses them, and says so.
REFUSED = {"test_reduce_max_empty_set", "test_reduce_max_empty_set_bool", "test_reduce_min_empty_set"}


def constants(data, sets):
    """The model with every input but the first as a constant, which is what exporters write."""
    model = onnx.load_model_from_string(data)
    kept = []
    for i, (info, value) in enumerate(zip(list(model.graph.input), sets[0][0])):
        plain = info.type.HasField("tensor_type") and value is not None and not isinstance(value, list)
        if i and plain and np.asarray(value).dtype.kind in "fiub":
            model.graph.initializer.append(numpy_helper.from_array(np.asarray(value), info.name))
        else:
            kept.append((info, value))
    del model.graph.input[:]
    model.graph.input.extend(info for info, _ in kept)
    return model.SerializeToString(), [([v for _, v in kept], sets[0][1])]


@pytest.fixture(scope="module")
def node_tests():
    import warnings

    from onnx.backend.test.case.node import collect_testcases

    with warnings.catch_warnings():
        # Overflows and zeros that the tests are about.
        warnings.simplefilter("ignore")
        return [(t.name, t.model.SerializeToString(), t.data_sets) for t in collect_testcases(None) if t.model is not None]


@pytest.mark.parametrize("frozen", [False, True], ids=["inputs", "constants"])
def test_operators_give_what_the_onnx_package_says_or_are_refused_by_name(node_tests, frozen):
    right, wrong, count = 0, [], 0
    for name, data, sets in node_tests:
        if any(w in name for w in RANDOM) or name in REFUSED:
            continue
        count += 1
        try:
            if frozen:
                data, sets = constants(data, sets)
            module = torch.onnx.load(data)
            for inputs, outputs in sets:
                for g, w in zip(results(module, [tensor(i) for i in inputs]), outputs, strict=True):
                    agree(g, w)
            right += 1
        except NotImplementedError:
            pass
        except Exception as error:
            wrong.append(f"{name}: {type(error).__name__} {str(error)[:200]}")
    assert not wrong
    # Of onnx 1.23's 1884: text, eight and four bit numbers, and operators of sets after 23 have no form.
    assert right / count > 0.78


@pytest.mark.parametrize("kind", ["simple", "pytorch-operator", "pytorch-converted"])
def test_recorded_models(kind):
    right = 0
    folders = [d for d in sorted((DATA / kind).iterdir()) if (d / "model.onnx").exists()]
    for folder in folders:
        model = onnx.load(folder / "model.onnx")
        held = {t.name for t in model.graph.initializer}
        try:
            module = torch.onnx.load(folder / "model.onnx")
        except NotImplementedError as error:
            assert "string" in str(error) or "Gradient" in str(error), folder.name
            continue
        for data in sorted(folder.glob("test_data_set_*")):
            read = {}
            for name, infos in (("input", [v for v in model.graph.input if v.name not in held]), ("output", model.graph.output)):
                read[name] = []
                for i, info in enumerate(infos):
                    raw = (data / f"{name}_{i}.pb").read_bytes()
                    if info.type.HasField("sequence_type"):
                        read[name].append(numpy_helper.to_list(onnx.SequenceProto.FromString(raw)))
                    else:
                        read[name].append(numpy_helper.to_array(TensorProto.FromString(raw)))
            for g, w in zip(results(module, map(tensor, read["input"])), read["output"], strict=True):
                agree(g, w)
        right += 1
    assert right >= len(folders) - 8
    gc.collect()


# Our own files, read back.

R = torch.randn
MODELS = {
    "cnn": (lambda: nn.Sequential(nn.Conv2d(3, 8, 3, 2, 1), nn.BatchNorm2d(8), nn.ReLU(), nn.MaxPool2d(2), nn.Flatten(), nn.Linear(32, 4)), [(2, 3, 8, 8), (5, 3, 8, 8)]),
    "transformer": (lambda: nn.TransformerEncoderLayer(8, 2, 16, batch_first=True), [(2, 3, 8), (4, 3, 8)]),
    "decoder": (lambda: nn.Sequential(nn.ConvTranspose2d(3, 4, 3, 2, 1, 1), nn.GroupNorm(2, 4), nn.Upsample(scale_factor=2), nn.PixelShuffle(2)), [(1, 3, 4, 4), (2, 3, 4, 4)]),
    "mlp": (lambda: nn.Sequential(nn.Linear(3, 8), nn.GELU(), nn.LayerNorm(8), nn.Linear(8, 2), nn.Softmax(-1)), [(2, 3), (7, 3)]),
}


@pytest.mark.parametrize("name", MODELS)
def test_exported_models_come_back(name, tmp_path):
    make, shapes = MODELS[name]
    torch.manual_seed(0)
    model = make().eval()
    file = tmp_path / "model.onnx"
    torch.onnx.export(model, (R(*shapes[0]),), file, input_names=["x"], dynamic_axes={"x": {0: "batch"}})
    back = torch.onnx.load(file)
    back.save(tmp_path / "model.pt")
    saved = torch.jit.load(tmp_path / "model.pt")
    for shape in shapes:
        x = R(*shape)
        want = model(x).detach().numpy()
        for module in (back, saved):
            np.testing.assert_allclose(module(x=x).detach().numpy(), want, rtol=1e-4, atol=1e-5)
    again = io.BytesIO()
    torch.onnx.export(back, (R(*shapes[0]),), again, input_names=["x"])
    session = onnxruntime.InferenceSession(again.getvalue(), providers=["CPUExecutionProvider"])
    x = R(*shapes[0])
    np.testing.assert_allclose(session.run(None, {session.get_inputs()[0].name: x.numpy()})[0], model(x).detach().numpy(), rtol=1e-4, atol=1e-5)


def test_weights_keep_their_names_and_train():
    model = nn.Sequential(nn.Linear(3, 4), nn.BatchNorm1d(4)).eval()
    file = io.BytesIO()
    torch.onnx.export(model, (R(2, 3),), file, input_names=["x"])
    back = torch.onnx.load(file.getvalue())
    assert dict(back.named_parameters()).keys() >= {"0.weight", "0.bias", "1.weight", "1.bias"}
    assert {n for n, _ in back.named_buffers()} >= {"1.running_mean", "1.running_var"}
    x = R(5, 3)
    back(x).sum().backward()
    model(x).sum().backward()
    np.testing.assert_allclose(back.get_parameter("0.weight").grad.numpy(), model[0].weight.grad.numpy(), rtol=1e-4, atol=1e-6)


def test_branches_and_loops_stay():
    @torch.jit.script
    def walk(x, n: torch.Tensor):
        for i in range(int(n)):
            if bool(x.sum() > 0):
                x = x * -1.5
            else:
                x = x + i
        return x

    file = io.BytesIO()
    torch.onnx.export(walk, (torch.ones(3), torch.tensor(3)), file)
    back = torch.onnx.load(file.getvalue())
    assert "if" in back.code and "while" in back.code or "for" in back.code
    for n in (0, 1, 7):
        x = R(3)
        np.testing.assert_allclose(back(x, torch.tensor(n)).numpy(), walk(x, torch.tensor(n)).numpy(), rtol=1e-6)


# Models written by hand.


def model_of(nodes, inputs, outputs, weights=(), opset=18, more=()):
    info = lambda v: helper.make_tensor_value_info(*v)  # noqa: E731
    graph = helper.make_graph(nodes, "g", list(map(info, inputs)), list(map(info, outputs)), list(weights))
    return helper.make_model(graph, opset_imports=[helper.make_opsetid("", opset), *more], ir_version=10)


F32, I64 = TensorProto.FLOAT, TensorProto.INT64


def test_open_sizes_are_computed():
    nodes = [
        helper.make_node("Shape", ["x"], ["s"]),
        helper.make_node("Gather", ["s", "zero"], ["n"], axis=0),
        helper.make_node("Unsqueeze", ["n", "axes"], ["m"]),
        helper.make_node("Concat", ["m", "minus"], ["to"], axis=0),
        helper.make_node("Reshape", ["x", "to"], ["y"]),
    ]
    constant = lambda name, v: numpy_helper.from_array(np.array(v, np.int64), name)  # noqa: E731
    weights = [constant("zero", 0), constant("axes", [0]), constant("minus", [-1])]
    module = torch.onnx.load(model_of(nodes, [("x", F32, ["n", "t", 3])], [("y", F32, None)], weights))
    for n, t in ((1, 2), (4, 5)):
        assert module(R(n, t, 3)).shape == (n, 3 * t)


def test_quantised_layers():
    rng = np.random.RandomState(0)
    nodes = [helper.make_node("QuantizeLinear", ["x", "s", "z"], ["q"]), helper.make_node("DequantizeLinear", ["q", "s", "z"], ["y"])]
    weights = [numpy_helper.from_array(np.float32(0.1), "s"), numpy_helper.from_array(np.uint8(7), "z")]
    proto = model_of(nodes, [("x", F32, ["n"])], [("y", F32, ["n"])], weights)
    x = rng.randn(50).astype(np.float32) * 10
    want = onnxruntime.InferenceSession(proto.SerializeToString(), providers=["CPUExecutionProvider"]).run(None, {"x": x})[0]
    np.testing.assert_allclose(torch.onnx.load(proto)(torch.from_numpy(x)).numpy(), want, rtol=1e-6)


def below(x):
    """The largest single that is not above: samples are single precision, and are compared as if thresholds were not."""
    return float(np.float32(x)) if np.float32(x) <= x else float(np.nextafter(np.float32(x), np.float32(-np.inf)))


def test_forest_of_scikit_learn():
    from sklearn.datasets import load_iris
    from sklearn.ensemble import RandomForestClassifier

    x, y = load_iris(return_X_y=True)
    x = x.astype(np.float32)
    forest = RandomForestClassifier(5, max_depth=4, random_state=0).fit(x, y)
    a = {k: [] for k in ("nodes_treeids", "nodes_nodeids", "nodes_featureids", "nodes_modes", "nodes_values", "nodes_truenodeids", "nodes_falsenodeids", "class_treeids", "class_nodeids", "class_ids", "class_weights")}
    for t, estimator in enumerate(forest.estimators_):
        tree = estimator.tree_
        for n in range(tree.node_count):
            leaf = tree.children_left[n] < 0
            row = {"treeids": t, "nodeids": n, "featureids": max(int(tree.feature[n]), 0), "modes": "LEAF" if leaf else "BRANCH_LEQ", "values": below(tree.threshold[n])}
            row |= {"truenodeids": 0 if leaf else int(tree.children_left[n]), "falsenodeids": 0 if leaf else int(tree.children_right[n])}
            for k, v in row.items():
                a[f"nodes_{k}"].append(v)
            if leaf:
                share = tree.value[n][0] / tree.value[n][0].sum() / 5
                for c, w in enumerate(share):
                    for k, v in {"treeids": t, "nodeids": n, "ids": c, "weights": float(w)}.items():
                        a[f"class_{k}"].append(v)
    node = helper.make_node("TreeEnsembleClassifier", ["x"], ["label", "p"], domain="ai.onnx.ml", classlabels_int64s=[0, 1, 2], post_transform="NONE", **a)
    proto = model_of([node], [("x", F32, ["n", 4])], [("label", I64, ["n"]), ("p", F32, ["n", 3])], more=[helper.make_opsetid("ai.onnx.ml", 3)])
    label, p = torch.onnx.load(proto)(torch.from_numpy(x))
    np.testing.assert_allclose(p.numpy(), forest.predict_proba(x), atol=1e-5)
    np.testing.assert_array_equal(label.numpy(), forest.predict(x))


def test_functions_of_the_model_are_written_where_they_are_called():
    body = [helper.make_node("Mul", ["a", "a"], ["b"]), helper.make_node("Elu", ["b"], ["c"])]
    ref = onnx.AttributeProto(name="alpha", ref_attr_name="slope", type=onnx.AttributeProto.FLOAT)
    body[1].attribute.append(ref)
    f = helper.make_function("own", "Square", ["a"], ["c"], body, [helper.make_opsetid("", 18)], attributes=["slope"])
    proto = model_of([helper.make_node("Square", ["x"], ["y"], domain="own", slope=2.0)], [("x", F32, [3])], [("y", F32, [3])], more=[helper.make_opsetid("own", 1)])
    proto.functions.append(f)
    x = R(3)
    np.testing.assert_allclose(torch.onnx.load(proto)(x).numpy(), (x * x).numpy(), rtol=1e-6)


def test_operators_without_a_form_are_named():
    with pytest.raises(NotImplementedError, match="Wavelet"):
        torch.onnx.load(model_of([helper.make_node("Wavelet", ["x"], ["y"], domain="own")], [("x", F32, [1])], [("y", F32, [1])], more=[helper.make_opsetid("own", 1)]))
    with pytest.raises(NotImplementedError, match="text"):
        torch.onnx.load(model_of([helper.make_node("StringNormalizer", ["x"], ["y"])], [("x", F32, [1])], [("y", F32, [1])]))


# Files that are not trusted.


def saved(tmp_path):
    weights = [numpy_helper.from_array(np.arange(12, dtype=np.float32).reshape(3, 4), "w")]
    proto = model_of([helper.make_node("MatMul", ["x", "w"], ["y"])], [("x", F32, ["n", 3])], [("y", F32, ["n", 4])], weights)
    onnx.save_model(proto, str(tmp_path / "m.onnx"), save_as_external_data=True, location="data.bin", size_threshold=0)
    return tmp_path / "m.onnx"


def test_external_data_is_read_from_the_folder_and_nowhere_else(tmp_path):
    path = saved(tmp_path)
    assert torch.onnx.load(path)(torch.ones(1, 3)).tolist() == [[12.0, 15.0, 18.0, 21.0]]
    with pytest.raises(OnnxError, match="not loaded from a path"):
        torch.onnx.load(path.read_bytes())
    outside = tmp_path.parent / "outside.bin"
    outside.write_bytes(bytes(48))
    (tmp_path / "link.bin").symlink_to(outside)
    for location in ("../outside.bin", str(outside), "link.bin", ".", "absent.bin"):
        proto = onnx.load(str(path), load_external_data=False)
        next(e for e in proto.graph.initializer[0].external_data if e.key == "location").value = location
        (tmp_path / "other.onnx").write_bytes(proto.SerializeToString())
        with pytest.raises(OnnxError, match="no file in the model's folder"):
            torch.onnx.load(tmp_path / "other.onnx")
    proto = onnx.load(str(path), load_external_data=False)
    proto.graph.initializer[0].external_data.append(onnx.StringStringEntryProto(key="offset", value="40"))
    (tmp_path / "short.onnx").write_bytes(proto.SerializeToString())
    with pytest.raises(OnnxError, match="bytes of its tensor"):
        torch.onnx.load(tmp_path / "short.onnx")


def test_broken_files_give_errors():
    model = nn.Sequential(nn.Conv2d(3, 4, 3), nn.BatchNorm2d(4), nn.ReLU(), nn.Flatten(), nn.Linear(16, 2)).eval()
    file = io.BytesIO()
    torch.onnx.export(model, (R(1, 3, 4, 4),), file)
    data, rng = file.getvalue(), random.Random(0)
    for _ in range(400):
        broken = bytearray(data)
        for _ in range(rng.randint(1, 4)):
            broken[rng.randrange(len(broken))] = rng.randrange(256)
        if rng.random() < 0.3:
            del broken[rng.randrange(len(broken)) :]
        try:
            torch.onnx.load(bytes(broken))
        except (ValueError, NotImplementedError, RuntimeError, IndexError, TypeError):
            pass


def test_small_files_do_not_become_endless_programs_or_huge_constants(monkeypatch):
    monkeypatch.setattr(_graph, "MAX_NODES", 3000)
    double = [helper.make_function("own", f"F{i}", ["a"], ["c"], [helper.make_node(f"F{i + 1}", ["a"], ["b"], domain="own"), helper.make_node(f"F{i + 1}", ["b"], ["c"], domain="own")], [helper.make_opsetid("own", 1)]) for i in range(40)]
    double.append(helper.make_function("own", "F40", ["a"], ["c"], [helper.make_node("Neg", ["a"], ["c"])], [helper.make_opsetid("", 18)]))
    proto = model_of([helper.make_node("F0", ["x"], ["y"], domain="own")], [("x", F32, [1])], [("y", F32, [1])], more=[helper.make_opsetid("own", 1)])
    proto.functions.extend(double)
    with pytest.raises(OnnxError):
        torch.onnx.load(proto)
    size = numpy_helper.from_array(np.array([1 << 40], np.int64), "n")
    module = torch.onnx.load(model_of([helper.make_node("ConstantOfShape", ["n"], ["y"])], [], [("y", F32, None)], [size]))
    assert module is not None
    with pytest.raises(OnnxError, match="no ONNX model|cut off|wire type"):
        torch.onnx.load(b"not a model at all")
