//! Regions of interest: pooling boxes of an image, and choosing among boxes that overlap.

use super::partial::unsupported;
use crate::autograd::{Backward, BackwardCx, Grads, Saved};
use crate::backend::{Fresh, Operand, compute, launch};
use crate::device::Device;
use crate::ensure;
use crate::error::Result;
use crate::tensor::Tensor;
use crate::tensor::geometry::Dims;
use lumbre_kernels::DType;
use lumbre_kernels::roi::{self as kernel, RoiKind, RoiParams};
use smallvec::smallvec;

/// `nms(Tensor dets, Tensor scores, float iou_threshold) -> Tensor` · torchvision nondiff
///
/// The boxes that stay when, from the best score down, every box is dropped whose overlap (intersection over union) with a box that stays
/// is above `iou_threshold`: their indices, best first.
///
/// Shapes: dets `(K, 4)` (x1, y1, x2, y2), scores `(K)`: `(number that stay)`.
/// Dtypes: floats; the result is int64; others raise NotImplementedError.
/// Raises: RuntimeError for other shapes; NotImplementedError on meta tensors.
pub(crate) fn nms(dets: &Tensor, scores: &Tensor, iou_threshold: f64) -> Result<Tensor> {
    ensure!(dets.dim() == 2, "boxes should be a 2d tensor, got {}D", dets.dim());
    ensure!(dets.sizes()[1] == 4, "boxes should have 4 elements in dimension 1, got {}", dets.sizes()[1]);
    ensure!(scores.dim() == 1, "scores should be a 1d tensor, got {}D", scores.dim());
    ensure!(
        dets.sizes()[0] == scores.sizes()[0],
        "boxes and scores should have same number of elements in dimension 0, got {} and {}", dets.sizes()[0], scores.sizes()[0]
    );
    ensure!(dets.device() != Device::Meta, NotImplemented, "nms: the shape of the result depends on data, which meta tensors do not have");
    let (boxes, _) = computed("nms", &dets.detach_handle())?;
    let order = scores.detach_handle().argsort_with(0, true)?.contiguous()?;
    let mut kept = Vec::new();
    let slot = &mut kept;
    launch("nms", boxes.numel() as usize, &[Operand::new(&boxes), Operand::new(&order)], &[], true, move |i, _| {
        *slot = kernel::suppress(i[0], i[1], iou_threshold);
        Ok(())
    })?;
    Tensor::from_slice(&kept, &[kept.len() as i64])
}

/// The tensor as kernels take it, and its own dtype.
fn computed(name: &str, x: &Tensor) -> Result<(Tensor, DType)> {
    let dtype = x.dtype();
    let x = match dtype {
        DType::F32 | DType::F64 => x.contiguous()?,
        DType::F16 | DType::BF16 => x.to_dtype(DType::F32)?.contiguous()?,
        _ => return Err(unsupported(name, dtype)),
    };
    Ok((x, dtype))
}

struct Inputs {
    x: Tensor,
    rois: Tensor,
    dtype: DType,
}

/// Checks images and boxes: every box must name an image of the batch.
fn inputs(name: &str, x: &Tensor, rois: &Tensor, pooled: [i64; 2]) -> Result<Inputs> {
    ensure!(x.dim() == 4, "{name}: expected an input of 4 dimensions, got {}", x.dim());
    ensure!(rois.dim() == 2 && rois.sizes()[1] == 5, "rois must have shape as Tensor[K, 5]");
    ensure!(
        x.dtype() == rois.dtype(),
        "Expected tensor for input to have the same type as tensor for rois; but type {} does not equal {}",
        x.dtype().name(), rois.dtype().name()
    );
    ensure!(pooled[0] > 0 && pooled[1] > 0, "{name}: the pooled size must be positive, got {pooled:?}");
    let (x, dtype) = computed(name, x)?;
    let (rois, _) = computed(name, &rois.detach_handle())?;
    if rois.numel() > 0 && rois.device() == Device::Cpu {
        let boxes = rois.to_dtype(DType::F64)?.to_vec::<f64>()?;
        ensure!(boxes.iter().all(|v| v.is_finite()), "{name}: boxes must be finite");
        let n = x.sizes()[0];
        ensure!(boxes.chunks(5).all(|b| b[0] >= 0.0 && (b[0] as i64) < n), "{name}: rois name an image outside the batch of {n}");
        ensure!(x.numel() > 0, "{name}: the input is empty: {:?}", &x.sizes()[..]);
    }
    Ok(Inputs { x, rois, dtype })
}

fn pool(name: &'static str, x: &Tensor, rois: &Tensor, p: RoiParams) -> Result<Tensor> {
    let Inputs { x, rois, dtype } = inputs(name, x, rois, p.pooled)?;
    pooled(name, &x, &rois, p)?.to_dtype(dtype)
}

