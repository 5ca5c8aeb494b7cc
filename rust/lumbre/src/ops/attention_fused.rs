//! Scaled dot-product attention on GPUs without the matrix of scores.

use super::recomputed;
use crate::autograd::{Backward, BackwardCx, Grads, Saved};
use crate::backend::cuda::attention::{self as kernel, Attention};
use crate::backend::{Fresh, Operand, launch_each};
use crate::device::Device;
use crate::error::Result;
use crate::tensor::Tensor;
use crate::{bail, modes};
use lumbre_kernels::DType;
use smallvec::smallvec;

/// Whether the kernels take these: half precision on a GPU with tensor cores of the second generation, batches and heads alike.
pub(super) fn takes(q: &Tensor, k: &Tensor, v: &Tensor, enable_gqa: bool) -> bool {
    let Device::Cuda(index) = q.device() else { return false };
    let (sq, sk, sv) = (q.sizes(), k.sizes(), v.sizes());
    if sq.len() != 4 || sk.len() != 4 || sk != sv || k.device() != q.device() || v.device() != q.device() {
        return false;
    }
    let shared = sk[1] > 0 && sq[1] % sk[1] == 0 && (enable_gqa || sq[1] == sk[1]);
    let shapes = sq[0] == sk[0] && sq[3] == sk[3] && shared && sq.iter().chain(&sk).all(|&n| n > 0);
    shapes && kernel::takes(q.dtype(), sq[3]) && crate::cuda::gpu(index).is_ok_and(|g| g.props.major >= 8)
}

/// The tensor itself where the kernels can read its rows in packs of eight, else a copy.
fn packed(t: &Tensor) -> Result<Tensor> {
    let t = crate::backend::resolve(&t.detach_handle())?;
    let ok = {
        let g = t.geometry();
        let s = &g.strides;
        s[3] == 1 && s[..3].iter().all(|v| v % 8 == 0) && g.offset % 8 == 0
    };
    if ok { Ok(t) } else { t.contiguous() }
}

/// Refused on the CPU, where the op is composed.
fn no_cpu<T>() -> Result<T> {
    bail!(NotImplemented, "fused attention has no CPU kernel")
}

pub(super) fn run(q: &Tensor, k: &Tensor, v: &Tensor, dropout: f64, causal: bool, scale: f64) -> Result<Tensor> {
    let (sq, sk) = (q.sizes(), k.sizes());
    let mut a = Attention { causal, scale, dropout, stream: Default::default() };
    if let (true, Device::Cuda(index)) = (dropout > 0.0, q.device()) {
        let words = sq[0] * sq[1] * sq[2] * ((sk[2] + 3) / 4 * 4);
        a.stream = crate::random::cuda_draw(None, index, words as u64)?;
    }
    let (qp, kp, vp) = (packed(q)?, packed(k)?, packed(v)?);
    let y = Fresh::empty("scaled_dot_product_attention", &sq, q.dtype(), q.device())?;
    let lse = Fresh::empty("scaled_dot_product_attention", &sq[..3], DType::F32, q.device())?;
    let ins = [Operand::new(&qp), Operand::new(&kp), Operand::new(&vp)];
    let outs = [Operand::new(y.tensor()), Operand::new(lse.tensor())];
    launch_each("scaled_dot_product_attention", 0, &ins, &outs, true, |_, _| no_cpu(), |cx, i, o| {
        kernel::forward(cx, &a, i[0], i[1], i[2], o[0], o[1])
    })?;
    drop((ins, outs));
    let lse = lse.non_differentiable();
    Ok(y.with_grad([q, k, v], |y| FusedAttentionGrad { q: q.save(), k: k.save(), v: v.save(), y: y.save(), lse, a }))
}

struct FusedAttentionGrad {
    q: Saved,
    k: Saved,
    v: Saved,
    y: Saved,
    lse: Tensor,
    a: Attention,
}

impl Backward for FusedAttentionGrad {
    fn backward(&self, cx: &BackwardCx, grads: &[Option<Tensor>]) -> Result<Grads> {
        let Some(g) = &grads[0] else { return Ok(smallvec![None, None, None]) };
        let (q, k, v) = (cx.unpack(&self.q)?, cx.unpack(&self.k)?, cx.unpack(&self.v)?);
        if modes::grad_enabled() {
            if self.a.dropout > 0.0 {
                bail!(NotImplemented, "scaled_dot_product_attention: second derivatives with dropout are not implemented on CUDA");
            }
            let a = self.a;
            return recomputed::gradients(&[Some(q), Some(k), Some(v)], grads, |[q, k, v]| match (q, k, v) {
                (Some(q), Some(k), Some(v)) => Ok(vec![super::attention::composed(q, k, v, None, 0.0, a.causal, a.scale, true)?]),
                _ => Ok(vec![]),
            });
        }
        let y = cx.unpack(&self.y)?;
        let packs = [packed(&q)?, packed(&k)?, packed(&v)?, packed(&y)?, packed(g)?];
        let fresh = |t: &Tensor| Fresh::empty("scaled_dot_product_attention_backward", &t.sizes(), t.dtype(), t.device());
        let (gq, gk, gv) = (fresh(&q)?, fresh(&k)?, fresh(&v)?);
        let [qp, kp, vp, yp, gp] = &packs;
        let ins = [qp, kp, vp, yp, gp, &self.lse].map(Operand::new);
        let outs = [gq.tensor(), gk.tensor(), gv.tensor()].map(Operand::new);
        launch_each("scaled_dot_product_attention_backward", 0, &ins, &outs, true, |_, _| no_cpu(), |cx, i, o| {
            kernel::backward(cx, &self.a, [i[0], i[1], i[2], i[3]], i[4], i[5], [o[0], o[1], o[2]])
        })?;
        drop((ins, outs));
        Ok(smallvec![Some(gq.non_differentiable()), Some(gk.non_differentiable()), Some(gv.non_differentiable())])
    }

    fn name(&self) -> std::borrow::Cow<'static, str> {
        "ScaledDotProductFlashAttentionBackward0".into()
    }
}
