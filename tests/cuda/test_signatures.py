"""The engine's tables of NVIDIA's functions against NVIDIA's own headers and libraries, where their wheels are installed.

Compares each function's parameters in number, order and kind (pointer or handle, 32 bits, 64 bits, character) with the prototype in
the header, and looks the symbol up in the library.
"""

import re

import nvrtc
import pytest
from sources import FOLDER

RUST = FOLDER.parent / "src"
HEADERS = {
    "Nvrtc": ["nvrtc.h"], "CublasLt": ["cublasLt.h"], "Cublas": ["cublas_api.h"], "Cufft": ["cufft.h"], "Cusolver": ["cusolverDn.h"],
    "Cudnn": ["cudnn_graph.h", "cudnn_graph_v9.h"], "Driver": ["cuda.h"], "Nccl": ["nccl.h"],
}  # fmt: skip
FILES = {"Nvrtc": "libnvrtc.so.*", "CublasLt": "libcublasLt.so.*", "Cublas": "libcublas.so.*", "Cufft": "libcufft.so.*", "Cusolver": "libcusolver.so.*", "Cudnn": "libcudnn.so.*", "Nccl": "libnccl.so.*"}


def tables():
    """`(library, function, [Rust types], result)` of every `nvidia_functions!`."""
    for path in sorted(RUST.rglob("*.rs")):
        text = path.read_text()
        # Type names that stand for others.
        alias = dict(re.findall(r"^type (\w+) = ([^;]+);", text, re.M))
        for lib, body in re.findall(r"nvidia_functions! \{ \w+ of (\w+):(.*?)^\}", text, re.M | re.S):
            for name, params, result in re.findall(r"fn (\w+)\((.*?)\)\s*(?:->\s*([^;]+))?;", body, re.S):
                yield lib, name, [alias.get(p.strip(), p.strip()) for p in params.split(",") if p.strip()], result


def folders():
    return [p for f in nvrtc.folders() for p in (f.parent / "include", f)]


def rust_kind(t):
    if t.startswith("*"):
        return "pointer"
    return {"c_int": "32", "c_char": "8", "i64": "64", "u64": "64", "usize": "64", "c_longlong": "64", "CUevent": "pointer", "CUresult": "32"}.get(t, "32")


def c_kind(parameter):
    parameter = parameter.strip()
    if "*" in parameter or "[" in parameter:
        return "pointer"
    words = [w for w in parameter.split() if w != "const"]
    kind = words if len(words) == 1 else words[:-1]
    if "char" in kind:
        return "8"
    if any(w in ("int64_t", "uint64_t", "size_t", "long") for w in kind):
        return "64"
    handles = ("cudnnHandle_t", "cudnnBackendDescriptor_t", "cusolverDnHandle_t", "cusolverDnParams_t", "cublasHandle_t", "cudaStream_t", "nvrtcProgram",
               "cublasLtHandle_t", "cublasLtMatmulDesc_t", "cublasLtMatrixLayout_t", "cublasLtMatmulPreference_t", "CUevent", "ncclComm_t")  # fmt: skip
    return "pointer" if kind[-1] in handles else "32"


def prototype(text, name):
    found = re.search(rf"\b{name}\s*\(([^;{{]*?)\)\s*(?:;|CUDNNWINAPI|__)", text, re.S)
    if not found:
        return None
    inside = found[1].strip()
    return [] if inside in ("", "void") else inside.split(",")


def test_functions_are_those_of_the_headers():
    text = {}
    for lib, names in HEADERS.items():
        found = "\n".join(p.read_text(errors="replace") for f in folders() for n in names if (p := f / n).exists())
        text[lib] = re.sub(r"/\*.*?\*/|//[^\n]*", "", found, flags=re.S)
    if not any(text.values()):
        pytest.skip("NVIDIA's headers are not installed")
    wrong, checked = [], 0
    for lib, name, params, _ in tables():
        # The versioned symbol is what the header's plain name stands for.
        want = prototype(text[lib], name) or prototype(text[lib], re.sub(r"_v\d$", "", name))
        if want is None:
            if text[lib]:
                wrong.append(f"{name} is not in {HEADERS[lib]}")
            continue
        checked += 1
        ours, theirs = [rust_kind(p) for p in params], [c_kind(p) for p in want]
        if ours != theirs:
            wrong.append(f"{name}: {ours}, the header has {theirs}")
    assert not wrong, "\n".join(wrong)
    # NVRTC's, the only ones that are always there.
    assert checked >= 9


def test_functions_are_in_the_libraries():
    wrong, seen = [], {}
    for lib, name, _, _ in tables():
        if lib not in FILES:
            continue
        if lib not in seen:
            found = [p for f in nvrtc.folders() for p in f.glob(FILES[lib])]
            seen[lib] = found[0].read_bytes() if found else None
        # Without loading it: other tests have a fake driver in this process.
        if seen[lib] is not None and b"\0" + name.encode() + b"\0" not in seen[lib]:
            wrong.append(f"{name} is not in {lib}")
    if not any(seen.values()):
        pytest.skip("NVIDIA's libraries are not installed")
    assert not wrong, "\n".join(wrong)
