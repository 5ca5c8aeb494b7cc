"""Saving and loading: sharing, places, damage, and pickling outside of files."""

import copy
import errno
import io
import os
import pickle
import struct
import warnings
import zipfile

import lumbre
import numpy as np
import pytest


def through_file(obj, **options):
    file = io.BytesIO()
    lumbre.save(obj, file)
    file.seek(0)
    return lumbre.load(file, **options)


class Tagged(lumbre.Tensor):
    pass


class Plain:
    def __init__(self, x):
        self.x = x


def test_views_share_memory_after_loading():
    x = lumbre.arange(6.0)
    out = through_file({"all": x, "part": x[2:4], "again": x})
    out["all"][2] = 50.0
    assert out["part"].tolist() == [50.0, 3.0]
    assert out["again"] is out["all"]


def test_small_view_of_large_memory_warns_and_brings_it_along(tmp_path):
    big = lumbre.zeros(1 << 19)
    with pytest.warns(UserWarning, match="clone"):
        lumbre.save(big[:4], tmp_path / "view.pt")
    assert os.path.getsize(tmp_path / "view.pt") > 2 << 20
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        lumbre.save({"all": big, "part": big[:4]}, tmp_path / "both.pt")
        lumbre.save(big[:4].clone(), tmp_path / "clone.pt")
    assert os.path.getsize(tmp_path / "clone.pt") < 4096


def test_mapped_file_is_not_written_to(tmp_path):
    lumbre.save(lumbre.ones(4), tmp_path / "x.pt")
    before = (tmp_path / "x.pt").read_bytes()
    x = lumbre.load(str(tmp_path / "x.pt"), mmap=True)
    x += 1
    assert x.tolist() == [2.0] * 4
    assert (tmp_path / "x.pt").read_bytes() == before
    with pytest.raises(ValueError, match="f must be a file path"):
        lumbre.load(io.BytesIO(before), mmap=True)


def test_saving_replaces_the_file_only_when_whole(tmp_path):
    path = tmp_path / "x.pt"
    lumbre.save(lumbre.ones(2), path)
    with pytest.raises((AttributeError, pickle.PicklingError)):
        lumbre.save({"a": lumbre.ones(2), "b": lambda: 0}, path)
    assert lumbre.load(path).tolist() == [1.0, 1.0]
    assert [p.name for p in tmp_path.iterdir()] == ["x.pt"]


def test_map_location_forms():
    x = lumbre.arange(3.0)
    seen = []

    def place(storage, location):
        seen.append((type(storage), location))
        return storage

    assert through_file(x, map_location=place).tolist() == [0.0, 1.0, 2.0]
    assert seen == [(lumbre.UntypedStorage, "cpu")]
    for where in ("cpu", lumbre.device("cpu"), {"cpu": "cpu"}, {"cuda:0": "cpu"}):
        assert through_file(x, map_location=where).device.type == "cpu"
    assert through_file(x, map_location="meta").is_meta


def test_cuda_location_without_gpu_names_map_location():
    if lumbre.cuda.is_available():
        assert through_file(lumbre.ones(1), map_location="cuda").is_cuda
        return
    with pytest.raises(RuntimeError, match="map_location"):
        through_file(lumbre.ones(1), map_location="cuda:0")


def test_state_dict_keeps_order_and_metadata():
    net = lumbre.nn.Sequential(lumbre.nn.Linear(2, 3), lumbre.nn.Linear(3, 1))
    out = through_file(net.state_dict())
    assert list(out) == list(net.state_dict())
    assert out._metadata == net.state_dict()._metadata


def test_arbitrary_objects_need_weights_only_false():
    with pytest.raises(pickle.UnpicklingError, match=f"{Plain.__module__}.Plain"):
        through_file(Plain(lumbre.ones(1)))
    assert through_file(Plain(lumbre.ones(1)), weights_only=False).x.tolist() == [1.0]
    with lumbre.serialization.safe_globals([Plain]):
        assert through_file(Plain(lumbre.ones(1))).x.tolist() == [1.0]


def test_code_in_a_file_is_not_run():
    class Evil:
        def __reduce__(self):
            return os.system, ("true",)

    with pytest.raises(pickle.UnpicklingError, match="system"):
        through_file(Evil())


@pytest.mark.parametrize("weights_only", [True, False])
def test_missing_and_damaged_files(tmp_path, weights_only):
    with pytest.raises(FileNotFoundError) as caught:
        lumbre.load(tmp_path / "none.pt", weights_only=weights_only)
    assert caught.value.errno == errno.ENOENT and "none.pt" in str(caught.value)
    with pytest.raises(IsADirectoryError):
        lumbre.load(tmp_path, weights_only=weights_only)
    with pytest.raises(EOFError):
        lumbre.load(io.BytesIO(), weights_only=weights_only)
    for garbage in (b"garbage", b"PK\x03\x04" + bytes(40), b"\x80\x02garbage"):
        with pytest.raises((pickle.UnpicklingError, RuntimeError)):
            lumbre.load(io.BytesIO(garbage), weights_only=weights_only)
    file = io.BytesIO()
    lumbre.save(lumbre.arange(100.0), file)
    with pytest.raises(RuntimeError):
        lumbre.load(io.BytesIO(file.getvalue()[:-200]), weights_only=weights_only)
    with pytest.raises(RuntimeError, match="does not exist"):
        lumbre.save(1, tmp_path / "no" / "x.pt")
    with pytest.raises(AttributeError, match="write"):
        lumbre.save(1, 3)
    with pytest.raises(AttributeError, match="seek"):
        lumbre.load(3, weights_only=weights_only)


