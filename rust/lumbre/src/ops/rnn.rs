//! Recurrent networks of several layers and directions, over padded and over packed sequences.

use super::rnn_layer::{Order, Weights, even, layer};
use super::value::Value;
use crate::ensure;
use crate::error::Result;
use crate::tensor::Tensor;
use lumbre_kernels::rnn::Cell;

/// What the ops of all cells have in common.
struct Net<'a> {
    name: &'static str,
    cell: Cell,
    hx: Vec<&'a Tensor>,
    params: &'a [Tensor],
    has_biases: bool,
    num_layers: i64,
    dropout: f64,
    train: bool,
    bidirectional: bool,
}

impl Net<'_> {
    /// The weights of each layer and direction, in order.
    fn weights(&self) -> Result<Vec<Weights<'_>>> {
        let count = self.num_layers as usize * if self.bidirectional { 2 } else { 1 };
        let plain = if self.has_biases { 4 } else { 2 };
        ensure!(self.num_layers > 0, "{}: expected at least one layer, got {}", self.name, self.num_layers);
        let projected = self.cell == Cell::Lstm && self.params.len() == count * (plain + 1);
        let each = plain + projected as usize;
        ensure!(
            self.params.len() == count * each,
            "{}: expected {} weights for {} layers{}, got {}",
            self.name,
            count * plain,
            self.num_layers,
            if self.bidirectional { " in two directions" } else { "" },
            self.params.len()
        );
        Ok(self
            .params
            .chunks(each)
            .map(|p| Weights {
                ih: &p[0],
                hh: &p[1],
                bias: if self.has_biases { Some((&p[2], &p[3])) } else { None },
                hr: if projected { p.last() } else { None },
            })
            .collect())
    }

    /// Runs all layers over rows `(total, I)`; `shape` gives an output its public shape for the dropout between layers.
    fn run(&self, x: &Tensor, sizes: Vec<i64>) -> Result<(Tensor, Vec<Tensor>)> {
        let weights = self.weights()?;
        let directions = if self.bidirectional { 2 } else { 1 };
        let states: Vec<Vec<Tensor>> = self.hx.iter().map(|t| t.unbind()).collect::<Result<_>>()?;
        for s in &states {
            ensure!(s.len() == weights.len(), "{}: expected states for {} layers and directions, got {}", self.name, weights.len(), s.len());
        }
        let batch = sizes.first().copied().unwrap_or(0);
        let mut rows = x.clone();
        let (mut hn, mut cn) = (Vec::new(), Vec::new());
        for l in 0..self.num_layers as usize {
            let mut outs = Vec::with_capacity(directions);
            for d in 0..directions {
                let k = l * directions + d;
                let order = Order { sizes: sizes.clone(), reverse: d == 1 };
                let h0 = &states[0][k];
                ensure!(h0.dim() == 2 && h0.sizes()[0] == batch, "{}: expected states of {batch} sequences, got shape {:?}", self.name, &self.hx[0].sizes()[..]);
                let (out, c) = layer(self.name, self.cell, &rows, h0, states.get(1).map(|s| &s[k]), &weights[k], &order)?;
                hn.push(order.last(&out)?);
                cn.extend(c);
                outs.push(out);
            }
            rows = if directions == 2 { Tensor::cat_with(&outs, 1)? } else { outs.swap_remove(0) };
            if self.dropout > 0.0 && self.train && l + 1 < self.num_layers as usize {
                rows = rows.dropout(self.dropout, true)?;
            }
        }
        let mut last = vec![Tensor::stack(&hn)?];
        if self.cell == Cell::Lstm {
            last.push(Tensor::stack(&cn)?);
        }
        Ok((rows, last))
    }

    /// A padded batch `(T, B, I)`, or `(B, T, I)`.
    fn padded(&self, input: &Tensor, batch_first: bool) -> Result<Value> {
        ensure!(input.dim() == 3, "{}: expected an input of 3 dimensions, got shape {:?}", self.name, &input.sizes()[..]);
        let x = if batch_first { input.transpose(0, 1)? } else { input.clone() };
        let s = x.sizes();
        ensure!(s[0] > 0, "Expected sequence length to be larger than 0 in RNN");
        let (out, last) = self.run(&x.reshape(&[s[0] * s[1], s[2]])?, even(s[0], s[1]))?;
        let out = out.view(&[s[0], s[1], out.sizes()[1]])?;
        let out = if batch_first { out.transpose(0, 1)? } else { out };
        Ok(tuple(out, last))
    }

    /// Packed rows `(total, I)` of steps with `batch_sizes` rows.
    fn packed(&self, data: &Tensor, batch_sizes: &Tensor) -> Result<Value> {
        ensure!(data.dim() == 2, "{}: expected packed data of 2 dimensions, got shape {:?}", self.name, &data.sizes()[..]);
        let sizes = super::rnn_pack::batch_sizes(self.name, batch_sizes, data.sizes()[0])?;
        let (out, last) = self.run(data, sizes)?;
        Ok(tuple(out, last))
    }
}

