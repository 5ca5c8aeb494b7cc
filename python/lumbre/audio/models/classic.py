"""Small networks over waveforms and features: M5, Wav2Letter, DeepSpeech."""

from lumbre import nn
from lumbre.nn import functional as nnf


class M5(nn.Module):
    """A convolutional classifier of raw waveforms, (batch, n_input, time) to log-probabilities (batch, 1, n_output).

    Dai et al., "Very deep convolutional neural networks for raw waveforms", 2016. The layout of PyTorch's tutorial on speech commands.
    """

    def __init__(self, n_input=1, n_output=35, stride=16, n_channel=32):
        super().__init__()
        sizes = [(n_input, n_channel, 80, stride), (n_channel, n_channel, 3, 1), (n_channel, 2 * n_channel, 3, 1), (2 * n_channel, 2 * n_channel, 3, 1)]
        for i, (inner, outer, kernel, step) in enumerate(sizes, 1):
            setattr(self, f"conv{i}", nn.Conv1d(inner, outer, kernel_size=kernel, stride=step))
            setattr(self, f"bn{i}", nn.BatchNorm1d(outer))
            setattr(self, f"pool{i}", nn.MaxPool1d(4))
        self.fc1 = nn.Linear(2 * n_channel, n_output)

    def forward(self, x):
        for i in range(1, 5):
            x = getattr(self, f"pool{i}")(nnf.relu(getattr(self, f"bn{i}")(getattr(self, f"conv{i}")(x))))
        x = self.fc1(x.mean(-1, keepdim=True).permute(0, 2, 1))
        return nnf.log_softmax(x, dim=2)


def _convolutions(layers):
    steps = []
    for inner, outer, kernel, stride, padding in layers:
        steps += [nn.Conv1d(inner, outer, kernel_size=kernel, stride=stride, padding=padding), nn.ReLU(inplace=True)]
    return nn.Sequential(*steps)


class Wav2Letter(nn.Module):
    """Letters from sound: (batch, num_features, time) to log-probabilities (batch, num_classes, frames).

    ``input_type``: "waveform" (one more layer, of stride 160), "power_spectrum" or "mfcc". Collobert et al., "Wav2Letter", 2016.
    """

    def __init__(self, num_classes=40, input_type="waveform", num_features=1):
        super().__init__()
        inner = 250 if input_type == "waveform" else num_features
        layers = [(inner, 250, 48, 2, 23), *[(250, 250, 7, 1, 3)] * 7, (250, 2000, 32, 1, 16), (2000, 2000, 1, 1, 0), (2000, num_classes, 1, 1, 0)]
        acoustic = _convolutions(layers)
        if input_type == "waveform":
            self.acoustic_model = nn.Sequential(_convolutions([(num_features, 250, 250, 160, 45)]), acoustic)
        elif input_type in ("power_spectrum", "mfcc"):
            self.acoustic_model = acoustic

    def forward(self, x):
        return nnf.log_softmax(self.acoustic_model(x), dim=1)


class FullyConnected(nn.Module):
    """Linear layer, clipped ReLU, dropout."""

    def __init__(self, n_feature, n_hidden, dropout, relu_max_clip=20):
        super().__init__()
        self.fc = nn.Linear(n_feature, n_hidden)
        self.relu_max_clip, self.dropout = relu_max_clip, dropout

    def forward(self, x):
        x = nnf.hardtanh(nnf.relu(self.fc(x)), 0, self.relu_max_clip)
        return nnf.dropout(x, self.dropout, self.training) if self.dropout else x


class DeepSpeech(nn.Module):
    """Letters from features: (batch, 1, time, n_feature) to log-probabilities (batch, time, n_class). Hannun et al., "Deep Speech", 2014."""

    def __init__(self, n_feature, n_hidden=2048, n_class=40, dropout=0.0):
        super().__init__()
        self.n_hidden = n_hidden
        self.fc1 = FullyConnected(n_feature, n_hidden, dropout)
        self.fc2 = FullyConnected(n_hidden, n_hidden, dropout)
        self.fc3 = FullyConnected(n_hidden, n_hidden, dropout)
        self.bi_rnn = nn.RNN(n_hidden, n_hidden, num_layers=1, nonlinearity="relu", bidirectional=True)
        self.fc4 = FullyConnected(n_hidden, n_hidden, dropout)
        self.out = nn.Linear(n_hidden, n_class)

    def forward(self, x):
        x = self.fc3(self.fc2(self.fc1(x))).squeeze(1).transpose(0, 1)
        both, _ = self.bi_rnn(x)
        x = self.out(self.fc4(both[:, :, : self.n_hidden] + both[:, :, self.n_hidden :]))
        return nnf.log_softmax(x.permute(1, 0, 2), dim=2)
