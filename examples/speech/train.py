"""Teaches a small network the spoken digits, from speech that espeak-ng makes, and asks it about voices it has never heard.

    python examples/speech/train.py

Needs espeak-ng (`apt install espeak-ng`, `brew install espeak-ng`, or the installer on github.com/espeak-ng/espeak-ng) and matplotlib.
Writes output/speech.png: the ten words as the network sees them, and what it made of the unseen voices.
"""

import io
import os
import random
import shutil
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import lumbre
from lumbre import audio, nn
from lumbre.nn import functional as F

WORDS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
ACCENTS = ("en-us", "en-gb", "en-gb-scotland", "en-029")
# espeak-ng's speakers; the unseen ones are kept away from the training.
SEEN = (
    "m1 m2 m4 m5 m7 m8 f1 f2 f4 Alex Andy Annie Mike belinda steph adam anika Lee paul linda Denis Gene Hugo Jacky Marco Mario "
    "anikaRobot antonio aunty boris caleb david ed edward grandma grandpa iven john max michel pablo pedro quincy rob sandro shelby travis"
).split()
UNSEEN = ("m3", "m6", "f3", "f5", "Alicia", "Michael")
RATE, LENGTH = 8000, 8000  # Hz, samples: one second
EPOCHS, BATCH = 8, 32
OUTPUT = Path("output")


def speak(word, voice, speed, pitch):
    """One word as (LENGTH,) samples; ``speed`` in words a minute, ``pitch`` 0 to 99."""
    command = ["espeak-ng", "-v", voice, "-s", str(speed), "-p", str(pitch), "--stdout", word]
    made = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=True).stdout
    waveform, rate = audio.load(io.BytesIO(made))
    waveform = audio.functional.resample(waveform[0], rate, RATE)[:LENGTH]
    return F.pad(waveform, (0, LENGTH - len(waveform)))


def speech(speakers, seed):
    """Every word by every speaker in every accent, at a random speed and pitch: waveforms (clip, LENGTH) and labels."""
    rng, orders = random.Random(seed), []
    for speaker in speakers:
        for accent in ACCENTS:
            orders += [(word, f"{accent}+{speaker}", rng.randint(120, 210), rng.randint(25, 75)) for word in WORDS]
    # A thread waits while espeak-ng works: as many of them as there are processors.
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        clips = list(pool.map(lambda order: speak(*order), orders))
    return lumbre.stack(clips), lumbre.tensor([WORDS.index(word) for word, *_ in orders])


def noisy(clips, low, high):
    """The clips with white noise ``low`` to ``high`` dB below them, each of its own loudness."""
    snr = low + (high - low) * lumbre.rand(len(clips))
    mixed = audio.functional.add_noise(clips, lumbre.randn_like(clips), snr)
    return mixed * (0.3 + 0.7 * lumbre.rand(len(clips), 1))


def other_voices(clips, most=0.2):
    """Each clip played up to a fifth faster or slower, and begun up to 0.1 s earlier or later.

    As with a record, pitch and timbre move along: to the network it is a throat of another size, a voice it has not met.
    """
    speed = (1 + most) ** (2 * lumbre.rand(len(clips), 1) - 1)
    start = RATE / 5 * (lumbre.rand(len(clips), 1) - 0.5)
    # Between two samples lies a straight line: good enough for noisy speech, and one gather for the whole batch.
    place = (lumbre.arange(LENGTH) * speed - start).clamp(0, LENGTH - 2)
    before = place.long()
    return lumbre.lerp(clips.gather(1, before), clips.gather(1, before + 1), place - before)


class Recogniser(nn.Module):
    """Log mel spectrogram, three convolutions, mean and maximum over time: waveforms (batch, time) to scores (batch, word)."""

    def __init__(self, words=len(WORDS)):
        super().__init__()
        self.mel = audio.transforms.MelSpectrogram(RATE, n_fft=256, hop_length=128, n_mels=32, f_min=80.0)
        self.decibels = audio.transforms.AmplitudeToDB(top_db=60.0)
        self.hide = nn.Sequential(audio.transforms.FrequencyMasking(6, True), audio.transforms.TimeMasking(10, True))
        layers, inner = [], 1
        for outer in (16, 32, 64):
            layers += [nn.Conv2d(inner, outer, 3, padding=1, bias=False), nn.BatchNorm2d(outer), nn.ReLU(), nn.MaxPool2d(2)]
            inner = outer
        self.body = nn.Sequential(*layers)
        self.head = nn.Sequential(nn.Dropout(0.2), nn.Linear(2 * 64 * 4, words))

    def picture(self, waveforms):
        """Mel spectrograms in dB (batch, 1, mel, frames), each with mean 0 and deviation 1."""
        x = self.decibels(self.mel(waveforms).unsqueeze(1))
        return (x - x.mean((2, 3), keepdim=True)) / (x.std((2, 3), keepdim=True) + 1e-5)

    def forward(self, waveforms):
        x = self.picture(waveforms)
        if self.training:
            x = self.hide(x)
        x = self.body(x)
        return self.head(lumbre.cat((x.mean(-1), x.amax(-1)), 1).flatten(1))


