//! Blocks of images: pixel shuffling, windows as columns and back, and unpooling.

use crate::error::Result;
use crate::tensor::Tensor;
use crate::tensor::geometry::Dims;
use crate::ensure;
use lumbre_kernels::Scalar;

/// `pixel_shuffle(Tensor input, int upscale_factor) -> Tensor` · function nn.functional
///
/// `out[…, c, y * r + i, x * r + j] = in[…, c * r^2 + i * r + j, y, x]`.
///
/// Shapes: `(*, C r^2, H, W)` to `(*, C, H r, W r)`.
/// Dtypes: bool, integers, floats, complex.
/// Raises: RuntimeError for fewer than 3 dimensions, a factor below 1, and channels that `r^2` does not divide.
/// Source: Shi and others, 2016 (arXiv:1609.05158).
pub(crate) fn pixel_shuffle(x: &Tensor, r: i64) -> Result<Tensor> {
    let s = x.sizes();
    let n = s.len();
    ensure!(n >= 3, "pixel_shuffle expects input to have at least 3 dimensions, but got input with {n} dimension(s)");
    ensure!(r > 0, "pixel_shuffle expects a positive upscale_factor, but got {r}");
    let square = r.saturating_mul(r);
    ensure!(s[n - 3] % square == 0, "pixel_shuffle expects its input's 'channel' dimension to be divisible by the square of upscale_factor, but input.size(-3)={} is not divisible by {square}", s[n - 3]);
    let (c, h, w) = (s[n - 3] / square, s[n - 2], s[n - 1]);
    let b: i64 = s[..n - 3].iter().product();
    let mut out = Dims::from_slice(&s[..n - 3]);
    out.extend_from_slice(&[c, h * r, w * r]);
    x.reshape(&[b, c, r, r, h, w])?.permute(&[0, 1, 4, 2, 5, 3])?.reshape(&out)
}

/// `pixel_unshuffle(Tensor input, int downscale_factor) -> Tensor` · function nn.functional
///
/// `out[…, c * r^2 + i * r + j, y, x] = in[…, c, y * r + i, x * r + j]`.
///
/// Shapes: `(*, C, H r, W r)` to `(*, C r^2, H, W)`.
/// Dtypes: bool, integers, floats, complex.
/// Raises: RuntimeError for fewer than 3 dimensions, a factor below 1, and sizes that `r` does not divide.
/// Source: Shi and others, 2016 (arXiv:1609.05158).
pub(crate) fn pixel_unshuffle(x: &Tensor, r: i64) -> Result<Tensor> {
    let s = x.sizes();
    let n = s.len();
    ensure!(n >= 3, "pixel_unshuffle expects input to have at least 3 dimensions, but got input with {n} dimension(s)");
    ensure!(r > 0, "pixel_unshuffle expects a positive downscale_factor, but got {r}");
    ensure!(s[n - 2] % r == 0, "pixel_unshuffle expects height to be divisible by downscale_factor, but input.size(-2)={} is not divisible by {r}", s[n - 2]);
    ensure!(s[n - 1] % r == 0, "pixel_unshuffle expects width to be divisible by downscale_factor, but input.size(-1)={} is not divisible by {r}", s[n - 1]);
    let (c, h, w) = (s[n - 3], s[n - 2] / r, s[n - 1] / r);
    let b: i64 = s[..n - 3].iter().product();
    let mut out = Dims::from_slice(&s[..n - 3]);
    out.extend_from_slice(&[c * r * r, h, w]);
    x.reshape(&[b, c, h, r, w, r])?.permute(&[0, 1, 3, 5, 2, 4])?.reshape(&out)
}

