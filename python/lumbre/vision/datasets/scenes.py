"""Sets of photographs with more than a class: boxes, masks, captions, attributes."""

import csv
import json
import os
from collections import defaultdict, namedtuple
from pathlib import Path
from xml.etree.ElementTree import parse

import lumbre

from .._pil import pillow
from ._listed import missing
from .folder import ImageFolder
from .utils import check_integrity, download_and_extract_archive, extract_archive, verify_str_arg
from .vision import VisionDataset

CSV = namedtuple("CSV", ["header", "index", "data"])
_VOC = "https://thor.robots.ox.ac.uk/pascal/VOC"
# Address below that, name of the file, MD5, folder.
_YEARS = {
    "2012": ("voc2012/VOCtrainval_11-May-2012.tar", "VOCtrainval_11-May-2012.tar", "6cd6e144f989b92b3379bac3b3de84fd", "VOCdevkit/VOC2012"),
    "2011": (
        "voc2011/VOCtrainval_25-May-2011.tar", "VOCtrainval_25-May-2011.tar", "6c3384ef61512963050cb5d687e5bf1e", "TrainVal/VOCdevkit/VOC2011",
    ),
    "2010": ("voc2010/VOCtrainval_03-May-2010.tar", "VOCtrainval_03-May-2010.tar", "da459979d0c395079b5c75ee67908abb", "VOCdevkit/VOC2010"),
    "2009": ("voc2009/VOCtrainval_11-May-2009.tar", "VOCtrainval_11-May-2009.tar", "a3e00b113cfcfebf17e343f59da3caa1", "VOCdevkit/VOC2009"),
    "2008": ("voc2008/VOCtrainval_14-Jul-2008.tar", "VOCtrainval_11-May-2012.tar", "2629fa636546599198acfcfbfcf1904a", "VOCdevkit/VOC2008"),
    "2007": ("voc2007/VOCtrainval_06-Nov-2007.tar", "VOCtrainval_06-Nov-2007.tar", "c52e279531787c972589f7e41ab4ae64", "VOCdevkit/VOC2007"),
    "2007-test": ("voc2007/VOCtest_06-Nov-2007.tar", "VOCtest_06-Nov-2007.tar", "b6e924de25625d8de591ea690078ad9f", "VOCdevkit/VOC2007"),
}  # fmt: skip


class _Pascal(VisionDataset):
    def __init__(self, root, year="2012", image_set="train", download=False, transform=None, target_transform=None, transforms=None):
        super().__init__(os.fspath(root), transforms, transform, target_transform)
        self.year = verify_str_arg(year, "year", [str(y) for y in range(2007, 2013)])
        self.image_set = verify_str_arg(image_set, "image_set", ["train", "trainval", "val", *(["test"] if year == "2007" else [])])
        below, self.filename, self.md5, folder = _YEARS["2007-test" if image_set == "test" else year]
        self.url = f"{_VOC}/{below}"
        base = Path(self.root, folder)
        if download:
            download_and_extract_archive(self.url, self.root, filename=self.filename, md5=self.md5)
        missing(base.is_dir(), "Dataset not found or corrupted. You can use download=True to download it")
        names = (base / "ImageSets" / self._splits / f"{image_set}.txt").read_text().split()
        self.images = [str(base / "JPEGImages" / f"{name}.jpg") for name in names]
        self.targets = [str(base / self._folder / f"{name}{self._suffix}") for name in names]

    def __getitem__(self, index):
        image, target = pillow().Image.open(self.images[index]).convert("RGB"), self._target(self.targets[index])
        return (image, target) if self.transforms is None else self.transforms(image, target)

    def __len__(self):
        return len(self.images)


class VOCSegmentation(_Pascal):
    """Pascal VOC with masks: items are (picture, PIL picture of classes). Everingham et al., 2010."""

    _splits, _folder, _suffix = "Segmentation", "SegmentationClass", ".png"
    masks = property(lambda self: self.targets)

    @staticmethod
    def _target(path):
        return pillow().Image.open(path)


class VOCDetection(_Pascal):
    """Pascal VOC with boxes: items are (picture, the annotation as nested dicts). Everingham et al., 2010."""

    _splits, _folder, _suffix = "Main", "Annotations", ".xml"
    annotations = property(lambda self: self.targets)

    def _target(self, path):
        return self.parse_voc_xml(parse(path).getroot())

    @staticmethod
    def parse_voc_xml(node):
        """An element as {its name: text or {name: content}}; objects are always a list."""
        if not len(node):
            return {node.tag: node.text.strip()} if node.text else {}
        inner = defaultdict(list)
        for child in node:
            for name, content in VOCDetection.parse_voc_xml(child).items():
                inner[name].append(content)
        if node.tag == "annotation":
            inner["object"] = [inner["object"]]
        return {node.tag: {name: found[0] if len(found) == 1 else found for name, found in inner.items()}}


