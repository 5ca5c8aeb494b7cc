"""Expressions whose answers `tests/record/language.py` records."""

DTYPES = ("bool", "uint8", "int8", "int16", "int32", "int64", "float16", "bfloat16", "float32", "float64", "complex64", "complex128")
SCALARS = ("True", "3", "2.5", "1j")

PRINTS = [
    "lumbre.tensor(3)", "lumbre.tensor(3.0)", "lumbre.tensor(2.5)", "lumbre.tensor(True)", "lumbre.tensor(1 + 2j)", "lumbre.tensor([])",
    "lumbre.tensor([], dtype=lumbre.int64)", "lumbre.zeros(0, 3)", "lumbre.zeros(2, 0, 3)", "lumbre.tensor([1, 2, 3])", "lumbre.tensor([1, -20, 300])",
    "lumbre.tensor([1.0, 2.0, 3.0])", "lumbre.tensor([1.5, -2.25, 3.0])", "lumbre.tensor([1e-5, 1.0])", "lumbre.tensor([1e-8, 1e8])",
    "lumbre.tensor([1e10, 1.0])", "lumbre.tensor([0.1, 1234.5])", "lumbre.tensor([100000.0, 0.5])", "lumbre.tensor([inf, -inf, nan])",
    "lumbre.tensor([1.0, inf])", "lumbre.tensor([1.5, nan, -2.0])", "lumbre.tensor([True, False])", "lumbre.tensor([[1, 2], [3, 4]])",
    "lumbre.tensor([[1.0, 2.5], [3.0, 4.0]])", "lumbre.arange(24).view(2, 3, 4)", "lumbre.arange(24.0).view(2, 3, 4) / 7",
    "lumbre.arange(2000)", "lumbre.arange(1200.0).view(30, 40)", "lumbre.arange(4000).view(10, 20, 20)", "lumbre.zeros(5, 5, 5, 2)",
    "lumbre.tensor([1.5], dtype=lumbre.float64)", "lumbre.tensor([1], dtype=lumbre.int32)", "lumbre.tensor([1.5], dtype=lumbre.float16)",
    "lumbre.tensor([1.5], dtype=lumbre.bfloat16)", "lumbre.tensor([7], dtype=lumbre.uint8)", "lumbre.tensor([1 + 2j, 3.5 - 1j])",
    "lumbre.tensor([1 + 2j, 1e5 - 1j])", "lumbre.tensor([[1j, 2], [3, 4 + 1j]], dtype=lumbre.complex128)", "lumbre.tensor([1.0], requires_grad=True)",
    "lumbre.tensor([1.0], requires_grad=True) * 2", "lumbre.tensor([1.0, 2.0], requires_grad=True).exp()", "lumbre.tensor([1.0], requires_grad=True)[0]",
    "lumbre.tensor([1.0], requires_grad=True).detach()", "lumbre.zeros(2, 3, device='meta')", "lumbre.tensor([-0.0, 0.0])",
    "lumbre.tensor([0.00001, 0.00002])", "lumbre.tensor([123456789.0])", "lumbre.tensor([[0.1, 0.22, 0.333]])", "lumbre.tensor([1e38, 1e-38])",
    "lumbre.tensor([3, 1000000])", "lumbre.ones(3, 50)", "lumbre.ones(50)", "lumbre.arange(100.0)", "lumbre.tensor(1e-10)", "lumbre.tensor(1e20)",
    "lumbre.tensor([[[1.0]]])", "lumbre.float32", "lumbre.device('cpu')", "lumbre.strided", "lumbre.contiguous_format", "lumbre.zeros(2, 3).shape",
    "lumbre.zeros(2).size()", "lumbre.finfo(lumbre.float32)", "lumbre.iinfo(lumbre.int8)", "lumbre.nn.Parameter(lumbre.ones(2))",
    "lumbre.tensor([1.0]).view(1, 1).expand(3, 2)", "lumbre.tensor([1 + 1j]).conj()", "lumbre.empty(3, 0, dtype=lumbre.bool)", "lumbre.tensor([2.0**70, 1.0])",
    "lumbre.tensor([16777216.0, 1.0])", "lumbre.tensor([0.99999, 1.0])", "lumbre.tensor([9.99999, 0.1])", "lumbre.tensor([-1.5, 22.25, 333.125])",
]
