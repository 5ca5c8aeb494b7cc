"""Versions: lumbre's own, and the PyTorch release whose interface it offers."""

lumbre_version = "0.1.0"


class _Version(str):
    """A version string that compares as a version, also with strings and tuples."""

    @staticmethod
    def _key(v):
        if isinstance(v, str):
            v = v.split("+")[0].split(".")
        out = []
        for part in v:
            digits = ""
            for c in str(part):
                if not c.isdigit():
                    break
                digits += c
            out.append(int(digits or 0))
        return tuple(out + [0] * (4 - len(out)))

    def __lt__(self, other):
        return self._key(self) < self._key(other)

    def __le__(self, other):
        return self._key(self) <= self._key(other)

    def __gt__(self, other):
        return self._key(self) > self._key(other)

    def __ge__(self, other):
        return self._key(self) >= self._key(other)

    def __eq__(self, other):
        if isinstance(other, str):
            return str.__eq__(self, other)
        return isinstance(other, (tuple, list)) and self._key(self) == self._key(other)

    def __ne__(self, other):
        return not self == other

    __hash__ = str.__hash__


__version__ = _Version("2.15.0+lumbre")
debug = False
cuda = None
hip = None
xpu = None
git_version = "Unknown"
