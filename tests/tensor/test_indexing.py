"""Indexing, for reading and for writing, against numpy."""

import lumbre
import numpy as np
import pytest

SHAPE = (4, 5, 3)


def random_index(random):
    """An index expression that numpy and PyTorch read alike, as (numpy's, ours)."""
    parts, at = [], 0
    # Whole numbers beside arrays are the one thing the two read differently.
    whole = "int" if random.rand() < 0.3 else "array"
    kinds = random.choice([whole, "slice", "none", "mask" if whole == "array" else "slice", "list" if whole == "array" else "int", "tail"],
                          size=random.randint(1, 5))
    shape = (2,) if random.rand() < 0.5 else (3, 2)
    advanced = False
    for kind in kinds:
        if kind == "none":
            parts.append((None, None))
            continue
        if kind == "tail":
            if any(p[0] is Ellipsis for p in parts):
                continue
            left = len(SHAPE) - at
            take = random.randint(0, left + 1)
            parts.append((Ellipsis, Ellipsis))
            at += take if take < left else left
            # The rest must be spelled out so that both agree on the dimensions.
            while at < len(SHAPE):
                parts.append((slice(None), slice(None)))
                at += 1
            break
        if at >= len(SHAPE):
            break
        n = SHAPE[at]
        if kind == "int":
            i = int(random.randint(-n, n))
            parts.append((i, i))
        elif kind == "slice":
            a, b = sorted(random.randint(0, n + 2, 2))
            s = slice(int(a), int(b), int(random.randint(1, 3)))
            parts.append((s, s))
        elif kind == "mask":
            if advanced:
                continue
            m = random.rand(n) < 0.6
            parts.append((m, lumbre.tensor(m)))
            advanced = True
        elif kind == "list":
            if advanced:
                continue
            v = [int(i) for i in random.randint(-n, n, 2)]
            parts.append((v, v))
            advanced = True
        else:
            if advanced and any(isinstance(p[0], (list, np.ndarray)) and np.asarray(p[0]).dtype == bool for p in parts):
                continue
            if any(isinstance(p[0], list) for p in parts):
                continue
            v = random.randint(-n, n, shape)
            parts.append((v, lumbre.tensor(v)))
            advanced = True
        at += 1
    if not parts:
        parts.append((0, 0))
    return tuple(p[0] for p in parts), tuple(p[1] for p in parts)


@pytest.mark.parametrize("seed", range(300))
def test_random_expressions_read_and_write_as_numpy(seed):
    random = np.random.RandomState(seed)
    a = random.randint(-99, 99, SHAPE).astype(np.float64)
    theirs, ours = random_index(random)
    x = lumbre.tensor(a)
    if seed % 3 == 0:
        x = lumbre.tensor(np.ascontiguousarray(a.transpose(2, 0, 1))).permute(1, 2, 0)
    want = a[theirs]
    got = x[ours]
    assert tuple(got.shape) == want.shape, (theirs, tuple(got.shape), want.shape)
    assert got.tolist() == want.tolist(), theirs
    # Writing: one number, then values of the result's shape (distinct places only, or the order of writes would matter).
    b, y = a.copy(), x.clone()
    b[theirs] = 7
    y[ours] = 7
    assert y.tolist() == b.tolist(), theirs
    places = np.arange(a.size).reshape(SHAPE)[theirs]
    if len(np.unique(places)) == places.size:
        values = random.randint(-99, 99, want.shape).astype(np.float64)
        b[theirs] = values
        y[ours] = lumbre.tensor(values)
        assert y.tolist() == b.tolist(), theirs


@pytest.mark.parametrize("seed", range(60))
def test_gradient_of_indexing_counts_the_reads(seed):
    random = np.random.RandomState(seed)
    theirs, ours = random_index(random)
    x = lumbre.zeros(SHAPE, dtype=lumbre.float64, requires_grad=True)
    out = x[ours]
    w = np.random.RandomState(1).rand(*out.shape)
    (out * lumbre.tensor(w)).sum().backward()
    want = np.zeros(SHAPE)
    np.add.at(want, theirs, w)
    assert np.allclose(x.grad.tolist(), want)


