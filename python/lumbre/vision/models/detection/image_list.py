"""Pictures of several sizes as one tensor."""


class ImageList:
    """``tensors`` (batch, 3, height, width), filled up with zeros, and the (height, width) each picture has in it."""

    def __init__(self, tensors, image_sizes):
        self.tensors, self.image_sizes = tensors, image_sizes

    def to(self, device):
        """The same on another device."""
        return ImageList(self.tensors.to(device), self.image_sizes)
