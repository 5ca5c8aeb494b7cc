"""Steps that leave samples out."""

from .._decorator import functional_datapipe
from ..datapipe import IterDataPipe
from .callable import _pick

__all__ = ["FilterIterDataPipe"]


@functional_datapipe("filter")
class FilterIterDataPipe(IterDataPipe):
    """The samples for which ``filter_fn`` (of their ``input_col``) is True."""

    def __init__(self, datapipe, filter_fn, input_col=None):
        self.datapipe, self.filter_fn, self.input_col = datapipe, filter_fn, input_col

    def __iter__(self):
        for x in self.datapipe:
            if self.input_col is None:
                keep = self.filter_fn(x)
            elif isinstance(self.input_col, (list, tuple)):
                keep = self.filter_fn(*_pick(x, self.input_col))
            else:
                keep = self.filter_fn(x[self.input_col])
            if not isinstance(keep, bool):
                raise ValueError(f"Boolean output is required for `filter_fn` of FilterIterDataPipe, got {type(keep)}")
            if keep:
                yield x
