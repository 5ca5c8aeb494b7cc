"""The few kinds of protocol buffer fields that event files are made of, and the records around them."""

import struct

__all__ = ["Message", "boolean", "double", "doubles", "fields", "floats", "integer", "masked_crc32c", "message", "number", "record", "single", "text"]


class Message:
    """A finished message."""

    def __init__(self, *fields):
        self.data = b"".join(fields)

    def SerializeToString(self):
        return self.data


def varint(n):
    """Seven bits a byte, low ones first; negative numbers as 64-bit two's complement."""
    n &= (1 << 64) - 1
    out = bytearray()
    while n > 0x7F:
        out.append(n & 0x7F | 0x80)
        n >>= 7
    out.append(n)
    return bytes(out)


def _key(number, wire):
    return varint(number << 3 | wire)


def integer(number, value):
    return _key(number, 0) + varint(int(value))


def boolean(number, value):
    return integer(number, bool(value))


def double(number, value):
    return _key(number, 1) + struct.pack("<d", value)


def single(number, value):
    return _key(number, 5) + struct.pack("<f", value)


def number(value):
    """A `google.protobuf.Value` of a bool, number or string."""
    if isinstance(value, bool):
        return Message(boolean(4, value))
    return Message(text(3, value)) if isinstance(value, str) else Message(double(2, value))


def text(number, value):
    data = value.encode() if isinstance(value, str) else value
    return _key(number, 2) + varint(len(data)) + data


def message(number, value):
    return text(number, value.data)


def fields(data):
    """The (number, value) pairs of a message: integers, or bytes."""
    at = 0

    def varint_at():
        nonlocal at
        n = shift = 0
        while True:
            byte = data[at]
            at += 1
            n |= (byte & 0x7F) << shift
            shift += 7
            if byte < 0x80:
                return n

    try:
        while at < len(data):
            key = varint_at()
            if key & 7 == 0:
                yield key >> 3, varint_at()
                continue
            size = {1: 8, 2: None, 5: 4}[key & 7]
            size = varint_at() if size is None else size
            if at + size > len(data):
                raise IndexError
            yield key >> 3, data[at : at + size]
            at += size
    except (IndexError, KeyError):
        raise ValueError("not a protocol buffer message") from None


def doubles(number, values):
    return text(number, struct.pack(f"<{len(values)}d", *values))


def floats(number, values):
    return text(number, struct.pack(f"<{len(values)}f", *values))


def _table():
    table = []
    for byte in range(256):
        for _ in range(8):
            byte = byte >> 1 ^ (0x82F63B78 if byte & 1 else 0)
        table.append(byte)
    return table


_TABLE = _table()


def _crc32c(data):
    crc, table = 0xFFFFFFFF, _TABLE
    for byte in data:
        crc = crc >> 8 ^ table[(crc ^ byte) & 0xFF]
    return crc ^ 0xFFFFFFFF


def masked_crc32c(data):
    """The checksum of event files: CRC-32C (Castagnoli), rotated and shifted so that checksums of checksums stay good."""
    crc = _crc32c(data)
    return ((crc >> 15 | crc << 17) + 0xA282EAD8) & 0xFFFFFFFF


def record(data):
    """One record of an event file: length, its checksum, the data, its checksum."""
    size = struct.pack("<Q", len(data))
    return size + struct.pack("<I", masked_crc32c(size)) + data + struct.pack("<I", masked_crc32c(data))