def test_basic_indexing_is_a_view():
    x = lumbre.arange(12).view(3, 4)
    assert x[1, 2].item() == 6 and x[1, 2]._base is x._base
    v = x[::2, 1:3]
    v.zero_()
    assert x.tolist() == [[0, 0, 0, 3], [4, 5, 6, 7], [8, 0, 0, 11]]
    assert x[None].shape == (1, 3, 4) and x[..., None].shape == (3, 4, 1) and x[True].shape == (1, 3, 4) and x[False].shape == (0, 3, 4)


def test_mask_of_the_whole_shape():
    x = lumbre.arange(6.0).view(2, 3)
    assert x[x > 2].tolist() == [3, 4, 5]
    x[x > 2] = -1
    assert x.tolist() == [[0, 1, 2], [-1, -1, -1]]
    x[lumbre.tensor([True, False])] = lumbre.tensor([7.0, 8.0, 9.0])
    assert x[0].tolist() == [7, 8, 9]


def test_zero_dim_and_numpy_indices():
    x = lumbre.arange(10)
    assert x[lumbre.tensor(3)].item() == 3 and x[np.int64(4)].item() == 4 and x[np.array([1, 2])].tolist() == [1, 2]
    assert x[lumbre.tensor(2) : lumbre.tensor(5)].tolist() == [2, 3, 4]
    assert x[lumbre.tensor([1, 2], dtype=lumbre.uint8) > 1 if False else [0, 1]].tolist() == [0, 1]


def test_assignment_casts_and_broadcasts():
    x = lumbre.zeros(2, 3)
    x[0] = lumbre.tensor([1, 2, 3])
    x[1] = 5
    x[:, 0] = lumbre.tensor(9.0, dtype=lumbre.float64)
    assert x.tolist() == [[9, 2, 3], [9, 5, 5]] and x.dtype == lumbre.float32
    x[:] = lumbre.ones(3)
    assert x.tolist() == [[1, 1, 1]] * 2


def test_augmented_assignment_writes_through():
    x = lumbre.zeros(3, 3)
    x[1] += 2
    x[:, 0] *= 5
    assert x.tolist() == [[0, 0, 0], [10, 2, 2], [0, 0, 0]]


def test_gradient_flows_through_assignment():
    x = lumbre.ones(3, dtype=lumbre.float64, requires_grad=True)
    v = lumbre.ones(2, dtype=lumbre.float64, requires_grad=True)
    y = x * 2
    y[lumbre.tensor([0, 2])] = v * 3
    (y * y).sum().backward()
    assert x.grad.tolist() == [0, 8, 0] and v.grad.tolist() == [18, 18]


@pytest.mark.parametrize("index, error, text", [
    (5, IndexError, "index 5 is out of bounds for dimension 0 with size 3"),
    (-4, IndexError, "index -4 is out of bounds for dimension 0 with size 3"),
    ((0, 0, 0), IndexError, "too many indices for tensor of dimension 2"),
    ("a", (IndexError, TypeError), ""),
    (1.5, (IndexError, TypeError), ""),
    (slice(None, None, -1), ValueError, "step must be greater than zero"),
    (slice(None, None, 0), ValueError, "cannot be zero|greater than zero"),
], ids=str)
def test_bad_indices(index, error, text):
    x = lumbre.zeros(3, 4)
    with pytest.raises(error, match=text):
        x[index]


def test_bad_index_tensors():
    x = lumbre.zeros(3, 4)
    with pytest.raises(IndexError, match="out of"):
        x[lumbre.tensor([0, 3])]
    with pytest.raises(IndexError):
        x[lumbre.tensor([0.5])]
    with pytest.raises(IndexError, match="mask|shape"):
        x[lumbre.tensor([True, False])]
    with pytest.raises((IndexError, RuntimeError)):
        x[lumbre.tensor([0, 1]), lumbre.tensor([0, 1, 2])]
    with pytest.raises(RuntimeError):
        x[0] = lumbre.zeros(5)
    with pytest.raises(IndexError):
        x[lumbre.tensor([7])] = 1
    assert x.tolist() == [[0] * 4] * 3