def test_bytes_of_a_saved_tensor_are_its_elements():
    x = np.arange(5, dtype=np.float32)
    file = io.BytesIO()
    lumbre.save(lumbre.from_numpy(x), file)
    with zipfile.ZipFile(file) as archive:
        assert archive.testzip() is None
        raw = archive.read("archive/data/0")
        assert struct.unpack("<5f", raw) == tuple(x)


def test_views_under_different_types_are_refused_as_in_pytorch():
    x = lumbre.zeros(4)
    with pytest.raises(RuntimeError, match="different types"):
        through_file([x, lumbre.IntStorage(wrap_storage=x.untyped_storage())])


@pytest.mark.parametrize("make", [
    lambda: lumbre.tensor([1.0, 2.0], requires_grad=True),
    lambda: lumbre.arange(6).reshape(2, 3).t(),
    lambda: lumbre.nn.Parameter(lumbre.ones(2)),
    lambda: lumbre.tensor([1 + 2j]).conj(),
    lambda: lumbre.tensor([1.0], dtype=lumbre.bfloat16),
])  # fmt: skip
def test_pickle_and_deepcopy_of_tensors(make):
    x = make()
    for y in (pickle.loads(pickle.dumps(x)), copy.deepcopy(x), through_file(x)):
        assert type(y) is type(x) and y.dtype == x.dtype and y.requires_grad == x.requires_grad
        assert y.stride() == x.stride() and y.is_conj() == x.is_conj()
        assert y.tolist() == x.tolist() and y.data_ptr() != x.data_ptr()


def test_pickle_of_small_objects_gives_the_same_ones():
    for x in (lumbre.float32, lumbre.strided, lumbre.contiguous_format):
        assert pickle.loads(pickle.dumps(x)) is x and copy.deepcopy(x) == x
    for x in (lumbre.Size([2, 3]), lumbre.device("cuda", 1)):
        out = pickle.loads(pickle.dumps(x))
        assert out == x and type(out) is type(x)
    g = lumbre.Generator().manual_seed(5)
    assert pickle.loads(pickle.dumps(g)).get_state().tolist() == g.get_state().tolist()
    s = lumbre.arange(3.0).untyped_storage()
    assert pickle.loads(pickle.dumps(s)).tolist() == s.tolist()


def test_attributes_travel_with_tensors():
    x = lumbre.ones(2)
    x.tag = {"depth": [1]}
    p = lumbre.nn.Parameter(lumbre.ones(1))
    p.note = "kept"
    out = through_file([x, p])
    assert out[0].tag == {"depth": [1]} and out[1].note == "kept"
    assert pickle.loads(pickle.dumps(x)).tag == {"depth": [1]}


def test_deepcopy_keeps_sharing():
    x = lumbre.arange(4.0)
    a, b = copy.deepcopy([x, x[1:]])
    a[1] = 9.0
    assert b.tolist() == [9.0, 2.0, 3.0] and x.tolist() == [0.0, 1.0, 2.0, 3.0]


def test_files_of_the_old_format_follow_one_another():
    file = io.BytesIO()
    for x in (lumbre.ones(2), {"a": lumbre.zeros(1)}):
        lumbre.save(x, file, _use_new_zipfile_serialization=False)
    file.seek(0)
    assert lumbre.load(file, weights_only=False).tolist() == [1.0, 1.0]
    assert lumbre.load(file, weights_only=False)["a"].tolist() == [0.0]


def test_a_file_inside_another_is_read_from_where_it_starts(tmp_path):
    with open(tmp_path / "x", "wb") as file:
        file.write(b"head")
        lumbre.save(lumbre.ones(2), file)
    with open(tmp_path / "x", "rb") as file:
        file.read(4)
        assert lumbre.load(file).tolist() == [1.0, 1.0]


def test_subclasses_travel():
    x = lumbre.ones(2).as_subclass(Tagged)
    x.tag = 7
    with lumbre.serialization.safe_globals([Tagged]):
        for y in (through_file(x), through_file(x, weights_only=False), copy.deepcopy(x)):
            assert type(y) is Tagged and y.tag == 7 and y.tolist() == [1.0, 1.0]


def test_a_placeholder_becomes_a_global_at_every_mention():
    # Protocol 2: the text is memoised as 0, made persistent, recalled.
    placeholder = b"\x80\x02X\x06\x00\x00\x00@T a\nbq\x00Qh\x00Q\x86."
    assert lumbre._C._name_globals(placeholder, "@T ") == b"\x80\x02ca\nb\nq\x00h\x00\x86."
    for damaged in (b"\x80\x02X\xff\xff\xff\xffabc", b"\x80\x02N", b""):
        with pytest.raises(ValueError, match="cannot be followed"):
            lumbre._C._name_globals(damaged, "@")
