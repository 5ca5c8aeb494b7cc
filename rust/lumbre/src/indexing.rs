//! `t[…]` and `t[…] = v`: an index of several entries is views first, then one gather by tensors.

use crate::error::Result;
use crate::autograd::{check_inplace, make_view};
use crate::backend::{copy_into, fill_into, quick};
use crate::modes;
use crate::tensor::geometry::{Dims, Geometry};
use crate::tensor::{GeometryRef, Tensor};
use crate::{bail, ensure};
use lumbre_kernels::{DType, Scalar};

/// One entry of an index.
#[derive(Clone, Debug)]
pub enum IndexItem {
    Int(i64),
    /// Start, stop, step.
    Slice(Option<i64>, Option<i64>, Option<i64>),
    NewAxis,
    Ellipsis,
    Bool(bool),
    /// Integers, or a mask over as many dimensions as it has.
    Tensor(Tensor),
}

/// What basic indexing leaves: a view, and the tensors that index it.
pub struct Plan {
    pub view: Tensor,
    pub indices: Vec<Option<Tensor>>,
}

impl IndexItem {
    /// How many dimensions of the tensor an entry takes.
    fn taken(&self) -> usize {
        match self {
            IndexItem::Int(_) | IndexItem::Slice(..) => 1,
            IndexItem::Tensor(t) if matches!(t.dtype(), DType::Bool | DType::U8) => t.dim(),
            IndexItem::Tensor(_) => 1,
            _ => 0,
        }
    }
}

/// Element `i` along a dimension, with the errors of an index.
pub fn select(x: &Tensor, dim: usize, i: i64) -> Result<Tensor> {
    let g = x.geometry();
    ensure!(
        g.dim() > 0,
        Index,
        "invalid index of a 0-dim tensor. Use `tensor.item()` in Python or `tensor.item<T>()` in C++ to convert a 0-dim tensor to a number"
    );
    let n = g.sizes.get(dim).copied().unwrap_or(0);
    ensure!(i >= -n && i < n, Index, "index {i} is out of bounds for dimension {dim} with size {n}");
    drop(g);
    x.select(dim as i64, i)
}

fn slice(view: &Tensor, dim: usize, start: Option<i64>, stop: Option<i64>, step: i64) -> Result<Tensor> {
    if step <= 0 {
        bail!(Value, "{}", if step == 0 { "slice step cannot be zero" } else { "step must be greater than zero" });
    }
    if step == 1 && start.is_none_or(|s| s == 0) && stop.is_none_or(|s| s >= view.sizes().get(dim).copied().unwrap_or(0)) {
        return Ok(view.clone());
    }
    view.slice_with(dim as i64, start, stop, step)
}

/// The geometry of `x[items]` where the items are ints, slices and an ellipsis that fit; `None` where the general way has
/// to be taken, or has an error to raise.
fn basic(g: &Geometry, items: &[IndexItem]) -> Option<Geometry> {
    let used: usize = items.iter().map(IndexItem::taken).sum();
    if used > g.dim() || g.dim() == 0 {
        return None;
    }
    let (mut sizes, mut strides, mut offset, mut dim) = (Dims::new(), Dims::new(), g.offset, 0);
    // What an ellipsis, or the end, leaves as it is.
    let rest = g.dim() - used;
    for (at, item) in items.iter().enumerate() {
        match *item {
            IndexItem::Int(i) => {
                let n = g.sizes[dim];
                if i < -n || i >= n {
                    return None;
                }
                offset += (if i < 0 { i + n } else { i }) * g.strides[dim];
                dim += 1;
            }
            IndexItem::Slice(start, stop, step) => {
                let (n, step) = (g.sizes[dim], step.unwrap_or(1));
                if step <= 0 {
                    return None;
                }
                let clamp = |v: i64| (if v < 0 { v.saturating_add(n) } else { v }).clamp(0, n);
                let start = clamp(start.unwrap_or(0));
                let stop = clamp(stop.unwrap_or(n)).max(start);
                let count = (stop - start).div_euclid(step) + ((stop - start) % step != 0) as i64;
                if count > 0 {
                    offset += start * g.strides[dim];
                }
                sizes.push(count);
                strides.push(g.strides[dim].saturating_mul(step));
                dim += 1;
            }
            IndexItem::Ellipsis if !items[..at].iter().any(|i| matches!(i, IndexItem::Ellipsis)) => {
                sizes.extend_from_slice(&g.sizes[dim..dim + rest]);
                strides.extend_from_slice(&g.strides[dim..dim + rest]);
                dim += rest;
            }
            _ => return None,
        }
    }
    sizes.extend_from_slice(&g.sizes[dim..]);
    strides.extend_from_slice(&g.strides[dim..]);
    Some(crate::ops::view::with(g, offset, sizes, strides))
}

/// Whether `x[items]` can be one view: nobody records what it is made of.
fn unrecorded(x: &Tensor) -> bool {
    !modes::dispatching() && (!modes::grad_enabled() || !x.requires_grad())
}

/// `x[items]` in one step, where no mode looks on and the items are ints, slices and an ellipsis that fit.
pub fn get_basic(x: &Tensor, items: &[IndexItem]) -> Option<Tensor> {
    if !unrecorded(x) {
        return None;
    }
    let g = basic(&x.geometry(), items)?;
    Some(make_view(x, g))
}

/// What is written by `x[items] = value`.
#[derive(Clone, Copy)]
pub enum Written<'a> {
    Number(Scalar),
    Tensor(&'a Tensor),
}

