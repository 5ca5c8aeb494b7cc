"""Data sets whose files say which picture has which label."""

import os

from .folder import default_loader
from .utils import download_and_extract_archive
from .vision import VisionDataset


def missing(ok, text="Dataset not found. You can use download=True to download it"):
    """Raises unless the files are there."""
    if not ok:
        raise RuntimeError(text)


class Listed(VisionDataset):
    """Pictures by their paths, with a label each: `_samples` is a list of both."""

    def __init__(self, root, transform=None, target_transform=None, loader=default_loader):
        super().__init__(os.fspath(root), transform=transform, target_transform=target_transform)
        self.loader = loader

    def _fetch(self, download, there, *archives):
        """Unpacks archives (address, folder, MD5) unless `there()` is true, and checks that it is then."""
        if download and not there():
            for url, folder, md5 in archives:
                download_and_extract_archive(url, os.fspath(folder), md5=md5)
        missing(there())

    def _name(self, classes):
        self.classes = list(classes)
        self.class_to_idx = {name: i for i, name in enumerate(self.classes)}

    def __getitem__(self, index):
        path, label = self._samples[index]
        image = self.loader(path)
        return self._transformed(image, label)

    def __len__(self):
        return len(self._samples)

    def extra_repr(self):
        return f"split={self._split}" if hasattr(self, "_split") else ""
