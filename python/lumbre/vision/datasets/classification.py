"""Sets of photographs in classes, in the layouts of their archives: items are (picture, number of the class)."""

import csv
import json
import os
from pathlib import Path

import numpy as np

import lumbre

from .._pil import pillow
from ._listed import Listed, missing
from .folder import ImageFolder, default_loader, find_classes, make_dataset
from .utils import check_integrity, download_and_extract_archive, download_url, list_dir, list_files, verify_str_arg
from .vision import VisionDataset

_OXFORD = "https://www.robots.ox.ac.uk/~vgg/data"


class Flowers102(Listed):
    """Flowers of 102 kinds. Nilsback and Zisserman, 2008. Reading the lists takes scipy."""

    _URL = f"{_OXFORD}/flowers/102/"
    _FILES = {"imagelabels.mat": "e0620be6f572b9609742df49c70aed4d", "setid.mat": "a5357ecc9cb78c4bef273ce3793fc85c"}
    _IDS = {"train": "trnid", "val": "valid", "test": "tstid"}

    def __init__(self, root, split="train", transform=None, target_transform=None, download=False, loader=default_loader):
        super().__init__(root, transform, target_transform, loader)
        self._split = verify_str_arg(split, "split", tuple(self._IDS))
        self._base_folder = Path(self.root, "flowers-102")
        if download:
            self.download()
        missing(self._check_integrity(), "Dataset not found or corrupted. You can use download=True to download it")
        from scipy.io import loadmat

        labels = loadmat(self._base_folder / "imagelabels.mat", squeeze_me=True)["labels"]
        numbers = loadmat(self._base_folder / "setid.mat", squeeze_me=True)[self._IDS[split]]
        self._samples = [(self._base_folder / "jpg" / f"image_{n:05d}.jpg", int(labels[n - 1]) - 1) for n in np.atleast_1d(numbers)]

    def _check_integrity(self):
        known = all(check_integrity(str(self._base_folder / name), md5) for name, md5 in self._FILES.items())
        return known and (self._base_folder / "jpg").is_dir()

    def download(self):
        """Fetches pictures and lists unless they are there."""
        if self._check_integrity():
            return
        download_and_extract_archive(self._URL + "102flowers.tgz", str(self._base_folder), md5="52808999861908f626f3c1f4e79d11fa")
        for name, md5 in self._FILES.items():
            download_url(self._URL + name, str(self._base_folder), md5=md5)


class Food101(Listed):
    """Dishes of 101 kinds. Bossard et al., 2014."""

    _URL, _MD5 = "http://data.vision.ee.ethz.ch/cvl/food-101.tar.gz", "85eeb15f3717b99a5da872d97d918f87"

    def __init__(self, root, split="train", transform=None, target_transform=None, download=False, loader=default_loader):
        super().__init__(root, transform, target_transform, loader)
        self._split = verify_str_arg(split, "split", ("train", "test"))
        base = Path(self.root, "food-101")
        self._fetch(download, lambda: (base / "meta").is_dir() and (base / "images").is_dir(), (self._URL, self.root, self._MD5))
        known = json.loads((base / "meta" / f"{split}.json").read_text())
        self._name(sorted(known))
        self._samples = [(base / "images" / f"{path}.jpg", self.class_to_idx[name]) for name, paths in known.items() for path in paths]


class DTD(Listed):
    """Textures in 47 classes, split in ten ways. Cimpoi et al., 2014."""

    _URL, _MD5 = f"{_OXFORD}/dtd/download/dtd-r1.0.1.tar.gz", "fff73e5086ae6bdbea199a49dfb8a4c1"

    def __init__(self, root, split="train", partition=1, transform=None, target_transform=None, download=False, loader=default_loader):
        self._split = verify_str_arg(split, "split", ("train", "val", "test"))
        if not isinstance(partition, int) or not 1 <= partition <= 10:
            raise ValueError(f"Parameter 'partition' should be an integer with `1 <= partition <= 10`, but got {partition} instead")
        self._partition = partition
        super().__init__(root, transform, target_transform, loader)
        base = Path(self.root, "dtd")
        self._fetch(download, (base / "dtd").is_dir, (self._URL, base, self._MD5))
        paths = (base / "dtd" / "labels" / f"{split}{partition}.txt").read_text().split()
        self._name(sorted({path.partition("/")[0] for path in paths}))
        self._samples = [(base / "dtd" / "images" / path, self.class_to_idx[path.partition("/")[0]]) for path in paths]

    def extra_repr(self):
        return f"split={self._split}, partition={self._partition}"


