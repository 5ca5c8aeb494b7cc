"""Corpora of read, recorded and mixed speech, in the layouts of their publishers."""

import csv
import os
from pathlib import Path

from .._files import load
from ._walked import Walked, find, waveform

__all__ = [
    "CMUARCTIC", "COMMONVOICE", "DR_VCTK", "LIBRITTS", "FluentSpeechCommands", "LibriMix", "VCTK_092", "VoxCeleb1Identification",
    "VoxCeleb1Verification",
]  # fmt: skip


def _one_of(name, value, allowed, error=ValueError):
    if value not in allowed:
        raise error(f"`{name}` must be one of {list(allowed)}, got {value!r}")


class CMUARCTIC(Walked):
    """Phonetically balanced sentences by one speaker (`url`): (waveform, sample rate, transcript, utterance). Kominek and Black, 2003."""

    def __init__(self, root, url="aew", folder_in_archive="ARCTIC", download=False):
        name = os.path.basename(url).split(".")[0]
        name = name if name.startswith("cmu_us_") else f"cmu_us_{name}_arctic"
        base = Path(root, folder_in_archive)
        self._path = base / name
        find(self._path, base / f"{name}.tar.bz2", base, download)
        # Lines are `( arctic_a0001 "The sentence." )`.
        lines = (self._path / "etc" / "txt.done.data").read_text().splitlines()
        self._walker = [(line.split('"')[0].strip("( "), line.split('"')[1]) for line in lines if '"' in line]

    def __getitem__(self, n):
        name, transcript = self._walker[n]
        return (*load(self._path / "wav" / f"{name}.wav"), transcript, name.split("_")[1])


class COMMONVOICE(Walked):
    """Volunteers' recordings: (waveform, sample rate, the row of the table as a dictionary). Ardila et al., 2020. MP3 needs soundfile."""

    def __init__(self, root, tsv="train.tsv"):
        self._path = os.fspath(root)
        with open(os.path.join(self._path, tsv), newline="") as file:
            self._walker = list(csv.DictReader(file, delimiter="\t"))

    def __getitem__(self, n):
        row = dict(self._walker[n])
        name = row["path"]
        return (*load(os.path.join(self._path, "clips", name if name.endswith(".mp3") else name + ".mp3")), row)


class DR_VCTK(Walked):
    """Speech and its recording by other devices: (clean, rate, noisy, rate, speaker, utterance, source, channel). Sarfjoo et al., 2018."""

    def __init__(
        self,
        root,
        subset="train",
        *,
        download=False,
        url="https://datashare.ed.ac.uk/bitstream/handle/10283/3038/DR-VCTK.zip",
    ):
        _one_of("subset", subset, ("train", "test"), RuntimeError)
        root = Path(root).expanduser()
        path = root / "DR-VCTK" / "DR-VCTK"
        find(path, root / "DR-VCTK.zip", root, download)
        self._folders = path / f"clean_{subset}set_wav_16k", path / f"device-recorded_{subset}set_wav_16k"
        rows = (path / "configurations" / f"{subset}_ch_log.txt").read_text().splitlines()
        # Rows are file, source and channel; headings (two in one list, one in the other) name no sound file.
        rows = (row.split("\t") for row in rows)
        self._walker = sorted((row[0], row[1], int(row[2])) for row in rows if row[0].endswith(".wav"))

    def __getitem__(self, n):
        name, source, channel = self._walker[n]
        clean, noisy = (load(folder / name) for folder in self._folders)
        speaker, utterance = name.split(".")[0].split("_")
        return (*clean, *noisy, speaker, utterance, source, channel)


class LIBRITTS(Walked):
    """Read books by sentences: (waveform, rate, text, normalized text, speaker, chapter, utterance). Zen et al., 2019."""

    def __init__(self, root, url="train-clean-100", folder_in_archive="LibriTTS", download=False):
        name = os.path.basename(url).split(".")[0]
        self._path = Path(root, folder_in_archive, name)
        find(self._path, Path(root, name + ".tar.gz"), Path(root), download)
        self._walker = sorted(p.stem for p in self._path.glob("*/*/*.wav"))

    def __getitem__(self, n):
        name = self._walker[n]
        speaker, chapter, *_ = name.split("_")
        stem = self._path / speaker / chapter / name
        texts = [stem.with_name(f"{name}.{kind}.txt").read_text().split("\n")[0] for kind in ("original", "normalized")]
        return (*load(stem.with_name(name + ".wav")), *texts, int(speaker), int(chapter), name)


class FluentSpeechCommands(Walked):
    """Commands to a house: (waveform, 16000, file, speaker, transcription, action, object, location). Lugosch et al., 2019."""

    _COLUMNS = ("speakerId", "transcription", "action", "object", "location")

    def __init__(self, root, subset="train"):
        _one_of("subset", subset, ("train", "valid", "test"))
        self._path = os.path.join(os.fspath(root), "fluent_speech_commands_dataset")
        if not os.path.isdir(self._path):
            raise RuntimeError(f"Dataset not found: {self._path}")
        with open(os.path.join(self._path, "data", f"{subset}_data.csv"), newline="") as file:
            self._walker = list(csv.DictReader(file))

    def get_metadata(self, n):
        """The item without its waveform, but with the file's path in the archive first."""
        row = self._walker[n]
        name = Path(row["path"]).name.split(".")[0]
        speaker, *rest = (row[column] for column in self._COLUMNS)
        return os.path.join("wavs", "speakers", speaker, name + ".wav"), 16000, name, speaker, *rest

    def __getitem__(self, n):
        path, *rest = self.get_metadata(n)
        return (waveform(os.path.join(self._path, path), 16000), *rest)


