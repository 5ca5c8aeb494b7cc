"""Data sets of speech and music in the layouts of their archives, read from a local folder; the items are those of torchaudio.

Nothing is downloaded: ``download=True`` unpacks an archive that lies in ``root``, or else raises.
"""

import csv
import os
from pathlib import Path

from .._files import load
from . import speech
from ._walked import Walked as _Walked
from ._walked import find as _find
from ._walked import waveform as _load
from .speech import *  # noqa: F403

__all__ = ["SPEECHCOMMANDS", "YESNO", "LJSPEECH", "LIBRISPEECH", "GTZAN", *speech.__all__]


class SPEECHCOMMANDS(_Walked):
    """Speech commands: (waveform, 16000, label, speaker id, utterance number). Warden, "Speech commands", 2018.

    ``subset`` is "training", "validation", "testing" or None for all; files under ``root/SpeechCommands/speech_commands_v0.02``.
    """

    def __init__(self, root, url="speech_commands_v0.02", folder_in_archive="SpeechCommands", download=False, subset=None):
        if subset is not None and subset not in ("training", "validation", "testing"):
            raise ValueError("When `subset` is not None, it must be one of ['training', 'validation', 'testing'].")
        name = os.path.basename(url).removesuffix(".tar.gz")
        self._archive = os.path.join(os.fspath(root), folder_in_archive)
        path = Path(self._archive, name)
        _find(path, Path(root, name + ".tar.gz"), path, download)
        self._path = str(path)
        if subset in ("validation", "testing"):
            self._walker = self._listed(subset)
            return
        left_out = set(self._listed("validation") + self._listed("testing")) if subset else ()
        files = sorted(str(p) for p in path.glob("*/*.wav"))
        self._walker = [f for f in files if "_nohash_" in f and "_background_noise_" not in f and os.path.normpath(f) not in left_out]

    def _listed(self, subset):
        lines = Path(self._path, f"{subset}_list.txt").read_text().splitlines()
        return [os.path.normpath(os.path.join(self._path, line.strip())) for line in lines]

    def get_metadata(self, n):
        """The item without its waveform, but with the file's path in the archive first."""
        path = os.path.relpath(self._walker[n], self._archive)
        speaker, number = Path(path).stem.split("_nohash_")
        return path, 16000, os.path.basename(os.path.dirname(path)), speaker, int(number)

    def __getitem__(self, n):
        path, *rest = self.get_metadata(n)
        return (_load(os.path.join(self._archive, path), 16000), *rest)


class YESNO(_Walked):
    """Sixty recordings of eight words, yes or no in Hebrew: (waveform, sample rate, labels). OpenSLR 1."""

    def __init__(self, root, url="http://www.openslr.org/resources/1/waves_yesno.tar.gz", folder_in_archive="waves_yesno", download=False):
        self._path = Path(root, folder_in_archive)
        _find(self._path, Path(root, os.path.basename(url)), Path(root), download)
        self._walker = sorted(p.stem for p in self._path.glob("*.wav"))

    def __getitem__(self, n):
        name = self._walker[n]
        return (*load(self._path / f"{name}.wav"), [int(c) for c in name.split("_")])


class LJSPEECH(_Walked):
    """One reader, 13100 clips: (waveform, sample rate, transcript, transcript with numbers in words). Ito and Johnson, 2017."""

    def __init__(
        self, root, url="https://data.keithito.com/data/speech/LJSpeech-1.1.tar.bz2", folder_in_archive="wavs", download=False
    ):
        base = Path(root, os.path.basename(url).split(".tar.bz2")[0])
        self._path = base / folder_in_archive
        _find(self._path, Path(root, os.path.basename(url)), Path(root), download)
        with open(base / "metadata.csv", newline="") as file:
            self._walker = list(csv.reader(file, delimiter="|", quoting=csv.QUOTE_NONE))

    def __getitem__(self, n):
        name, transcript, normalized = self._walker[n]
        return (*load(self._path / f"{name}.wav"), transcript, normalized)


_LIBRISPEECH = ["dev-clean", "dev-other", "test-clean", "test-other", "train-clean-100", "train-clean-360", "train-other-500"]


class LIBRISPEECH(_Walked):
    """Read books: (waveform, 16000, transcript, speaker, chapter, utterance). Panayotov et al., 2015. FLAC needs soundfile."""

    _ext_txt, _ext_audio = ".trans.txt", ".flac"

    def __init__(self, root, url="train-clean-100", folder_in_archive="LibriSpeech", download=False):
        if url not in _LIBRISPEECH:
            raise ValueError(f"Invalid url '{url}' given; please provide one of {_LIBRISPEECH}.")
        self._url, self._archive = url, os.path.join(os.fspath(root), folder_in_archive)
        self._path = os.path.join(self._archive, url)
        _find(Path(self._path), Path(root, url + ".tar.gz"), Path(root), download)
        self._walker = sorted(p.stem for p in Path(self._path).glob("*/*/*" + self._ext_audio))

    def get_metadata(self, n):
        """The item without its waveform, but with the file's path in the archive first."""
        name = self._walker[n]
        speaker, chapter, utterance = name.split("-")
        folder = os.path.join(self._url, speaker, chapter)
        lines = Path(self._archive, folder, f"{speaker}-{chapter}{self._ext_txt}").read_text().splitlines()
        texts = dict(line.strip().split(" ", 1) for line in lines)
        if name not in texts:
            raise FileNotFoundError(f"Translation not found for {name}")
        return os.path.join(folder, name + self._ext_audio), 16000, texts[name], int(speaker), int(chapter), int(utterance)

    def __getitem__(self, n):
        path, *rest = self.get_metadata(n)
        return (_load(os.path.join(self._archive, path), 16000), *rest)


class GTZAN(_Walked):
    """A thousand half-minutes of music in ten genres: (waveform, sample rate, genre). Tzanetakis and Cook, 2002.

    Files ``root/genres/<genre>/<genre>.<number>.wav``. The filtered ``subset`` lists of the literature are not part of this build.
    """

    def __init__(self, root, url="http://opihi.cs.uvic.ca/sound/genres.tar.gz", folder_in_archive="genres", download=False, subset=None):
        if subset not in (None, "training", "validation", "testing"):
            raise ValueError("When `subset` is not None, it must be one of ['training', 'validation', 'testing'].")
        if subset is not None:
            raise NotImplementedError(f"audio.datasets.GTZAN: subset={subset!r}")
        self._path = os.path.join(os.fspath(root), folder_in_archive)
        _find(Path(self._path), Path(root, os.path.basename(url)), Path(root), download)
        self._walker = [p.stem for p in sorted(Path(self._path).glob("*/*.wav")) if p.stem.split(".")[0] == p.parent.name]

    def __getitem__(self, n):
        name = self._walker[n]
        genre = name.split(".")[0]
        return (*load(os.path.join(self._path, genre, f"{name}.wav")), genre)