/// `channel_shuffle(Tensor input, int groups) -> Tensor` · function nn.functional
///
/// `out[:, i * groups + j] = x[:, j * (C / groups) + i]`: the channels taken in turn from `groups` groups.
///
/// Shapes: `(N, C, *)`; the result has the input's.
/// Dtypes: bool, integers, floats, complex.
/// Raises: RuntimeError for fewer than 3 dimensions and a number of channels that `groups` does not divide.
/// Source: Zhang and others, ShuffleNet, 2017 (arXiv:1707.01083).
pub(crate) fn channel_shuffle(x: &Tensor, groups: i64) -> Result<Tensor> {
    let s = x.sizes();
    ensure!(s.len() > 2, "channel_shuffle expects input with > 2 dims, but got input with sizes {:?}", &s[..]);
    ensure!(groups > 0, "Number of groups to divide channels in must be positive. Value of groups:{groups}");
    ensure!(s[1] % groups == 0, "Number of channels must be divisible by groups. Got {} channels and {groups} groups.", s[1]);
    let rest: i64 = s[2..].iter().product();
    x.reshape(&[s[0], groups, s[1] / groups, rest])?.transpose(1, 2)?.reshape(&s)
}

fn pair(v: &[i64]) -> [i64; 2] {
    if v.len() == 1 { [v[0], v[0]] } else { [v[0], v[1]] }
}

/// Flat places in a padded plane that each window element reads, `(kh * kw, windows)`, and the padded sizes.
fn places(x: &Tensor, size: [i64; 2], kernel: &[i64], dilation: &[i64], padding: &[i64], stride: &[i64]) -> Result<(Tensor, [i64; 2], i64)> {
    let (k, d, p, s) = (pair(kernel), pair(dilation), pair(padding), pair(stride));
    ensure!(k.iter().chain(&d).chain(&s).all(|&v| v > 0), "kernel_size, dilation and stride should be greater than zero, but got {k:?}, {d:?} and {s:?}");
    ensure!(p.iter().all(|&v| v >= 0), "padding should be non-negative, but got {p:?}");
    let padded = [size[0] + 2 * p[0], size[1] + 2 * p[1]];
    let count = |i: usize| (padded[i] - d[i] * (k[i] - 1) - 1).div_euclid(s[i]) + 1;
    let (h, w) = (count(0), count(1));
    ensure!(h >= 1 && w >= 1, "Given a plane of size {size:?}, kernel_size={k:?}, dilation={d:?}, padding={p:?}, calculated shape of the array of sliding blocks as ({h}, {w}), but its components must be at least one.");
    let count = [k[0], k[1], h, w].iter().fold(1i64, |n, &v| n.saturating_mul(v));
    let mut at = crate::storage::list(count as usize)?;
    for (a, b) in (0..k[0]).flat_map(|a| (0..k[1]).map(move |b| (a, b))) {
        for (i, j) in (0..h).flat_map(|i| (0..w).map(move |j| (i, j))) {
            at.push((i * s[0] + a * d[0]) * padded[1] + j * s[1] + b * d[1]);
        }
    }
    Ok((super::partial::places_on(x, &at)?, padded, h * w))
}

/// `im2col(Tensor input, int[2] kernel_size, int[2] dilation, int[2] padding, int[2] stride) -> Tensor` · function
///
/// `out[n, (c, i, j), l] = x[n, c, y + i * dilation, x + j * dilation]` for the window `l` at `(y, x)`: the windows as columns.
///
/// Shapes: `(N, C, H, W)` or without `N` to `(N, C kh kw, L)`.
/// Dtypes: bool, integers, floats, complex.
/// Raises: RuntimeError for another number of dimensions and windows larger than the input.
pub(crate) fn im2col(x: &Tensor, kernel_size: &[i64], dilation: &[i64], padding: &[i64], stride: &[i64]) -> Result<Tensor> {
    let alone = x.dim() == 3;
    ensure!(alone || x.dim() == 4, "Expected 3D or 4D (batch mode) tensor with possibly 0 batch size and other non-zero dimensions for input, but got: {:?}", &x.sizes()[..]);
    let x = if alone { x.unsqueeze(0)? } else { x.clone() };
    let s = x.sizes();
    let (at, padded, columns) = places(&x, [s[2], s[3]], kernel_size, dilation, padding, stride)?;
    let p = pair(padding);
    let flat = x.constant_pad_nd(&[p[1], p[1], p[0], p[0]])?.reshape(&[s[0], s[1], padded[0] * padded[1]])?;
    let k = pair(kernel_size);
    let y = flat.index_select(2, &at)?.reshape(&[s[0], s[1] * k[0] * k[1], columns])?;
    if alone { y.squeeze_dim(&[0]) } else { Ok(y) }
}