class GTSRB(Listed):
    """German traffic signs in 43 classes. Stallkamp et al., 2012."""

    _URL = "https://sid.erda.dk/public/archives/daaeac0d7ce1152aea9b61d9f1e19370/"
    _ARCHIVES = {
        "train": [("GTSRB-Training_fixed.zip", "513f3c79a4c5141765e10e952eaa2478")],
        "test": [
            ("GTSRB_Final_Test_Images.zip", "c7e4e6327067d32654124b0fe9e82185"), ("GTSRB_Final_Test_GT.zip", "fe31e9c9270bbcd7b84b7f21a9d9d9e5"),
        ],
    }  # fmt: skip

    def __init__(self, root, split="train", transform=None, target_transform=None, download=False):
        super().__init__(root, transform, target_transform)
        self._split = verify_str_arg(split, "split", ("train", "test"))
        base = Path(self.root, "gtsrb")
        folder = base / "GTSRB" / ("Training" if split == "train" else "Final_Test/Images")
        self._fetch(download, folder.is_dir, *((self._URL + name, base, md5) for name, md5 in self._ARCHIVES[split]))
        if split == "train":
            self._samples = make_dataset(str(folder), extensions=(".ppm",))
        else:
            with open(base / "GT-final_test.csv", newline="") as file:
                rows = csv.DictReader(file, delimiter=";", skipinitialspace=True)
                self._samples = [(str(folder / row["Filename"]), int(row["ClassId"])) for row in rows]


class _Folder(ImageFolder):
    """An `ImageFolder` below the root."""

    def __init__(self, root, below, archives, download, **options):
        root = os.path.expanduser(os.fspath(root))
        folder = os.path.join(root, below)
        if download and not os.path.isdir(folder):
            for url, at, md5 in archives:
                download_and_extract_archive(url, os.path.join(root, at), md5=md5)
        missing(os.path.isdir(folder))
        super().__init__(folder, **options)
        self.root = root


class EuroSAT(_Folder):
    """Satellite pictures of land in ten classes. Helber et al., 2019."""

    _URL = "https://huggingface.co/datasets/torchgeo/eurosat/resolve/c877bcd43f099cd0196738f714544e355477f3fd/EuroSAT.zip"

    def __init__(self, root, transform=None, target_transform=None, download=False, loader=default_loader):
        archive = (self._URL, "eurosat", "c8fa014336c82ac7804f0398fcb19387")
        super().__init__(root, "eurosat/2750", [archive], download, transform=transform, target_transform=target_transform, loader=loader)


class Country211(_Folder):
    """Photographs by the country they were taken in. Radford et al., 2021."""

    _URL, _MD5 = "https://openaipublic.azureedge.net/clip/data/country211.tgz", "84988d7644798601126c29e9877aab6a"

    def __init__(self, root, split="train", transform=None, target_transform=None, download=False, loader=default_loader):
        self._split = verify_str_arg(split, "split", ("train", "valid", "test"))
        options = {"transform": transform, "target_transform": target_transform, "loader": loader}
        super().__init__(root, f"country211/{split}", [(self._URL, "", self._MD5)], download, **options)


class RenderedSST2(Listed):
    """Sentences as pictures, negative or positive. Radford et al., 2021."""

    _URL, _MD5 = "https://openaipublic.azureedge.net/clip/data/rendered-sst2.tgz", "2384d08e9dcfa4bd55b324e610496ee5"

    def __init__(self, root, split="train", transform=None, target_transform=None, download=False, loader=default_loader):
        super().__init__(root, transform, target_transform, loader)
        self._split = verify_str_arg(split, "split", ("train", "val", "test"))
        self._name(["negative", "positive"])
        folder = Path(self.root, "rendered-sst2", {"val": "valid"}.get(split, split))
        self._fetch(download, lambda: all((folder / name).is_dir() for name in self.classes), (self._URL, self.root, self._MD5))
        self._samples = make_dataset(str(folder), extensions=("png",))


class FGVCAircraft(Listed):
    """Aircraft by variant, family or manufacturer. Maji et al., 2013."""

    _URL = f"{_OXFORD}/fgvc-aircraft/archives/fgvc-aircraft-2013b.tar.gz"
    _LISTS = {"variant": "variants.txt", "family": "families.txt", "manufacturer": "manufacturers.txt"}

    def __init__(
        self, root, split="trainval", annotation_level="variant", transform=None, target_transform=None, download=False, loader=default_loader
    ):
        super().__init__(root, transform, target_transform, loader)
        self._split = verify_str_arg(split, "split", ("train", "val", "trainval", "test"))
        self._annotation_level = verify_str_arg(annotation_level, "annotation_level", tuple(self._LISTS))
        base = Path(self.root, "fgvc-aircraft-2013b")
        self._fetch(download, base.is_dir, (self._URL, self.root, None))
        self._name((base / "data" / self._LISTS[annotation_level]).read_text().splitlines())
        lines = (base / "data" / f"images_{annotation_level}_{split}.txt").read_text().splitlines()
        pairs = [line.strip().split(" ", 1) for line in lines]
        self._samples = [(str(base / "data" / "images" / f"{name}.jpg"), self.class_to_idx[label]) for name, label in pairs]