def test_iteration_length_and_membership():
    x = lumbre.arange(6).view(3, 2)
    assert len(x) == 3 and [r.tolist() for r in x] == [[0, 1], [2, 3], [4, 5]] and 3 in x and 9 not in x
    with pytest.raises(TypeError, match="len\\(\\) of a 0-d tensor"):
        len(lumbre.tensor(1))
    with pytest.raises(TypeError, match="iteration over a 0-d tensor"):
        iter(lumbre.tensor(1))
    with pytest.raises(RuntimeError, match="only supports Tensor or scalar"):
        "a" in x


def test_short_list_with_more_than_numbers_is_a_tuple():
    x = lumbre.arange(12).reshape(3, 4)
    assert x[[slice(0, 2), slice(0, 1)]].tolist() == [[0], [4]]
    assert x[[[0, 1], [1, 2]]].tolist() == [1, 6]
    assert x[[lumbre.tensor([2, 0]), lumbre.tensor([1, 3])]].tolist() == [9, 3]
    assert x[[0, 2]].shape == (2, 4)
    x[[slice(None), 0]] = -1
    assert x[:, 0].tolist() == [-1, -1, -1]


def test_a_list_of_sequences_is_an_index_of_several_entries():
    x = lumbre.arange(24).view(2, 3, 4)
    ours, numpys = [[0, 1], [1, 0]], ([0, 1], [1, 0])
    assert x[ours].tolist() == x.numpy()[numpys].tolist()
    assert x[[lumbre.tensor(1), slice(0, 2)]].tolist() == x.numpy()[1, 0:2].tolist()
    assert x[np.array(ours)].shape == (2, 2, 3, 4)
    assert x[range(1, 2)].shape == (1, 3, 4)
    x[ours] = -1
    assert x[0, 1].tolist() == x[1, 0].tolist() == [-1] * 4 and (x == -1).sum() == 8


@pytest.mark.parametrize("index", [1.5, object(), {1: 2}, "a", (0, 1.0)])
def test_what_is_no_index_raises_index_error(index):
    with pytest.raises(IndexError):
        lumbre.zeros(2, 3)[index]


def test_values_written_by_index_keep_the_dtype():
    x = lumbre.zeros(3, dtype=lumbre.int64)
    with pytest.raises(RuntimeError, match="source and destination dtypes match, got Long for the destination and Float"):
        x[lumbre.tensor([1])] = lumbre.tensor(2.7)
    x[x == 0] = lumbre.tensor(2.7)
    assert x.tolist() == [2, 2, 2]


def test_where_of_one_argument_finds_places():
    x = lumbre.tensor([[0, 1, 0], [2, 0, 3]])
    rows, columns = lumbre.where(x > 0)
    assert rows.tolist() == [0, 1, 1] and columns.tolist() == [1, 0, 2]


def test_mask_of_several_dimensions_beside_other_indices():
    a = np.arange(2 * 3 * 4 * 5).reshape(2, 3, 4, 5)
    mask = np.array([[True, False, True], [False, True, True]])
    other = np.array([0, 3, 1, 2])
    for index in ((mask, other), (mask, slice(1, 3)), (mask, slice(None), np.array([4, 0, 2, 1])), (mask, other, 2), (None, mask, other)):
        ours = tuple(lumbre.from_numpy(i) if isinstance(i, np.ndarray) else i for i in index)
        x = lumbre.from_numpy(a.copy())
        assert x[ours].tolist() == a[index].tolist()
        b = a.copy()
        b[index] = -1
        x[ours] = -1
        assert x.tolist() == b.tolist()
    later = a.transpose(2, 0, 1, 3).copy()
    x = lumbre.from_numpy(later.copy())
    assert x[:, lumbre.from_numpy(mask), lumbre.from_numpy(other)].tolist() == later[:, mask, other].tolist()
    empty = lumbre.zeros(2, 3, 4)
    empty[lumbre.zeros(2, 3, dtype=lumbre.bool), lumbre.zeros(0, dtype=lumbre.int64)] = 1.0
    assert empty.sum() == 0
