"""CTC decoders with words and language models: torchaudio's are flashlight's, which is not part of this build."""

from ...._absent import function, kind

_KINDS = ("CTCHypothesis", "CTCDecoder", "CTCDecoderLM", "CTCDecoderLMState", "CUCTCDecoder", "CUCTCHypothesis")
_FUNCTIONS = ("ctc_decoder", "cuda_ctc_decoder", "download_pretrained_files")
globals().update({name: kind(f"audio.models.decoder.{name}") for name in _KINDS})
globals().update({name: function(f"audio.models.decoder.{name}") for name in _FUNCTIONS})
__all__ = [*_KINDS, *_FUNCTIONS]