class StanfordCars(Listed):
    """Cars of 196 models. Krause et al., 2013. Reading the lists takes scipy; the archive is not on the web any more."""

    def __init__(self, root, split="train", transform=None, target_transform=None, download=False, loader=default_loader):
        super().__init__(root, transform, target_transform, loader)
        self._split = verify_str_arg(split, "split", ("train", "test"))
        base = Path(self.root, "stanford_cars")
        lists = base / "devkit" / "cars_train_annos.mat" if split == "train" else base / "cars_test_annos_withlabels.mat"
        folder = base / f"cars_{split}"
        if download:
            raise ValueError("The original URL is broken so the StanfordCars dataset cannot be downloaded anymore.")
        missing(lists.exists() and folder.is_dir() and (base / "devkit").is_dir(), "Dataset not found.")
        from scipy.io import loadmat

        known = np.atleast_1d(loadmat(lists, squeeze_me=True)["annotations"])
        self._samples = [(str(folder / str(row["fname"])), int(row["class"]) - 1) for row in known]
        self._name(np.atleast_1d(loadmat(base / "devkit" / "cars_meta.mat", squeeze_me=True)["class_names"]).tolist())


class SUN397(Listed):
    """Scenes of 397 kinds. Xiao et al., 2010."""

    _URL, _MD5 = "http://vision.princeton.edu/projects/2010/SUN/SUN397.tar.gz", "8ca2778205c41d23104230ba66911c7a"

    def __init__(self, root, transform=None, target_transform=None, download=False, loader=default_loader):
        super().__init__(root, transform, target_transform, loader)
        base = Path(self.root, "SUN397")
        self._fetch(download, base.is_dir, (self._URL, self.root, self._MD5))
        self._name(line[3:].strip() for line in (base / "ClassName.txt").read_text().splitlines())
        paths = sorted(base.rglob("sun_*.jpg"))
        self._samples = [(path, self.class_to_idx["/".join(path.relative_to(base).parts[1:-1])]) for path in paths]


class Imagenette(Listed):
    """Ten classes of ImageNet that are easily told apart, at three sizes."""

    _ARCHIVES = {
        "full": ("imagenette2", "fe2fc210e6bb7c5664d602c3cd71e612"), "320px": ("imagenette2-320", "3df6f0d01a2c9592104656642f5e78a3"),
        "160px": ("imagenette2-160", "e793b78cc4c9e9a4ccc0c1155377a412"),
    }  # fmt: skip
    _WNID_TO_CLASS = {
        "n01440764": ("tench", "Tinca tinca"), "n02102040": ("English springer", "English springer spaniel"),
        "n02979186": ("cassette player",), "n03000684": ("chain saw", "chainsaw"), "n03028079": ("church", "church building"),
        "n03394916": ("French horn", "horn"), "n03417042": ("garbage truck", "dustcart"),
        "n03425413": ("gas pump", "gasoline pump", "petrol pump", "island dispenser"), "n03445777": ("golf ball",),
        "n03888257": ("parachute", "chute"),
    }  # fmt: skip

    def __init__(self, root, split="train", size="full", download=False, transform=None, target_transform=None, loader=default_loader):
        super().__init__(root, transform, target_transform, loader)
        self._split = verify_str_arg(split, "split", ["train", "val"])
        self._size = verify_str_arg(size, "size", list(self._ARCHIVES))
        name, md5 = self._ARCHIVES[size]
        base = Path(self.root, name)
        self._fetch(download, base.is_dir, (f"https://s3.amazonaws.com/fast-ai-imageclas/{name}.tgz", self.root, md5))
        self.wnids, self.wnid_to_idx = find_classes(str(base / split))
        self.classes = [self._WNID_TO_CLASS[wnid] for wnid in self.wnids]
        self.class_to_idx = {name: i for i, names in enumerate(self.classes) for name in names}
        self._samples = make_dataset(str(base / split), self.wnid_to_idx, extensions=".jpeg")


