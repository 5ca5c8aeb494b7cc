"""Data sets of pictures, read from a local folder; with ``download=True`` the files are fetched, checked and unpacked there first."""

from . import folder, mnist, utils, vision
from .cifar import CIFAR10, CIFAR100
from .folder import DatasetFolder, ImageFolder
from .mnist import EMNIST, KMNIST, MNIST, QMNIST, FashionMNIST
from .small import SEMEION, STL10, SVHN, USPS, FakeData
from .vision import VisionDataset

__all__ = [
    "CIFAR10", "CIFAR100", "DatasetFolder", "EMNIST", "FakeData", "FashionMNIST", "ImageFolder", "KMNIST", "MNIST", "QMNIST", "SEMEION", "STL10", "SVHN",
    "USPS", "VisionDataset",
]  # fmt: skip
