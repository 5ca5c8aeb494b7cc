"""Processes as a grid: a group for each row and column."""

import math

import lumbre

from . import _groups

__all__ = ["DeviceMesh", "init_device_mesh"]


class DeviceMesh:
    """Ranks in the shape of a grid. Along each dimension the processes that differ in nothing else are a group.

    Args:
        device_type: ``"cpu"`` or ``"cuda"``.
        mesh: the ranks, as a tensor or nested lists.
        mesh_dim_names: names of the dimensions, by which `mesh["name"]` gives parts.
    """

    def __init__(self, device_type, mesh, *, mesh_dim_names=None, _groups_of=None):
        self.device_type = device_type
        self.mesh = (mesh.detach().cpu() if isinstance(mesh, lumbre.Tensor) else lumbre.tensor(mesh)).to(lumbre.int64)
        self.mesh_dim_names = None if mesh_dim_names is None else tuple(mesh_dim_names)
        if self.mesh_dim_names is not None and len(self.mesh_dim_names) != self.mesh.dim():
            raise RuntimeError(f"mesh_shape and mesh_dim_names should have same length, got {self.mesh.dim()} and {len(self.mesh_dim_names)}")
        if self.mesh.unique().numel() != self.mesh.numel():
            raise RuntimeError("DeviceMesh: every rank stands in the mesh once")
        self._rank = _groups.get_rank()
        place = (self.mesh == self._rank).nonzero()
        self._coordinate = place[0].tolist() if place.size(0) else None
        self._groups = self._make() if _groups_of is None else _groups_of

    def _make(self):
        """This process's group along each dimension; every process makes all of them."""
        out = []
        for d in range(self.mesh.dim()):
            mine = None
            for ranks in self.mesh.movedim(d, -1).reshape(-1, self.mesh.size(d)).tolist():
                made = _groups.new_group(ranks)
                mine = made if self._rank in ranks else mine
            out.append(mine)
        return out

    def _dim(self, dim):
        if isinstance(dim, str):
            if self.mesh_dim_names is None or dim not in self.mesh_dim_names:
                raise KeyError(f"Invalid mesh_dim_name {dim}: the mesh has {self.mesh_dim_names}")
            return self.mesh_dim_names.index(dim)
        if not -self.ndim <= dim < self.ndim:
            raise IndexError(f"mesh dimension {dim} is out of range for {self.ndim}")
        return dim % self.ndim

    @property
    def ndim(self):
        return self.mesh.dim()

    @property
    def shape(self):
        return tuple(self.mesh.shape)

    def size(self, mesh_dim=None):
        """Processes, or processes along a dimension."""
        return self.mesh.numel() if mesh_dim is None else self.mesh.size(self._dim(mesh_dim))

    def get_group(self, mesh_dim=None):
        """This process's group along a dimension (of a mesh with one, that one)."""
        if mesh_dim is None and self.ndim != 1:
            raise RuntimeError(f"Found the DeviceMesh have {self.ndim} dimensions: mesh_dim needs to be specified")
        return self._groups[self._dim(0 if mesh_dim is None else mesh_dim)]

    def get_all_groups(self):
        return list(self._groups)

    def get_rank(self):
        """This process's rank in the whole job."""
        return self._rank

    def get_local_rank(self, mesh_dim=None):
        """This process's place along a dimension."""
        if mesh_dim is None and self.ndim != 1:
            raise RuntimeError(f"Found the DeviceMesh have {self.ndim} dimensions: mesh_dim needs to be specified")
        return None if self._coordinate is None else self._coordinate[self._dim(0 if mesh_dim is None else mesh_dim)]

    def get_coordinate(self):
        """This process's place, or None outside the mesh."""
        return None if self._coordinate is None else list(self._coordinate)

    def __getitem__(self, names):
        """The part along the named dimensions that this process stands in."""
        dims = [self._dim(n) for n in ((names,) if isinstance(names, str) else names)]
        if self._coordinate is None:
            raise RuntimeError("this process is not in the mesh")
        index = tuple(slice(None) if d in dims else self._coordinate[d] for d in range(self.ndim))
        part = self.mesh[index].permute([sorted(dims).index(d) for d in dims])
        chosen = [self._groups[d] for d in dims]
        return DeviceMesh(self.device_type, part, mesh_dim_names=[self.mesh_dim_names[d] for d in dims], _groups_of=chosen)

    def __eq__(self, other):
        same = isinstance(other, DeviceMesh) and self.device_type == other.device_type and self.mesh_dim_names == other.mesh_dim_names
        return same and self.mesh.equal(other.mesh)

    def __hash__(self):
        return hash((self.device_type, self.mesh_dim_names, tuple(self.mesh.reshape(-1).tolist())))

    def __repr__(self):
        names = "" if self.mesh_dim_names is None else f", mesh_dim_names={self.mesh_dim_names}"
        return f"DeviceMesh('{self.device_type}', {self.mesh.tolist()}{names})"


def init_device_mesh(device_type, mesh_shape, *, mesh_dim_names=None, backend_override=None):
    """All processes in a grid of this shape, numbered row by row. Makes the default group where there is none."""
    if not _groups.is_initialized():
        _groups.init_process_group()
    if mesh_dim_names is not None and len(set(mesh_dim_names)) != len(mesh_dim_names):
        raise RuntimeError("Each mesh_dim_name must be unique.")
    if math.prod(mesh_shape) != _groups.get_world_size():
        raise RuntimeError(f"Mesh should not be bigger than default world size {_groups.get_world_size()}, and cover it: got shape {tuple(mesh_shape)}")
    return DeviceMesh(device_type, lumbre.arange(math.prod(mesh_shape)).reshape(tuple(mesh_shape)), mesh_dim_names=mesh_dim_names)
