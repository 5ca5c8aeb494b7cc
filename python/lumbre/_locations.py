"""Which device a storage in a file belongs to, and where it goes when it is loaded."""

import lumbre

_packages = []


def register_package(priority, tagger, deserializer):
    """Teach `save` and `load` another place: `tagger(storage)` names it or gives None, `deserializer(storage, name)`
    moves a storage there or gives None. Lower priorities are asked first."""
    _packages.append((priority, tagger, deserializer))
    _packages.sort(key=lambda entry: entry[0])


def location_tag(storage):
    """The name of the place a storage is in: ``cpu``, ``cuda:0``, ``meta``."""
    for _, tagger, _ in _packages:
        location = tagger(storage)
        if location:
            return location
    device = storage.device
    return device.type if device.index is None or device.type == "cpu" else f"{device.type}:{device.index}"


def validate_cuda_device(location):
    """The index in ``cuda:1``; raises where there is no such GPU."""
    index = lumbre.device(location).index or 0
    if not lumbre.cuda.is_available():
        raise RuntimeError(
            "Attempting to deserialize object on a CUDA device but torch.cuda.is_available() is False. If you are "
            "running on a CPU-only machine, please use torch.load with map_location=torch.device('cpu') to map your "
            "storages to the CPU."
        )
    if index >= lumbre.cuda.device_count():
        raise RuntimeError(
            f"Attempting to deserialize object on CUDA device {index} but torch.cuda.device_count() is "
            f"{lumbre.cuda.device_count()}. Please use torch.load with map_location to map your storages to an "
            "existing device."
        )
    return index


def default_restore_location(storage, location):
    """The storage in the place of that name."""
    for _, _, deserializer in _packages:
        moved = deserializer(storage, location)
        if moved is not None:
            return moved
    kind = location.partition(":")[0]
    if kind == "cpu":
        return storage
    if kind == "meta":
        return lumbre.UntypedStorage(storage.nbytes(), device="meta")
    if kind == "cuda":
        validate_cuda_device(location)
        moved = lumbre.UntypedStorage(storage.nbytes(), device=location)
        moved.copy_(storage)
        return moved
    raise RuntimeError(
        f"don't know how to restore data location of {type(storage).__name__} (tagged with {location})"
    )


def _mapped(storage, location, map_location):
    """The storage in the place that `load`'s `map_location` says."""
    if map_location is None:
        return default_restore_location(storage, location)
    if isinstance(map_location, dict):
        return default_restore_location(storage, str(map_location.get(location, location)))
    if isinstance(map_location, (str, lumbre.device)):
        return default_restore_location(storage, str(map_location))
    if not callable(map_location):
        raise TypeError(f"map_location must be a device, a dict or a function, got {type(map_location).__name__}")
    moved = map_location(storage, location)
    return default_restore_location(storage, location) if moved is None else getattr(moved, "_untyped_storage", moved)