class LibriMix(Walked):
    """Mixtures of speakers: (sample rate, mixture, its sources). Cosentino et al., 2020; made by the authors' scripts."""

    _MIXTURES = {"sep_clean": "mix_clean", "sep_noisy": "mix_both", "enh_single": "mix_single", "enh_both": "mix_both"}

    def __init__(self, root, subset="train-360", num_speakers=2, sample_rate=8000, task="sep_clean", mode="min"):
        self.root = Path(root) / f"Libri{num_speakers}Mix"
        if not self.root.exists():
            raise RuntimeError(f"The path {self.root} doesn't exist. Please check `root` and `num_speakers`")
        _one_of("mode", mode, ("max", "min"))
        _one_of("sample_rate", sample_rate, (8000, 16000))
        self.sample_rate, self.task = sample_rate, task
        inside = f"wav{sample_rate // 1000}k/{mode}/{subset}"
        self._mixture = f"{inside}/{self._MIXTURES[task]}"
        parts = ["mix_clean"] if task == "enh_both" else [f"s{i}" for i in range(1, num_speakers + 1)]
        self._sources = [f"{inside}/{part}" for part in parts]
        self._walker = sorted(p.name for p in (self.root / self._mixture).glob("*.wav"))

    def get_metadata(self, key):
        """(sample rate, path of the mixture, paths of the sources), below `root`."""
        name = self._walker[key]
        return self.sample_rate, os.path.join(self._mixture, name), [os.path.join(source, name) for source in self._sources]

    def __getitem__(self, key):
        rate, mixture, sources = self.get_metadata(key)
        mixed, *parts = (waveform(self.root / path, rate) for path in (mixture, *sources))
        for path, part in zip(sources, parts):
            if part.shape != mixed.shape:
                raise ValueError(f"{path}: shape {tuple(mixed.shape)} expected, {tuple(part.shape)} found")
        return rate, mixed, parts


class VCTK_092(Walked):
    """110 English speakers: (waveform, rate, transcript, speaker, utterance). Yamagishi et al., 2019. FLAC needs soundfile.

    Texts without a recording by this microphone are left out for the two speakers where the corpus has gaps (p280, p362).
    """

    def __init__(
        self,
        root,
        mic_id="mic2",
        download=False,
        url="https://datashare.is.ed.ac.uk/bitstream/handle/10283/3443/VCTK-Corpus-0.92.zip",
        audio_ext=".flac",
    ):
        _one_of("mic_id", mic_id, ("mic1", "mic2"), RuntimeError)
        self._path = Path(root, "VCTK-Corpus-0.92")
        find(self._path, Path(root, "VCTK-Corpus-0.92.zip"), self._path, download)
        self._suffix = f"_{mic_id}{audio_ext}"
        texts = sorted(self._path.glob("txt/*/*.txt"), key=lambda p: (p.parent.name, p.name))
        self._walker = [p for p in texts if self._recorded(p, mic_id)]

    def _recorded(self, text, mic):
        speaker = text.parent.name
        return not (speaker == "p280" and mic == "mic2") and (speaker != "p362" or self._sound(text).is_file())

    def _sound(self, text):
        return self._path / "wav48_silence_trimmed" / text.parent.name / (text.stem + self._suffix)

    def __getitem__(self, n):
        text = self._walker[n]
        with open(text) as file:
            transcript = file.readline()
        return (*load(self._sound(text)), transcript, *text.stem.split("_"))


class _VoxCeleb1(Walked):
    """Interviews of known people, `root/wav/<speaker>/<video>/<number>.wav`, and a list of files. Nagrani et al., 2017."""

    def _open(self, root, meta_url, download):
        self._path = os.path.join(os.fspath(root), "wav")
        find(Path(self._path), Path(root, "vox1_dev_wav.zip"), Path(root), download)
        listed = Path(root, os.path.basename(meta_url))
        if not listed.is_file():
            raise RuntimeError(f"The list {listed} doesn't exist; no download in this build")
        return [line.split() for line in listed.read_text().splitlines() if line.strip()]

    def _read(self, path):
        return waveform(os.path.join(self._path, path), 16000)


def _file_id(path):
    return "-".join(path.split("/")[-3:]).removesuffix(".wav")


class VoxCeleb1Identification(_VoxCeleb1):
    """Who speaks: (waveform, 16000, speaker, file)."""

    def __init__(
        self, root, subset="train", meta_url="https://www.robots.ox.ac.uk/~vgg/data/voxceleb/meta/iden_split.txt", download=False
    ):
        _one_of("subset", subset, ("train", "dev", "test"))
        wanted = {"train": "1", "dev": "2", "test": "3"}[subset]
        self._walker = sorted(path for part, path in self._open(root, meta_url, download) if part == wanted)

    def get_metadata(self, n):
        """The item without its waveform, but with the file's path first."""
        path = self._walker[n]
        name = _file_id(path)
        # Speakers are id10001, id10002...: their number is after the leading `id1`.
        return path, 16000, int(name.split("-")[0][3:]), name

    def __getitem__(self, n):
        path, *rest = self.get_metadata(n)
        return (self._read(path), *rest)


class VoxCeleb1Verification(_VoxCeleb1):
    """Whether one speaker speaks twice: (waveform, waveform, 16000, 1 or 0, file, file)."""

    def __init__(self, root, meta_url="https://www.robots.ox.ac.uk/~vgg/data/voxceleb/meta/veri_test.txt", download=False):
        self._walker = self._open(root, meta_url, download)

    def get_metadata(self, n):
        """The item with the files' paths in place of the waveforms."""
        same, one, other = self._walker[n]
        return one, other, 16000, int(same), _file_id(one), _file_id(other)

    def __getitem__(self, n):
        one, other, *rest = self.get_metadata(n)
        return (self._read(one), self._read(other), *rest)
