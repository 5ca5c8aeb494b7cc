"""Steps that call a function on every sample."""

from ..._utils.collate import default_collate
from .._decorator import functional_datapipe
from ..datapipe import IterDataPipe

__all__ = ["CollatorIterDataPipe", "MapperIterDataPipe"]


def _pick(data, column):
    return tuple(data[c] for c in column) if isinstance(column, (list, tuple)) else data[column]


@functional_datapipe("map")
class MapperIterDataPipe(IterDataPipe):
    """``fn`` of every sample; of its ``input_col`` only, put back there or into ``output_col``."""

    def __init__(self, datapipe, fn, input_col=None, output_col=None):
        if input_col is None and output_col is not None:
            raise ValueError("`output_col` must be None when `input_col` is None.")
        if isinstance(output_col, (list, tuple)):
            if len(output_col) > 1:
                raise ValueError("`output_col` must be a single-element list or tuple")
            output_col = output_col[0]
        self.datapipe, self.fn = datapipe, fn
        self.input_col, self.output_col = input_col, output_col

    def _apply(self, data):
        if self.input_col is None:
            return self.fn(data)
        picked = _pick(data, self.input_col)
        result = self.fn(*picked) if isinstance(self.input_col, (list, tuple)) else self.fn(picked)
        is_tuple = isinstance(data, tuple)
        data = list(data) if is_tuple else data.copy()
        if self.output_col == -1:
            data.append(result)
        elif self.output_col is not None:
            data[self.output_col] = result
        elif isinstance(self.input_col, (list, tuple)):
            data[self.input_col[0]] = result
            for i in sorted(self.input_col[1:], reverse=True):
                del data[i]
        else:
            data[self.input_col] = result
        return tuple(data) if is_tuple else data

    def __iter__(self):
        for data in self.datapipe:
            yield self._apply(data)

    def __len__(self):
        return len(self.datapipe)


@functional_datapipe("collate")
class CollatorIterDataPipe(MapperIterDataPipe):
    """Makes one batch of every list of samples."""

    def __init__(self, datapipe, conversion=default_collate, collate_fn=None):
        super().__init__(datapipe, fn=collate_fn or conversion)
