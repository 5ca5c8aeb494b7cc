//! One direction of one recurrent layer over packed rows: fused, or composed of other ops.

use crate::autograd::{Backward, BackwardCx, Grads, Saved};
use crate::backend::{Fresh, compute_each, cuda, elementwise, launch_on_each};
use crate::device::Device;
use crate::error::Result;
use crate::modes;
use crate::tensor::Tensor;
use crate::tensor::geometry::contiguous_strides;
use crate::{bail, ensure};
use lumbre_kernels::rnn::{self as kernel, Cell};
use lumbre_kernels::{DType, Scalar, View, ViewMut};
use smallvec::{SmallVec, smallvec};

/// The weights of one direction of one layer.
#[derive(Clone, Copy)]
pub(crate) struct Weights<'a> {
    pub ih: &'a Tensor,
    pub hh: &'a Tensor,
    pub bias: Option<(&'a Tensor, &'a Tensor)>,
    /// An LSTM's projection of the state.
    pub hr: Option<&'a Tensor>,
}

/// Which rows belong to which step: step `t` has `sizes[t]` rows, decreasing.
#[derive(Clone)]
pub(crate) struct Order {
    pub sizes: Vec<i64>,
    pub reverse: bool,
}

impl Order {
    fn batch(&self) -> i64 {
        self.sizes.first().copied().unwrap_or(0)
    }

    fn total(&self) -> i64 {
        self.sizes.iter().sum()
    }

    /// Of all steps' rows, each sequence's last in the order of running.
    pub(crate) fn last(&self, all: &Tensor) -> Result<Tensor> {
        let (batch, steps) = (self.batch(), self.sizes.len() as i64);
        if self.reverse {
            return all.narrow(0, 0, batch);
        }
        if self.total() == batch * steps {
            return all.narrow(0, batch * (steps - 1), batch);
        }
        let mut at = vec![0; batch as usize];
        let mut offset = 0;
        for n in &self.sizes {
            (0..*n).for_each(|i| at[i as usize] = offset + i);
            offset += n;
        }
        all.index_select(0, &super::partial::places_on(all, &at)?)
    }
}

fn check(name: &str, cell: Cell, x: &Tensor, h0: &Tensor, c0: Option<&Tensor>, w: &Weights) -> Result<()> {
    let (xs, hs, ih, hh) = (x.sizes(), h0.sizes(), w.ih.sizes(), w.hh.sizes());
    ensure!(
        ih.len() == 2 && xs[1] == ih[1],
        "{name}: input has inconsistent input_size: got {} expected {}",
        xs[1],
        ih.get(1).unwrap_or(&0)
    );
    ensure!(
        hh.len() == 2 && hh[0] == ih[0] && hh[1] == hs[1] && ih[0] % cell.gates() as i64 == 0,
        "{name}: a state of shape {:?} does not fit weight_ih of shape {:?} and weight_hh of shape {:?}",
        &hs[..],
        &ih[..],
        &hh[..]
    );
    let hidden = ih[0] / cell.gates() as i64;
    let state = w.hr.map_or(hidden, |r| r.sizes()[0]);
    ensure!(hs[1] == state, "{name}: expected a state of size {state}, got shape {:?}", &hs[..]);
    if let Some(c) = c0 {
        ensure!(
            c.sizes()[..] == [hs[0], hidden],
            "{name}: expected a cell state of shape {:?}, got {:?}",
            [hs[0], hidden],
            &c.sizes()[..]
        );
    }
    if let Some((a, b)) = w.bias {
        for t in [a, b] {
            ensure!(t.sizes()[..] == [ih[0]], "{name}: expected a bias of shape [{}], got {:?}", ih[0], &t.sizes()[..]);
        }
    }
    for t in [Some(h0), c0, Some(w.ih), Some(w.hh), w.bias.map(|b| b.0), w.bias.map(|b| b.1), w.hr].into_iter().flatten() {
        ensure!(
            t.dtype() == x.dtype(),
            "{name}: input, states and weights must have the same dtype, got {} and {}",
            x.dtype().scalar_name(),
            t.dtype().scalar_name()
        );
        ensure!(t.device() == x.device(), "{name}: input, states and weights must be on the same device, got {} and {}", x.device(), t.device());
    }
    let d = x.dtype();
    ensure!(d.is_float() || d.is_complex(), NotImplemented, "\"{name}\" not implemented for '{}'", d.scalar_name());
    Ok(())
}

