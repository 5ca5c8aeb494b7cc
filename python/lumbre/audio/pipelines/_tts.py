"""Text to speech: Tacotron 2 with its weights, the text before it and the vocoder behind."""

import re
from abc import ABC, abstractmethod
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Dict

import lumbre
from lumbre import hub, nn

from .. import models
from ..functional import mu_law_decoding
from ..transforms import GriffinLim, InverseMelScale

_URL = "https://download.pytorch.org/torchaudio/models/"
_PUNCTUATION = tuple("_-!'(),.:;? ")
_LETTERS = (*_PUNCTUATION, *"abcdefghijklmnopqrstuvwxyz")
_VOWELS = ("AA", "AE", "AH", "AO", "AW", "AY", "EH", "ER", "EY", "IH", "IY", "OW", "OY", "UH", "UW")
_CONSONANTS = "B CH D DH F G HH JH K L M N NG P R S SH T TH V W Y Z ZH".split()
# ARPAbet; vowels without and with the three stresses.
_PHONES = (*_PUNCTUATION, *sorted([*_CONSONANTS, *(v + stress for v in _VOWELS for stress in ("", "0", "1", "2"))]))
_PHONEMIZER = "en_us_cmudict_forward.pt"


class Tacotron2TTSBundle(ABC):
    """Text to speech: ``get_text_processor()``, ``get_tacotron2()`` and ``get_vocoder()``, one after the other.

    Each takes ``dl_kwargs`` for `hub.load_state_dict_from_url`.
    """

    class TextProcessor(ABC):
        """A text or a list of them to numbers (batch, token), filled up with 0, and their lengths (batch,); ``tokens`` names them."""

        @property
        @abstractmethod
        def tokens(self):
            """The token of each number."""

        @abstractmethod
        def __call__(self, texts):
            """Texts to numbers and lengths."""

    class Vocoder(ABC):
        """Spectrograms (batch, mel, frame) and their lengths to waveforms (batch, time) and theirs; ``sample_rate`` is in Hz."""

        @property
        @abstractmethod
        def sample_rate(self):
            """Of the waveforms, in Hz."""

        @abstractmethod
        def __call__(self, specgrams, lengths=None):
            """Spectrograms to waveforms and lengths."""

    @abstractmethod
    def get_text_processor(self, *, dl_kwargs=None):
        """Text to numbers."""

    @abstractmethod
    def get_vocoder(self, *, dl_kwargs=None):
        """Spectrograms to waveforms."""

    @abstractmethod
    def get_tacotron2(self, *, dl_kwargs=None):
        """Numbers to spectrograms."""


def _weighted(model, file, dl_kwargs):
    model.load_state_dict(hub.load_state_dict_from_url(_URL + file, **(dl_kwargs or {})))
    return model.eval()


class _Text(Tacotron2TTSBundle.TextProcessor):
    def __init__(self, tokens):
        self._tokens = tokens
        self._mapping = {token: i for i, token in enumerate(tokens)}

    @property
    def tokens(self):
        return self._tokens

    @abstractmethod
    def _split(self, texts):
        """The tokens of each text."""

    def __call__(self, texts):
        numbers = [[self._mapping[t] for t in tokens] for tokens in self._split([texts] if isinstance(texts, str) else texts)]
        rows = nn.utils.rnn.pad_sequence([lumbre.tensor(row) for row in numbers], batch_first=True)
        return rows, lumbre.tensor([len(row) for row in numbers], dtype=lumbre.int32)


class _Letters(_Text):
    def __init__(self):
        super().__init__(_LETTERS)

    def _split(self, texts):
        return [[letter for letter in text.lower() if letter in self._mapping] for text in texts]


class _Phones(_Text):
    """By the package deep-phonemizer and its own weights."""

    def __init__(self, dl_kwargs=None):
        super().__init__(_PHONES)
        try:
            from dp.phonemizer import Phonemizer
        except ImportError as error:
            raise RuntimeError("DeepPhonemizer is not installed. Please install it.") from error
        path = Path(hub.get_dir()) / "checkpoints" / _PHONEMIZER
        if not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            url = f"https://public-asai-dl-models.s3.eu-central-1.amazonaws.com/DeepPhonemizer/{_PHONEMIZER}"
            hub.download_url_to_file(url, str(path), **(dl_kwargs or {}))
        self._phonemizer = Phonemizer.from_checkpoint(str(path))

    def _split(self, texts):
        # "[F][UW]!" has the tokens F, UW and !
        spoken = self._phonemizer(texts, lang="en_us")
        return [[token.strip("[]") for token in re.findall(r"\[[A-Z]+?\]|[_!'(),.:;? -]", text)] for text in spoken]


