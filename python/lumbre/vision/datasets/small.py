"""Further sets of small pictures, and one without files."""

import bz2
import os

import numpy as np

import lumbre

from .._pil import pillow
from .utils import check_integrity, download_and_extract_archive, download_url, verify_str_arg
from .vision import ArrayDataset, VisionDataset


class FakeData(VisionDataset):
    """Noise with random classes, the same for the same index: for trying programs out."""

    def __init__(self, size=1000, image_size=(3, 224, 224), num_classes=10, transform=None, target_transform=None, random_offset=0):
        super().__init__(transform=transform, target_transform=target_transform)
        self.size, self.num_classes, self.image_size, self.random_offset = size, num_classes, image_size, random_offset

    def __getitem__(self, index):
        if index >= len(self):
            raise IndexError(f"{type(self).__name__} index out of range")
        before = lumbre.get_rng_state()
        lumbre.manual_seed(index + self.random_offset)
        image = lumbre.randn(*self.image_size)
        target = int(lumbre.randint(0, self.num_classes, size=(1,)))
        lumbre.set_rng_state(before)
        from ..transforms.functional import to_pil_image

        image = to_pil_image(image)
        return self._transformed(image, target)

    def __len__(self):
        return self.size


class SVHN(ArrayDataset):
    """House numbers, 32 x 32: items are (PIL image, digit). Netzer et al., 2011. Reading the files takes scipy."""

    split_list = {
        "train": ["http://ufldl.stanford.edu/housenumbers/train_32x32.mat", "train_32x32.mat", "e26dedcc434d2e4c54c9b2d4a06d8373"],
        "test": ["http://ufldl.stanford.edu/housenumbers/test_32x32.mat", "test_32x32.mat", "eb5a983be6a315427106f1b164d9cef3"],
        "extra": ["http://ufldl.stanford.edu/housenumbers/extra_32x32.mat", "extra_32x32.mat", "a93ce644f1a588dc4d68dda5feec44a7"],
    }

    def __init__(self, root, split="train", transform=None, target_transform=None, download=False):
        super().__init__(root, transform=transform, target_transform=target_transform)
        self.split = verify_str_arg(split, "split", tuple(self.split_list))
        self.url, self.filename, self.file_md5 = self.split_list[split]
        if download:
            self.download()
        path = os.path.join(self.root, self.filename)
        if not check_integrity(path, self.file_md5):
            raise RuntimeError("Dataset not found or corrupted. You can use download=True to download it")
        import scipy.io

        known = scipy.io.loadmat(path)
        # The digit 0 is written as 10.
        self.labels = known["y"].astype(np.int64).squeeze() % 10
        self.data = np.transpose(known["X"], (3, 2, 0, 1))

    def _picture(self, index):
        return pillow().Image.fromarray(np.ascontiguousarray(self.data[index].transpose(1, 2, 0)))

    def _target(self, index):
        return int(self.labels[index])

    def download(self):
        """Downloads the split's file."""
        download_url(self.url, self.root, self.filename, self.file_md5)

    def extra_repr(self):
        return f"Split: {self.split}"


class USPS(ArrayDataset):
    """Handwritten digits, 16 x 16: items are (PIL image, digit)."""

    split_list = {
        "train": ["https://www.csie.ntu.edu.tw/~cjlin/libsvmtools/datasets/multiclass/usps.bz2", "usps.bz2", "ec16c51db3855ca6c91edd34d0e9b197"],
        "test": ["https://www.csie.ntu.edu.tw/~cjlin/libsvmtools/datasets/multiclass/usps.t.bz2", "usps.t.bz2", "8ea070ee2aca1ac39742fdd1ef5ed118"],
    }

    def __init__(self, root, train=True, transform=None, target_transform=None, download=False):
        super().__init__(root, transform=transform, target_transform=target_transform)
        url, filename, md5 = self.split_list["train" if train else "test"]
        path = os.path.join(self.root, filename)
        if download and not os.path.exists(path):
            download_url(url, self.root, filename, md5=md5)
        with bz2.open(path, "rt") as file:
            rows = [line.split() for line in file]
        pixels = np.array([[x.partition(":")[2] for x in row[1:]] for row in rows], dtype=np.float32)
        self.data = ((pixels.reshape(-1, 16, 16) + 1) / 2 * 255).astype(np.uint8)
        self.targets = [int(row[0]) - 1 for row in rows]