/// All steps: rows `(total, I)` and states `(B, H)` to the states after each step `(total, H)` and an LSTM's last cell state.
pub(crate) fn layer(name: &str, cell: Cell, x: &Tensor, h0: &Tensor, c0: Option<&Tensor>, w: &Weights, order: &Order) -> Result<(Tensor, Option<Tensor>)> {
    check(name, cell, x, h0, c0, w)?;
    let gpu = matches!(x.device(), Device::Cuda(_));
    let wide = matches!(x.dtype(), DType::F32 | DType::F64);
    let kernel = if gpu { wide || matches!(x.dtype(), DType::F16 | DType::BF16) } else { wide && x.device() == Device::Cpu };
    let fits = kernel && w.hr.is_none();
    if !fits || order.total() == 0 {
        let (out, c) = composed(cell, x, h0, c0, w, order)?;
        return Ok((out, c.map(|c| order.last(&c)).transpose()?));
    }
    fused(name, cell, x, h0, c0, w, order)
}

/// A contiguous handle outside the graph.
fn plain(t: &Tensor) -> Result<Tensor> {
    crate::backend::resolve(&t.detach_handle())?.contiguous()
}

fn fused(name: &str, cell: Cell, x: &Tensor, h0: &Tensor, c0: Option<&Tensor>, w: &Weights, order: &Order) -> Result<(Tensor, Option<Tensor>)> {
    let (total, hidden) = (order.total(), h0.sizes()[1]);
    let quiet = modes::no_grad();
    // A GRU's second bias lies inside the reset gate; the others' only add up.
    let (first, second) = match (w.bias, cell) {
        (None, _) => (None, None),
        (Some((a, b)), Cell::Gru) => (Some(a.detach_handle()), Some(plain(b)?)),
        (Some((a, b)), _) => (Some(a.detach_handle().add(&b.detach_handle())?), None),
    };
    let gates = x.detach_handle().linear_with(&w.ih.detach_handle(), first.as_ref())?.contiguous()?;
    let (h, c, hh) = (plain(h0)?, c0.map(plain).transpose()?, plain(w.hh)?);
    let rows = || Fresh::empty(name, &[total, hidden], x.dtype(), x.device());
    let out = rows()?;
    let extra = if matches!(cell, Cell::Lstm | Cell::Gru) { Some(rows()?) } else { None };
    let mut inputs: SmallVec<[&Tensor; 4]> = smallvec![&h, &hh];
    inputs.extend(c.as_ref());
    inputs.extend(second.as_ref());
    let mut outs: SmallVec<[&Tensor; 4]> = smallvec![&gates, out.tensor()];
    outs.extend(extra.as_ref().map(Fresh::tensor));
    let work = (total * hidden * hidden * cell.gates() as i64 / 16) as usize;
    let (sizes, reverse) = (&order.sizes[..], order.reverse);
    let (has_c, has_bias) = (c.is_some(), second.is_some());
    let cpu = |i: &[View], o: &mut [ViewMut]| {
        let mut rest = i[2..].iter().copied();
        let c0 = if has_c { rest.next() } else { None };
        let bias = if has_bias { rest.next() } else { None };
        if let [gates, out, extra @ ..] = o {
            kernel::forward(kernel::Forward {
                cell,
                batch_sizes: sizes,
                reverse,
                h0: i[0],
                c0,
                weight: i[1],
                bias,
                gates: gates.reborrow(),
                out: out.reborrow(),
                extra: extra.first_mut().map(|e| e.reborrow()),
            });
        }
        Ok(())
    };
    launch_on_each(name, work, &inputs, &outs, cpu, |cx, i, o| {
        let mut rest = i[2..].iter().copied();
        let c0 = if has_c { rest.next() } else { None };
        let bias = if has_bias { rest.next() } else { None };
        let f = cuda::rnn::Forward { h0: i[0], c0, weight: i[1], bias, gates: o[0], out: o[1], extra: o.get(2).copied() };
        cuda::rnn::forward(cx, cuda::rnn::Steps { cell, sizes, reverse }, f)
    })?;
    drop((inputs, outs));
    let extra = extra.map(Fresh::into_tensor);
    let last = match (cell, &extra) {
        (Cell::Lstm, Some(c)) => Some(Fresh::copy_of(&order.last(c)?, x.dtype())?),
        _ => None,
    };
    drop(quiet);
    let inputs = [Some(x), Some(h0), c0, Some(w.ih), Some(w.hh), w.bias.map(|b| b.0), w.bias.map(|b| b.1)];
    let rule = |out: &Fresh| LayerGrad {
        cell,
        order: order.clone(),
        inputs: inputs.map(|t| t.map(Tensor::save)),
        gates,
        extra,
        out: out.save(),
    };
    Ok(match last {
        Some(last) => {
            let [out, last] = Fresh::many_with_grad([out, last], &inputs, |o| rule(&o[0]));
            (out, Some(last))
        }
        None => (out.with_grad_list(&inputs, rule), None),
    })
}

