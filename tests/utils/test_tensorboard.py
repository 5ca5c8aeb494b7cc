"""Event files, read back by a small reader of the format (length, checksum, message, checksum) of its own."""

import struct
import zlib

import lumbre
import numpy as np
import pytest
from lumbre.utils.tensorboard import SummaryWriter
from lumbre.utils.tensorboard._proto import masked_crc32c, varint


def fields(data):
    """(number, value) pairs of a message: integers, 8 or 4 bytes, or the bytes of a nested one."""
    out, i = [], 0

    def read():
        nonlocal i
        n = shift = 0
        while True:
            b = data[i]
            i += 1
            n |= (b & 127) << shift
            shift += 7
            if b < 128:
                return n

    while i < len(data):
        key = read()
        kind = key & 7
        if kind == 0:
            out.append((key >> 3, read()))
            continue
        size = {1: 8, 5: 4}.get(kind) or read()
        out.append((key >> 3, data[i : i + size]))
        i += size
    return out


def one(message, number):
    return next(v for n, v in message if n == number)


def events(folder):
    """All events of a folder's files, as fields."""
    out = []
    for path in sorted(folder.glob("events.out.tfevents.*")):
        data, i = path.read_bytes(), 0
        while i < len(data):
            size = struct.unpack("<Q", data[i : i + 8])[0]
            body = data[i + 12 : i + 12 + size]
            assert struct.unpack("<I", data[i + 8 : i + 12])[0] == masked_crc32c(data[i : i + 8])
            assert struct.unpack("<I", data[i + 12 + size : i + 16 + size])[0] == masked_crc32c(body)
            out.append(fields(body))
            i += 16 + size
    return out


def values(folder):
    """(tag, step, fields) of every value."""
    out = []
    for event in events(folder):
        step = dict((n, v) for n, v in event if n == 2).get(2)
        for n, summary in event:
            if n == 5:
                out += [(one(fields(v), 1).decode(), step, fields(v)) for k, v in fields(summary) if k == 1]
    return out


def test_checksum_is_the_masked_castagnoli_one():
    # RFC 3720, B.4: thirty-two zeros have the CRC-32C 8a9136aa.
    crc = 0x8A9136AA
    assert masked_crc32c(bytes(32)) == (((crc >> 15 | crc << 17) + 0xA282EAD8) & 0xFFFFFFFF)
    assert varint(300) == b"\xac\x02"


def test_scalars_have_their_steps(tmp_path):
    with SummaryWriter(tmp_path) as w:
        for i in range(3):
            w.add_scalar("loss/train", 1 / (i + 1), i, walltime=5.0)
        w.add_scalar("tensor", lumbre.tensor(2.5), 7)
        w.add_scalars("both", {"a": 1, "b": 2}, 4)
    got = [(tag, step, struct.unpack("<f", one(v, 2))[0]) for tag, step, v in values(tmp_path)]
    assert got == [("loss/train", 0, 1.0), ("loss/train", 1, 0.5), ("loss/train", 2, np.float32(1 / 3)), ("tensor", 7, 2.5)]
    assert [(t, s) for t, s, _ in values(tmp_path / "both_b")] == [("both", 4)]
    assert one(events(tmp_path)[0], 3) == b"brain.Event:2"
    with pytest.raises(AssertionError, match="one element"):
        SummaryWriter(tmp_path).add_scalar("bad", lumbre.ones(2))


def test_histogram_counts_every_value(tmp_path):
    x = np.random.RandomState(0).randn(1000)
    with SummaryWriter(tmp_path) as w:
        w.add_histogram("h", lumbre.tensor(x), 1, bins="auto")
        w.add_histogram("t", x, 1)
    for _, _, v in values(tmp_path):
        h = fields(one(v, 5))
        low, high, n, total, squares = (struct.unpack("<d", one(h, k))[0] for k in range(1, 6))
        assert (low, high, n) == (x.min(), x.max(), 1000)
        np.testing.assert_allclose([total, squares], [x.sum(), (x**2).sum()])
        limits, counts = (np.frombuffer(one(h, k)) for k in (6, 7))
        assert len(limits) == len(counts) and counts.sum() == 1000
        inside = np.histogram(x, limits)[0]
        np.testing.assert_array_equal(inside, counts[1:])


def decode_png(data):
    chunks, i = {}, 8
    while i < len(data):
        size, kind = struct.unpack(">I4s", data[i : i + 8])
        chunks[kind] = data[i + 8 : i + 8 + size]
        i += 12 + size
    width, height = struct.unpack(">II", chunks[b"IHDR"][:8])
    rows = np.frombuffer(zlib.decompress(chunks[b"IDAT"]), np.uint8).reshape(height, -1)
    assert (rows[:, 0] == 0).all()
    return rows[:, 1:].reshape(height, width, -1)


