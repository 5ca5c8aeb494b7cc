"""The base class of data sets of images."""

import os

from ...utils.data import Dataset
from .._pil import pillow


class StandardTransform:
    """One function for the image and one for the target."""

    def __init__(self, transform=None, target_transform=None):
        self.transform, self.target_transform = transform, target_transform

    def __call__(self, input, target):
        if self.transform is not None:
            input = self.transform(input)
        if self.target_transform is not None:
            target = self.target_transform(target)
        return input, target

    def __repr__(self):
        parts = (("Transform", self.transform), ("Target transform", self.target_transform))
        return "\n".join(["StandardTransform", *(f"{name}: {t}" for name, t in parts if t is not None)])


class VisionDataset(Dataset):
    """Images below a folder `root`, with either `transforms(image, target)` or `transform(image)` and `target_transform(target)`."""

    def __init__(self, root=None, transforms=None, transform=None, target_transform=None):
        self.root = os.path.expanduser(root) if isinstance(root, str) else root
        separate = transform is not None or target_transform is not None
        if transforms is not None and separate:
            raise ValueError("Only transforms or transform/target_transform can be passed as argument")
        self.transform, self.target_transform = transform, target_transform
        self.transforms = StandardTransform(transform, target_transform) if separate else transforms

    def _transformed(self, image, target):
        """An item as `transform` and `target_transform` leave it."""
        return StandardTransform(self.transform, self.target_transform)(image, target)

    def __getitem__(self, index):
        raise NotImplementedError

    def __len__(self):
        raise NotImplementedError

    def __repr__(self):
        lines = [f"Number of datapoints: {len(self)}"]
        if self.root is not None:
            lines.append(f"Root location: {self.root}")
        lines += self.extra_repr().splitlines()
        if getattr(self, "transforms", None) is not None:
            lines.append(repr(self.transforms))
        return "\n".join([f"Dataset {type(self).__name__}", *(f"    {line}" for line in lines)])

    def extra_repr(self):
        """More lines to show."""
        return ""


class ArrayDataset(VisionDataset):
    """Images held in memory: `data` (n, height, width[, 3]) and `targets`. An item is (PIL image, int), transformed."""

    def _picture(self, index):
        image = self.data[index]
        return pillow().Image.fromarray(image.numpy() if hasattr(image, "detach") else image)

    def _target(self, index):
        return int(self.targets[index])

    def __getitem__(self, index):
        image, target = self._picture(index), self._target(index)
        return self._transformed(image, target)

    def __len__(self):
        return len(self.data)