fn tuple(out: Tensor, last: Vec<Tensor>) -> Value {
    Value::Tuple(std::iter::once(out).chain(last).map(Value::Tensor).collect())
}

fn two<'a>(hx: &'a [Tensor]) -> Result<Vec<&'a Tensor>> {
    ensure!(hx.len() == 2, "lstm expects two hidden states, got {}", hx.len());
    ensure!(hx.iter().all(|t| t.dim() == 3), "lstm: expected states of 3 dimensions, got shapes {:?} and {:?}", &hx[0].sizes()[..], &hx[1].sizes()[..]);
    Ok(hx.iter().collect())
}

fn one<'a>(name: &str, hx: &'a Tensor) -> Result<Vec<&'a Tensor>> {
    ensure!(hx.dim() == 3, "{name}: expected a state of 3 dimensions, got shape {:?}", &hx.sizes()[..]);
    Ok(vec![hx])
}

/// `lstm(Tensor input, Tensor[] hx, Tensor[] params, bool has_biases, int num_layers, float dropout, bool train, bool bidirectional, bool batch_first) -> Value` · function random autocast=lower
///
/// `i, f, o = sigmoid(W x + V h)` each, `g = tanh(W_g x + V_g h)`, `c' = f * c + i * g`, `h' = o * tanh(c')`, with biases, for each step,
/// layer and direction: the last layer's outputs and both last states.
///
/// Shapes: input `(T, B, I)` (`(B, T, I)` with `batch_first`), h and c `(layers * directions, B, H)`: `(T, B, directions * H)` and
///   theirs.
/// Dtypes: floats, complex; others raise NotImplementedError.
/// Raises: RuntimeError for sizes and numbers of parameters that do not fit.
/// Source: Hochreiter and Schmidhuber, Long Short-Term Memory, 1997.
pub(crate) fn lstm(input: &Tensor, hx: &[Tensor], params: &[Tensor], has_biases: bool, num_layers: i64, dropout: f64, train: bool, bidirectional: bool, batch_first: bool) -> Result<Value> {
    Net { name: "lstm", cell: Cell::Lstm, hx: two(hx)?, params, has_biases, num_layers, dropout, train, bidirectional }.padded(input, batch_first)
}

/// `lstm.data(Tensor data, Tensor batch_sizes, Tensor[] hx, Tensor[] params, bool has_biases, int num_layers, float dropout, bool train, bool bidirectional) -> Value` · function random autocast=lower
///
/// `lstm` over packed rows: `batch_sizes[t]` rows at step t.
///
/// Shapes: data `(rows, I)`, h and c `(layers * directions, B, H)`: `(rows, directions * H)` and theirs.
/// Dtypes: floats, complex; others raise NotImplementedError.
/// Raises: RuntimeError for sizes and numbers of parameters that do not fit.
/// Source: Hochreiter and Schmidhuber, Long Short-Term Memory, 1997.
pub(crate) fn lstm_data(data: &Tensor, batch_sizes: &Tensor, hx: &[Tensor], params: &[Tensor], has_biases: bool, num_layers: i64, dropout: f64, train: bool, bidirectional: bool) -> Result<Value> {
    Net { name: "lstm", cell: Cell::Lstm, hx: two(hx)?, params, has_biases, num_layers, dropout, train, bidirectional }.packed(data, batch_sizes)
}