class SEMEION(ArrayDataset):
    """Handwritten digits in black and white, 16 x 16: items are (PIL image, digit)."""

    url = "http://archive.ics.uci.edu/ml/machine-learning-databases/semeion/semeion.data"
    filename = "semeion.data"
    md5_checksum = "cb545d371d2ce14ec121470795a77432"

    def __init__(self, root, transform=None, target_transform=None, download=True):
        super().__init__(root, transform=transform, target_transform=target_transform)
        if download:
            download_url(self.url, self.root, self.filename, self.md5_checksum)
        path = os.path.join(self.root, self.filename)
        if not check_integrity(path, self.md5_checksum):
            raise RuntimeError("Dataset not found or corrupted. You can use download=True to download it")
        numbers = np.loadtxt(path)
        self.data = (numbers[:, :256] * 255).astype(np.uint8).reshape(-1, 16, 16)
        self.labels = np.nonzero(numbers[:, 256:])[1]

    def _target(self, index):
        return int(self.labels[index])


class STL10(ArrayDataset):
    """Photographs in ten classes, 96 x 96, few of them labelled (-1 for the others). Coates et al., 2011."""

    base_folder = "stl10_binary"
    url = "http://ai.stanford.edu/~acoates/stl10/stl10_binary.tar.gz"
    filename = "stl10_binary.tar.gz"
    tgz_md5 = "91f7769df0f17e558f3565bffb0c7dfb"
    train_list = [
        ["train_X.bin", "918c2871b30a85fa023e0c44e0bee87f"], ["train_y.bin", "5a34089d4802c674881badbb80307741"],
        ["unlabeled_X.bin", "5242ba1fed5e4be9e1e742405eb56ca4"],
    ]  # fmt: skip
    test_list = [["test_X.bin", "7f263ba9f9e0b06b93213547f721ac82"], ["test_y.bin", "36f9794fa4beb8a2c72628de14fa638e"]]
    splits = ("train", "train+unlabeled", "unlabeled", "test")

    def __init__(self, root, split="train", folds=None, transform=None, target_transform=None, download=False):
        super().__init__(root, transform=transform, target_transform=target_transform)
        self.split = verify_str_arg(split, "split", self.splits)
        if folds is not None and folds not in range(10):
            raise ValueError(f"Value for argument folds should be in the range [0, 10), but got {folds}.")
        self.folds = folds
        if download and not self._check_integrity():
            download_and_extract_archive(self.url, self.root, filename=self.filename, md5=self.tgz_md5)
        if not self._check_integrity():
            raise RuntimeError("Dataset not found or corrupted. You can use download=True to download it")
        parts = [self._part(kind) for kind in self.split.split("+")]
        self.data, self.labels = (np.concatenate(p) for p in zip(*parts))
        names = self._path("class_names.txt")
        if os.path.isfile(names):
            with open(names) as file:
                self.classes = file.read().splitlines()

    def _path(self, name):
        return os.path.join(self.root, self.base_folder, name)

    def _part(self, kind):
        images = np.fromfile(self._path(f"{kind}_X.bin"), dtype=np.uint8).reshape(-1, 3, 96, 96).transpose(0, 1, 3, 2)
        labels = np.full(len(images), -1) if kind == "unlabeled" else np.fromfile(self._path(f"{kind}_y.bin"), dtype=np.uint8) - 1
        if kind == "train" and self.folds is not None:
            with open(self._path("fold_indices.txt")) as file:
                chosen = np.array(file.read().splitlines()[self.folds].split(), dtype=np.int64)
            images, labels = images[chosen], labels[chosen]
        return images, labels

    def _check_integrity(self):
        return all(check_integrity(self._path(name), md5) for name, md5 in (*self.train_list, *self.test_list))

    def _picture(self, index):
        return pillow().Image.fromarray(np.ascontiguousarray(self.data[index].transpose(1, 2, 0)))

    def _target(self, index):
        return int(self.labels[index])

    def extra_repr(self):
        return f"Split: {self.split}"
