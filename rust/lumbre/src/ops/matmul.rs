//! Matrix products.

use super::pointwise::conj_of;
use crate::autograd::{Backward, BackwardCx, Grads, Look, Looked, Saved};
use crate::backend::elementwise::resolve_ref;
use crate::backend::{Fresh, compute_each, cuda, same_device};
use crate::error::Result;
use crate::tensor::Tensor;
use crate::tensor::geometry::{self, Dims};
use crate::{ensure, modes};
use lumbre_kernels::{View, ViewMut};
use smallvec::smallvec;

pub(crate) fn same_dtype(op: &str, a: &Tensor, b: &Tensor) -> Result<()> {
    ensure!(
        a.dtype() == b.dtype(),
        "{op}: expected m1 and m2 to have the same dtype, but got: {} != {}",
        a.dtype().scalar_name(),
        b.dtype().scalar_name()
    );
    ensure!(
        a.dtype() != lumbre_kernels::DType::Bool,
        NotImplemented,
        "\"addmm_impl_cpu_\" not implemented for 'Bool'"
    );
    same_device(op, &[a, b])
}

/// Sizes and strides as a batch of matrices: one of them where there is a matrix, a vector (a column or a row) or a number.
fn batch_of(sizes: &[i64], strides: &[i64], column: bool) -> (Dims, Dims) {
    let three = |s: [i64; 3]| Dims::from_buf_and_len([s[0], s[1], s[2], 0, 0, 0], 3);
    let (n, s) = match (sizes, strides) {
        ([b, n, m], [p, s, t]) => ([*b, *n, *m], [*p, *s, *t]),
        ([n, m], [s, t]) => ([1, *n, *m], [0, *s, *t]),
        ([n], [s]) if column => ([1, *n, 1], [0, *s, 1]),
        ([n], [s]) => ([1, 1, *n], [0, *n * *s, *s]),
        _ => ([1, 1, 1], [0, 1, 1]),
    };
    (three(n), three(s))
}

/// `out[b] = x[b] @ y[b]` over batches of matrices, matrices, or vectors: a row on the left, a column on the right.
pub(crate) fn launch_bmm(op: &str, x: &Tensor, y: &Tensor, out: &[i64]) -> Result<Fresh> {
    let (x, y) = (&resolve_ref(x)?, &resolve_ref(y)?);
    let f = Fresh::empty(op, out, x.dtype(), x.device())?;
    let (gx, gy) = (x.geometry(), y.geometry());
    let go = f.tensor().geometry();
    let (xs, ys, os) = (batch_of(&gx.sizes, &gx.strides, false), batch_of(&gy.sizes, &gy.strides, true), batch_of(&go.sizes, &go.strides, true));
    let work = (xs.0.iter().product::<i64>().saturating_mul(ys.0[2]) / 16) as usize;
    let ins = [crate::backend::Operand::shaped(x, xs.0, xs.1), crate::backend::Operand::shaped(y, ys.0, ys.1)];
    let outs = [crate::backend::Operand::shaped(f.tensor(), os.0, os.1)];
    let cpu = |i: &[View], o: &mut [ViewMut]| {
        lumbre_kernels::gemm::bmm(i[0], i[1], 1.0, 0.0, o[0].reborrow());
        Ok(())
    };
    crate::backend::launch_each(op, work, &ins, &outs, true, cpu, |cx, i, o| cuda::gemm::bmm(cx, i[0], i[1], None, o[0]))?;
    drop(go);
    Ok(f)
}