/// `col2im(Tensor input, int[2] output_size, int[2] kernel_size, int[2] dilation, int[2] padding, int[2] stride) -> Tensor` · function
///
/// `out[n, c, y + i, x + j] += columns[n, (c, i, j), l]` for the window `l` at `(y, x)`: the sums of the windows where they meet.
///
/// Shapes: `(N, C kh kw, L)` or without `N` to `(N, C, *output_size)`.
/// Dtypes: bool, integers, floats, complex.
/// Raises: RuntimeError for a size that the kernel does not divide and another number of windows.
pub(crate) fn col2im(x: &Tensor, output_size: &[i64], kernel_size: &[i64], dilation: &[i64], padding: &[i64], stride: &[i64]) -> Result<Tensor> {
    let alone = x.dim() == 2;
    ensure!(alone || x.dim() == 3, "Expected 2D or 3D (batch mode) tensor for input with possibly 0 batch size and non-zero dimensions for input, but got: {:?}", &x.sizes()[..]);
    let x = if alone { x.unsqueeze(0)? } else { x.clone() };
    let (s, o, k, p) = (x.sizes(), pair(output_size), pair(kernel_size), pair(padding));
    let (at, padded, columns) = places(&x, o, kernel_size, dilation, padding, stride)?;
    let taps = k[0] * k[1];
    ensure!(s[1] % taps == 0, "Expected size of input's dimension 1 to be divisible by the product of kernel_size, but got input.size(1)={} and kernel_size={k:?}.", s[1]);
    ensure!(s[2] == columns, "Given output_size={o:?}, kernel_size={k:?}, expected size of input's dimension 2 to match the calculated number of sliding blocks {columns}, but got input.size(2)={}.", s[2]);
    let channels = s[1] / taps;
    let zero = Tensor::zeros(&[s[0], channels, padded[0] * padded[1]], x.dtype(), x.device())?;
    let sum = zero.index_add(2, &at, &x.reshape(&[s[0], channels, taps * columns])?)?;
    let plane = sum.view(&[s[0], channels, padded[0], padded[1]])?;
    let y = plane.narrow(2, p[0], o[0])?.narrow(3, p[1], o[1])?.contiguous()?;
    if alone { y.squeeze_dim(&[0]) } else { Ok(y) }
}

/// `unfold.functional(Tensor input, int[2] kernel_size, int[2] dilation=1, int[2] padding=0, int[2] stride=1) -> Tensor` · nn.functional
///
/// `out[n, (c, i, j), l] = x[n, c, y + i * dilation, x + j * dilation]` for the window `l` at `(y, x)`: the windows as columns.
///
/// Shapes: `(N, C, H, W)` or without `N` to `(N, C kh kw, L)`.
/// Dtypes: bool, integers, floats, complex.
/// Raises: RuntimeError for another number of dimensions and windows larger than the input.
pub(crate) fn unfold_functional(x: &Tensor, kernel_size: &[i64], dilation: &[i64], padding: &[i64], stride: &[i64]) -> Result<Tensor> {
    x.im2col(kernel_size, dilation, padding, stride)
}