class _WaveRNNVocoder(nn.Module, Tacotron2TTSBundle.Vocoder):
    sample_rate = 22050

    def __init__(self, model, min_level_db=-100):
        super().__init__()
        self._model, self._min_level_db = model, min_level_db

    def forward(self, mel_spec, lengths=None):
        x = 20 * mel_spec.exp().clamp(min=1e-5).log10()
        if self._min_level_db is not None:
            x = ((self._min_level_db - x) / self._min_level_db).clamp(0, 1)
        x, lengths = self._model.infer(x, lengths)
        top = 2**self._model.n_bits - 1
        levels = ((x.clamp(-1, 1) + 1) * top / 2).clamp(0, top).int()
        return mu_law_decoding(levels, self._model.n_classes).squeeze(1), lengths


class _GriffinLimVocoder(nn.Module, Tacotron2TTSBundle.Vocoder):
    sample_rate = 22050

    def __init__(self):
        super().__init__()
        self._inv_mel = InverseMelScale(
            n_stft=513, n_mels=80, sample_rate=self.sample_rate, f_min=0.0, f_max=8000.0, mel_scale="slaney", norm="slaney"
        )
        self._griffin_lim = GriffinLim(n_fft=1024, power=1, hop_length=256, win_length=1024)

    def forward(self, mel_spec, lengths=None):
        return self._griffin_lim(self._inv_mel(mel_spec.exp().detach()).detach()), lengths


class _WithLetters:
    def get_text_processor(self):
        return _Letters()


class _WithPhones:
    def get_text_processor(self, *, dl_kwargs=None):
        return _Phones(dl_kwargs)


@dataclass
class _Tacotron2:
    _tacotron2_path: str
    _tacotron2_params: Dict[str, Any]

    def get_tacotron2(self, *, dl_kwargs=None):
        return _weighted(models.Tacotron2(**self._tacotron2_params), self._tacotron2_path, dl_kwargs)


@dataclass
class _WithWaveRNN:
    _wavernn_path: str
    _wavernn_params: Dict[str, Any]

    def get_vocoder(self, *, dl_kwargs=None):
        return _WaveRNNVocoder(_weighted(models.WaveRNN(**self._wavernn_params), self._wavernn_path, dl_kwargs))


class _WithGriffinLim:
    def get_vocoder(self, **_):
        return _GriffinLimVocoder()


@dataclass
class _GriffinLimLetters(_WithGriffinLim, _Tacotron2, _WithLetters, Tacotron2TTSBundle):
    pass


@dataclass
class _GriffinLimPhones(_WithGriffinLim, _Tacotron2, _WithPhones, Tacotron2TTSBundle):
    pass


@dataclass
class _WaveRNNLetters(_WithWaveRNN, _Tacotron2, _WithLetters, Tacotron2TTSBundle):
    pass


@dataclass
class _WaveRNNPhones(_WithWaveRNN, _Tacotron2, _WithPhones, Tacotron2TTSBundle):
    pass


def _tacotron2(tokens):
    return {
        "mask_padding": False,
        "n_mels": 80,
        "n_frames_per_step": 1,
        "symbol_embedding_dim": 512,
        "encoder_embedding_dim": 512,
        "encoder_n_convolution": 3,
        "encoder_kernel_size": 5,
        "decoder_rnn_dim": 1024,
        "decoder_max_step": 2000,
        "decoder_dropout": 0.1,
        "decoder_early_stopping": True,
        "attention_rnn_dim": 1024,
        "attention_hidden_dim": 128,
        "attention_location_n_filter": 32,
        "attention_location_kernel_size": 31,
        "attention_dropout": 0.1,
        "prenet_dim": 256,
        "postnet_n_convolution": 5,
        "postnet_kernel_size": 5,
        "postnet_embedding_dim": 512,
        "gate_threshold": 0.5,
        "n_symbol": len(tokens),
    }


_WAVERNN = {
    "upsample_scales": [5, 5, 11],
    "n_classes": 256,
    "hop_length": 275,
    "n_res_block": 10,
    "n_rnn": 512,
    "n_fc": 512,
    "kernel_size": 5,
    "n_freq": 80,
    "n_hidden": 128,
    "n_output": 128,
}
_VOICE = {"_wavernn_path": "wavernn_10k_epochs_8bits_ljspeech.pth", "_wavernn_params": _WAVERNN}
TACOTRON2_GRIFFINLIM_CHAR_LJSPEECH = _GriffinLimLetters("tacotron2_english_characters_1500_epochs_ljspeech.pth", _tacotron2(_LETTERS))
TACOTRON2_GRIFFINLIM_PHONE_LJSPEECH = _GriffinLimPhones("tacotron2_english_phonemes_1500_epochs_ljspeech.pth", _tacotron2(_PHONES))
TACOTRON2_WAVERNN_CHAR_LJSPEECH = _WaveRNNLetters(
    "tacotron2_english_characters_1500_epochs_wavernn_ljspeech.pth", _tacotron2(_LETTERS), **_VOICE
)
TACOTRON2_WAVERNN_PHONE_LJSPEECH = _WaveRNNPhones(
    "tacotron2_english_phonemes_1500_epochs_wavernn_ljspeech.pth", _tacotron2(_PHONES), **_VOICE
)