/// `gru(Tensor input, Tensor hx, Tensor[] params, bool has_biases, int num_layers, float dropout, bool train, bool bidirectional, bool batch_first) -> Value` · function random autocast=lower
///
/// `r = sigmoid(W_r x + V_r h)`, `z = sigmoid(W_z x + V_z h)`, `n = tanh(W_n x + r * (V_n h))`, `h' = (1 - z) * n + z * h`, with biases,
/// for each step, layer and direction: the last layer's outputs and the last states.
///
/// Shapes: input `(T, B, I)` (`(B, T, I)` with `batch_first`), hx `(layers * directions, B, H)`: `(T, B, directions * H)` and hx's.
/// Dtypes: floats, complex; others raise NotImplementedError.
/// Raises: RuntimeError for sizes and numbers of parameters that do not fit.
/// Source: Cho and others, 2014 (arXiv:1406.1078).
pub(crate) fn gru(input: &Tensor, hx: &Tensor, params: &[Tensor], has_biases: bool, num_layers: i64, dropout: f64, train: bool, bidirectional: bool, batch_first: bool) -> Result<Value> {
    Net { name: "gru", cell: Cell::Gru, hx: one("gru", hx)?, params, has_biases, num_layers, dropout, train, bidirectional }.padded(input, batch_first)
}

/// `gru.data(Tensor data, Tensor batch_sizes, Tensor hx, Tensor[] params, bool has_biases, int num_layers, float dropout, bool train, bool bidirectional) -> Value` · function random autocast=lower
///
/// `gru` over packed rows: `batch_sizes[t]` rows at step t.
///
/// Shapes: data `(rows, I)`, hx `(layers * directions, B, H)`: `(rows, directions * H)` and hx's.
/// Dtypes: floats, complex; others raise NotImplementedError.
/// Raises: RuntimeError for sizes and numbers of parameters that do not fit.
/// Source: Cho and others, 2014 (arXiv:1406.1078).
pub(crate) fn gru_data(data: &Tensor, batch_sizes: &Tensor, hx: &Tensor, params: &[Tensor], has_biases: bool, num_layers: i64, dropout: f64, train: bool, bidirectional: bool) -> Result<Value> {
    Net { name: "gru", cell: Cell::Gru, hx: one("gru", hx)?, params, has_biases, num_layers, dropout, train, bidirectional }.packed(data, batch_sizes)
}

/// `rnn_tanh(Tensor input, Tensor hx, Tensor[] params, bool has_biases, int num_layers, float dropout, bool train, bool bidirectional, bool batch_first) -> Value` · function random autocast=lower
///
/// `h' = tanh(W x + b + V h + c)` for each step, layer and direction: the last layer's outputs and the last states.
///
/// Shapes: input `(T, B, I)` (`(B, T, I)` with `batch_first`), hx `(layers * directions, B, H)`: `(T, B, directions * H)` and hx's.
/// Dtypes: floats, complex; others raise NotImplementedError.
/// Raises: RuntimeError for sizes and numbers of parameters that do not fit.
/// Source: Elman, Finding Structure in Time, 1990.
pub(crate) fn rnn_tanh(input: &Tensor, hx: &Tensor, params: &[Tensor], has_biases: bool, num_layers: i64, dropout: f64, train: bool, bidirectional: bool, batch_first: bool) -> Result<Value> {
    Net { name: "rnn_tanh", cell: Cell::Tanh, hx: one("rnn_tanh", hx)?, params, has_biases, num_layers, dropout, train, bidirectional }.padded(input, batch_first)
}

/// `rnn_tanh.data(Tensor data, Tensor batch_sizes, Tensor hx, Tensor[] params, bool has_biases, int num_layers, float dropout, bool train, bool bidirectional) -> Value` · function random autocast=lower
///
/// `rnn_tanh` over packed rows: `batch_sizes[t]` rows at step t.
///
/// Shapes: data `(rows, I)`, hx `(layers * directions, B, H)`: `(rows, directions * H)` and hx's.
/// Dtypes: floats, complex; others raise NotImplementedError.
/// Raises: RuntimeError for sizes and numbers of parameters that do not fit.
/// Source: Elman, Finding Structure in Time, 1990.
pub(crate) fn rnn_tanh_data(data: &Tensor, batch_sizes: &Tensor, hx: &Tensor, params: &[Tensor], has_biases: bool, num_layers: i64, dropout: f64, train: bool, bidirectional: bool) -> Result<Value> {
    Net { name: "rnn_tanh", cell: Cell::Tanh, hx: one("rnn_tanh", hx)?, params, has_biases, num_layers, dropout, train, bidirectional }.packed(data, batch_sizes)
}

