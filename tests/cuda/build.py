"""Builds the fake CUDA libraries: `folder()` is where they lie, made by g++ once for each state of their sources."""

import hashlib
import os
import shutil
import subprocess
import tempfile
from pathlib import Path

EMULATOR = Path(__file__).resolve().parent / "emulator"
LIBRARIES = {
    "libcuda.so.1": ["libcuda.cpp", "fibers.cpp"],
    # The same for tests that drive it by hand: the package does not find it by its name in their process.
    "libemulated.so": ["libcuda.cpp", "fibers.cpp"],
    "libnvrtc.so.13": ["libnvrtc.cpp"],
    "libcublasLt.so.13": ["libcublasLt.cpp"],
    "libcublas.so.13": ["libcublas.cpp"],
    "libnccl.so.2": ["libnccl.cpp"],
    "libcudnn.so.9": ["libcudnn.cpp"],
    "libcufft.so.12": ["libcufft.cpp"],
    "libcusolver.so.12": ["libcusolver.cpp"],
}


def compiler():
    """g++, or None where there is none."""
    return shutil.which("g++")


def folder():
    """A folder with the fake libraries, ready to be searched before the system's."""
    text = b"".join(p.read_bytes() for p in [*sorted(EMULATOR.iterdir()), Path(__file__)] if p.is_file())
    key = hashlib.sha256(text + str(EMULATOR).encode()).hexdigest()[:16]
    out = Path(os.environ.get("LUMBRE_FAKE_CACHE", Path(tempfile.gettempdir()) / "lumbre-emulated")) / key
    if all((out / name).exists() for name in LIBRARIES):
        return out
    out.mkdir(parents=True, exist_ok=True)
    for name, sources in LIBRARIES.items():
        made = out / f"{name}.{os.getpid()}"
        flags = ["-std=c++17", "-O2", "-fPIC", "-shared", "-fvisibility=hidden", "-Wno-subobject-linkage", f'-DEMULATOR="{EMULATOR}"', f"-Wl,-soname,{name}"]
        subprocess.run([compiler(), *flags, "-o", made, *(EMULATOR / s for s in sources), "-ldl"], check=True)
        made.rename(out / name)
    # On a machine with a driver, by its short name it would be found there.
    if not (out / "libcuda.so").exists():
        (out / "libcuda.so").symlink_to("libcuda.so.1")
    return out


if __name__ == "__main__":
    print(folder())
