"""The numbers and words by which `.pt2` files name dtypes, layouts and memory formats."""

import lumbre

SCHEMA_VERSION = (8, 20)

DTYPES = {
    1: "uint8", 2: "int8", 3: "int16", 4: "int32", 5: "int64", 6: "float16", 7: "float32", 8: "float64", 9: "complex32",
    10: "complex64", 11: "complex128", 12: "bool", 13: "bfloat16", 28: "uint16", 29: "float8_e4m3fn", 30: "float8_e5m2",
    34: "uint32", 35: "uint64",
}  # fmt: skip
FORMATS = {1: "contiguous_format", 2: "channels_last", 3: "channels_last_3d", 4: "preserve_format"}
LAYOUTS = {1: "sparse_coo", 2: "sparse_csr", 3: "sparse_csc", 4: "sparse_bsr", 5: "sparse_bsc", 7: "strided"}


def dtype(number):
    """The dtype of a number; ValueError for a number that names none."""
    name = DTYPES.get(number)
    if name is None or not hasattr(lumbre, name):
        raise ValueError(f"export.load: unknown dtype number {number}")
    return getattr(lumbre, name)


def number(table, value):
    """The number of a dtype, layout or memory format."""
    name = str(value).rpartition(".")[2]
    for n, word in table.items():
        if word == name:
            return n
    raise NotImplementedError(f"export.save: {value}")