class CocoDetection(VisionDataset):
    """COCO's pictures with their annotations, a list of dicts for each. Lin et al., 2014.

    The file of annotations is read here; pycocotools is not needed.
    """

    def __init__(self, root, annFile, transform=None, target_transform=None, transforms=None):
        super().__init__(os.fspath(root), transforms, transform, target_transform)
        known = json.loads(Path(annFile).read_text())
        self._files = {image["id"]: image["file_name"] for image in known["images"]}
        self._annotations = defaultdict(list)
        for annotation in known.get("annotations", ()):
            self._annotations[annotation["image_id"]].append(annotation)
        self.ids = sorted(self._files)

    def _load_image(self, id):
        return pillow().Image.open(os.path.join(self.root, self._files[id])).convert("RGB")

    def _load_target(self, id):
        return list(self._annotations.get(id, ()))

    def __getitem__(self, index):
        if not isinstance(index, int):
            raise ValueError(f"Index must be of type integer, got {type(index)} instead.")
        id = self.ids[index]
        image, target = self._load_image(id), self._load_target(id)
        return (image, target) if self.transforms is None else self.transforms(image, target)

    def __len__(self):
        return len(self.ids)


class CocoCaptions(CocoDetection):
    """COCO's pictures with their captions, a list of texts for each."""

    def _load_target(self, id):
        return [annotation["caption"] for annotation in super()._load_target(id)]


def _one_or_all(targets):
    return None if not targets else targets[0] if len(targets) == 1 else tuple(targets)


class OxfordIIITPet(VisionDataset):
    """Cats and dogs of 37 breeds, with masks. Parkhi et al., 2012.

    ``target_types`` are one or more of "category", "binary-category" and "segmentation".
    """

    _RESOURCES = (
        ("https://www.robots.ox.ac.uk/~vgg/data/pets/data/images.tar.gz", "5c4f3ee8e5d25df40f4fd59a7f44e54c"),
        ("https://www.robots.ox.ac.uk/~vgg/data/pets/data/annotations.tar.gz", "95a8c909bbe2e81eed6a22bccdf3f68f"),
    )
    _VALID_TARGET_TYPES = ("category", "binary-category", "segmentation")

    def __init__(
        self, root, split="trainval", target_types="category", transforms=None, transform=None, target_transform=None, download=False
    ):
        self._split = verify_str_arg(split, "split", ("trainval", "test"))
        kinds = [target_types] if isinstance(target_types, str) else target_types
        self._target_types = [verify_str_arg(kind, "target_types", self._VALID_TARGET_TYPES) for kind in kinds]
        super().__init__(os.fspath(root), transforms, transform, target_transform)
        base = Path(self.root, "oxford-iiit-pet")
        there = lambda: (base / "images").is_dir() and (base / "annotations").is_dir()  # noqa: E731
        if download and not there():
            for url, md5 in self._RESOURCES:
                download_and_extract_archive(url, str(base), md5=md5)
        missing(there())
        rows = [line.split() for line in (base / "annotations" / f"{split}.txt").read_text().splitlines() if line.strip()]
        self._labels, self._bin_labels = ([int(row[i]) - 1 for row in rows] for i in (1, 2))
        breeds = {(row[0].rsplit("_", 1)[0], label) for row, label in zip(rows, self._labels)}
        self.classes = [" ".join(part.title() for part in name.split("_")) for name, _ in sorted(breeds, key=lambda breed: breed[1])]
        self.bin_classes = ["Cat", "Dog"]
        self.class_to_idx = {name: i for i, name in enumerate(self.classes)}
        self.bin_class_to_idx = {name: i for i, name in enumerate(self.bin_classes)}
        self._images = [base / "images" / f"{row[0]}.jpg" for row in rows]
        self._segs = [base / "annotations" / "trimaps" / f"{row[0]}.png" for row in rows]

    def __getitem__(self, index):
        kinds = {
            "category": lambda: self._labels[index], "binary-category": lambda: self._bin_labels[index],
            "segmentation": lambda: pillow().Image.open(self._segs[index]),
        }  # fmt: skip
        image = pillow().Image.open(self._images[index]).convert("RGB")
        target = _one_or_all([kinds[kind]() for kind in self._target_types])
        return self.transforms(image, target) if self.transforms else (image, target)

    def __len__(self):
        return len(self._images)


