"""Streams of media through FFmpeg, which are not part of this build; the names refuse when they are used."""

from .._absent import function, kind

StreamReader = kind("audio.io.StreamReader")
StreamWriter = kind("audio.io.StreamWriter")
AudioEffector = kind("audio.io.AudioEffector")
CodecConfig = kind("audio.io.CodecConfig")
play_audio = function("audio.io.play_audio")
