"""Layouts and dtypes that are not there can be named, and raise NotImplementedError with their names wherever they are asked for."""

import lumbre
import pytest

X = [[1.0, 0.0], [0.0, 2.0]]
ABSENT = {
    "nested_tensor": lambda x: lumbre.nested.nested_tensor([x, x]),
    "as_nested_tensor": lambda x: lumbre.nested.as_nested_tensor([x, x]),
    "to_padded_tensor": lambda x: lumbre.nested.to_padded_tensor(x, 0.0),
    "quantize_per_tensor": lambda x: lumbre.quantize_per_tensor(x, 0.1, 0, lumbre.quint8),
    "quantize_per_channel": lambda x: lumbre.quantize_per_channel(x, x[0], x[0], 0, lumbre.qint8),
    "q_scale": lambda x: x.q_scale(),
    "int_repr": lambda x: x.int_repr(),
    "dequantize": lambda x: x.dequantize(),
    "to_mkldnn": lambda x: x.to_mkldnn(),
    "chalf": lambda x: x.chalf(),
    "torch.complex32": lambda x: x.to(lumbre.complex32),
    "complex: tensors of torch.complex32": lambda x: lumbre.complex(x.half(), x.half()),
    "view_as_complex: tensors of torch.complex32": lambda x: lumbre.view_as_complex(x.half()),
    "masked_tensor": lambda x: lumbre.masked.masked_tensor(x, x > 0),
    "_scaled_mm": lambda x: lumbre._scaled_mm(x, x),
}


@pytest.mark.parametrize("name", ABSENT)
def test_what_is_not_there_raises_with_its_name(name):
    with pytest.raises(NotImplementedError) as error:
        ABSENT[name](lumbre.tensor(X))
    assert name in str(error.value)


@pytest.mark.parametrize("layout", ["sparse_csr", "sparse_csc", "sparse_bsr", "sparse_bsc", "sparse_coo", "jagged"])
@pytest.mark.parametrize("make", ["zeros", "ones", "empty", "rand", "full"])
def test_dense_constructors_refuse_other_layouts_by_name(make, layout):
    value = (3.0,) if make == "full" else ()
    with pytest.raises(NotImplementedError, match=f"{make}.*torch.{layout}"):
        getattr(lumbre, make)((2, 2), *value, layout=getattr(lumbre, layout))


@pytest.mark.parametrize("dtype", ["complex32", "qint8", "quint8", "qint32", "int4", "uint4", "bits8", "float4_e2m1fn_x2"])
def test_dtypes_that_are_not_there_are_refused_by_name(dtype):
    dtype = getattr(lumbre, dtype)
    for make in (lambda: lumbre.zeros(2, dtype=dtype), lambda: lumbre.tensor([1, 2], dtype=dtype), lambda: lumbre.ones(2).to(dtype)):
        with pytest.raises(NotImplementedError, match=str(dtype)):
            make()
