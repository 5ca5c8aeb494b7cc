"""Data sets of pictures, read from a local folder; with ``download=True`` the files are fetched, checked and unpacked there first."""

from . import folder, mnist, utils, vision
from .cifar import CIFAR10, CIFAR100
from .classification import (
    DTD, FER2013, GTSRB, SUN397, Country211, EuroSAT, FGVCAircraft, Flowers102, Food101, Imagenette, MovingMNIST, Omniglot, RenderedSST2, StanfordCars,
)  # fmt: skip
from .folder import DatasetFolder, ImageFolder
from .mnist import EMNIST, KMNIST, MNIST, QMNIST, FashionMNIST
from .scenes import (
    Caltech101, Caltech256, CelebA, CocoCaptions, CocoDetection, ImageNet, OxfordIIITPet, VOCDetection, VOCSegmentation,
)  # fmt: skip
from .small import SEMEION, STL10, SVHN, USPS, FakeData
from .vision import VisionDataset

__all__ = [
    "CIFAR10", "CIFAR100", "Caltech101", "Caltech256", "CelebA", "CocoCaptions", "CocoDetection", "Country211", "DTD", "DatasetFolder", "EMNIST",
    "EuroSAT", "FER2013", "FGVCAircraft", "FakeData", "FashionMNIST", "Flowers102", "Food101", "GTSRB", "ImageFolder", "ImageNet", "Imagenette",
    "KMNIST", "MNIST", "MovingMNIST", "Omniglot", "OxfordIIITPet", "QMNIST", "RenderedSST2", "SEMEION", "STL10", "SUN397", "SVHN", "StanfordCars",
    "USPS", "VOCDetection", "VOCSegmentation", "VisionDataset",
]  # fmt: skip