/// `x` and `rois` contiguous and of one computing dtype.
fn pooled(name: &'static str, x: &Tensor, rois: &Tensor, p: RoiParams) -> Result<Tensor> {
    let s = x.sizes();
    let cell = p.pooled[0] * p.pooled[1];
    let channels = if p.kind == RoiKind::Align { s[1] } else { s[1] / cell };
    let out = Fresh::empty(name, &[rois.sizes()[0], channels, p.pooled[0], p.pooled[1]], x.dtype(), x.device())?;
    compute(name, out.tensor().numel() as usize * 16, &[x, rois], &[&out], |i, o| {
        kernel::pool(i[0], i[1], &p, o[0].reborrow());
        Ok(())
    })?;
    Ok(out.with_grad([x], |_| PoolGrad { name, rois: rois.save(), p, sizes: s }))
}

struct PoolGrad {
    name: &'static str,
    rois: Saved,
    p: RoiParams,
    sizes: Dims,
}
impl Backward for PoolGrad {
    fn backward(&self, cx: &BackwardCx, grads: &[Option<Tensor>]) -> Result<Grads> {
        let Some(g) = &grads[0] else { return Ok(smallvec![None]) };
        let (rois, g) = (cx.unpack(&self.rois)?, g.contiguous()?);
        let gx = Fresh::empty(self.name, &self.sizes, g.dtype(), g.device())?;
        compute(self.name, g.numel() as usize * 16, &[&g, &rois], &[&gx], |i, o| {
            kernel::pool_backward(i[0], i[1], &self.p, o[0].reborrow());
            Ok(())
        })?;
        Ok(smallvec![Some(gx.with_grad([&g], |_| PoolGradGrad { name: self.name, rois: rois.save(), p: self.p }))])
    }
}

struct PoolGradGrad {
    name: &'static str,
    rois: Saved,
    p: RoiParams,
}
impl Backward for PoolGradGrad {
    fn backward(&self, cx: &BackwardCx, grads: &[Option<Tensor>]) -> Result<Grads> {
        let Some(g) = &grads[0] else { return Ok(smallvec![None]) };
        Ok(smallvec![Some(pooled(self.name, &g.contiguous()?, &cx.unpack(&self.rois)?, self.p)?)])
    }
}

/// `roi_align(Tensor input, Tensor rois, float spatial_scale, int pooled_height, int pooled_width, int sampling_ratio, bool aligned) -> Tensor` · torchvision
///
/// Each box (image, x1, y1, x2, y2) cut into `pooled_height` by `pooled_width` cells, and the mean of bilinear samples in each; with
/// `aligned` shifted by half a pixel.
///
/// Shapes: input `(N, C, H, W)`, rois `(K, 5)`: `(K, C, pooled_height, pooled_width)`.
/// Dtypes: floats; others raise NotImplementedError.
/// Raises: RuntimeError for other shapes.
/// Source: He and others, Mask R-CNN, 2017 (arXiv:1703.06870).
pub(crate) fn roi_align(x: &Tensor, rois: &Tensor, spatial_scale: f64, pooled_height: i64, pooled_width: i64, sampling_ratio: i64, aligned: bool) -> Result<Tensor> {
    let p = RoiParams { kind: RoiKind::Align, scale: spatial_scale, pooled: [pooled_height, pooled_width], sampling: sampling_ratio, aligned };
    pool("roi_align", x, rois, p)
}

/// Input channels of every output element, which torchvision's position-sensitive ops give along.
fn mapping(y: &Tensor) -> Result<Tensor> {
    let s = y.sizes();
    let cells: i64 = s[1..].iter().product();
    let one = Tensor::arange(0, cells, 1)?.to_dtype(DType::I32)?.reshape(&[1, s[1], s[2], s[3]])?;
    one.to_device_with(Some(y.device()), None, false, false, None)?.expand(&s)?.contiguous()
}

fn per_cell(name: &'static str, x: &Tensor, rois: &Tensor, p: RoiParams) -> Result<(Tensor, Tensor)> {
    ensure!(x.dim() == 4, "{name}: expected an input of 4 dimensions, got {}", x.dim());
    let cells = p.pooled[0] * p.pooled[1];
    ensure!(cells > 0 && x.sizes()[1] % cells == 0, "input channels must be a multiple of pooling height * pooling width");
    let y = pool(name, x, rois, p)?;
    let channels = mapping(&y)?;
    Ok((y, channels))
}

/// `ps_roi_align(Tensor input, Tensor rois, float spatial_scale, int pooled_height, int pooled_width, int sampling_ratio) -> (Tensor output, Tensor channel_mapping)` · torchvision
///
/// As `roi_align`, the cell `(i, j)` of channel `c` from channel `(c * pooled_height + i) * pooled_width + j` of the input; and those
/// channels.
///
/// Shapes: input `(N, C ph pw, H, W)`, rois `(K, 5)`: two of `(K, C, ph, pw)`.
/// Dtypes: floats; result 2 is int32; others raise NotImplementedError.
/// Raises: RuntimeError for other shapes and channels that the cells do not divide.
/// Source: Dai and others, R-FCN, 2016 (arXiv:1605.06409).
pub(crate) fn ps_roi_align(x: &Tensor, rois: &Tensor, spatial_scale: f64, pooled_height: i64, pooled_width: i64, sampling_ratio: i64) -> Result<(Tensor, Tensor)> {
    let p = RoiParams { kind: RoiKind::PsAlign, scale: spatial_scale, pooled: [pooled_height, pooled_width], sampling: sampling_ratio, aligned: true };
    per_cell("ps_roi_align", x, rois, p)
}