/// `mm(Tensor input, Tensor mat2) -> Tensor` · method function out autocast=lower exact
///
/// `out[i][j] = sum over k of a[i][k] * b[k][j]`.
///
/// Shapes: `(n, m)` and `(m, p)` to `(n, p)`.
/// Dtypes: integers, floats, complex; others raise NotImplementedError.
/// Raises: RuntimeError for tensors that are no matrices, sizes that do not fit and two dtypes.
pub(crate) fn mm(x: &Tensor, y: &Tensor) -> Result<Tensor> {
    let (a, b) = (x.sizes(), y.sizes());
    ensure!(a.len() == 2, "mm: self must be a matrix, got {}-D tensor", a.len());
    ensure!(b.len() == 2, "mm: mat2 must be a matrix, got {}-D tensor", b.len());
    ensure!(a[1] == b[0], "mm: mat1 and mat2 shapes cannot be multiplied ({}x{} and {}x{})", a[0], a[1], b[0], b[1]);
    same_dtype("mm", x, y)?;
    Ok(launch_bmm("mm", x, y, &[a[0], b[1]])?.with_grad([x, y], |_| MmGrad {
        x: y.requires_grad().then(|| x.save()),
        y: x.requires_grad().then(|| y.save()),
    }))
}

struct MmGrad {
    x: Option<Saved>,
    y: Option<Saved>,
}
impl Backward for MmGrad {
    fn backward(&self, cx: &BackwardCx, grads: &[Option<Tensor>]) -> Result<Grads> {
        let Some(g) = &grads[0] else { return Ok(smallvec![None, None]) };
        let gx = match &self.y {
            Some(y) if cx.needs(0) => Some(g.mm(&conj_of(&cx.unpack(y)?)?.t()?)?),
            _ => None,
        };
        let gy = match &self.x {
            Some(x) if cx.needs(1) => Some(conj_of(&cx.unpack(x)?)?.t()?.mm(g)?),
            _ => None,
        };
        Ok(smallvec![gx, gy])
    }

    fn saved(&self) -> Looked<'_> {
        [("self", &self.x), ("mat2", &self.y)].into_iter().filter_map(|(name, saved)| Some((name, Look::Tensor(saved.as_ref()?)))).collect()
    }
}

/// `bmm(Tensor input, Tensor mat2) -> Tensor` · method function out autocast=lower exact
///
/// `out[b] = input[b] @ mat2[b]`.
///
/// Shapes: `(b, n, m)` and `(b, m, p)` to `(b, n, p)`.
/// Dtypes: integers, floats, complex; others raise NotImplementedError.
/// Raises: RuntimeError for other numbers of dimensions, sizes that do not fit and two dtypes.
pub(crate) fn bmm(x: &Tensor, y: &Tensor) -> Result<Tensor> {
    let (a, b) = (x.sizes(), y.sizes());
    ensure!(a.len() == 3, "batch1 must be a 3D tensor");
    ensure!(b.len() == 3, "batch2 must be a 3D tensor");
    ensure!(
        a[0] == b[0] && a[2] == b[1],
        "Expected size for first two dimensions of batch2 tensor to be: [{}, {}] but got: [{}, {}].",
        a[0],
        a[2],
        b[0],
        b[1]
    );
    same_dtype("bmm", x, y)?;
    Ok(launch_bmm("bmm", x, y, &[a[0], a[1], b[2]])?.with_grad([x, y], |_| BmmGrad {
        x: y.requires_grad().then(|| x.save()),
        y: x.requires_grad().then(|| y.save()),
    }))
}

struct BmmGrad {
    x: Option<Saved>,
    y: Option<Saved>,
}
impl Backward for BmmGrad {
    fn backward(&self, cx: &BackwardCx, grads: &[Option<Tensor>]) -> Result<Grads> {
        let Some(g) = &grads[0] else { return Ok(smallvec![None, None]) };
        let gx = match &self.y {
            Some(y) if cx.needs(0) => Some(g.bmm(&conj_of(&cx.unpack(y)?)?.transpose(1, 2)?)?),
            _ => None,
        };
        let gy = match &self.x {
            Some(x) if cx.needs(1) => Some(conj_of(&cx.unpack(x)?)?.transpose(1, 2)?.bmm(g)?),
            _ => None,
        };
        Ok(smallvec![gx, gy])
    }
}

