"""Archives of models with their code: not part of this build. Importing is; making an exporter or importer raises
`NotImplementedError`. `torch.save` keeps weights, `torch.jit.save` programs."""

from . import _absent

__all__ = ["PackageExporter", "PackageImporter", "Importer", "OrderedImporter", "sys_importer", "PackagingError", "EmptyMatchError", "is_from_package", "DirectoryReader", "Directory", "GlobGroup", "Glob"]


class PackagingError(Exception):
    """What an exporter raises."""


class EmptyMatchError(Exception):
    """A pattern matched nothing."""


class ObjMismatchError(Exception):
    """An importer found another object by the name."""


class ObjNotFoundError(Exception):
    """An importer found no object by the name."""


PackageExporter = _absent.kind("package.PackageExporter")
PackageImporter = _absent.kind("package.PackageImporter")
Importer = _absent.kind("package.Importer")
OrderedImporter = _absent.kind("package.OrderedImporter")
DirectoryReader = _absent.kind("package.DirectoryReader")
Directory = _absent.kind("package.Directory")
GlobGroup = Glob = _absent.kind("package.GlobGroup")
sys_importer = None


def is_from_package(obj):
    """Whether the object's code came out of an archive."""
    return False
