"""Storages mapped from files."""

import numpy as np
import pytest

import lumbre


def test_private_map_reads_the_file_and_leaves_it(tmp_path):
    path = tmp_path / "numbers"
    path.write_bytes(np.arange(6, dtype=np.float32).tobytes())
    storage = lumbre.UntypedStorage.from_file(str(path), shared=False, nbytes=16)
    assert storage.nbytes() == 16
    x = lumbre.empty(0).set_(storage, 0, (4,), (1,))
    assert x.tolist() == [0, 1, 2, 3]
    x.add_(1)
    assert x.tolist() == [1, 2, 3, 4]
    assert np.frombuffer(path.read_bytes(), np.float32).tolist() == [0, 1, 2, 3, 4, 5]
    with pytest.raises(RuntimeError, match="smaller than the required"):
        lumbre.UntypedStorage.from_file(str(path), shared=False, nbytes=100)


def test_shared_map_writes_the_file(tmp_path):
    path = tmp_path / "new"
    storage = lumbre.FloatStorage.from_file(str(path), shared=True, size=3)
    lumbre.empty(0).set_(storage, 0, (3,), (1,)).copy_(lumbre.tensor([1.0, 2.0, 3.0]))
    del storage
    assert np.frombuffer(path.read_bytes(), np.float32).tolist() == [1, 2, 3]


def test_part_of_a_storage_shares_its_memory():
    x = lumbre.arange(8, dtype=lumbre.uint8)
    storage = x.untyped_storage()
    part = storage[2:5]
    assert part.nbytes() == 3 and part.tolist() == [2, 3, 4] and storage[1] == 1
    x[3] = 9
    assert part.tolist() == [2, 9, 4]
    assert lumbre.asarray(part, dtype=lumbre.uint8).tolist() == [2, 9, 4]
    assert storage[5:2].nbytes() == 0
    with pytest.raises(RuntimeError, match="step"):
        storage[::2]


def test_a_storage_prints_its_bytes():
    text = repr(lumbre.tensor([1, 258], dtype=lumbre.int16).untyped_storage())
    assert text == " 1\n 0\n 2\n 1\n[torch.storage.UntypedStorage(device=cpu) of size 4]"
    assert repr(lumbre.empty(2, device="meta").untyped_storage()) == "...\n[torch.storage.UntypedStorage(device=meta) of size 8]"
