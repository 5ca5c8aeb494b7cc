"""MNIST and the sets in its format. LeCun et al., 1998; Xiao et al., 2017; Clanuwat et al., 2018; Cohen et al., 2017; Yadav and Bottou, 2019."""

import os
import shutil
import string
import warnings
from urllib.error import URLError

import numpy as np

import lumbre

from .utils import check_integrity, download_and_extract_archive, extract_archive, verify_str_arg
from .vision import ArrayDataset

# The types by their number in the third byte of a file.
_TYPES = {8: ">u1", 9: ">i1", 11: ">i2", 12: ">i4", 13: ">f4", 14: ">f8"}


def read_sn3_pascalvincent_tensor(path, strict=True):
    """The array in a file of this format: two zero bytes, the type, the number of dimensions, the sizes, the numbers, all big-endian."""
    with open(path, "rb") as file:
        data = file.read()
    kind, ndim = data[2], data[3]
    if data[:2] != b"\0\0" or kind not in _TYPES or not 1 <= ndim <= 3:
        raise ValueError(f"{path}: not a file of MNIST's format")
    sizes = np.frombuffer(data, ">u4", ndim, 4)
    numbers = np.frombuffer(data, _TYPES[kind], offset=4 * (ndim + 1))
    if strict and numbers.size != int(np.prod(sizes)):
        raise ValueError(f"{path}: {numbers.size} numbers for the sizes {tuple(int(s) for s in sizes)}")
    return lumbre.from_numpy(numbers.astype(numbers.dtype.newbyteorder("="))).view(*(int(s) for s in sizes))


def read_image_file(path):
    """Images: uint8 (n, height, width)."""
    x = read_sn3_pascalvincent_tensor(path, strict=False)
    if x.dtype != lumbre.uint8 or x.ndim != 3:
        raise TypeError(f"x should be of dtype torch.uint8 with 3 dimensions instead of {x.dtype} with {x.ndim}")
    return x


def read_label_file(path):
    """Labels: int64 (n,)."""
    x = read_sn3_pascalvincent_tensor(path, strict=False)
    if x.dtype != lumbre.uint8 or x.ndim != 1:
        raise TypeError(f"x should be of dtype torch.uint8 with 1 dimension instead of {x.dtype} with {x.ndim}")
    return x.long()


class MNIST(ArrayDataset):
    """Handwritten digits, 28 x 28: items are (PIL image, 0 ... 9). The files lie in ``root/MNIST/raw``, unpacked."""

    mirrors = ["https://ossci-datasets.s3.amazonaws.com/mnist/", "http://yann.lecun.com/exdb/mnist/"]
    resources = [
        ("train-images-idx3-ubyte.gz", "f68b3c2dcbeaaa9fbdd348bbdeb94873"), ("train-labels-idx1-ubyte.gz", "d53e105ee54ea40749a09fcbcd1e9432"),
        ("t10k-images-idx3-ubyte.gz", "9fb629c4189551a2d022fa330f9573f3"), ("t10k-labels-idx1-ubyte.gz", "ec29112dd5afa0611ce80d1b7f02629c"),
    ]  # fmt: skip
    classes = [f"{i} - {name}" for i, name in enumerate(("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"))]

    def __init__(self, root, train=True, transform=None, target_transform=None, download=False):
        super().__init__(root, transform=transform, target_transform=target_transform)
        self.train = train
        if download:
            self.download()
        if not self._check_exists():
            raise RuntimeError("Dataset not found. You can use download=True to download it")
        self.data, self.targets = self._load_data()

    def _files(self):
        """The names of the images and the labels of this split."""
        kind = "train" if self.train else "t10k"
        return f"{kind}-images-idx3-ubyte", f"{kind}-labels-idx1-ubyte"

    def _paths(self):
        return [os.path.join(self.raw_folder, name) for name in self._files()]

    def _load_data(self):
        images, labels = self._paths()
        return read_image_file(images), read_label_file(labels)

    raw_folder = property(lambda self: os.path.join(self.root, type(self).__name__, "raw"))
    processed_folder = property(lambda self: os.path.join(self.root, type(self).__name__, "processed"))
    class_to_idx = property(lambda self: {c: i for i, c in enumerate(self.classes)})

    def _check_exists(self):
        return all(check_integrity(path) for path in self._paths())

    def download(self):
        """Downloads and unpacks the files, from the first address that has them."""
        if self._check_exists():
            return
        for filename, md5 in self.resources:
            failed = []
            for mirror in self.mirrors:
                try:
                    download_and_extract_archive(mirror + filename, self.raw_folder, filename=filename, md5=md5)
                    break
                except (RuntimeError, URLError) as error:
                    failed.append(f"Tried {mirror}, got:\n{error}\n")
            else:
                raise RuntimeError(f"Error downloading {filename}:\n{''.join(failed)}")

    def extra_repr(self):
        return f"Split: {'Train' if self.train else 'Test'}"


def _renamed(old, new):
    def get(self):
        warnings.warn(f"{old} has been renamed {new}", stacklevel=2)
        return getattr(self, new)

    return property(get)


for _old, _new in (("train_labels", "targets"), ("test_labels", "targets"), ("train_data", "data"), ("test_data", "data")):
    setattr(MNIST, _old, _renamed(_old, _new))