def train(model, clips, labels, epochs=EPOCHS):
    """Fit the model to the clips, with new voices and noise in every epoch."""
    optimizer = lumbre.optim.AdamW(model.parameters(), lr=3e-3, weight_decay=1e-2)
    steps = epochs * -(-len(clips) // BATCH)
    schedule = lumbre.optim.lr_scheduler.OneCycleLR(optimizer, max_lr=6e-3, total_steps=steps)
    model.train()
    for epoch in range(epochs):
        total = 0.0
        for batch in lumbre.randperm(len(clips)).split(BATCH):
            loss = F.cross_entropy(model(noisy(other_voices(clips[batch]), 5.0, 30.0)), labels[batch], label_smoothing=0.05)
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            schedule.step()
            total += loss.item() * len(batch)
        print(f"epoch {epoch + 1:2}  loss {total / len(clips):.3f}")


def confusion(model, clips, labels, words=len(WORDS)):
    """How often each word (row) was taken for each (column), with noise 10 to 30 dB below."""
    model.eval()
    with lumbre.no_grad():
        said = lumbre.cat([model(noisy(part, 10.0, 30.0)).argmax(1) for part in clips.split(64)])
    return lumbre.bincount(labels * words + said, minlength=words * words).reshape(words, words)


def draw(model, clips, labels, table, path):
    """The words' spectrograms beside the confusion matrix."""
    import matplotlib

    matplotlib.use("Agg")
    import matplotlib.pyplot as plt

    figure = plt.figure(figsize=(13, 5))
    left, right = figure.subfigures(1, 2, width_ratios=(1.5, 1))
    first = [int((labels == i).nonzero()[0]) for i in range(len(WORDS))]
    pictures = model.picture(clips[first])[:, 0]
    for axis, word, picture in zip(left.subplots(2, 5, sharex=True, sharey=True).flat, WORDS, pictures):
        axis.imshow(picture.numpy(), origin="lower", aspect="auto", cmap="magma", extent=(0, LENGTH / RATE, 0, 32))
        axis.set_title(word)
    left.supxlabel("time in s")
    left.supylabel("mel band")
    axis = right.subplots()
    axis.imshow(table.numpy(), cmap="Blues")
    for i, row in enumerate(table.tolist()):
        for j, count in enumerate(row):
            if count:
                axis.text(j, i, count, ha="center", va="center", color="white" if i == j else "black")
    axis.set_xticks(range(len(WORDS)), WORDS, rotation=45)
    axis.set_yticks(range(len(WORDS)), WORDS)
    axis.set_title(f"unseen voices: {100 * float(table.trace() / table.sum()):.1f} % right")
    path.parent.mkdir(exist_ok=True)
    figure.savefig(path, dpi=80)


def main():
    if shutil.which("espeak-ng") is None:
        sys.exit("espeak-ng is missing: apt install espeak-ng, brew install espeak-ng, or see github.com/espeak-ng/espeak-ng")
    lumbre.manual_seed(0)
    start = time.time()
    clips, labels = speech(SEEN, 0)
    others, answers = speech(UNSEEN, 1)
    print(f"{len(clips)} clips of {len(SEEN)} voices, {len(others)} of {len(UNSEEN)} others, made in {time.time() - start:.0f} s")
    model, start = Recogniser(), time.time()
    train(model, clips, labels)
    print(f"trained in {time.time() - start:.0f} s")
    table = confusion(model, others, answers)
    print(f"{100 * float(table.trace() / table.sum()):.1f} % of the unseen voices' words are right")
    draw(model, others, answers, table, OUTPUT / "speech.png")


if __name__ == "__main__":
    main()