def test_images_are_png_files(tmp_path):
    x = np.random.RandomState(0).randint(0, 255, (3, 4, 5)).astype(np.uint8)
    with SummaryWriter(tmp_path) as w:
        w.add_image("chw", lumbre.tensor(x))
        w.add_image("hw", x[0], dataformats="HW")
        w.add_images("grid", np.stack([x, x, x]))
        w.add_image("float", x / 255.0)
    shown = {tag: decode_png(one(fields(one(v, 4)), 4)) for tag, _, v in values(tmp_path)}
    np.testing.assert_array_equal(shown["chw"], x.transpose(1, 2, 0))
    np.testing.assert_array_equal(shown["hw"], np.stack([x[0]] * 3, -1))
    np.testing.assert_array_equal(shown["grid"], np.concatenate([x.transpose(1, 2, 0)] * 3, 1))
    assert abs(shown["float"].astype(int) - x.transpose(1, 2, 0)).max() <= 1


def test_hyperparameters_name_their_plugin(tmp_path):
    with SummaryWriter(tmp_path) as w:
        w.add_hparams({"lr": 0.1, "name": "adam", "flag": True}, {"acc": 0.5}, run_name="run")
    found = {tag: v for tag, _, v in values(tmp_path / "run")}
    assert set(found) == {"_hparams_/experiment", "_hparams_/session_start_info", "_hparams_/session_end_info", "acc"}
    plugin = fields(one(fields(one(found["_hparams_/session_start_info"], 9)), 1))
    start = fields(one(fields(one(plugin, 2)), 3))
    pairs = {one(fields(v), 1).decode(): fields(one(fields(v), 2)) for _, v in start}
    assert one(plugin, 1) == b"hparams" and one(pairs["name"], 3) == b"adam" and one(pairs["flag"], 4) == 1
    assert struct.unpack("<d", one(pairs["lr"], 2))[0] == 0.1


def test_precision_recall_follows_its_definition(tmp_path):
    from lumbre.utils.tensorboard.summary import compute_curve

    random = np.random.RandomState(0)
    labels, scores = random.randint(0, 2, 200), random.rand(200)
    tp, fp, tn, fn, precision, recall = compute_curve(labels, scores, 11)
    for i, threshold in enumerate(np.linspace(0, 1, 11)[:10]):
        positive = scores >= threshold
        assert (tp[i], fp[i]) == ((positive & (labels == 1)).sum(), (positive & (labels == 0)).sum())
        np.testing.assert_allclose([precision[i], recall[i]], [tp[i] / max(tp[i] + fp[i], 1e-7), tp[i] / (labels == 1).sum()])


def test_text_mesh_embedding_and_graph_are_written(tmp_path):
    with SummaryWriter(tmp_path) as w:
        w.add_text("t", "**hello**")
        w.add_mesh("m", lumbre.rand(1, 4, 3))
        w.add_embedding(lumbre.rand(3, 2), metadata=["a", "b", "c"], global_step=1)
        w.add_graph(lumbre.nn.Sequential(lumbre.nn.Linear(2, 2)))
        w.add_custom_scalars({"all": {"one": ["Multiline", ["a"]]}})
        w.add_audio("s", lumbre.zeros(10))
    assert [t for t, _, _ in values(tmp_path)] == ["t/text_summary", "m_VERTEX", "custom_scalars__config__", "s"]
    assert "tensors.tsv" in (tmp_path / "projector_config.pbtxt").read_text()
    assert (tmp_path / "00001/default/metadata.tsv").read_text() == "a\nb\nc\n"
    assert any(n == 4 for e in events(tmp_path) for n, _ in e)


def graph_nodes(folder):
    """(name, op, inputs) of the nodes of the graph that was written last."""
    graph = [value for event in events(folder) for number, value in event if number == 4][-1]
    nodes = [fields(value) for number, value in fields(graph) if number == 1]
    return [(one(n, 1).decode(), one(n, 2).decode(), [v.decode() for k, v in n if k == 3]) for n in nodes]


class Branching(lumbre.nn.Module):
    """Symbolic tracing cannot follow the branch."""

    def __init__(self):
        super().__init__()
        self.lin = lumbre.nn.Linear(3, 2)

    def forward(self, x):
        return self.lin(x).relu() if x.shape[0] > 1 and x.sum() > -1e9 else x


def test_graphs_of_traced_programs_and_onnx_files(tmp_path):
    pytest.importorskip("onnx")
    path = tmp_path / "m.onnx"
    lumbre.onnx.export(lumbre.nn.Sequential(lumbre.nn.Linear(3, 2), lumbre.nn.ReLU()), (lumbre.ones(2, 3),), path)
    for folder, add in (("a", lambda w: w.add_onnx_graph(path)), ("b", lambda w: w.add_graph(Branching(), lumbre.ones(2, 3)))):
        with SummaryWriter(tmp_path / folder) as w:
            add(w)
        nodes = graph_nodes(tmp_path / folder)
        names = {name for name, _, _ in nodes}
        assert {"Gemm", "Relu"} <= {op for _, op, _ in nodes} and len(names) == len(nodes)
        assert all(i in names for _, _, inputs in nodes for i in inputs)
    (tmp_path / "no.onnx").write_bytes(b"text")
    with SummaryWriter(tmp_path) as w, pytest.raises(ValueError, match="ONNX|protocol"):
        w.add_onnx_graph(tmp_path / "no.onnx")


def test_writing_goes_on_after_close(tmp_path):
    w = SummaryWriter(tmp_path)
    w.add_scalar("a", 1)
    w.close()
    w.add_scalar("b", 1)
    w.close()
    assert sorted(t for t, _, _ in values(tmp_path)) == ["a", "b"]