struct LayerGrad {
    cell: Cell,
    order: Order,
    /// Input, first states, weights and biases.
    inputs: [Option<Saved>; 7],
    gates: Tensor,
    extra: Option<Tensor>,
    out: Saved,
}

impl LayerGrad {
    /// The same steps by ops that are differentiable themselves.
    fn composed(&self, t: &[Option<Tensor>; 7], grads: &[Option<Tensor>]) -> Result<Grads> {
        super::recomputed::gradients(t, grads, |t| {
            let [Some(x), Some(h0), c0, Some(ih), Some(hh), b_ih, b_hh] = t else {
                bail!("{}: the inputs were not saved", self.name())
            };
            let w = Weights { ih, hh, bias: b_ih.as_ref().zip(b_hh.as_ref()), hr: None };
            let (out, c) = composed(self.cell, x, h0, c0.as_ref(), &w, &self.order)?;
            let last = c.map(|c| self.order.last(&c)).transpose()?;
            Ok([Some(out), last].into_iter().flatten().collect())
        })
    }
}

impl Backward for LayerGrad {
    fn backward(&self, cx: &BackwardCx, grads: &[Option<Tensor>]) -> Result<Grads> {
        let mut t: [Option<Tensor>; 7] = Default::default();
        for (to, saved) in t.iter_mut().zip(&self.inputs) {
            *to = saved.as_ref().map(|s| cx.unpack(s)).transpose()?;
        }
        if grads.iter().all(Option::is_none) {
            return Ok(smallvec![None; 7]);
        }
        if modes::composed() {
            return self.composed(&t, grads);
        }
        let [Some(x), Some(h0), c0, Some(ih), Some(hh), ..] = &t else { bail!("{}: the inputs were not saved", self.name()) };
        let name = "rnn_backward";
        let (h, c, hh) = (plain(h0)?, c0.as_ref().map(plain).transpose()?, plain(hh)?);
        let out = cx.unpack(&self.out)?;
        let g_out = grads[0].as_ref().map(plain).transpose()?;
        let (d, total, wide) = (x.dtype(), x.sizes()[0], ih.sizes()[0]);
        let zeros = |like: &Tensor| elementwise::full(name, &like.sizes(), Scalar::Int(0), d, like.device());
        let gh = zeros(&h)?;
        let gc = match (&c, grads.get(1).cloned().flatten()) {
            (Some(_), Some(g)) => Some(Fresh::copy_with(&crate::backend::resolve(&g)?, contiguous_strides(&g.sizes()), d)?),
            (Some(c), None) => Some(zeros(c)?),
            (None, _) => None,
        };
        let sums = || Fresh::empty(name, &[total, wide], d, x.device());
        let dx = sums()?;
        let ds = if self.cell == Cell::Gru { Some(sums()?) } else { None };
        let before = if cx.needs(4) { Some(Fresh::empty(name, &[total, h.sizes()[1]], d, x.device())?) } else { None };
        self.launch([&h, &hh, &self.gates, &out], [c.as_ref(), self.extra.as_ref(), g_out.as_ref()], [&gh, &dx], [gc.as_ref(), ds.as_ref(), before.as_ref()])?;
        let dx = dx.into_tensor();
        let ds = ds.map_or_else(|| dx.clone(), Fresh::into_tensor);
        let when = |i: usize, f: &dyn Fn() -> Result<Tensor>| if cx.needs(i) { f().map(Some) } else { Ok(None) };
        let before = before.map(Fresh::into_tensor);
        let g_hh = before.map(|b| ds.t()?.mm(&b)).transpose()?;
        // Two biases that only add up share their gradient's values, not its memory.
        let columns: Option<&[i64]> = Some(&[0]);
        Ok(smallvec![
            when(0, &|| dx.mm(ih))?,
            Some(gh.into_tensor()),
            gc.map(Fresh::into_tensor),
            when(3, &|| dx.t()?.mm(x))?,
            g_hh,
            when(5, &|| dx.sum_dim(columns))?,
            when(6, &|| ds.sum_dim(columns))?,
        ])
    }

