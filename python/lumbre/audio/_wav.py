"""WAV files (RIFF/WAVE, IBM and Microsoft 1991): integer and float samples, A-law and mu-law."""

import struct
from dataclasses import dataclass

import numpy as np

_PCM, _FLOAT, _ALAW, _MULAW, _EXTENSIBLE = 1, 3, 6, 7, 0xFFFE
# (format, bits): how the samples lie in the file. 24 bits have no type of their own.
_TYPES = {
    (_PCM, 8): "u1", (_PCM, 16): "<i2", (_PCM, 24): "u1", (_PCM, 32): "<i4", (_FLOAT, 32): "<f4", (_FLOAT, 64): "<f8",
    (_ALAW, 8): "u1", (_MULAW, 8): "u1",
}  # fmt: skip
_NAMES = {_FLOAT: "PCM_F", _ALAW: "ALAW", _MULAW: "ULAW"}


@dataclass
class Layout:
    """What the header says, and where the samples lie."""

    kind: int
    channels: int
    rate: int
    bits: int
    start: int
    frames: int

    @property
    def encoding(self):
        return _NAMES.get(self.kind, "PCM_U" if self.bits == 8 else "PCM_S")


def is_wav(head):
    """Whether the first 12 bytes are those of a WAV file."""
    return head[:4] == b"RIFF" and head[8:12] == b"WAVE"


def layout(data):
    """Read the header out of the file's bytes; ``RuntimeError`` for what is not a WAV file or not of these kinds."""
    if len(data) < 12 or not is_wav(data):
        raise RuntimeError("Failed to open the input: not a WAV file")
    at, form = 12, None
    while at + 8 <= len(data):
        name, size = data[at : at + 4], struct.unpack_from("<I", data, at + 4)[0]
        at += 8
        if name == b"fmt " and size >= 16 and at + 16 <= len(data):
            kind, channels, rate, _, _, bits = struct.unpack_from("<HHIIHH", data, at)
            if kind == _EXTENSIBLE and size >= 40 and at + 26 <= len(data):
                kind = struct.unpack_from("<H", data, at + 24)[0]
            form = (kind, channels, rate, bits)
        elif name == b"data":
            if form is None or form[1] == 0 or (form[0], form[3]) not in _TYPES:
                raise RuntimeError(f"Failed to open the input: WAV format {form} is not supported")
            kind, channels, rate, bits = form
            # A stream written without going back has no valid size: the file's end counts.
            size = min(size, len(data) - at)
            return Layout(kind, channels, rate, bits, at, size // (channels * bits // 8))
        at += size + size % 2
    raise RuntimeError("Failed to open the input: a WAV file without samples")


def _expand(code, mu):
    """16-bit values of A-law or mu-law codes (ITU-T G.711)."""
    code = np.bitwise_xor(code.astype(np.int32), 0xFF if mu else 0x55)
    exponent, mantissa = (code & 0x70) >> 4, code & 0x0F
    if mu:
        value = (((mantissa << 3) + 0x84) << exponent) - 0x84
        return np.where(code & 0x80, -value, value).astype(np.int16)
    value = np.where(exponent == 0, (mantissa << 4) + 8, ((mantissa << 4) + 0x108) << np.maximum(exponent - 1, 0))
    return np.where(code & 0x80, value, -value).astype(np.int16)


def samples(data, form, offset, count):
    """``count`` frames from ``offset`` as (frames, channels) of uint8, int16, int32, float32 or float64 (24 bits are the high ones of int32)."""
    step = form.channels * form.bits // 8
    offset = min(offset, form.frames)
    count = form.frames - offset if count < 0 else min(count, form.frames - offset)
    raw = np.frombuffer(data, _TYPES[form.kind, form.bits], count * step // (form.bits // 8 if form.bits != 24 else 1), form.start + offset * step)
    if form.kind == _PCM and form.bits == 24:
        wide = np.zeros((count * form.channels, 4), np.uint8)
        wide[:, 1:] = raw.reshape(-1, 3)
        raw = wide.view("<i4")
    elif form.kind in (_ALAW, _MULAW):
        raw = _expand(raw, form.kind == _MULAW)
    return raw.reshape(count, form.channels)


def to_float(x):
    """float32 in [-1, 1) of integer samples; floats stay."""
    if x.dtype.kind == "f":
        return x.astype(np.float32)
    if x.dtype == np.uint8:
        return ((x.astype(np.float32) - 128) / 128).astype(np.float32)
    return (x / float(1 << (8 * x.dtype.itemsize - 1))).astype(np.float32)


def _to_integer(x, bits):
    """Samples of any dtype as integers of ``bits``, rounded and clipped."""
    if x.dtype.kind != "f":
        x = to_float(x) if x.dtype == np.uint8 else x / float(1 << (8 * x.dtype.itemsize - 1))
    top = float(1 << (bits - 1))
    return np.clip(np.rint(x.astype(np.float64) * top), -top, top - 1).astype(np.int64)


def encode(x, rate, encoding, bits):
    """The bytes of a WAV file of (frames, channels); ``encoding`` "PCM_S", "PCM_U" or "PCM_F" with 8 to 64 ``bits``."""
    if encoding == "PCM_F":
        kind, body = _FLOAT, (x if x.dtype.kind == "f" else to_float(x)).astype(f"<f{bits // 8}").tobytes()
    elif x.dtype == np.dtype("u1" if bits == 8 else f"i{bits // 8}" if bits != 24 else "V1"):
        kind, body = _PCM, x.astype(x.dtype.newbyteorder("<")).tobytes()
    else:
        whole = _to_integer(x, bits)
        if bits == 8:
            body = (whole + 128).astype("u1").tobytes()
        elif bits == 24:
            body = np.ascontiguousarray(whole.astype("<i4")).view("u1").reshape(-1, 4)[:, :3].tobytes()
        else:
            body = whole.astype(f"<i{bits // 8}").tobytes()
        kind = _PCM
    channels, step = x.shape[1], x.shape[1] * bits // 8
    if len(body) >= 2**32 - 64:
        raise RuntimeError("save: a WAV file holds less than 4 GiB")
    head = struct.pack("<HHIIHH", kind, channels, rate, rate * step, step, bits)
    fact = struct.pack("<4sII", b"fact", 4, len(x)) if kind == _FLOAT else b""
    chunks = struct.pack("<4sI", b"fmt ", len(head)) + head + fact
    chunks += struct.pack("<4sI", b"data", len(body)) + body + b"\0" * (len(body) % 2)
    return struct.pack("<4sI4s", b"RIFF", 4 + len(chunks), b"WAVE") + chunks
