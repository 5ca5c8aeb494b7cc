"""CIFAR-10 and CIFAR-100. Krizhevsky, "Learning multiple layers of features from tiny images", 2009."""

import os
import pickle

import numpy as np

from .utils import check_integrity, download_and_extract_archive
from .vision import ArrayDataset


class CIFAR10(ArrayDataset):
    """Photographs in ten classes, 32 x 32: items are (PIL image, class). The files lie in ``root/cifar-10-batches-py``."""

    base_folder = "cifar-10-batches-py"
    url = "https://www.cs.toronto.edu/~kriz/cifar-10-python.tar.gz"
    filename = "cifar-10-python.tar.gz"
    tgz_md5 = "c58f30108f718f92721af3b95e74349a"
    train_list = [
        ["data_batch_1", "c99cafc152244af753f735de768cd75f"], ["data_batch_2", "d4bba439e000b95fd0a9bffe97cbabec"],
        ["data_batch_3", "54ebc095f3ab1f0389bbae665268c751"], ["data_batch_4", "634d18415352ddfa80567beed471001a"],
        ["data_batch_5", "482c414d41f54cd18b22e5b47cb7c3cb"],
    ]  # fmt: skip
    test_list = [["test_batch", "40351d587109b95175f43aff81a1287e"]]
    meta = {"filename": "batches.meta", "key": "label_names", "md5": "5ff9c542aee3614f3951f8cda6e48888"}

    def __init__(self, root, train=True, transform=None, target_transform=None, download=False):
        super().__init__(root, transform=transform, target_transform=target_transform)
        self.train = train
        if download:
            self.download()
        # The files are pickles: only those with the known checksums are read.
        if not self._check_integrity():
            raise RuntimeError("Dataset not found or corrupted. You can use download=True to download it")
        parts = [self._read(name) for name, _ in (self.train_list if train else self.test_list)]
        self.targets = [t for p in parts for t in (p["labels"] if "labels" in p else p["fine_labels"])]
        self.data = np.ascontiguousarray(np.vstack([p["data"] for p in parts]).reshape(-1, 3, 32, 32).transpose(0, 2, 3, 1))
        self.classes = self._read(self.meta["filename"])[self.meta["key"]]
        self.class_to_idx = {c: i for i, c in enumerate(self.classes)}

    def _path(self, name):
        return os.path.join(self.root, self.base_folder, name)

    def _read(self, name):
        with open(self._path(name), "rb") as file:
            return pickle.load(file, encoding="latin1")

    def _check_integrity(self):
        files = [*self.train_list, *self.test_list, [self.meta["filename"], self.meta["md5"]]]
        return all(check_integrity(self._path(name), md5) for name, md5 in files)

    def download(self):
        """Downloads and unpacks the archive."""
        if not self._check_integrity():
            download_and_extract_archive(self.url, self.root, filename=self.filename, md5=self.tgz_md5)

    def extra_repr(self):
        return f"Split: {'Train' if self.train else 'Test'}"


class CIFAR100(CIFAR10):
    """Photographs in a hundred classes, in the form of CIFAR-10."""

    base_folder = "cifar-100-python"
    url = "https://www.cs.toronto.edu/~kriz/cifar-100-python.tar.gz"
    filename = "cifar-100-python.tar.gz"
    tgz_md5 = "eb9058c3a382ffc7106e4002c42a8d85"
    train_list = [["train", "16019d7e3df5f24257cddd939b257f8d"]]
    test_list = [["test", "f0ef6b0ae62326f3e7ffdfab6717acfc"]]
    meta = {"filename": "meta", "key": "fine_label_names", "md5": "7973b15100ade9c7d40fb424638fde48"}