class CelebA(VisionDataset):
    """Faces with forty attributes, the person, a box and five points. Liu et al., 2015.

    ``target_type`` is one or a list of "attr", "identity", "bbox" and "landmarks". The files lie on Google Drive and have to be put into
    ``root/celeba`` by hand.
    """

    base_folder = "celeba"
    file_list = [
        ("00d2c5bc6d35e252742224ab0c1e8fcb", "img_align_celeba.zip"), ("75e246fa4810816ffd6ee81facbd244c", "list_attr_celeba.txt"),
        ("32bd1bd63d3c78cd57e08160ec5ed1e2", "identity_CelebA.txt"), ("00566efa6fedff7a56946cd1c10f1c16", "list_bbox_celeba.txt"),
        ("cc24ecafdb5b50baae59b03474781f8c", "list_landmarks_align_celeba.txt"), ("d32c9cbf5e040fd4025c592c306e6668", "list_eval_partition.txt"),
    ]  # fmt: skip
    _PARTS = {"train": 0, "valid": 1, "test": 2, "all": None}

    def __init__(self, root, split="train", target_type="attr", transform=None, target_transform=None, download=False):
        super().__init__(os.fspath(root), transform=transform, target_transform=target_transform)
        self.split, self.target_type = split, target_type if isinstance(target_type, list) else [target_type]
        if not self.target_type and target_transform is not None:
            raise RuntimeError("target_transform is specified but target_type is empty")
        if download and not self._check_integrity():
            archive = self._path("img_align_celeba.zip")
            if not os.path.isfile(archive):
                raise NotImplementedError("vision.datasets.CelebA: downloads from Google Drive; put the files into root/celeba")
            extract_archive(archive)
        missing(self._check_integrity(), "Dataset not found or corrupted. You can use download=True to download it")
        part = self._PARTS[verify_str_arg(split.lower() if isinstance(split, str) else split, "split", tuple(self._PARTS))]
        splits = self._load_csv("list_eval_partition.txt")
        chosen = lumbre.arange(len(splits.index)) if part is None else lumbre.nonzero(splits.data[:, 0] == part)[:, 0]
        self.filename = [splits.index[i] for i in chosen.tolist()]
        self.identity = self._load_csv("identity_CelebA.txt").data[chosen]
        self.bbox = self._load_csv("list_bbox_celeba.txt", header=1).data[chosen]
        self.landmarks_align = self._load_csv("list_landmarks_align_celeba.txt", header=1).data[chosen]
        attributes = self._load_csv("list_attr_celeba.txt", header=1)
        self.attr, self.attr_names = (attributes.data[chosen] + 1) // 2, attributes.header

    def _path(self, name):
        return os.path.join(self.root, self.base_folder, name)

    def _load_csv(self, filename, header=None):
        with open(self._path(filename), newline="") as file:
            rows = list(csv.reader(file, delimiter=" ", skipinitialspace=True))
        names, rows = ([], rows) if header is None else (rows[header], rows[header + 1 :])
        return CSV(names, [row[0] for row in rows], lumbre.tensor([[int(x) for x in row[1:]] for row in rows]))

    def _check_integrity(self):
        lists = [(md5, name) for md5, name in self.file_list if not name.endswith(".zip")]
        return all(check_integrity(self._path(name), md5) for md5, name in lists) and os.path.isdir(self._path("img_align_celeba"))

    def __getitem__(self, index):
        kinds = {
            "attr": lambda: self.attr[index], "identity": lambda: self.identity[index, 0], "bbox": lambda: self.bbox[index],
            "landmarks": lambda: self.landmarks_align[index],
        }  # fmt: skip
        unknown = [kind for kind in self.target_type if kind not in kinds]
        if unknown:
            raise ValueError(f'Target type "{unknown[0]}" is not recognized.')
        image = pillow().Image.open(os.path.join(self._path("img_align_celeba"), self.filename[index]))
        target = _one_or_all([kinds[kind]() for kind in self.target_type])
        if self.transform is not None:
            image = self.transform(image)
        if target is not None and self.target_transform is not None:
            target = self.target_transform(target)
        return image, target

    def __len__(self):
        return len(self.attr)

    def extra_repr(self):
        return f"Target type: {self.target_type}\nSplit: {self.split}"