class FashionMNIST(MNIST):
    """Pieces of clothing in MNIST's form."""

    mirrors = ["http://fashion-mnist.s3-website.eu-central-1.amazonaws.com/"]
    resources = [
        ("train-images-idx3-ubyte.gz", "8d4fb7e6c68d591d4c3dfef9ec88bf0d"), ("train-labels-idx1-ubyte.gz", "25c81989df183df01b3e8a0aad5dffbe"),
        ("t10k-images-idx3-ubyte.gz", "bef4ecab320f06d8554ea6380940ec79"), ("t10k-labels-idx1-ubyte.gz", "bb300cfdad3c16e7a12a480ee83cd310"),
    ]  # fmt: skip
    classes = ["T-shirt/top", "Trouser", "Pullover", "Dress", "Coat", "Sandal", "Shirt", "Sneaker", "Bag", "Ankle boot"]


class KMNIST(MNIST):
    """Old Japanese characters in MNIST's form."""

    mirrors = ["http://codh.rois.ac.jp/kmnist/dataset/kmnist/"]
    resources = [
        ("train-images-idx3-ubyte.gz", "bdb82020997e1d708af4cf47b453dcf7"), ("train-labels-idx1-ubyte.gz", "e144d726b3acfaa3e44228e80efcd344"),
        ("t10k-images-idx3-ubyte.gz", "5c965bf0a639b31b8f53240b1b52f4d7"), ("t10k-labels-idx1-ubyte.gz", "7320c461ea6c1c855c0b718fb2a4b134"),
    ]  # fmt: skip
    classes = ["o", "ki", "su", "tsu", "na", "ha", "ma", "ya", "re", "wo"]


class EMNIST(MNIST):
    """Letters and digits in MNIST's form; `split` is one of `splits`."""

    url = "https://biometrics.nist.gov/cs_links/EMNIST/gzip.zip"
    md5 = "58c8d27c78d21e728a6bc7b3cc06412e"
    splits = ("byclass", "bymerge", "balanced", "letters", "digits", "mnist")
    # Letters whose two cases look alike.
    _merged = set("cijklmopsuvwxyz")
    _all = sorted(string.digits + string.ascii_letters)
    classes_split_dict = {
        "byclass": _all, "bymerge": sorted(set(_all) - _merged), "balanced": sorted(set(_all) - _merged),
        "letters": ["N/A", *string.ascii_lowercase], "digits": list(string.digits), "mnist": list(string.digits),
    }  # fmt: skip

    def __init__(self, root, split, **kwargs):
        self.split = verify_str_arg(split, "split", self.splits)
        super().__init__(root, **kwargs)
        self.classes = self.classes_split_dict[self.split]

    def _files(self):
        start = f"emnist-{self.split}-{'train' if self.train else 'test'}"
        return f"{start}-images-idx3-ubyte", f"{start}-labels-idx1-ubyte"

    def download(self):
        """Downloads and unpacks the archive of all splits."""
        if self._check_exists():
            return
        download_and_extract_archive(self.url, self.raw_folder, md5=self.md5)
        inner = os.path.join(self.raw_folder, "gzip")
        for name in os.listdir(inner):
            if name.endswith(".gz"):
                extract_archive(os.path.join(inner, name), self.raw_folder)
        shutil.rmtree(inner)


class QMNIST(MNIST):
    """MNIST with all of its test images and its sources; with `compat=False` a target is all that is known (8 numbers)."""

    _home = "https://raw.githubusercontent.com/facebookresearch/qmnist/master/"
    subsets = {"train": "train", "test": "test", "test10k": "test", "test50k": "test", "nist": "nist"}
    resources = {
        "train": [
            (_home + "qmnist-train-images-idx3-ubyte.gz", "ed72d4157d28c017586c42bc6afe6370"),
            (_home + "qmnist-train-labels-idx2-int.gz", "0058f8dd561b90ffdd0f734c6a30e5e4"),
        ],
        "test": [
            (_home + "qmnist-test-images-idx3-ubyte.gz", "1394631089c404de565df7b7aeaf9412"),
            (_home + "qmnist-test-labels-idx2-int.gz", "5b5b05890a5e13444e108efe57b788aa"),
        ],
        "nist": [
            (_home + "xnist-images-idx3-ubyte.xz", "7f124b3b8ab81486c9d8c2749c17f834"),
            (_home + "xnist-labels-idx2-int.xz", "5ed0e788978e45d4a8bd4b7caec3d79d"),
        ],
    }

    def __init__(self, root, what=None, compat=True, train=True, **kwargs):
        self.what = verify_str_arg(what or ("train" if train else "test"), "what", tuple(self.subsets))
        self.compat = compat
        super().__init__(root, train, **kwargs)

    def _files(self):
        return [os.path.splitext(os.path.basename(url))[0] for url, _ in self.resources[self.subsets[self.what]]]

    def _load_data(self):
        data, targets = (read_sn3_pascalvincent_tensor(path) for path in self._paths())
        part = {"test10k": slice(0, 10000), "test50k": slice(10000, None)}.get(self.what, slice(None))
        return data[part], targets.long()[part]

    def _target(self, index):
        return int(self.targets[index][0]) if self.compat else self.targets[index]

    def download(self):
        """Downloads and unpacks the files of this part."""
        if self._check_exists():
            return
        for url, md5 in self.resources[self.subsets[self.what]]:
            download_and_extract_archive(url, self.raw_folder, md5=md5)

    def extra_repr(self):
        return f"Split: {self.what}"