/// `x[items] = value` without making the view; `false` where the general way has to be taken.
pub fn set_basic(x: &Tensor, items: &[IndexItem], value: Written) -> Result<bool> {
    if !unrecorded(x) || matches!(value, Written::Tensor(v) if modes::grad_enabled() && v.requires_grad()) {
        return Ok(false);
    }
    let Some(g) = basic(&x.geometry(), items) else { return Ok(false) };
    let overlaps = g.sizes.iter().zip(&g.strides).any(|(n, s)| *n > 1 && *s == 0);
    if overlaps || g.bits != 0 || matches!(value, Written::Tensor(v) if v.sizes() != g.sizes && v.dim() > 0) {
        return Ok(false);
    }
    check_inplace(x, "index_put_")?;
    let dtype = g.dtype;
    match value {
        Written::Number(s) => {
            crate::ops::random_fill::check_fits(s, dtype)?;
            if !quick::fill_part(&GeometryRef::First(&g), s)? {
                fill_into(&Tensor::from_geometry(g), s)?;
            }
        }
        Written::Tensor(v) => copy_into(&Tensor::from_geometry(g), v)?,
    }
    if !x.is_inference() {
        x.bump_version();
    }
    Ok(true)
}

pub fn plan(x: &Tensor, items: &[IndexItem]) -> Result<Plan> {
    let used: usize = items.iter().map(IndexItem::taken).sum();
    let n = x.dim();
    if used > n {
        if n == 0 && items.iter().any(|i| matches!(i, IndexItem::Int(_))) {
            select(x, 0, 0)?;
        }
        bail!(Index, "too many indices for tensor of dimension {n}");
    }
    let mut out = Plan { view: x.clone(), indices: Vec::new() };
    let mut dim = 0usize;
    // A mask over several dimensions is one entry of the indices: `index` spreads it over its dimensions.
    let mut folded = 0usize;
    for it in items {
        match it {
            IndexItem::Int(i) => out.view = select(&out.view, dim, *i)?,
            IndexItem::Slice(start, stop, step) => {
                out.view = slice(&out.view, dim, *start, *stop, step.unwrap_or(1))?;
                dim += 1;
            }
            IndexItem::NewAxis => {
                out.view = out.view.unsqueeze(dim as i64)?;
                dim += 1;
            }
            IndexItem::Ellipsis => dim += n - used,
            IndexItem::Bool(on) => out.flag(&mut dim, folded, *on, x)?,
            IndexItem::Tensor(t) if t.dim() == 0 && t.dtype() == DType::Bool => out.flag(&mut dim, folded, t.item()?.to_bool(), x)?,
            IndexItem::Tensor(t) => {
                out.put(dim - folded, t.clone());
                dim += it.taken();
                folded += it.taken().saturating_sub(1);
            }
        }
    }
    Ok(out)
}

impl Plan {
    fn put(&mut self, at: usize, t: Tensor) {
        while self.indices.len() <= at {
            self.indices.push(None);
        }
        self.indices[at] = Some(t);
    }

    /// A single truth value: a new dimension of size 1 or 0.
    fn flag(&mut self, dim: &mut usize, folded: usize, on: bool, x: &Tensor) -> Result<()> {
        self.view = self.view.unsqueeze(*dim as i64)?;
        self.put(*dim - folded, Tensor::zeros(&[on as i64], DType::I64, x.device())?);
        *dim += 1;
        Ok(())
    }

    pub fn get(self, x: &Tensor) -> Result<Tensor> {
        if self.indices.is_empty() {
            // An index that selects everything still makes a new tensor.
            return if self.view.is_same(x) { x.alias() } else { Ok(self.view) };
        }
        self.view.index(&self.indices)
    }

    pub fn fill(&self, x: &Tensor, s: Scalar) -> Result<()> {
        if self.indices.is_empty() {
            self.view.fill_(s)?;
            return Ok(());
        }
        if let [Some(mask)] = &self.indices[..] {
            // A mask of the whole view needs no list of places.
            let plain = !self.view.requires_grad() && self.view.dtype().is_float() && !s.is_complex();
            if plain && mask.dtype() == DType::Bool && mask.sizes() == self.view.sizes() {
                self.view.masked_fill_(mask, s)?;
                return Ok(());
            }
        }
        crate::ops::random_fill::check_fits(s, x.dtype())?;
        self.set(x, &Tensor::full(&[], s, x.dtype(), x.device())?)
    }

    pub fn set(&self, x: &Tensor, value: &Tensor) -> Result<()> {
        if self.indices.is_empty() {
            // Leading dimensions of size 1 of the value fall away, as in numpy.
            let mut v = value.clone();
            while v.dim() > self.view.dim() && v.size(0)? == 1 {
                v = v.squeeze_dim(&[0])?;
            }
            self.view.copy_(&v)?;
            return Ok(());
        }
        // One value under a mask is a fill, which casts.
        let fill = value.numel() == 1 && self.indices.iter().flatten().all(|t| t.dtype() == DType::Bool);
        ensure!(
            fill || value.dtype() == x.dtype(),
            "Index put requires the source and destination dtypes match, got {} for the destination and {} for the source.",
            x.dtype().scalar_name(),
            value.dtype().scalar_name()
        );
        self.view.index_put_(&self.indices, &value.to_dtype(x.dtype())?, false)?;
        Ok(())
    }
}

impl Tensor {
    /// `self[items]`: a view where the items are ints, slices, new axes and an ellipsis; else a copy.
    pub fn get(&self, items: &[IndexItem]) -> Result<Tensor> {
        plan(self, items)?.get(self)
    }

    /// `self[items] = value`; the value is broadcast.
    pub fn set(&self, items: &[IndexItem], value: &Tensor) -> Result<()> {
        plan(self, items)?.set(self, value)
    }
}