class Caltech101(VisionDataset):
    """Objects of 101 kinds with outlines. Fei-Fei et al., 2004. Outlines take scipy.

    ``target_type`` is one or both of "category" and "annotation".
    """

    _ANNOTATIONS = {"Faces": "Faces_2", "Faces_easy": "Faces_3", "Motorbikes": "Motorbikes_16", "airplanes": "Airplanes_Side_2"}

    def __init__(self, root, target_type="category", transform=None, target_transform=None, download=False):
        super().__init__(os.path.join(root, "caltech101"), transform=transform, target_transform=target_transform)
        kinds = [target_type] if isinstance(target_type, str) else target_type
        self.target_type = [verify_str_arg(kind, "target_type", ("category", "annotation")) for kind in kinds]
        base = Path(self.root, "101_ObjectCategories")
        if download and not base.is_dir():
            url = "https://data.caltech.edu/records/mzrjq-6wc02/files/caltech-101.zip"
            download_and_extract_archive(url, self.root, filename="caltech-101.zip", md5="3138e1922a9193bfa496528edbbc45d0")
            for archive in Path(self.root, "caltech-101").glob("*.gz"):
                extract_archive(archive, self.root)
        missing(base.is_dir(), "Dataset not found or corrupted. You can use download=True to download it")
        # A class of pictures that belong to none.
        self.categories = sorted(p.name for p in base.iterdir() if p.name != "BACKGROUND_Google")
        self.annotation_categories = [self._ANNOTATIONS.get(name, name) for name in self.categories]
        counts = [len(os.listdir(base / name)) for name in self.categories]
        self.index = [n for count in counts for n in range(1, count + 1)]
        self.y = [i for i, count in enumerate(counts) for _ in range(count)]

    def _outline(self, index):
        from scipy.io import loadmat

        name = self.annotation_categories[self.y[index]]
        return loadmat(os.path.join(self.root, "Annotations", name, f"annotation_{self.index[index]:04d}.mat"))["obj_contour"]

    def __getitem__(self, index):
        folder = os.path.join(self.root, "101_ObjectCategories", self.categories[self.y[index]])
        image = pillow().Image.open(os.path.join(folder, f"image_{self.index[index]:04d}.jpg"))
        target = _one_or_all([self.y[index] if kind == "category" else self._outline(index) for kind in self.target_type])
        return self._transformed(image, target)

    def __len__(self):
        return len(self.index)

    def extra_repr(self):
        return f"Target type: {self.target_type}"


class Caltech256(VisionDataset):
    """Objects of 256 kinds. Griffin et al., 2007."""

    def __init__(self, root, transform=None, target_transform=None, download=False):
        super().__init__(os.path.join(root, "caltech256"), transform=transform, target_transform=target_transform)
        base = Path(self.root, "256_ObjectCategories")
        if download and not base.is_dir():
            url = "https://data.caltech.edu/records/nyy15-4j048/files/256_ObjectCategories.tar"
            download_and_extract_archive(url, self.root, md5="67b4f42ca05d46448c6bb8ecd2220f6d")
        missing(base.is_dir(), "Dataset not found or corrupted. You can use download=True to download it")
        self.categories = sorted(p.name for p in base.iterdir())
        counts = [len(list((base / name).glob("*.jpg"))) for name in self.categories]
        self.index = [n for count in counts for n in range(1, count + 1)]
        self.y = [i for i, count in enumerate(counts) for _ in range(count)]

    def __getitem__(self, index):
        target = self.y[index]
        name = f"{target + 1:03d}_{self.index[index]:04d}.jpg"
        image = pillow().Image.open(os.path.join(self.root, "256_ObjectCategories", self.categories[target], name))
        return self._transformed(image, target)

    def __len__(self):
        return len(self.index)


class ImageNet(ImageFolder):
    """ImageNet's classes of 2012, below ``root/train`` and ``root/val``, a folder for each WordNet number. Russakovsky et al., 2015.

    ``root/meta.bin`` holds the names of the classes; torchvision writes it from the development kit. It and unpacked folders have to be
    there: archives are not unpacked here.
    """

    def __init__(self, root, split="train", **kwargs):
        root = os.path.expanduser(os.fspath(root))
        self.split = verify_str_arg(split, "split", ("train", "val"))
        meta = os.path.join(root, "meta.bin")
        missing(os.path.isfile(meta), f"The meta file meta.bin is not present in the root directory {root} or is corrupted.")
        missing(os.path.isdir(os.path.join(root, split)), f"The folder {split} is not present in the root directory {root}.")
        names = lumbre.load(meta, weights_only=True)[0]
        super().__init__(os.path.join(root, split), **kwargs)
        self.root, self.wnids, self.wnid_to_idx = root, self.classes, self.class_to_idx
        self.classes = [names[wnid] for wnid in self.wnids]
        self.class_to_idx = {name: i for i, known in enumerate(self.classes) for name in known}

    split_folder = property(lambda self: os.path.join(self.root, self.split))

    def extra_repr(self):
        return f"Split: {self.split}"
