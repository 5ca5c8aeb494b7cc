"""How a tensor lies on a dimension of a mesh."""

import dataclasses


class Placement:
    """One of the ways below."""

    def is_shard(self, dim=None):
        return isinstance(self, Shard) and (dim is None or self.dim == dim)

    def is_replicate(self):
        return isinstance(self, Replicate)

    def is_partial(self):
        return isinstance(self, Partial)


@dataclasses.dataclass(frozen=True)
class Shard(Placement):
    """Split along `dim`."""

    dim: int


@dataclasses.dataclass(frozen=True)
class _StridedShard(Shard):
    split_factor: int = 1


@dataclasses.dataclass(frozen=True)
class Replicate(Placement):
    """The same everywhere."""


@dataclasses.dataclass(frozen=True)
class Partial(Placement):
    """Still to be reduced."""

    reduce_op: str = "sum"
