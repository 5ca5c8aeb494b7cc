//! Indexing with tensors, by NumPy's rules: the index tensors are broadcast together; where they stand side by side their
//! common shape takes their place, else it comes first. Masks stand for the positions of their true elements.

use super::partial::{apart, written};
use crate::autograd::{Backward, BackwardCx, Grads, Saved};
use crate::backend::{Fresh, Operand, cuda, launch_each, resolve, same_device};
use crate::error::{Error, Kind, Result};
use crate::tensor::Tensor;
use crate::tensor::geometry::{self, Dims};
use crate::{bail, ensure};
use lumbre_kernels::index::{self, BadIndex};
use lumbre_kernels::{DType, View, ViewMut};
use smallvec::{SmallVec, smallvec};

/// How index tensors meet a tensor.
struct Plan {
    /// The indexed dimensions, and an index tensor of shape `shape` for each.
    dims: SmallVec<[usize; 4]>,
    tensors: Vec<Tensor>,
    shape: Dims,
    /// Where the index shape stands among the dimensions of the result.
    at: usize,
}

impl Plan {
    fn new(x: &Tensor, indices: &[Option<Tensor>]) -> Result<Plan> {
        let sizes = x.sizes();
        let mut given: Vec<(usize, Tensor)> = Vec::new();
        let mut dim = 0;
        for index in indices {
            let Some(t) = index else {
                dim += 1;
                continue;
            };
            match t.dtype() {
                DType::I64 | DType::I32 => {
                    given.push((dim, t.clone()));
                    dim += 1;
                }
                DType::Bool | DType::U8 => {
                    let n = t.dim();
                    ensure!(dim + n <= sizes.len(), Index, "too many indices for tensor of dimension {}", sizes.len());
                    for k in 0..n {
                        ensure!(
                            t.sizes()[k] == sizes[dim + k],
                            Index,
                            "The shape of the mask {:?} at index {k} does not match the shape of the indexed tensor {:?} at index {}",
                            &t.sizes()[..],
                            &sizes[..],
                            dim + k
                        );
                    }
                    let places = t.nonzero()?;
                    for k in 0..n {
                        given.push((dim + k, places.select(1, k as i64)?));
                    }
                    dim += n;
                }
                _ => bail!(Index, "tensors used as indices must be long, int, byte or bool tensors"),
            }
        }
        ensure!(dim <= sizes.len(), Index, "too many indices for tensor of dimension {}", sizes.len());
        let mut shape = Dims::new();
        for (_, t) in &given {
            shape = match geometry::broadcast(&shape, &t.sizes()) {
                Ok(s) => s,
                Err(_) => {
                    let all: Vec<String> = given.iter().map(|(_, t)| format!("{:?}", &t.sizes()[..])).collect();
                    bail!(Index, "shape mismatch: indexing tensors could not be broadcast together with shapes {}", all.join(", "))
                }
            };
        }
        let mut plan = Plan { dims: SmallVec::new(), tensors: Vec::new(), shape, at: 0 };
        for (d, t) in given {
            plan.dims.push(d);
            plan.tensors.push(t.expand(&plan.shape)?);
        }
        let adjacent = plan.dims.windows(2).all(|w| w[1] == w[0] + 1);
        plan.at = if adjacent { plan.dims.first().copied().unwrap_or(0) } else { 0 };
        Ok(plan)
    }

    /// The dimensions that are not indexed.
    fn rest(&self, n: usize) -> SmallVec<[usize; 6]> {
        (0..n).filter(|d| !self.dims.contains(d)).collect()
    }

    /// The shape of the result.
    fn result(&self, sizes: &[i64]) -> Dims {
        let mut out: Dims = self.rest(sizes.len()).iter().map(|&d| sizes[d]).collect();
        out.insert_many(self.at, self.shape.iter().copied());
        out
    }

    /// Values of the result's dimensions in the kernel's order: the index shape first.
    fn kernel_order(&self, of_result: &[i64]) -> Dims {
        let s = self.at..self.at + self.shape.len();
        let rest = of_result.iter().enumerate().filter(|(i, _)| !s.contains(i)).map(|(_, v)| *v);
        of_result[s.clone()].iter().copied().chain(rest).collect()
    }

