"""The corpora of audio.datasets.speech, in small folders of their layouts."""

import pytest

from lumbre import audio, linspace
from lumbre.audio import datasets


def put(root, texts, sounds=(), rate=16000):
    for name, text in texts.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text)
    for name in sounds:
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        audio.save(str(root / name), linspace(-0.5, 0.5, 32).unsqueeze(0), rate)


def test_speakers_and_sentences(tmp_path):
    base = "ARCTIC/cmu_us_aew_arctic"
    put(tmp_path, {f"{base}/etc/txt.done.data": '( arctic_a0001 "Not at this time." )\n'}, [f"{base}/wav/arctic_a0001.wav"])
    wave, *rest = datasets.CMUARCTIC(tmp_path)[0]
    assert wave.shape == (1, 32) and rest == [16000, "Not at this time.", "a0001"]

    stem = "LibriTTS/dev-clean/84/121/84_121_000_0"
    put(tmp_path, {stem + ".original.txt": "Mr. A", stem + ".normalized.txt": "Mister A"}, [stem + ".wav"], 24000)
    assert datasets.LIBRITTS(tmp_path, "dev-clean")[0][1:] == (24000, "Mr. A", "Mister A", 84, 121, "84_121_000_0")

    base = "VCTK-Corpus-0.92"
    put(tmp_path, {f"{base}/txt/p225/p225_001.txt": "Call.\n", f"{base}/txt/p280/p280_001.txt": "Go.\n", f"{base}/txt/p362/p362_002.txt": "X\n"})
    put(tmp_path, {}, [f"{base}/wav48_silence_trimmed/p225/p225_001_mic2.wav"], 48000)
    found = datasets.VCTK_092(tmp_path, audio_ext=".wav")
    assert len(found) == 1 and found[0][1:] == (48000, "Call.\n", "p225", "001")

    with pytest.raises(RuntimeError):
        datasets.LIBRITTS(tmp_path, "test-clean")
    with pytest.raises(RuntimeError):
        datasets.VCTK_092(tmp_path, mic_id="mic3")


def test_pairs_and_mixtures(tmp_path):
    base = "DR-VCTK/DR-VCTK"
    sounds = [f"{base}/{part}_trainset_wav_16k/p226_002.wav" for part in ("clean", "device-recorded")]
    put(tmp_path, {f"{base}/configurations/train_ch_log.txt": "heading\nfile\tdevice\tn\np226_002.wav\tMic\t3\n"}, sounds)
    clean, rate, noisy, _, *rest = datasets.DR_VCTK(tmp_path)[0]
    assert rate == 16000 and clean.shape == noisy.shape and rest == ["p226", "002", "Mic", 3]

    base = "Libri2Mix/wav8k/min/dev"
    put(tmp_path, {}, [f"{base}/{part}/a_b.wav" for part in ("mix_clean", "s1", "s2")], 8000)
    rate, mixed, sources = datasets.LibriMix(tmp_path, "dev")[0]
    assert rate == 8000 and mixed.shape == (1, 32) and len(sources) == 2
    with pytest.raises(ValueError, match="mode"):
        datasets.LibriMix(tmp_path, "dev", mode="mean")


def test_commands_and_voices(tmp_path):
    base = "fluent_speech_commands_dataset"
    row = "path,speakerId,transcription,action,object,location"
    put(tmp_path, {f"{base}/data/test_data.csv": f",{row}\n0,wavs/speakers/s1/ab.wav,s1,Lights on,activate,lights,none\n"})
    put(tmp_path, {}, [f"{base}/wavs/speakers/s1/ab.wav"])
    found = datasets.FluentSpeechCommands(tmp_path, "test")
    assert found[0][1:] == (16000, "ab", "s1", "Lights on", "activate", "lights", "none")

    one, other = "id10270/x6u/00001.wav", "id10271/8jE/00008.wav"
    put(tmp_path, {"iden_split.txt": f"1 {one}\n3 {other}\n", "veri_test.txt": f"0 {one} {other}\n"}, ["wav/" + one, "wav/" + other])
    assert datasets.VoxCeleb1Identification(tmp_path)[0][1:] == (16000, 270, "id10270-x6u-00001")
    pair = datasets.VoxCeleb1Verification(tmp_path)[0]
    assert pair[0].shape == pair[1].shape and pair[2:] == (16000, 0, "id10270-x6u-00001", "id10271-8jE-00008")

    put(tmp_path, {"train.tsv": "client_id\tpath\tsentence\nx\ta.mp3\tHello\n"})
    assert len(datasets.COMMONVOICE(tmp_path)) == 1