    fn name(&self) -> std::borrow::Cow<'static, str> {
        match self.cell {
            Cell::Lstm => "LstmLayerBackward0",
            Cell::Gru => "GruLayerBackward0",
            Cell::Tanh | Cell::Relu => "RnnLayerBackward0",
        }
        .into()
    }
}

impl LayerGrad {
    fn launch(&self, fixed: [&Tensor; 4], optional: [Option<&Tensor>; 3], outs: [&Fresh; 2], more: [Option<&Fresh>; 3]) -> Result<()> {
        let mut inputs: SmallVec<[&Tensor; 8]> = SmallVec::from_slice(&fixed);
        inputs.extend(optional.iter().flatten().copied());
        let mut all: SmallVec<[&Fresh; 8]> = SmallVec::from_slice(&outs);
        all.extend(more.iter().flatten().copied());
        let (has, has_more) = (optional.map(|t| t.is_some()), more.map(|t| t.is_some()));
        let work = self.gates.numel() as usize * fixed[0].sizes()[1] as usize / 16;
        let cpu = |i: &[View], o: &mut [ViewMut]| {
            let mut rest = i[4..].iter().copied();
            let [c0, extra, g_out] = has.map(|h| if h { rest.next() } else { None });
            let mut rest = o.iter_mut();
            let (Some(gh), Some(dx)) = (rest.next(), rest.next()) else { return Ok(()) };
            let [gc, ds, before] = has_more.map(|h| if h { rest.next().map(|v| v.reborrow()) } else { None });
            kernel::backward(kernel::Backward {
                cell: self.cell,
                batch_sizes: &self.order.sizes,
                reverse: self.order.reverse,
                h0: i[0],
                c0,
                weight: i[1],
                gates: i[2],
                out: i[3],
                extra,
                g_out,
                gh: gh.reborrow(),
                gc,
                dx: dx.reborrow(),
                ds,
                before,
            });
            Ok(())
        };
        compute_each("rnn_backward", work, &inputs, &all, cpu, |cx, i, o| {
            let (mut rest, mut more) = (i[4..].iter().copied(), o[2..].iter().copied());
            let [c0, extra, g_out] = has.map(|h| if h { rest.next() } else { None });
            let [gc, ds, before] = has_more.map(|h| if h { more.next() } else { None });
            let b = cuda::rnn::Backward { h0: i[0], c0, weight: i[1], gates: i[2], out: i[3], extra, g_out, gh: o[0], gc, dx: o[1], ds, before };
            cuda::rnn::backward(cx, cuda::rnn::Steps { cell: self.cell, sizes: &self.order.sizes, reverse: self.order.reverse }, b)
        })
    }
}