    /// The indexed tensor with its indexed dimensions first.
    fn operand<'a>(&self, x: &'a Tensor) -> Operand<'a> {
        let g = x.geometry();
        let rest = self.rest(g.dim());
        let order = || self.dims.iter().chain(&rest);
        Operand::shaped(x, order().map(|&d| g.sizes[d]).collect(), order().map(|&d| g.strides[d]).collect())
    }

    fn error(&self, e: BadIndex) -> Error {
        let dim = self.dims.get(e.dim).copied().unwrap_or(e.dim);
        Error::new(Kind::Index, format!("index {} is out of bounds for dimension {dim} with size {}", e.index, e.size))
    }

    fn save(&self, n: usize) -> Vec<Option<Saved>> {
        let mut out: Vec<Option<Saved>> = (0..n).map(|_| None).collect();
        for (d, t) in self.dims.iter().zip(&self.tensors) {
            out[*d] = Some(t.detach_handle().save());
        }
        out
    }
}

fn unpack(cx: &BackwardCx, saved: &[Option<Saved>]) -> Result<Vec<Option<Tensor>>> {
    saved.iter().map(|s| s.as_ref().map(|s| cx.unpack(s)).transpose()).collect()
}

/// `index(Tensor input, Tensor?[] indices) -> Tensor` · function
///
/// `out[i…] = x[a[i…], b[i…], …]`: integer tensors or masks select along their dimensions; `None` keeps a dimension whole.
///
/// Shapes: the indices broadcast to one shape, which stands in place of their dimensions: in front unless they are neighbours.
/// Dtypes: bool, integers, floats, complex.
/// Raises: IndexError for an index out of range, for a mask of another shape, and for indices that are neither integers nor bools.
pub(crate) fn index(x: &Tensor, indices: &[Option<Tensor>]) -> Result<Tensor> {
    if let [Some(mask)] = indices {
        if mask.dtype() == DType::Bool && mask.dim() > 0 && mask.geometry().sizes == x.geometry().sizes {
            let y = x.masked_select(mask)?;
            if let Some(node) = y.grad_fn() {
                node.call_it("IndexBackward0");
            }
            return Ok(y);
        }
    }
    let plan = Plan::new(x, indices)?;
    if plan.tensors.is_empty() {
        return Ok(x.clone());
    }
    let source = resolve(x)?;
    same_device("index", &[&source, &plan.tensors[0]])?;
    let sizes = plan.result(&x.sizes());
    let y = Fresh::empty("index", &sizes, x.dtype(), x.device())?;
    {
        let mut ins: SmallVec<[Operand; 4]> = smallvec![plan.operand(&source)];
        ins.extend(plan.tensors.iter().map(Operand::new));
        let strides = geometry::contiguous_strides(&sizes);
        let outs = [Operand::shaped(y.tensor(), plan.kernel_order(&sizes), plan.kernel_order(&strides))];
        let cpu = |i: &[View], o: &mut [ViewMut]| index::index(i[0], &i[1..], o[0].reborrow()).map_err(|e| plan.error(e));
        launch_each("index", sizes.iter().product::<i64>() as usize, &ins, &outs, true, cpu, |cx, i, o| cuda::index::index(cx, i[0], &i[1..], o[0]))?;
    }
    Ok(y.with_grad([x], |_| IndexGrad { sizes: x.sizes(), indices: plan.save(x.dim()) }))
}

struct IndexGrad {
    sizes: Dims,
    indices: Vec<Option<Saved>>,
}
impl Backward for IndexGrad {
    fn backward(&self, cx: &BackwardCx, grads: &[Option<Tensor>]) -> Result<Grads> {
        let Some(g) = &grads[0] else { return Ok(smallvec![None]) };
        let zero = Tensor::zeros(&self.sizes, g.dtype(), g.device())?;
        Ok(smallvec![Some(zero.index_put_(&unpack(cx, &self.indices)?, g, true)?)])
    }
}

