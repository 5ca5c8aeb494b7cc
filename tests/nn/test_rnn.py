"""Recurrent layers: against loops in numpy, and the bookkeeping of packed sequences."""

import lumbre
import numpy as np
import pytest
from lumbre.nn.utils.rnn import pack_padded_sequence, pack_sequence, pad_packed_sequence


def sigmoid(x):
    return 1 / (1 + np.exp(-x))


def lstm_step(x, h, c, w_ih, w_hh, b_ih, b_hh):
    i, f, g, o = np.split(x @ w_ih.T + b_ih + h @ w_hh.T + b_hh, 4, axis=-1)
    c = sigmoid(f) * c + sigmoid(i) * np.tanh(g)
    return sigmoid(o) * np.tanh(c), c


def gru_step(x, h, w_ih, w_hh, b_ih, b_hh):
    (ir, iz, inn), (hr, hz, hn) = np.split(x @ w_ih.T + b_ih, 3, axis=-1), np.split(h @ w_hh.T + b_hh, 3, axis=-1)
    r, z = sigmoid(ir + hr), sigmoid(iz + hz)
    n = np.tanh(inn + r * hn)
    return (1 - z) * n + z * h


@pytest.mark.parametrize("hidden", [3, 40])
def test_lstm_is_its_steps(hidden):
    lumbre.manual_seed(0)
    net = lumbre.nn.LSTM(5, hidden, dtype=lumbre.float64)
    x = lumbre.randn(4, 2, 5, dtype=lumbre.float64)
    out, (h, c) = net(x)
    weights = [w.detach().numpy() for w in net.parameters()]
    hs = cs = np.zeros((2, hidden))
    for t in range(4):
        hs, cs = lstm_step(x[t].numpy(), hs, cs, *weights)
        np.testing.assert_allclose(out[t].detach().numpy(), hs, rtol=1e-10, atol=1e-12)
    np.testing.assert_allclose(h[0].detach().numpy(), hs, rtol=1e-10, atol=1e-12)
    np.testing.assert_allclose(c[0].detach().numpy(), cs, rtol=1e-10, atol=1e-12)


def test_gru_packed_runs_each_sequence_alone():
    lumbre.manual_seed(0)
    net = lumbre.nn.GRU(3, 4, dtype=lumbre.float64)
    sequences = [lumbre.randn(n, 3, dtype=lumbre.float64) for n in (2, 5, 3)]
    out, last = net(pack_sequence(sequences, enforce_sorted=False))
    padded, lengths = pad_packed_sequence(out)
    assert lengths.tolist() == [2, 5, 3]
    weights = [w.detach().numpy() for w in net.parameters()]
    for b, x in enumerate(sequences):
        h = np.zeros(4)
        for t in range(len(x)):
            h = gru_step(x[t].numpy(), h, *weights)
            np.testing.assert_allclose(padded[t, b].detach().numpy(), h, rtol=1e-10, atol=1e-12)
        np.testing.assert_allclose(last[0, b].detach().numpy(), h, rtol=1e-10, atol=1e-12)
        assert (padded[len(x) :, b] == 0).all()


def test_reverse_direction_of_packed_starts_at_each_end():
    lumbre.manual_seed(0)
    net = lumbre.nn.LSTM(3, 4, bidirectional=True, batch_first=True)
    x = lumbre.randn(3, 5, 3)
    packed = pack_padded_sequence(x, [5, 2, 4], batch_first=True, enforce_sorted=False)
    out, _ = pad_packed_sequence(net(packed)[0], batch_first=True)
    alone, _ = net(x[1:2, :2])
    np.testing.assert_allclose(out[1, :2].detach().numpy(), alone[0].detach().numpy(), rtol=1e-5, atol=1e-6)


@pytest.mark.parametrize("lengths", [[1, 2, 3], [3, 2, 0], [3, 2]])
def test_pack_refuses(lengths):
    with pytest.raises(RuntimeError):
        pack_padded_sequence(lumbre.zeros(3, 3, 1), lengths)


def test_results_do_not_depend_on_the_number_of_threads():
    lumbre.manual_seed(0)
    net, x = lumbre.nn.LSTM(64, 96), lumbre.randn(3, 32, 64)
    before = lumbre.get_num_threads()
    outs = []
    try:
        for n in (1, 2):
            lumbre.set_num_threads(n)
            outs.append(net(x)[0].detach().numpy().copy())
    finally:
        lumbre.set_num_threads(before)
    assert (outs[0] == outs[1]).all()