/// `rnn_relu(Tensor input, Tensor hx, Tensor[] params, bool has_biases, int num_layers, float dropout, bool train, bool bidirectional, bool batch_first) -> Value` · function random autocast=lower
///
/// `h' = max(0, W x + b + V h + c)` for each step, layer and direction: the last layer's outputs and the last states.
///
/// Shapes: input `(T, B, I)` (`(B, T, I)` with `batch_first`), hx `(layers * directions, B, H)`: `(T, B, directions * H)` and hx's.
/// Dtypes: floats; others raise NotImplementedError.
/// Raises: RuntimeError for sizes and numbers of parameters that do not fit.
/// Source: Elman, Finding Structure in Time, 1990.
pub(crate) fn rnn_relu(input: &Tensor, hx: &Tensor, params: &[Tensor], has_biases: bool, num_layers: i64, dropout: f64, train: bool, bidirectional: bool, batch_first: bool) -> Result<Value> {
    Net { name: "rnn_relu", cell: Cell::Relu, hx: one("rnn_relu", hx)?, params, has_biases, num_layers, dropout, train, bidirectional }.padded(input, batch_first)
}

/// `rnn_relu.data(Tensor data, Tensor batch_sizes, Tensor hx, Tensor[] params, bool has_biases, int num_layers, float dropout, bool train, bool bidirectional) -> Value` · function random autocast=lower
///
/// `rnn_relu` over packed rows: `batch_sizes[t]` rows at step t.
///
/// Shapes: data `(rows, I)`, hx `(layers * directions, B, H)`: `(rows, directions * H)` and hx's.
/// Dtypes: floats; others raise NotImplementedError.
/// Raises: RuntimeError for sizes and numbers of parameters that do not fit.
/// Source: Elman, Finding Structure in Time, 1990.
pub(crate) fn rnn_relu_data(data: &Tensor, batch_sizes: &Tensor, hx: &Tensor, params: &[Tensor], has_biases: bool, num_layers: i64, dropout: f64, train: bool, bidirectional: bool) -> Result<Value> {
    Net { name: "rnn_relu", cell: Cell::Relu, hx: one("rnn_relu", hx)?, params, has_biases, num_layers, dropout, train, bidirectional }.packed(data, batch_sizes)
}

/// One step of one cell.
fn cell(name: &'static str, cell: Cell, input: &Tensor, hx: &[&Tensor], weights: [&Tensor; 2], biases: [Option<&Tensor>; 2]) -> Result<(Tensor, Option<Tensor>)> {
    let (s, h) = (input.sizes(), hx[0].sizes());
    ensure!(s.len() == 2, "{name}: expected an input of 2 dimensions, got shape {:?}", &s[..]);
    ensure!(h.len() == 2 && h[0] == s[0], "{name}: Input batch size {} doesn't match hidden0 batch size {}", s[0], h.first().unwrap_or(&0));
    for (i, t) in hx.iter().enumerate() {
        let (got, want) = (t.sizes().last().copied().unwrap_or(0), weights[1].sizes().get(1).copied().unwrap_or(0));
        ensure!(got == want, "{name}: hidden{i} has inconsistent hidden_size: got {got}, expected {want}");
    }
    let zero = |w: &Tensor| Tensor::zeros(&w.sizes()[..1], w.dtype(), w.device());
    let held;
    let bias = match biases {
        [None, None] => None,
        [Some(a), Some(b)] => Some((a, b)),
        [Some(a), None] => {
            held = zero(weights[1])?;
            Some((a, &held))
        }
        [None, Some(b)] => {
            held = zero(weights[0])?;
            Some((&held, b))
        }
    };
    let w = Weights { ih: weights[0], hh: weights[1], bias, hr: None };
    let order = Order { sizes: vec![s[0]], reverse: false };
    layer(name, cell, input, hx[0], hx.get(1).copied(), &w, &order)
}