class Omniglot(Listed):
    """Letters of 50 alphabets, each drawn twenty times. Lake et al., 2015."""

    folder = "omniglot-py"
    download_url_prefix = "https://raw.githubusercontent.com/brendenlake/omniglot/master/python"
    zips_md5 = {"images_background": "68d2efa1b9178cc56df9314c21c6e718", "images_evaluation": "6b91aef0f799c5bb55b94e3f2daec811"}

    def __init__(self, root, background=True, transform=None, target_transform=None, download=False, loader=None):
        super().__init__(os.path.join(root, self.folder), transform, target_transform, loader or self._black_and_white)
        self.background = background
        name = "images_background" if background else "images_evaluation"
        archive, md5 = f"{name}.zip", self.zips_md5[name]
        there = lambda: check_integrity(os.path.join(self.root, archive), md5)  # noqa: E731
        if download and not there():
            download_and_extract_archive(f"{self.download_url_prefix}/{archive}", self.root, filename=archive, md5=md5)
        missing(there(), "Dataset not found or corrupted. You can use download=True to download it")
        self.target_folder = os.path.join(self.root, name)
        alphabets = list_dir(self.target_folder)
        self._characters = [os.path.join(a, c) for a in alphabets for c in list_dir(os.path.join(self.target_folder, a))]
        folders = [os.path.join(self.target_folder, c) for c in self._characters]
        self._samples = [(path, i) for i, at in enumerate(folders) for path in list_files(at, ".png", prefix=True)]

    @staticmethod
    def _black_and_white(path):
        return pillow().Image.open(path, mode="r").convert("L")


class FER2013(VisionDataset):
    """Faces, 48 x 48, with one of seven expressions. Goodfellow et al., 2013. The file has to be put into place by hand."""

    _RESOURCES = {
        "train": ("train.csv", "3f0dfb3d3fd99c811a1299cb947e3131"), "test": ("test.csv", "b02c2298636a634e8c2faabbf3ea9a23"),
        "fer": ("fer2013.csv", "f8428a1edbd21e88f42c73edd2a14f95"), "icml": ("icml_face_data.csv", "b114b9e04e6949e5fe8b6a98b3892b1d"),
    }  # fmt: skip

    def __init__(self, root, split="train", transform=None, target_transform=None):
        self._split = verify_str_arg(split, "split", ("train", "test"))
        super().__init__(root, transform=transform, target_transform=target_transform)
        base = Path(self.root, "fer2013")
        kind = next((k for k in ("fer", "icml") if (base / self._RESOURCES[k][0]).exists()), split)
        name, md5 = self._RESOURCES[kind]
        missing(check_integrity(str(base / name), md5), f"{name} not found in {base} or corrupted. It is Kaggle's, from its challenge of 2013")
        wanted = ("Training",) if split == "train" else ("PublicTest", "PrivateTest")
        with open(base / name, newline="") as file:
            rows = [{k.strip(): v for k, v in row.items()} for row in csv.DictReader(file)]
        rows = [row for row in rows if kind == split or row["Usage"] in wanted]
        # The challenge's own test file has no labels.
        self._samples = [(np.array(r["pixels"].split(), dtype=np.uint8).reshape(48, 48), int(r["emotion"]) if "emotion" in r else None) for r in rows]

    def __getitem__(self, index):
        pixels, target = self._samples[index]
        image = pillow().Image.fromarray(pixels)
        return self._transformed(image, target)

    def __len__(self):
        return len(self._samples)

    def extra_repr(self):
        return f"split={self._split}"


class MovingMNIST(VisionDataset):
    """Videos of two digits that move: items are uint8 (20, 1, 64, 64). Srivastava et al., 2015.

    ``split`` "train" gives the first ``split_ratio`` pictures of each, "test" the others, None all.
    """

    _URL = "http://www.cs.toronto.edu/~nitish/unsupervised_video/mnist_test_seq.npy"

    def __init__(self, root, split=None, split_ratio=10, download=False, transform=None):
        super().__init__(root, transform=transform)
        if split is not None:
            verify_str_arg(split, "split", ("train", "test"))
        if not isinstance(split_ratio, int):
            raise TypeError(f"`split_ratio` should be an integer, but got {type(split_ratio)}")
        if not 1 <= split_ratio <= 19:
            raise ValueError(f"`split_ratio` should be `1 <= split_ratio <= 19`, but got {split_ratio} instead.")
        self.split, self.split_ratio = split, split_ratio
        base = os.path.join(self.root, "MovingMNIST")
        path = os.path.join(base, "mnist_test_seq.npy")
        if download and not os.path.exists(path):
            download_url(self._URL, base, md5="be083ec986bfe91a449d63653c411eb2")
        missing(os.path.exists(path))
        data = lumbre.from_numpy(np.load(path))
        data = data if split is None else data[:split_ratio] if split == "train" else data[split_ratio:]
        self.data = data.transpose(0, 1).unsqueeze(2).contiguous()

    def __getitem__(self, index):
        return self.data[index] if self.transform is None else self.transform(self.data[index])

    def __len__(self):
        return len(self.data)