/// `fold(Tensor input, int[2] output_size, int[2] kernel_size, int[2] dilation=1, int[2] padding=0, int[2] stride=1) -> Tensor` · nn.functional
///
/// `out[n, c, y + i, x + j] += columns[n, (c, i, j), l]` for the window `l` at `(y, x)`: the sums of the windows where they meet.
///
/// Shapes: `(N, C kh kw, L)` or without `N` to `(N, C, *output_size)`.
/// Dtypes: bool, integers, floats, complex.
/// Raises: RuntimeError for a size that the kernel does not divide and another number of windows.
pub(crate) fn fold(x: &Tensor, output_size: &[i64], kernel_size: &[i64], dilation: &[i64], padding: &[i64], stride: &[i64]) -> Result<Tensor> {
    x.col2im(output_size, kernel_size, dilation, padding, stride)
}

/// Values put back where a pooling took them from, zeros elsewhere.
fn unpooled(n: usize, x: &Tensor, indices: &Tensor, output_size: &[i64]) -> Result<Tensor> {
    let s = x.sizes();
    ensure!(s.len() == n + 1 || s.len() == n + 2, "Input to max_unpooling{n}d should be a {}d or {}d Tensor, but got a tensor with {} dimensions.", n + 1, n + 2, s.len());
    ensure!(indices.sizes() == s, "Expected shape of indices to be same as that of the input tensor ({:?}) but got indices tensor with shape: {:?}", &s[..], &indices.sizes()[..]);
    ensure!(indices.dtype() == lumbre_kernels::DType::I64, "elements in indices should be type int64");
    ensure!(output_size.len() == n, "There should be exactly {n} elements in output_size, but got {} elements.", output_size.len());
    let lead = Dims::from_slice(&s[..s.len() - n]);
    let mut out = lead.clone();
    out.extend_from_slice(output_size);
    let flat = |t: &Tensor, m: i64| -> Result<Tensor> {
        let mut shape = lead.clone();
        shape.push(m);
        t.reshape(&shape)
    };
    let cells: i64 = s[s.len() - n..].iter().product();
    let (v, at) = (flat(x, cells)?, flat(indices, cells)?);
    let mut shape = lead.clone();
    shape.push(output_size.iter().product());
    let zero = Tensor::full(&shape, Scalar::Int(0), x.dtype(), x.device())?;
    zero.scatter(-1, &at, &v)?.view(&out)
}

/// `max_unpool2d(Tensor input, Tensor indices, int[2] output_size) -> Tensor` · nn.functional autocast=f32 not=bool,byte,char,short
///
/// `out[n, c, indices[n, c, i, j]] = x[n, c, i, j]` in the flattened plane, else 0: the inverse of `max_pool2d`, as far as its indices
/// tell.
///
/// Shapes: `(N, C, H, W)` or without `N` to `(N, C, *output_size)`.
/// Dtypes: int32, int64, floats, complex; others raise NotImplementedError.
/// Raises: RuntimeError for indices of another shape or out of range.
pub(crate) fn max_unpool2d(x: &Tensor, indices: &Tensor, output_size: &[i64]) -> Result<Tensor> {
    unpooled(2, x, indices, output_size)
}

/// `max_unpool3d(Tensor input, Tensor indices, int[3] output_size, int[3] stride, int[3] padding) -> Tensor` · nn.functional autocast=f32 not=bool,int
///
/// `out[n, c, indices[n, c, i, j, k]] = x[n, c, i, j, k]` in the flattened volume, else 0: the inverse of `max_pool3d`, as far as its
/// indices tell.
///
/// Shapes: `(N, C, D, H, W)` or without `N` to `(N, C, *output_size)`.
/// Dtypes: floats, complex; others raise NotImplementedError.
/// Raises: RuntimeError for indices of another shape or out of range.
pub(crate) fn max_unpool3d(x: &Tensor, indices: &Tensor, output_size: &[i64], stride: &[i64], padding: &[i64]) -> Result<Tensor> {
    let _ = padding;
    ensure!(stride.iter().all(|&s| s > 0), "strides should be greater than zero, but got stride: {stride:?}");
    unpooled(3, x, indices, output_size)
}