/// `lstm_cell(Tensor input, Tensor[] hx, Tensor w_ih, Tensor w_hh, Tensor? b_ih=None, Tensor? b_hh=None) -> Tensor[]` · function autocast=lower
///
/// `i, f, o = sigmoid(W x + V h)` each, `g = tanh(W_g x + V_g h)`, `c' = f * c + i * g`, `h' = o * tanh(c')`, with biases: h' and c'.
///
/// Shapes: input `(B, I)`, h and c `(B, H)`, weights `(4 H, I)` and `(4 H, H)`: two of `(B, H)`.
/// Dtypes: floats, complex; others raise NotImplementedError.
/// Raises: RuntimeError for sizes that do not fit and another number of states than two.
/// Source: Hochreiter and Schmidhuber, Long Short-Term Memory, 1997.
pub(crate) fn lstm_cell(input: &Tensor, hx: &[Tensor], w_ih: &Tensor, w_hh: &Tensor, b_ih: Option<&Tensor>, b_hh: Option<&Tensor>) -> Result<Vec<Tensor>> {
    ensure!(hx.len() == 2, "lstm_cell expects two hidden states, got {}", hx.len());
    let (h, c) = cell("lstm_cell", Cell::Lstm, input, &[&hx[0], &hx[1]], [w_ih, w_hh], [b_ih, b_hh])?;
    Ok(std::iter::once(h).chain(c).collect())
}

/// `gru_cell(Tensor input, Tensor hx, Tensor w_ih, Tensor w_hh, Tensor? b_ih=None, Tensor? b_hh=None) -> Tensor` · function autocast=lower
///
/// `r = sigmoid(W_r x + V_r h)`, `z = sigmoid(W_z x + V_z h)`, `n = tanh(W_n x + r * (V_n h))`, `h' = (1 - z) * n + z * h`, with biases.
///
/// Shapes: input `(B, I)`, hx `(B, H)`, weights `(3 H, I)` and `(3 H, H)`: `(B, H)`.
/// Dtypes: floats, complex; others raise NotImplementedError.
/// Raises: RuntimeError for sizes that do not fit.
/// Source: Cho and others, 2014 (arXiv:1406.1078).
pub(crate) fn gru_cell(input: &Tensor, hx: &Tensor, w_ih: &Tensor, w_hh: &Tensor, b_ih: Option<&Tensor>, b_hh: Option<&Tensor>) -> Result<Tensor> {
    Ok(cell("gru_cell", Cell::Gru, input, &[hx], [w_ih, w_hh], [b_ih, b_hh])?.0)
}

/// `rnn_tanh_cell(Tensor input, Tensor hx, Tensor w_ih, Tensor w_hh, Tensor? b_ih=None, Tensor? b_hh=None) -> Tensor` · function autocast=lower
///
/// `tanh(W x + b + V h + c)`.
///
/// Shapes: input `(B, I)`, hx `(B, H)`, weights `(H, I)` and `(H, H)`: `(B, H)`.
/// Dtypes: floats, complex; others raise NotImplementedError.
/// Raises: RuntimeError for sizes that do not fit.
/// Source: Elman, Finding Structure in Time, 1990.
pub(crate) fn rnn_tanh_cell(input: &Tensor, hx: &Tensor, w_ih: &Tensor, w_hh: &Tensor, b_ih: Option<&Tensor>, b_hh: Option<&Tensor>) -> Result<Tensor> {
    Ok(cell("rnn_tanh_cell", Cell::Tanh, input, &[hx], [w_ih, w_hh], [b_ih, b_hh])?.0)
}

/// `rnn_relu_cell(Tensor input, Tensor hx, Tensor w_ih, Tensor w_hh, Tensor? b_ih=None, Tensor? b_hh=None) -> Tensor` · function autocast=lower
///
/// `max(0, W x + b + V h + c)`.
///
/// Shapes: input `(B, I)`, hx `(B, H)`, weights `(H, I)` and `(H, H)`: `(B, H)`.
/// Dtypes: floats; others raise NotImplementedError.
/// Raises: RuntimeError for sizes that do not fit.
/// Source: Elman, Finding Structure in Time, 1990.
pub(crate) fn rnn_relu_cell(input: &Tensor, hx: &Tensor, w_ih: &Tensor, w_hh: &Tensor, b_ih: Option<&Tensor>, b_hh: Option<&Tensor>) -> Result<Tensor> {
    Ok(cell("rnn_relu_cell", Cell::Relu, input, &[hx], [w_ih, w_hh], [b_ih, b_hh])?.0)
}