/// `matmul(Tensor input, Tensor other) -> Tensor` · method function out exact
///
/// `out[…, i, j] = sum over k of a[…, i, k] * b[…, k, j]`; vectors stand for a row on the left and a column on the right, and their
/// dimension goes away.
///
/// Shapes: `(*, n, m)` and `(*, m, p)` to `(*, n, p)`, with `*` broadcast; `(m)` and `(m)` to `()`.
/// Dtypes: integers, floats, complex; others raise NotImplementedError.
/// Raises: RuntimeError for tensors without dimensions, sizes that do not fit and two dtypes.
pub(crate) fn matmul(x: &Tensor, y: &Tensor) -> Result<Tensor> {
    let (a, b) = (x.sizes(), y.sizes());
    ensure!(
        !a.is_empty() && !b.is_empty(),
        "both arguments to matmul need to be at least 1D, but they are {}D and {}D",
        a.len(),
        b.len()
    );
    match (a.len(), b.len()) {
        (2, 2) => return x.mm(y),
        // Autocast's classes: a product of matrices is lowered on every device, one of vectors is not.
        (1, 1) if modes::get() & modes::AUTOCAST == 0 => return x.dot(y),
        (2, 1) if modes::get() & modes::AUTOCAST == 0 => return x.mv(y),
        (1, 1) => return x.unsqueeze(0)?.matmul(&y.unsqueeze(1)?)?.reshape(&[]),
        (1, _) => return x.unsqueeze(0)?.matmul(y)?.squeeze_dim(&[-2]),
        (_, 1) => return x.matmul(&y.unsqueeze(1)?)?.squeeze_dim(&[-1]),
        // One matrix on the right: fold the batch into its rows.
        (n, 2) if n > 2 => {
            ensure!(a[n - 1] == b[0], "mm: mat1 and mat2 shapes cannot be multiplied ({}x{} and {}x{})", a[..n - 1].iter().product::<i64>(), a[n - 1], b[0], b[1]);
            let mut shape = a.clone();
            shape[n - 1] = b[1];
            let rows: i64 = a[..n - 1].iter().product();
            return x.reshape(&[rows, a[n - 1]])?.mm(y)?.reshape(&shape);
        }
        _ => {}
    }
    let (n, m) = (a.len(), b.len());
    let batch = geometry::broadcast(&a[..n - 2], &b[..m - 2])?;
    let count: i64 = batch.iter().product();
    let with = |tail: [i64; 2]| -> Dims { batch.iter().copied().chain(tail).collect() };
    let xs = x.expand(&with([a[n - 2], a[n - 1]]))?.reshape(&[count, a[n - 2], a[n - 1]])?;
    let ys = y.expand(&with([b[m - 2], b[m - 1]]))?.reshape(&[count, b[m - 2], b[m - 1]])?;
    xs.bmm(&ys)?.reshape(&with([a[n - 2], b[m - 1]]))
}

