"""Arguments by PyTorch's names where ours could be mistaken for others."""

import lumbre
import pytest

X = lumbre.arange(6.0).reshape(2, 3)
CALLS = {
    "swapaxes": (lambda: lumbre.swapaxes(X, axis0=0, axis1=1), lambda: X.T),
    "swapaxes method": (lambda: X.swapaxes(axis0=0, axis1=1), lambda: X.T),
    "swapdims": (lambda: X.swapdims(dim0=0, dim1=1), lambda: X.T),
    "axis": (lambda: X.sum(axis=1, keepdims=True), lambda: X.sum(1, keepdim=True)),
    "cat axis": (lambda: lumbre.cat([X, X], axis=1), lambda: lumbre.cat([X, X], 1)),
    "is_set_to": (lambda: X.is_set_to(tensor=X), lambda: True),
    "new_zeros": (lambda: X.new_zeros(size=(2, 3)), lambda: lumbre.zeros(2, 3)),
    "new_ones": (lambda: X.new_ones(2, 3, dtype=lumbre.int64), lambda: lumbre.ones(2, 3, dtype=lumbre.int64)),
    "new_full": (lambda: X.new_full(size=(2, 3), fill_value=7), lambda: lumbre.full((2, 3), 7.0)),
    "dim_order": (lambda: X.T.dim_order(ambiguity_check=True), lambda: (1, 0)),
    "split": (lambda: lumbre.split(X, split_size_or_sections=1)[1], lambda: X[1:]),
}


@pytest.mark.parametrize("name", CALLS)
def test_names_of_arguments_are_pytorchs(name):
    got, want = (f() for f in CALLS[name])
    same = got.dtype == want.dtype and lumbre.equal(got, want) if isinstance(want, lumbre.Tensor) else got == want
    assert same, f"{got}, expected {want}"


@pytest.mark.parametrize("draw", [lambda **k: lumbre.rand_like(X, **k), lambda **k: lumbre.randn_like(X, **k), lambda **k: lumbre.randint_like(X, 9, **k),
                                  lambda **k: lumbre.randint_like(X, -9, 9, **k)])
def test_numbers_like_a_tensor_are_drawn_from_the_given_generator(draw):
    before = lumbre.get_rng_state()
    first, again = (draw(generator=lumbre.Generator().manual_seed(3)) for _ in range(2))
    assert lumbre.equal(first, again) and lumbre.equal(before, lumbre.get_rng_state())
    lumbre.manual_seed(3)
    assert lumbre.equal(draw(), first)


def test_order_of_dimensions_that_is_not_clear_raises_when_asked():
    x = lumbre.ones(1, 2)
    assert x.dim_order() == (0, 1)
    with pytest.raises(RuntimeError, match="unique dim order"):
        x.dim_order(ambiguity_check=True)
    image = lumbre.ones(2, 3, 4, 5).to(memory_format=lumbre.channels_last)
    assert image.dim_order(ambiguity_check=[lumbre.contiguous_format, lumbre.channels_last]) == (0, 2, 3, 1)


def test_new_tensors_refuse_other_layouts_by_name():
    for make in (lambda **k: X.new_zeros(2, **k), lambda **k: X.new_tensor([1], **k), lambda **k: X.new_full((2,), 1, **k)):
        with pytest.raises(NotImplementedError, match="sparse_csr"):
            make(layout=lumbre.sparse_csr)