/// `ps_roi_pool(Tensor input, Tensor rois, float spatial_scale, int pooled_height, int pooled_width) -> (Tensor output, Tensor channel_mapping)` · torchvision
///
/// The mean of each cell of the boxes, the cell `(i, j)` of channel `c` from channel `(c * pooled_height + i) * pooled_width + j` of the
/// input; and those channels.
///
/// Shapes: input `(N, C ph pw, H, W)`, rois `(K, 5)`: two of `(K, C, ph, pw)`.
/// Dtypes: floats; result 2 is int32; others raise NotImplementedError.
/// Raises: RuntimeError for other shapes and channels that the cells do not divide.
/// Source: Dai and others, R-FCN, 2016 (arXiv:1605.06409).
pub(crate) fn ps_roi_pool(x: &Tensor, rois: &Tensor, spatial_scale: f64, pooled_height: i64, pooled_width: i64) -> Result<(Tensor, Tensor)> {
    let p = RoiParams { kind: RoiKind::PsPool, scale: spatial_scale, pooled: [pooled_height, pooled_width], sampling: 0, aligned: false };
    per_cell("ps_roi_pool", x, rois, p)
}

/// `roi_pool(Tensor input, Tensor rois, float spatial_scale, int pooled_height, int pooled_width) -> (Tensor output, Tensor argmax)` · torchvision
///
/// The largest element of each cell of the boxes (image, x1, y1, x2, y2), and its place in the plane (-1 for an empty cell).
///
/// Shapes: input `(N, C, H, W)`, rois `(K, 5)`: two of `(K, C, pooled_height, pooled_width)`.
/// Dtypes: floats; result 2 is int32; others raise NotImplementedError.
/// Raises: RuntimeError for other shapes.
/// Source: Girshick, Fast R-CNN, 2015 (arXiv:1504.08083).
pub(crate) fn roi_pool(x: &Tensor, rois: &Tensor, spatial_scale: f64, pooled_height: i64, pooled_width: i64) -> Result<(Tensor, Tensor)> {
    let pooled = [pooled_height, pooled_width];
    let Inputs { x, rois, dtype } = inputs("roi_pool", x, rois, pooled)?;
    let s = x.sizes();
    let sizes = [rois.sizes()[0], s[1], pooled_height, pooled_width];
    let out = Fresh::empty("roi_pool", &sizes, x.dtype(), x.device())?;
    let places = Fresh::empty("roi_pool", &sizes, DType::I32, x.device())?;
    compute("roi_pool", out.tensor().numel() as usize * 16, &[&x, &rois], &[&out, &places], |i, o| {
        if let [v, at] = o {
            kernel::max_pool(i[0], i[1], spatial_scale, pooled, v.reborrow(), at.reborrow());
        }
        Ok(())
    })?;
    let places = places.non_differentiable();
    let y = out.with_grad([&x], |_| MaxGrad { rois: rois.save(), places: places.save(), sizes: s });
    Ok((y.to_dtype(dtype)?, places))
}

struct MaxGrad {
    rois: Saved,
    places: Saved,
    sizes: Dims,
}
impl Backward for MaxGrad {
    fn backward(&self, cx: &BackwardCx, grads: &[Option<Tensor>]) -> Result<Grads> {
        let Some(g) = &grads[0] else { return Ok(smallvec![None]) };
        let (rois, places, g) = (cx.unpack(&self.rois)?, cx.unpack(&self.places)?, g.contiguous()?);
        let gx = Fresh::empty("roi_pool_backward", &self.sizes, g.dtype(), g.device())?;
        compute("roi_pool_backward", g.numel() as usize, &[&g, &rois, &places], &[&gx], |i, o| {
            kernel::max_pool_backward(i[0], i[1], i[2], o[0].reborrow());
            Ok(())
        })?;
        Ok(smallvec![Some(gx.with_grad([&g], |_| MaxGradGrad { rois: rois.save(), places: places.save() }))])
    }
}

/// The gradient of a scatter gathers.
struct MaxGradGrad {
    rois: Saved,
    places: Saved,
}
impl Backward for MaxGradGrad {
    fn backward(&self, cx: &BackwardCx, grads: &[Option<Tensor>]) -> Result<Grads> {
        let Some(g) = &grads[0] else { return Ok(smallvec![None]) };
        let (rois, places) = (cx.unpack(&self.rois)?, cx.unpack(&self.places)?);
        let s = places.sizes();
        let images = rois.select(1, 0)?.to_dtype(DType::I64)?;
        let rows = g.index_select(0, &images)?.reshape(&[s[0], s[1], -1])?;
        let at = places.to_dtype(DType::I64)?.reshape(&[s[0], s[1], -1])?;
        let found = rows.gather(2, &at.clamp_min(0.0)?)?;
        Ok(smallvec![Some(found.mul(&at.ge(0.0)?.to_dtype(g.dtype())?)?.reshape(&s)?)])
    }
}