fn put(x: &Tensor, indices: &[Option<Tensor>], values: &Tensor, accumulate: bool, inplace: bool) -> Result<Tensor> {
    let plan = Plan::new(x, indices)?;
    ensure!(
        values.dtype() == x.dtype(),
        "Index put requires the source and destination dtypes match, got {} for the destination and {} for the source.",
        x.dtype().scalar_name(),
        values.dtype().scalar_name()
    );
    let sizes = plan.result(&x.sizes());
    let mut v = values.clone();
    while v.dim() > sizes.len() && v.sizes()[0] == 1 {
        v = v.select(0, 0)?;
    }
    ensure!(
        geometry::broadcast(&sizes, &v.sizes()).is_ok_and(|b| b == sizes),
        "shape mismatch: value tensor of shape {:?} cannot be broadcast to indexing result of shape {:?}",
        &values.sizes()[..],
        &sizes[..]
    );
    let name = if inplace { "index_put_" } else { "index_put" };
    let write = |x: &Tensor| {
        if plan.tensors.is_empty() {
            return crate::backend::copy_into(x, &if accumulate { x.add(&v)? } else { v.clone() });
        }
        let v = apart(&v, x)?;
        same_device(name, &[x, &plan.tensors[0], &v])?;
        let g = v.geometry();
        let strides = geometry::expanded_strides(&g.sizes, &g.strides, &sizes);
        let mut ins: SmallVec<[Operand; 4]> = smallvec![Operand::shaped(&v, plan.kernel_order(&sizes), plan.kernel_order(&strides))];
        ins.extend(plan.tensors.iter().map(Operand::new));
        let outs = [plan.operand(x)];
        let cpu = |i: &[View], o: &mut [ViewMut]| index::index_put(&i[1..], i[0], accumulate, o[0].reborrow()).map_err(|e| plan.error(e));
        launch_each(name, sizes.iter().product::<i64>() as usize, &ins, &outs, false, cpu, |cx, i, o| {
            cuda::index::index_put(cx, &i[1..], i[0], accumulate, o[0])
        })
    };
    let _quiet = crate::modes::with(0, crate::modes::DEST);
    written(name, x, inplace, &[Some(values)], write, || IndexPutGrad {
        indices: plan.save(x.dim()),
        sizes: values.sizes(),
        squeezed: v.sizes(),
        accumulate,
    })
}

/// `index_put(Tensor input, Tensor?[] indices, Tensor values, bool accumulate=False) -> Tensor` · method function
///
/// A copy of `x` after `x[a[i…], b[i…], …] = values[i…]`, or `+=` with `accumulate`. Where places repeat, the last one written stays.
///
/// Shapes: `values` broadcasts to the shape of `input[indices]`; the result has the input's.
/// Dtypes: bool, integers, floats, complex.
/// Raises: IndexError for an index out of range; RuntimeError where `values` does not broadcast or has another dtype.
pub(crate) fn index_put(x: &Tensor, indices: &[Option<Tensor>], values: &Tensor, accumulate: bool) -> Result<Tensor> {
    put(x, indices, values, accumulate, false)
}

/// `index_put_(Tensor(a!) input, Tensor?[] indices, Tensor values, bool accumulate=False) -> Tensor(a!)` · method function
///
/// `x[a[i…], b[i…], …] = values[i…]` in place, or `+=` with `accumulate`.
///
/// Shapes: `values` broadcasts to the shape of `input[indices]`.
/// Dtypes: bool, integers, floats, complex.
/// Raises: IndexError for an index out of range; RuntimeError where `values` does not broadcast or has another dtype, and for a leaf that
///   requires gradients.
pub(crate) fn index_put_at_(x: &Tensor, indices: &[Option<Tensor>], values: &Tensor, accumulate: bool) -> Result<Tensor> {
    put(x, indices, values, accumulate, true)
}

impl Tensor {
    /// `self[indices] = values`, or `+=` with `accumulate`.
    pub fn index_put_(&self, indices: &[Option<Tensor>], values: &Tensor, accumulate: bool) -> Result<Tensor> {
        self.index_put_at_with_(indices, values, accumulate)
    }
}

struct IndexPutGrad {
    indices: Vec<Option<Saved>>,
    sizes: Dims,
    squeezed: Dims,
    accumulate: bool,
}
impl Backward for IndexPutGrad {
    fn backward(&self, cx: &BackwardCx, grads: &[Option<Tensor>]) -> Result<Grads> {
        let Some(g) = &grads[0] else { return Ok(smallvec![None, None]) };
        let indices = unpack(cx, &self.indices)?;
        let gx = match cx.needs(0) {
            true if self.accumulate => Some(g.clone()),
            true => Some(g.index_put(&indices, &Tensor::zeros(&[], g.dtype(), g.device())?)?),
            false => None,
        };
        let gv = match cx.needs(1) {
            true => Some(g.index(&indices)?.sum_to_size(&self.squeezed)?.reshape(&self.sizes)?),
            false => None,
        };
        Ok(smallvec![gx, gv])
    }
}