/// `linear(Tensor input, Tensor weight, Tensor? bias=None) -> Tensor` · nn.functional autocast=lower not=bool
///
/// `x @ weight.T + bias`.
///
/// Shapes: input `(*, in)`, weight `(out, in)` or `(in)`, bias `(out)` or `()`: `(*, out)` or `(*)`.
/// Dtypes: integers, floats, complex; others raise NotImplementedError.
/// Raises: RuntimeError for sizes that do not fit and two dtypes.
pub(crate) fn linear(x: &Tensor, w: &Tensor, b: Option<&Tensor>) -> Result<Tensor> {
    let (xs, ws) = (x.sizes(), w.sizes());
    ensure!(!xs.is_empty() && (ws.len() == 2 || ws.len() == 1), "linear(): input and weight need at least one dimension, got {:?} and {:?}", &xs[..], &ws[..]);
    if ws.len() == 1 {
        let y = x.matmul(w)?;
        return match b {
            Some(b) => y.add(b),
            None => Ok(y),
        };
    }
    let n = xs.len();
    let rows: i64 = xs[..n - 1].iter().product();
    ensure!(
        xs[n - 1] == ws[1],
        "{}: mat1 and mat2 shapes cannot be multiplied ({rows}x{} and {}x{})",
        if b.is_some() { "addmm" } else { "mm" },
        xs[n - 1],
        ws[1],
        ws[0]
    );
    ensure!(x.dtype() == w.dtype(), "mat1 and mat2 must have the same dtype, but got {} and {}", x.dtype().scalar_name(), w.dtype().scalar_name());
    if let Some(b) = b {
        ensure!(b.sizes()[..] == [ws[0]], "linear(): bias of shape {:?} does not fit a weight of shape {:?}", &b.sizes()[..], &ws[..]);
        ensure!(b.dtype() == x.dtype(), "self and mat2 must have the same dtype, but got {} and {}", x.dtype().scalar_name(), b.dtype().scalar_name());
    }
    let folded;
    let flat = if n == 2 {
        x
    } else {
        folded = x.reshape(&[rows, xs[n - 1]])?;
        &folded
    };
    let (fr, wr) = (resolve_ref(flat)?, resolve_ref(w)?);
    let f = Fresh::empty("linear", &[rows, ws[0]], x.dtype(), x.device())?;
    let work = (rows.saturating_mul(ws[0]).saturating_mul(ws[1]) / 16) as usize;
    let run = |inputs: &[&Tensor]| {
        let cpu = |i: &[View], o: &mut [ViewMut]| {
            lumbre_kernels::gemm::linear(i[0], i[1], i.get(2).copied(), o[0].reborrow());
            Ok(())
        };
        compute_each("linear", work, inputs, &[&f], cpu, |cx, i, o| cuda::gemm::linear(cx, i[0], i[1], i.get(2).copied(), o[0]))
    };
    match b {
        Some(b) => run(&[&fr, &wr, b])?,
        None => run(&[&fr, &wr])?,
    }
    let rule = |_: &Fresh| LinearGrad {
        x: w.requires_grad().then(|| flat.save()),
        w: flat.requires_grad().then(|| w.save()),
        bias: b.is_some(),
    };
    // The bias comes first, as in `addmm`.
    let y = match b {
        Some(_) => f.with_grad_list(&[b, Some(flat), Some(w)], rule),
        None => f.with_grad_list(&[Some(flat), Some(w)], rule),
    };
    if n == 2 {
        return Ok(y);
    }
    let mut shape = xs.clone();
    shape[n - 1] = ws[0];
    y.view(&shape)
}

struct LinearGrad {
    x: Option<Saved>,
    w: Option<Saved>,
    bias: bool,
}
impl Backward for LinearGrad {
    fn backward(&self, cx: &BackwardCx, grads: &[Option<Tensor>]) -> Result<Grads> {
        let first = usize::from(self.bias);
        let Some(g) = &grads[0] else { return Ok(smallvec![None; 2 + first]) };
        let gx = match &self.w {
            Some(w) if cx.needs(first) => Some(g.mm(&conj_of(&cx.unpack(w)?)?)?),
            _ => None,
        };
        let gw = match &self.x {
            Some(x) if cx.needs(first + 1) => Some(g.t()?.mm(&conj_of(&cx.unpack(x)?)?)?),
            _ => None,
        };
        let gb = if self.bias && cx.needs(0) { Some(g.sum_dim(Some(&[0]))?) } else { None };
        Ok(self.bias.then_some(gb).into_iter().chain([gx, gw]).collect())
    }

    fn name(&self) -> std::borrow::Cow<'static, str> {
        if self.bias { "AddmmBackward0" } else { "MmBackward0" }.into()
    }

    fn saved(&self) -> Looked<'_> {
        let names = if self.bias { ["mat1", "mat2"] } else { ["self", "mat2"] };
        names.into_iter().zip([&self.x, &self.w]).filter_map(|(name, saved)| Some((name, Look::Tensor(saved.as_ref()?)))).collect()
    }
}
