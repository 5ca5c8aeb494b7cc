"""A step that lists files."""

import fnmatch
import os

from .._decorator import functional_datapipe
from ..datapipe import IterDataPipe
from .utils import IterableWrapperIterDataPipe

__all__ = ["FileListerIterDataPipe"]


@functional_datapipe("list_files")
class FileListerIterDataPipe(IterDataPipe):
    """Paths of the files under folders, in alphabetical order, that match one of the ``masks``."""

    def __init__(self, root=".", masks="", *, recursive=False, abspath=False, non_deterministic=False, length=-1):
        if isinstance(root, str):
            root = [root]
        self.datapipe = root if isinstance(root, IterDataPipe) else IterableWrapperIterDataPipe(root)
        self.masks = [masks] if isinstance(masks, str) else list(masks)
        self.recursive, self.abspath, self.length = recursive, abspath, length

    def _matches(self, name):
        return not any(self.masks) or any(fnmatch.fnmatch(name, mask) for mask in self.masks)

    def __iter__(self):
        for root in self.datapipe:
            root = os.path.abspath(root) if self.abspath else root
            for folder, folders, files in os.walk(root):
                folders.sort()
                yield from (os.path.join(folder, f) for f in sorted(files) if self._matches(f))
                if not self.recursive:
                    break

    def __len__(self):
        if self.length == -1:
            raise TypeError(f"{type(self).__name__} instance doesn't have valid length")
        return self.length