/// The layer step by step, of ops that are differentiable themselves: all states, and an LSTM's cell states.
fn composed(cell: Cell, x: &Tensor, h0: &Tensor, c0: Option<&Tensor>, w: &Weights, order: &Order) -> Result<(Tensor, Option<Tensor>)> {
    let sums = x.linear_with(w.ih, w.bias.map(|b| b.0))?;
    let mut offset = 0;
    let mut steps: Vec<(i64, i64)> = order.sizes.iter().map(|&n| { offset += n; (offset - n, n) }).collect();
    if order.reverse {
        steps.reverse();
    }
    let (mut h, mut c) = (h0.clone(), c0.cloned());
    let (mut outs, mut cells) = (Vec::new(), Vec::new());
    let mut had = order.batch();
    for (at, rows) in steps {
        let fit = |t: &Tensor, first: &Tensor| -> Result<Tensor> {
            match rows.cmp(&had) {
                std::cmp::Ordering::Equal => Ok(t.clone()),
                std::cmp::Ordering::Less => t.narrow(0, 0, rows),
                std::cmp::Ordering::Greater => Tensor::cat(&[t.clone(), first.narrow(0, had, rows - had)?]),
            }
        };
        if outs.is_empty() {
            h = h0.narrow(0, 0, rows)?;
            c = c0.map(|c| c.narrow(0, 0, rows)).transpose()?;
        } else {
            h = fit(&h, h0)?;
            c = c.as_ref().zip(c0).map(|(c, c0)| fit(c, c0)).transpose()?;
        }
        had = rows;
        let sum = sums.narrow(0, at, rows)?;
        (h, c) = step(cell, &sum, &h, c.as_ref(), w)?;
        outs.push(h.clone());
        cells.extend(c.clone());
    }
    if order.reverse {
        outs.reverse();
        cells.reverse();
    }
    if outs.is_empty() {
        let none = |t: &Tensor| t.narrow(0, 0, 0);
        return Ok((none(h0)?, c0.map(none).transpose()?));
    }
    let c = if cells.is_empty() { None } else { Some(Tensor::cat(&cells)?) };
    Ok((Tensor::cat(&outs)?, c))
}

/// One step from the input's sums.
fn step(cell: Cell, sum: &Tensor, h: &Tensor, c: Option<&Tensor>, w: &Weights) -> Result<(Tensor, Option<Tensor>)> {
    let states = h.linear_with(w.hh, w.bias.map(|b| b.1))?;
    match (cell, c) {
        (Cell::Tanh, _) => Ok((sum.add(&states)?.tanh()?, None)),
        (Cell::Relu, _) => Ok((sum.add(&states)?.relu()?, None)),
        (Cell::Gru, _) => {
            let (a, b) = (sum.chunk_with(3, 1)?, states.chunk_with(3, 1)?);
            let (r, z) = (a[0].add(&b[0])?.sigmoid()?, a[1].add(&b[1])?.sigmoid()?);
            let n = a[2].add(&r.mul(&b[2])?)?.tanh()?;
            Ok((n.add(&z.mul(&h.sub(&n)?)?)?, None))
        }
        (Cell::Lstm, Some(c)) => {
            let gates = sum.add(&states)?.chunk_with(4, 1)?;
            let (i, f, g, o) = (gates[0].sigmoid()?, gates[1].sigmoid()?, gates[2].tanh()?, gates[3].sigmoid()?);
            let c = f.mul(c)?.add(&i.mul(&g)?)?;
            let h = o.mul(&c.tanh()?)?;
            let h = w.hr.map_or(Ok(h.clone()), |r| h.linear(r))?;
            Ok((h, Some(c)))
        }
        (Cell::Lstm, None) => bail!("lstm: the cell state is missing"),
    }
}

/// Sizes of a batch of `n` sequences of `steps` steps.
pub(crate) fn even(steps: i64, n: i64) -> Vec<i64> {
    vec![n; steps as usize]
}

