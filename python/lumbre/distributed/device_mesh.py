"""Processes as a grid."""

from .. import _absent

DeviceMesh = _absent.kind("distributed.device_mesh.DeviceMesh")
init_device_mesh = _absent.function("distributed.device_mesh.init_device_mesh")
