"""Names for types, for annotations."""

from typing import Any, Sequence, Union

import lumbre
from lumbre import Size, SymInt, Tensor, device, dtype, layout, memory_format
from lumbre._C import Generator
from lumbre.storage import TypedStorage, UntypedStorage

__all__ = ["Number", "Device", "FileLike", "Storage"]

_TensorOrTensors = Union[Tensor, Sequence[Tensor]]
_TensorOrTensorsOrGradEdge = Union[_TensorOrTensors, "lumbre.autograd.graph.GradientEdge", Sequence["lumbre.autograd.graph.GradientEdge"]]
_bool, _int, _float, _complex = bool, int, float, complex
_dtype, _device, _qscheme, _layout, _size = dtype, device, Any, layout, Union[Size, "list[int]", "tuple[int, ...]"]
_dispatchkey = Union[str, Any]
IntLikeType = Union[int, SymInt]
Number = (int, float, bool)
Device = Union[device, str, int, None]
FileLike = Union[str, "os.PathLike[str]", "IO[bytes]"]
Storage = UntypedStorage
