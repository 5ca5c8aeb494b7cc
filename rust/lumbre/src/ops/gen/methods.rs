// Written by rust/codegen.py from the op declarations. Do not edit.

use crate::Device;
use crate::error::Result;
use crate::modes;
use crate::ops::value::*;
use crate::ops::{self, dest, table};
#[allow(unused_imports)]
use crate::random::Generator;
use crate::tensor::Tensor;
use lumbre_kernels::DType;
use smallvec::smallvec;

#[allow(clippy::wrong_self_convention, clippy::should_implement_trait, clippy::needless_lifetimes, non_snake_case)]
impl Tensor {
    /// `out[i][j] = conj(x[j][i])`, a matrix transposed and conjugated, as a view.
    #[inline]
    pub fn hermitian(&self) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::adjoint::hermitian(self);
        }
        Tensor::from_result(ops::through(&table::OPS[table::H_CAPITAL], ops::Form::Plain, &smallvec![self.into_value()])?)
    }

    /// `out[i, j, k] = x[k, j, i]`: the dimensions in reverse order, as a view.
    #[inline]
    pub fn reversed_dims(&self) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::adjoint::reversed_dims(self);
        }
        Tensor::from_result(ops::through(&table::OPS[table::T_CAPITAL], ops::Form::Plain, &smallvec![self.into_value()])?)
    }

    /// `(x - mean) * rstd * weight + bias` with the batch's mean and `rstd = 1 / sqrt(var + eps)` for each channel; both follow, and an empty
    /// reserve. The running ones move by `momentum`.
    #[inline]
    pub fn batch_norm_with_update(&self, weight: Option<&Tensor>, bias: Option<&Tensor>, running_mean: &Tensor, running_var: &Tensor, momentum: f64, eps: f64) -> Result<(Tensor, Tensor, Tensor, Tensor)> {
        if !modes::dispatching() {
            return ops::native::batch_norm_with_update(self, weight, bias, running_mean, running_var, momentum, eps);
        }
        <(Tensor, Tensor, Tensor, Tensor)>::from_result(ops::through(&table::OPS[table::_BATCH_NORM_WITH_UPDATE], ops::Form::Plain, &smallvec![self.into_value(), weight.into_value(), bias.into_value(), running_mean.into_value(), running_var.into_value(), momentum.into_value(), eps.into_value()])?)
    }

    /// The derivative of the components `x` of Dirichlet numbers by their own concentrations, over `1 - x`; `total` is the sum of the
    /// concentrations.
    #[inline]
    pub fn _dirichlet_grad(&self, alpha: &Tensor, total: &Tensor) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::random_gamma::_dirichlet_grad(self, alpha, total);
        }
        Tensor::from_result(ops::through(&table::OPS[table::_DIRICHLET_GRAD], ops::Form::Plain, &smallvec![self.into_value(), alpha.into_value(), total.into_value()])?)
    }

    /// `y[k] = s * sum over j of x[j] exp(-+2 pi i j k / n)` over `dim`, minus with `forward`; `s` is 1 (0), `1 / sqrt(n)` (1) or `1 / n` (2)
    /// by `normalization`.
    #[inline]
    pub fn fft_c2c(&self, dim: &[i64], normalization: i64, forward: bool) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::fft::core::fft_c2c(self, dim, normalization, forward);
        }
        Tensor::from_result(ops::through(&table::OPS[table::_FFT_C2C], ops::Form::Plain, &smallvec![self.into_value(), dim.into_value(), normalization.into_value(), forward.into_value()])?)
    }

    /// The inverse of `_fft_r2c` with `onesided`, unscaled but for `normalization`; `last_dim_size` numbers in the last dimension.
    #[inline]
    pub fn fft_c2r(&self, dim: &[i64], normalization: i64, last_dim_size: i64) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::fft::core::fft_c2r(self, dim, normalization, last_dim_size);
        }
        Tensor::from_result(ops::through(&table::OPS[table::_FFT_C2R], ops::Form::Plain, &smallvec![self.into_value(), dim.into_value(), normalization.into_value(), last_dim_size.into_value()])?)
    }

    /// The forward transform of real numbers over `dim`, of whose last only the first `n / 2 + 1` coefficients with `onesided`.
    #[inline]
    pub fn fft_r2c(&self, dim: &[i64], normalization: i64, onesided: bool) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::fft::core::fft_r2c(self, dim, normalization, onesided);
        }
        Tensor::from_result(ops::through(&table::OPS[table::_FFT_R2C], ops::Form::Plain, &smallvec![self.into_value(), dim.into_value(), normalization.into_value(), onesided.into_value()])?)
    }

    /// The gradient along each of `dim` by central differences, with the distances of neighbours in `steps` (one number, or one for each pair
    /// of neighbours); the edges by one-sided differences of order `edge_order`.
    #[inline]
    pub fn gradient(&self, steps: &[Tensor], dim: &[i64], edge_order: i64) -> Result<Vec<Tensor>> {
        if !modes::dispatching() {
            return ops::covariance::gradient(self, steps, dim, edge_order);
        }
        <Vec<Tensor>>::from_result(ops::through(&table::OPS[table::_GRADIENT], ops::Form::Plain, &smallvec![self.into_value(), steps.into_value(), dim.into_value(), edge_order.into_value()])?)
    }

    /// As `linalg.solve_ex`, and the factors of `A = P @ L @ U`.
    #[inline]
    pub fn linalg_solve_ex_factors(&self, B: &Tensor) -> Result<(Tensor, Tensor, Tensor, Tensor)> {
        if !modes::dispatching() {
            return ops::linalg::solve::linalg_solve_ex_factors(self, B, true, false);
        }
        <(Tensor, Tensor, Tensor, Tensor)>::from_result(ops::through(&table::OPS[table::_LINALG_SOLVE_EX], ops::Form::Plain, &smallvec![self.into_value(), B.into_value(), true.into_value(), false.into_value()])?)
    }

    /// As `linalg.solve_ex`, and the factors of `A = P @ L @ U`.
    #[inline]
    pub fn linalg_solve_ex_factors_with(&self, B: &Tensor, left: bool, check_errors: bool) -> Result<(Tensor, Tensor, Tensor, Tensor)> {
        if !modes::dispatching() {
            return ops::linalg::solve::linalg_solve_ex_factors(self, B, left, check_errors);
        }
        <(Tensor, Tensor, Tensor, Tensor)>::from_result(ops::through(&table::OPS[table::_LINALG_SOLVE_EX], ops::Form::Plain, &smallvec![self.into_value(), B.into_value(), left.into_value(), check_errors.into_value()])?)
    }

    /// `A = P @ L @ U` as `linalg.lu_factor_ex` has it: what `torch.lu` returns.
    #[inline]
    pub fn lu_with_info(&self) -> Result<(Tensor, Tensor, Tensor)> {
        if !modes::dispatching() {
            return ops::linalg::lu::lu_with_info(self, true, true);
        }
        <(Tensor, Tensor, Tensor)>::from_result(ops::through(&table::OPS[table::_LU_WITH_INFO], ops::Form::Plain, &smallvec![self.into_value(), true.into_value(), true.into_value()])?)
    }

    /// `A = P @ L @ U` as `linalg.lu_factor_ex` has it: what `torch.lu` returns.
    #[inline]
    pub fn lu_with_info_with(&self, pivot: bool, check_errors: bool) -> Result<(Tensor, Tensor, Tensor)> {
        if !modes::dispatching() {
            return ops::linalg::lu::lu_with_info(self, pivot, check_errors);
        }
        <(Tensor, Tensor, Tensor)>::from_result(ops::through(&table::OPS[table::_LU_WITH_INFO], ops::Form::Plain, &smallvec![self.into_value(), pivot.into_value(), check_errors.into_value()])?)
    }

    /// `(x - mean) * rstd * weight + bias` for each channel, with `rstd = 1 / sqrt(var + eps)`; in training the batch's mean and `rstd`
    /// follow, else two empty tensors.
    #[inline]
    pub fn native_batch_norm_legit(&self, weight: Option<&Tensor>, bias: Option<&Tensor>, running_mean: &Tensor, running_var: &Tensor, training: bool, momentum: f64, eps: f64) -> Result<(Tensor, Tensor, Tensor)> {
        if !modes::dispatching() {
            return ops::native::native_batch_norm_legit(self, weight, bias, running_mean, running_var, training, momentum, eps);
        }
        <(Tensor, Tensor, Tensor)>::from_result(ops::through(&table::OPS[table::_NATIVE_BATCH_NORM_LEGIT], ops::Form::Plain, &smallvec![self.into_value(), weight.into_value(), bias.into_value(), running_mean.into_value(), running_var.into_value(), training.into_value(), momentum.into_value(), eps.into_value()])?)
    }

    /// `(x - mean) * rstd * weight + bias` for each channel, with `rstd = 1 / sqrt(var + eps)`; in training the batch's mean and `rstd`
    /// follow, else two empty tensors.
    #[inline]
    pub fn native_batch_norm_legit_no_stats(&self, weight: Option<&Tensor>, bias: Option<&Tensor>, training: bool, momentum: f64, eps: f64) -> Result<(Tensor, Tensor, Tensor)> {
        if !modes::dispatching() {
            return ops::native::native_batch_norm_legit_no_stats(self, weight, bias, training, momentum, eps);
        }
        <(Tensor, Tensor, Tensor)>::from_result(ops::through(&table::OPS[table::_NATIVE_BATCH_NORM_LEGIT_NO_STATS], ops::Form::Plain, &smallvec![self.into_value(), weight.into_value(), bias.into_value(), training.into_value(), momentum.into_value(), eps.into_value()])?)
    }

    /// `-x` as a view of the same memory, computed when it is read.
    #[inline]
    pub fn neg_view(&self) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::adjoint::neg_view(self);
        }
        Tensor::from_result(ops::through(&table::OPS[table::_NEG_VIEW], ops::Form::Plain, &smallvec![self.into_value()])?)
    }

    /// One step of the optimizer that `rule` names (`sgd`, `adam`, `rmsprop`, `adagrad`, `adadelta`, `adamax`, `nadam`, `radam`, `rprop`, `asgd`):
    /// the new parameters, states and counts, one after the other.
    #[inline]
    pub fn optimizer_step<'a>(rule: &str, params: &[Tensor], grads: &[Tensor], states: &[Tensor], counts: &[Tensor], lr: impl Into<TensorOrScalar<'a>>, options: &[f64]) -> Result<Vec<Tensor>> {
        let lr = lr.into();
        if !modes::dispatching() {
            return ops::optimizer::optimizer_step(rule, params, grads, states, counts, lr, options, 1e-8, 0.0, false, false);
        }
        <Vec<Tensor>>::from_result(ops::through(&table::OPS[table::_OPTIMIZER_STEP], ops::Form::Plain, &smallvec![rule.into_value(), params.into_value(), grads.into_value(), states.into_value(), counts.into_value(), lr.into_value(), options.into_value(), 1e-8.into_value(), 0.0.into_value(), false.into_value(), false.into_value()])?)
    }

    /// One step of the optimizer that `rule` names (`sgd`, `adam`, `rmsprop`, `adagrad`, `adadelta`, `adamax`, `nadam`, `radam`, `rprop`, `asgd`):
    /// the new parameters, states and counts, one after the other.
    #[inline]
    pub fn optimizer_step_with<'a>(rule: &str, params: &[Tensor], grads: &[Tensor], states: &[Tensor], counts: &[Tensor], lr: impl Into<TensorOrScalar<'a>>, options: &[f64], eps: f64, weight_decay: f64, decoupled: bool, maximize: bool) -> Result<Vec<Tensor>> {
        let lr = lr.into();
        if !modes::dispatching() {
            return ops::optimizer::optimizer_step(rule, params, grads, states, counts, lr, options, eps, weight_decay, decoupled, maximize);
        }
        <Vec<Tensor>>::from_result(ops::through(&table::OPS[table::_OPTIMIZER_STEP], ops::Form::Plain, &smallvec![rule.into_value(), params.into_value(), grads.into_value(), states.into_value(), counts.into_value(), lr.into_value(), options.into_value(), eps.into_value(), weight_decay.into_value(), decoupled.into_value(), maximize.into_value()])?)
    }

    /// `x[t, b]` for all `t < lengths[b]`, one step after the other, and the number of rows of each step; `lengths` descend.
    #[inline]
    pub fn pack_padded_sequence(&self, lengths: &Tensor, batch_first: bool) -> Result<Vec<Tensor>> {
        if !modes::dispatching() {
            return ops::rnn_pack::pack_padded_sequence(self, lengths, batch_first);
        }
        <Vec<Tensor>>::from_result(ops::through(&table::OPS[table::_PACK_PADDED_SEQUENCE], ops::Form::Plain, &smallvec![self.into_value(), lengths.into_value(), batch_first.into_value()])?)
    }

    /// `out[t, b] = ` the packed row of step `t` and sequence `b`, `padding_value` after its end; and the lengths. `total_length` above the
    /// longest pads further.
    #[inline]
    pub fn pad_packed_sequence(&self, batch_sizes: &Tensor, batch_first: bool, padding_value: Scalar, total_length: i64) -> Result<Vec<Tensor>> {
        if !modes::dispatching() {
            return ops::rnn_pack::pad_packed_sequence(self, batch_sizes, batch_first, padding_value, total_length);
        }
        <Vec<Tensor>>::from_result(ops::through(&table::OPS[table::_PAD_PACKED_SEQUENCE], ops::Form::Plain, &smallvec![self.into_value(), batch_sizes.into_value(), batch_first.into_value(), padding_value.into_value(), total_length.into_value()])?)
    }

    /// `g[…, k] / sum(g)` with gamma numbers `g` of the shapes `input[…, k]`: points of the simplex.
    #[inline]
    pub fn _sample_dirichlet(&self) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::random_gamma::_sample_dirichlet(self, None);
        }
        Tensor::from_result(ops::through(&table::OPS[table::_SAMPLE_DIRICHLET], ops::Form::Plain, &smallvec![self.into_value(), Value::None])?)
    }

    /// `g[…, k] / sum(g)` with gamma numbers `g` of the shapes `input[…, k]`: points of the simplex.
    #[inline]
    pub fn _sample_dirichlet_with(&self, generator: Option<&Generator>) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::random_gamma::_sample_dirichlet(self, generator);
        }
        Tensor::from_result(ops::through(&table::OPS[table::_SAMPLE_DIRICHLET], ops::Form::Plain, &smallvec![self.into_value(), generator.into_value()])?)
    }

    /// `softmax(query @ key.mT * scale + mask) @ value`, and `log(sum(exp(scores)))` of each row.
    #[inline]
    pub fn flash_attention_for_cpu(&self, key: &Tensor, value: &Tensor) -> Result<(Tensor, Tensor)> {
        if !modes::dispatching() {
            return ops::native::flash_attention_for_cpu(self, key, value, 0.0, false, None, None);
        }
        <(Tensor, Tensor)>::from_result(ops::through(&table::OPS[table::_SCALED_DOT_PRODUCT_FLASH_ATTENTION_FOR_CPU], ops::Form::Plain, &smallvec![self.into_value(), key.into_value(), value.into_value(), 0.0.into_value(), false.into_value(), Value::None, Value::None])?)
    }

    /// `softmax(query @ key.mT * scale + mask) @ value`, and `log(sum(exp(scores)))` of each row.
    #[inline]
    pub fn flash_attention_for_cpu_with(&self, key: &Tensor, value: &Tensor, dropout_p: f64, is_causal: bool, attn_mask: Option<&Tensor>, scale: Option<f64>) -> Result<(Tensor, Tensor)> {
        if !modes::dispatching() {
            return ops::native::flash_attention_for_cpu(self, key, value, dropout_p, is_causal, attn_mask, scale);
        }
        <(Tensor, Tensor)>::from_result(ops::through(&table::OPS[table::_SCALED_DOT_PRODUCT_FLASH_ATTENTION_FOR_CPU], ops::Form::Plain, &smallvec![self.into_value(), key.into_value(), value.into_value(), dropout_p.into_value(), is_causal.into_value(), attn_mask.into_value(), scale.into_value()])?)
    }

    /// Numbers of density `x^(a - 1) exp(-x) / Gamma(a)` for the shape `a = input[i]`.
    #[inline]
    pub fn _standard_gamma(&self) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::random_gamma::_standard_gamma(self, None);
        }
        Tensor::from_result(ops::through(&table::OPS[table::_STANDARD_GAMMA], ops::Form::Plain, &smallvec![self.into_value(), Value::None])?)
    }

    /// Numbers of density `x^(a - 1) exp(-x) / Gamma(a)` for the shape `a = input[i]`.
    #[inline]
    pub fn _standard_gamma_with(&self, generator: Option<&Generator>) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::random_gamma::_standard_gamma(self, generator);
        }
        Tensor::from_result(ops::through(&table::OPS[table::_STANDARD_GAMMA], ops::Form::Plain, &smallvec![self.into_value(), generator.into_value()])?)
    }

    /// `dx / da = -(dP(a, x) / da) / (x^(a - 1) exp(-x) / Gamma(a))` for gamma numbers `x = output` of the shapes `a = input`, with the
    /// regularised incomplete gamma function `P`.
    #[inline]
    pub fn _standard_gamma_grad(&self, output: &Tensor) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::random_gamma::_standard_gamma_grad(self, output);
        }
        Tensor::from_result(ops::through(&table::OPS[table::_STANDARD_GAMMA_GRAD], ops::Form::Plain, &smallvec![self.into_value(), output.into_value()])?)
    }

    /// `out[i…, j…] = sum over k… of a[i…, k…] * b[k…, j…]`, with the summed dimensions `dims_self` of the one and `dims_other` of the other.
    #[inline]
    pub fn contracted(&self, other: &Tensor, dims_self: &[i64], dims_other: &[i64]) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::einsum::contracted(self, other, dims_self, dims_other);
        }
        Tensor::from_result(ops::through(&table::OPS[table::_TENSORDOT], ops::Form::Plain, &smallvec![self.into_value(), other.into_value(), dims_self.into_value(), dims_other.into_value()])?)
    }

    /// `x` copied into another dtype, device or memory format.
    #[inline]
    pub fn to_copy(&self) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::creation::to_copy(self, None, None, MemoryFormat::Preserve);
        }
        Tensor::from_result(ops::through(&table::OPS[table::_TO_COPY], ops::Form::Plain, &smallvec![self.into_value(), Value::None, Value::None, MemoryFormat::Preserve.into_value()])?)
    }

    /// `x` copied into another dtype, device or memory format.
    #[inline]
    pub fn to_copy_with(&self, dtype: Option<DType>, device: Option<Device>, memory_format: MemoryFormat) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::creation::to_copy(self, dtype, device, memory_format);
        }
        Tensor::from_result(ops::through(&table::OPS[table::_TO_COPY], ops::Form::Plain, &smallvec![self.into_value(), dtype.into_value(), device.into_value(), memory_format.into_value()])?)
    }

    /// `(i // (s1 s2 …) % s0, …, i % s_last)`: the coordinates, one tensor a dimension, of places in a flattened tensor of sizes `s`.
    #[inline]
    pub fn unravel_index(&self, shape: &[i64]) -> Result<Vec<Tensor>> {
        if !modes::dispatching() {
            return ops::index_more::unravel_index(self, shape);
        }
        <Vec<Tensor>>::from_result(ops::through(&table::OPS[table::_UNRAVEL_INDEX], ops::Form::Plain, &smallvec![self.into_value(), shape.into_value()])?)
    }

    /// `out[y, x] = sum over i, j of w(i) w(j) in[i, j]`, with Keys' cubic `w` stretched to the width of a result's pixel where that is
    /// wider.
    #[inline]
    pub fn upsample_bicubic2d_aa(&self, output_size: Option<&[i64]>, align_corners: bool) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::upsample::upsample_bicubic2d_aa(self, output_size, align_corners, None);
        }
        Tensor::from_result(ops::through(&table::OPS[table::_UPSAMPLE_BICUBIC2D_AA], ops::Form::Plain, &smallvec![self.into_value(), output_size.into_value(), align_corners.into_value(), Value::None])?)
    }

    /// `out[y, x] = sum over i, j of w(i) w(j) in[i, j]`, with Keys' cubic `w` stretched to the width of a result's pixel where that is
    /// wider.
    #[inline]
    pub fn upsample_bicubic2d_aa_with(&self, output_size: Option<&[i64]>, align_corners: bool, scale_factors: Option<&[f64]>) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::upsample::upsample_bicubic2d_aa(self, output_size, align_corners, scale_factors);
        }
        Tensor::from_result(ops::through(&table::OPS[table::_UPSAMPLE_BICUBIC2D_AA], ops::Form::Plain, &smallvec![self.into_value(), output_size.into_value(), align_corners.into_value(), scale_factors.into_value()])?)
    }

    /// `out[y, x] = sum over i, j of w(i) w(j) in[i, j]`, with Keys' cubic `w` stretched to the width of a result's pixel where that is
    /// wider.
    #[inline]
    pub fn upsample_bicubic2d_aa_scales(&self, output_size: &[i64], align_corners: bool) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::upsample::upsample_bicubic2d_aa_scales(self, output_size, align_corners, None, None);
        }
        Tensor::from_result(ops::through(&table::OPS[table::_UPSAMPLE_BICUBIC2D_AA_SCALES], ops::Form::Plain, &smallvec![self.into_value(), output_size.into_value(), align_corners.into_value(), Value::None, Value::None])?)
    }

    /// `out[y, x] = sum over i, j of w(i) w(j) in[i, j]`, with Keys' cubic `w` stretched to the width of a result's pixel where that is
    /// wider.
    #[inline]
    pub fn upsample_bicubic2d_aa_scales_with(&self, output_size: &[i64], align_corners: bool, scales_h: Option<f64>, scales_w: Option<f64>) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::upsample::upsample_bicubic2d_aa_scales(self, output_size, align_corners, scales_h, scales_w);
        }
        Tensor::from_result(ops::through(&table::OPS[table::_UPSAMPLE_BICUBIC2D_AA_SCALES], ops::Form::Plain, &smallvec![self.into_value(), output_size.into_value(), align_corners.into_value(), scales_h.into_value(), scales_w.into_value()])?)
    }

    /// `out[y, x] = sum over i, j of w(i) w(j) in[i, j]`, with a triangle `w` stretched to the width of a result's pixel where that is wider.
    #[inline]
    pub fn upsample_bilinear2d_aa(&self, output_size: Option<&[i64]>, align_corners: bool) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::upsample::upsample_bilinear2d_aa(self, output_size, align_corners, None);
        }
        Tensor::from_result(ops::through(&table::OPS[table::_UPSAMPLE_BILINEAR2D_AA], ops::Form::Plain, &smallvec![self.into_value(), output_size.into_value(), align_corners.into_value(), Value::None])?)
    }

    /// `out[y, x] = sum over i, j of w(i) w(j) in[i, j]`, with a triangle `w` stretched to the width of a result's pixel where that is wider.
    #[inline]
    pub fn upsample_bilinear2d_aa_with(&self, output_size: Option<&[i64]>, align_corners: bool, scale_factors: Option<&[f64]>) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::upsample::upsample_bilinear2d_aa(self, output_size, align_corners, scale_factors);
        }
        Tensor::from_result(ops::through(&table::OPS[table::_UPSAMPLE_BILINEAR2D_AA], ops::Form::Plain, &smallvec![self.into_value(), output_size.into_value(), align_corners.into_value(), scale_factors.into_value()])?)
    }

    /// `out[y, x] = sum over i, j of w(i) w(j) in[i, j]`, with a triangle `w` stretched to the width of a result's pixel where that is wider.
    #[inline]
    pub fn upsample_bilinear2d_aa_scales(&self, output_size: &[i64], align_corners: bool) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::upsample::upsample_bilinear2d_aa_scales(self, output_size, align_corners, None, None);
        }
        Tensor::from_result(ops::through(&table::OPS[table::_UPSAMPLE_BILINEAR2D_AA_SCALES], ops::Form::Plain, &smallvec![self.into_value(), output_size.into_value(), align_corners.into_value(), Value::None, Value::None])?)
    }

    /// `out[y, x] = sum over i, j of w(i) w(j) in[i, j]`, with a triangle `w` stretched to the width of a result's pixel where that is wider.
    #[inline]
    pub fn upsample_bilinear2d_aa_scales_with(&self, output_size: &[i64], align_corners: bool, scales_h: Option<f64>, scales_w: Option<f64>) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::upsample::upsample_bilinear2d_aa_scales(self, output_size, align_corners, scales_h, scales_w);
        }
        Tensor::from_result(ops::through(&table::OPS[table::_UPSAMPLE_BILINEAR2D_AA_SCALES], ops::Form::Plain, &smallvec![self.into_value(), output_size.into_value(), align_corners.into_value(), scales_h.into_value(), scales_w.into_value()])?)
    }

    /// `out[y, x] = sum over i, j of w(i) w(j) in[i, j]`, with `w(t) = sinc(t) sinc(t / 3)` stretched to the width of a result's pixel where
    /// that is wider.
    #[inline]
    pub fn upsample_lanczos2d_aa(&self, output_size: Option<&[i64]>, align_corners: bool) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::upsample::upsample_lanczos2d_aa(self, output_size, align_corners, None);
        }
        Tensor::from_result(ops::through(&table::OPS[table::_UPSAMPLE_LANCZOS2D_AA], ops::Form::Plain, &smallvec![self.into_value(), output_size.into_value(), align_corners.into_value(), Value::None])?)
    }

    /// `out[y, x] = sum over i, j of w(i) w(j) in[i, j]`, with `w(t) = sinc(t) sinc(t / 3)` stretched to the width of a result's pixel where
    /// that is wider.
    #[inline]
    pub fn upsample_lanczos2d_aa_with(&self, output_size: Option<&[i64]>, align_corners: bool, scale_factors: Option<&[f64]>) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::upsample::upsample_lanczos2d_aa(self, output_size, align_corners, scale_factors);
        }
        Tensor::from_result(ops::through(&table::OPS[table::_UPSAMPLE_LANCZOS2D_AA], ops::Form::Plain, &smallvec![self.into_value(), output_size.into_value(), align_corners.into_value(), scale_factors.into_value()])?)
    }

    /// `out[y, x] = sum over i, j of w(i) w(j) in[i, j]`, with `w(t) = sinc(t) sinc(t / 3)` stretched to the width of a result's pixel where
    /// that is wider.
    #[inline]
    pub fn upsample_lanczos2d_aa_scales(&self, output_size: &[i64], align_corners: bool) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::upsample::upsample_lanczos2d_aa_scales(self, output_size, align_corners, None, None);
        }
        Tensor::from_result(ops::through(&table::OPS[table::_UPSAMPLE_LANCZOS2D_AA_SCALES], ops::Form::Plain, &smallvec![self.into_value(), output_size.into_value(), align_corners.into_value(), Value::None, Value::None])?)
    }

    /// `out[y, x] = sum over i, j of w(i) w(j) in[i, j]`, with `w(t) = sinc(t) sinc(t / 3)` stretched to the width of a result's pixel where
    /// that is wider.
    #[inline]
    pub fn upsample_lanczos2d_aa_scales_with(&self, output_size: &[i64], align_corners: bool, scales_h: Option<f64>, scales_w: Option<f64>) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::upsample::upsample_lanczos2d_aa_scales(self, output_size, align_corners, scales_h, scales_w);
        }
        Tensor::from_result(ops::through(&table::OPS[table::_UPSAMPLE_LANCZOS2D_AA_SCALES], ops::Form::Plain, &smallvec![self.into_value(), output_size.into_value(), align_corners.into_value(), scales_h.into_value(), scales_w.into_value()])?)
    }

    /// `out[i] = in[floor((i + 1/2) * n / m)]`: the nearest element's centre.
    #[inline]
    pub fn upsample_nearest_exact1d(&self) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::upsample::upsample_nearest_exact1d(self, None, None);
        }
        Tensor::from_result(ops::through(&table::OPS[table::_UPSAMPLE_NEAREST_EXACT1D], ops::Form::Plain, &smallvec![self.into_value(), Value::None, Value::None])?)
    }

    /// `out[i] = in[floor((i + 1/2) * n / m)]`: the nearest element's centre.
    #[inline]
    pub fn upsample_nearest_exact1d_with(&self, output_size: Option<&[i64]>, scale_factors: Option<&[f64]>) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::upsample::upsample_nearest_exact1d(self, output_size, scale_factors);
        }
        Tensor::from_result(ops::through(&table::OPS[table::_UPSAMPLE_NEAREST_EXACT1D], ops::Form::Plain, &smallvec![self.into_value(), output_size.into_value(), scale_factors.into_value()])?)
    }

    /// `out[y, x] = in[floor((y + 1/2) * H / H'), floor((x + 1/2) * W / W')]`: the nearest element's centre.
    #[inline]
    pub fn upsample_nearest_exact2d(&self) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::upsample::upsample_nearest_exact2d(self, None, None);
        }
        Tensor::from_result(ops::through(&table::OPS[table::_UPSAMPLE_NEAREST_EXACT2D], ops::Form::Plain, &smallvec![self.into_value(), Value::None, Value::None])?)
    }

    /// `out[y, x] = in[floor((y + 1/2) * H / H'), floor((x + 1/2) * W / W')]`: the nearest element's centre.
    #[inline]
    pub fn upsample_nearest_exact2d_with(&self, output_size: Option<&[i64]>, scale_factors: Option<&[f64]>) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::upsample::upsample_nearest_exact2d(self, output_size, scale_factors);
        }
        Tensor::from_result(ops::through(&table::OPS[table::_UPSAMPLE_NEAREST_EXACT2D], ops::Form::Plain, &smallvec![self.into_value(), output_size.into_value(), scale_factors.into_value()])?)
    }

    /// `out[z, y, x] = in[floor((z + 1/2) * D / D'), …]`: the nearest element's centre.
    #[inline]
    pub fn upsample_nearest_exact3d(&self) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::upsample::upsample_nearest_exact3d(self, None, None);
        }
        Tensor::from_result(ops::through(&table::OPS[table::_UPSAMPLE_NEAREST_EXACT3D], ops::Form::Plain, &smallvec![self.into_value(), Value::None, Value::None])?)
    }

    /// `out[z, y, x] = in[floor((z + 1/2) * D / D'), …]`: the nearest element's centre.
    #[inline]
    pub fn upsample_nearest_exact3d_with(&self, output_size: Option<&[i64]>, scale_factors: Option<&[f64]>) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::upsample::upsample_nearest_exact3d(self, output_size, scale_factors);
        }
        Tensor::from_result(ops::through(&table::OPS[table::_UPSAMPLE_NEAREST_EXACT3D], ops::Form::Plain, &smallvec![self.into_value(), output_size.into_value(), scale_factors.into_value()])?)
    }

    /// `v * (g / |v|)`, the norm taken over every dimension but `dim`.
    #[inline]
    pub fn _weight_norm(&self, g: &Tensor) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::weight_norm::_weight_norm(self, g, 0);
        }
        Tensor::from_result(ops::through(&table::OPS[table::_WEIGHT_NORM], ops::Form::Plain, &smallvec![self.into_value(), g.into_value(), 0.into_value()])?)
    }

    /// `v * (g / |v|)`, the norm taken over every dimension but `dim`.
    #[inline]
    pub fn _weight_norm_with(&self, g: &Tensor, dim: i64) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::weight_norm::_weight_norm(self, g, dim);
        }
        Tensor::from_result(ops::through(&table::OPS[table::_WEIGHT_NORM], ops::Form::Plain, &smallvec![self.into_value(), g.into_value(), dim.into_value()])?)
    }

    /// `|x|`; of complex numbers `sqrt(re^2 + im^2)`.
    #[inline]
    pub fn abs(&self) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::unary::abs(self);
        }
        Tensor::from_result(ops::through(&table::OPS[table::ABS], ops::Form::Plain, &smallvec![self.into_value()])?)
    }

    /// `|x|`; of complex numbers `sqrt(re^2 + im^2)`.
    #[inline]
    pub fn abs_(&self) -> Result<Tensor> {
        if !modes::dispatching() {
            return dest::inplace("abs_", self, || ops::unary::abs(self));
        }
        Tensor::from_result(ops::through(&table::OPS[table::ABS], ops::Form::Inplace, &smallvec![self.into_value()])?)
    }

    /// `y` in [0, pi] with `cos(y) = x`; NaN for real `x` outside [-1, 1].
    #[inline]
    pub fn acos(&self) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::trig::acos(self);
        }
        Tensor::from_result(ops::through(&table::OPS[table::ACOS], ops::Form::Plain, &smallvec![self.into_value()])?)
    }

    /// `y` in [0, pi] with `cos(y) = x`; NaN for real `x` outside [-1, 1].
    #[inline]
    pub fn acos_(&self) -> Result<Tensor> {
        if !modes::dispatching() {
            return dest::inplace("acos_", self, || ops::trig::acos(self));
        }
        Tensor::from_result(ops::through(&table::OPS[table::ACOS], ops::Form::Inplace, &smallvec![self.into_value()])?)
    }

    /// `log(x + sqrt(x^2 - 1))`; NaN for real `x < 1`.
    #[inline]
    pub fn acosh(&self) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::trig::acosh(self);
        }
        Tensor::from_result(ops::through(&table::OPS[table::ACOSH], ops::Form::Plain, &smallvec![self.into_value()])?)
    }

    /// `log(x + sqrt(x^2 - 1))`; NaN for real `x < 1`.
    #[inline]
    pub fn acosh_(&self) -> Result<Tensor> {
        if !modes::dispatching() {
            return dest::inplace("acosh_", self, || ops::trig::acosh(self));
        }
        Tensor::from_result(ops::through(&table::OPS[table::ACOSH], ops::Form::Inplace, &smallvec![self.into_value()])?)
    }

    /// `out[…, i] = mean(x[…, floor(i n / o) : ceil((i + 1) n / o)])` for a length `n` and `o = output_size`.
    #[inline]
    pub fn adaptive_avg_pool1d(&self, output_size: &[i64]) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::pool::adaptive_avg_pool1d(self, output_size);
        }
        Tensor::from_result(ops::through(&table::OPS[table::ADAPTIVE_AVG_POOL1D], ops::Form::Plain, &smallvec![self.into_value(), output_size.into_value()])?)
    }

    /// The mean of the cell from `floor(i n / o)` to `ceil((i + 1) n / o)` in both dimensions, for sizes `n` and `o = output_size`.
    #[inline]
    pub fn adaptive_avg_pool2d(&self, output_size: &[i64]) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::pool::adaptive_avg_pool2d(self, output_size);
        }
        Tensor::from_result(ops::through(&table::OPS[table::ADAPTIVE_AVG_POOL2D], ops::Form::Plain, &smallvec![self.into_value(), output_size.into_value()])?)
    }

    /// The mean of the cell from `floor(i n / o)` to `ceil((i + 1) n / o)` in all three dimensions, for sizes `n` and `o = output_size`.
    #[inline]
    pub fn adaptive_avg_pool3d(&self, output_size: &[i64]) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::pool::adaptive_avg_pool3d(self, output_size);
        }
        Tensor::from_result(ops::through(&table::OPS[table::ADAPTIVE_AVG_POOL3D], ops::Form::Plain, &smallvec![self.into_value(), output_size.into_value()])?)
    }

    /// `out[…, i] = max(x[…, floor(i n / o) : ceil((i + 1) n / o)])` for a length `n` and `o = output_size`, and where it is.
    #[inline]
    pub fn adaptive_max_pool1d(&self, output_size: &[i64]) -> Result<(Tensor, Tensor)> {
        if !modes::dispatching() {
            return ops::pool::adaptive_max_pool1d(self, output_size);
        }
        <(Tensor, Tensor)>::from_result(ops::through(&table::OPS[table::ADAPTIVE_MAX_POOL1D], ops::Form::Plain, &smallvec![self.into_value(), output_size.into_value()])?)
    }

    /// `out[…, i] = max(x[…, floor(i n / o) : ceil((i + 1) n / o)])` for a length `n` and `o = output_size`, and where it is.
    #[inline]
    pub fn adaptive_max_pool1d_with_indices(&self, output_size: &[i64]) -> Result<(Tensor, Tensor)> {
        if !modes::dispatching() {
            return ops::pool::adaptive_max_pool1d_with_indices(self, output_size);
        }
        <(Tensor, Tensor)>::from_result(ops::through(&table::OPS[table::ADAPTIVE_MAX_POOL1D_WITH_INDICES], ops::Form::Plain, &smallvec![self.into_value(), output_size.into_value()])?)
    }

    /// The largest element of the cell from `floor(i n / o)` to `ceil((i + 1) n / o)` in both dimensions, and where in the plane it is.
    #[inline]
    pub fn adaptive_max_pool2d_with_indices(&self, output_size: &[i64]) -> Result<(Tensor, Tensor)> {
        if !modes::dispatching() {
            return ops::pool::adaptive_max_pool2d_with_indices(self, output_size);
        }
        <(Tensor, Tensor)>::from_result(ops::through(&table::OPS[table::ADAPTIVE_MAX_POOL2D_WITH_INDICES], ops::Form::Plain, &smallvec![self.into_value(), output_size.into_value()])?)
    }

    /// The largest element of the cell from `floor(i n / o)` to `ceil((i + 1) n / o)` in all three dimensions, and where in the volume it is.
    #[inline]
    pub fn adaptive_max_pool3d_with_indices(&self, output_size: &[i64]) -> Result<(Tensor, Tensor)> {
        if !modes::dispatching() {
            return ops::pool::adaptive_max_pool3d_with_indices(self, output_size);
        }
        <(Tensor, Tensor)>::from_result(ops::through(&table::OPS[table::ADAPTIVE_MAX_POOL3D_WITH_INDICES], ops::Form::Plain, &smallvec![self.into_value(), output_size.into_value()])?)
    }

    /// `x + alpha * other`.
    #[inline]
    pub fn add<'a>(&self, other: impl Into<TensorOrScalar<'a>>) -> Result<Tensor> {
        let other = other.into();
        if !modes::dispatching() {
            return ops::pointwise::add(self, other, Scalar::Int(1));
        }
        Tensor::from_result(ops::through(&table::OPS[table::ADD], ops::Form::Plain, &smallvec![self.into_value(), other.into_value(), Scalar::Int(1).into_value()])?)
    }

    /// `x + alpha * other`.
    #[inline]
    pub fn add_with<'a>(&self, other: impl Into<TensorOrScalar<'a>>, alpha: Scalar) -> Result<Tensor> {
        let other = other.into();
        if !modes::dispatching() {
            return ops::pointwise::add(self, other, alpha);
        }
        Tensor::from_result(ops::through(&table::OPS[table::ADD], ops::Form::Plain, &smallvec![self.into_value(), other.into_value(), alpha.into_value()])?)
    }

    /// `x + alpha * other`.
    #[inline]
    pub fn add_<'a>(&self, other: impl Into<TensorOrScalar<'a>>) -> Result<Tensor> {
        let other = other.into();
        if !modes::dispatching() {
            return dest::inplace("add_", self, || ops::pointwise::add(self, other, Scalar::Int(1)));
        }
        Tensor::from_result(ops::through(&table::OPS[table::ADD], ops::Form::Inplace, &smallvec![self.into_value(), other.into_value(), Scalar::Int(1).into_value()])?)
    }

    /// `x + alpha * other`.
    #[inline]
    pub fn add_with_<'a>(&self, other: impl Into<TensorOrScalar<'a>>, alpha: Scalar) -> Result<Tensor> {
        let other = other.into();
        if !modes::dispatching() {
            return dest::inplace("add_", self, || ops::pointwise::add(self, other, alpha));
        }
        Tensor::from_result(ops::through(&table::OPS[table::ADD], ops::Form::Inplace, &smallvec![self.into_value(), other.into_value(), alpha.into_value()])?)
    }

    /// `beta * input + alpha * (sum over b of batch1[b] @ batch2[b])`; with `beta` 0 NaN in the input is ignored.
    #[inline]
    pub fn addbmm(&self, batch1: &Tensor, batch2: &Tensor) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::product::addbmm(self, batch1, batch2, Scalar::Int(1), Scalar::Int(1));
        }
        Tensor::from_result(ops::through(&table::OPS[table::ADDBMM], ops::Form::Plain, &smallvec![self.into_value(), batch1.into_value(), batch2.into_value(), Scalar::Int(1).into_value(), Scalar::Int(1).into_value()])?)
    }

    /// `beta * input + alpha * (sum over b of batch1[b] @ batch2[b])`; with `beta` 0 NaN in the input is ignored.
    #[inline]
    pub fn addbmm_with(&self, batch1: &Tensor, batch2: &Tensor, beta: Scalar, alpha: Scalar) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::product::addbmm(self, batch1, batch2, beta, alpha);
        }
        Tensor::from_result(ops::through(&table::OPS[table::ADDBMM], ops::Form::Plain, &smallvec![self.into_value(), batch1.into_value(), batch2.into_value(), beta.into_value(), alpha.into_value()])?)
    }

    /// `beta * input + alpha * (sum over b of batch1[b] @ batch2[b])`; with `beta` 0 NaN in the input is ignored.
    #[inline]
    pub fn addbmm_(&self, batch1: &Tensor, batch2: &Tensor) -> Result<Tensor> {
        if !modes::dispatching() {
            return dest::inplace("addbmm_", self, || ops::product::addbmm(self, batch1, batch2, Scalar::Int(1), Scalar::Int(1)));
        }
        Tensor::from_result(ops::through(&table::OPS[table::ADDBMM], ops::Form::Inplace, &smallvec![self.into_value(), batch1.into_value(), batch2.into_value(), Scalar::Int(1).into_value(), Scalar::Int(1).into_value()])?)
    }

    /// `beta * input + alpha * (sum over b of batch1[b] @ batch2[b])`; with `beta` 0 NaN in the input is ignored.
    #[inline]
    pub fn addbmm_with_(&self, batch1: &Tensor, batch2: &Tensor, beta: Scalar, alpha: Scalar) -> Result<Tensor> {
        if !modes::dispatching() {
            return dest::inplace("addbmm_", self, || ops::product::addbmm(self, batch1, batch2, beta, alpha));
        }
        Tensor::from_result(ops::through(&table::OPS[table::ADDBMM], ops::Form::Inplace, &smallvec![self.into_value(), batch1.into_value(), batch2.into_value(), beta.into_value(), alpha.into_value()])?)
    }

    /// `x + value * tensor1 / tensor2`, in floating point.
    #[inline]
    pub fn addcdiv(&self, tensor1: &Tensor, tensor2: &Tensor) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::arith::addcdiv(self, tensor1, tensor2, Scalar::Int(1));
        }
        Tensor::from_result(ops::through(&table::OPS[table::ADDCDIV], ops::Form::Plain, &smallvec![self.into_value(), tensor1.into_value(), tensor2.into_value(), Scalar::Int(1).into_value()])?)
    }

    /// `x + value * tensor1 / tensor2`, in floating point.
    #[inline]
    pub fn addcdiv_with(&self, tensor1: &Tensor, tensor2: &Tensor, value: Scalar) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::arith::addcdiv(self, tensor1, tensor2, value);
        }
        Tensor::from_result(ops::through(&table::OPS[table::ADDCDIV], ops::Form::Plain, &smallvec![self.into_value(), tensor1.into_value(), tensor2.into_value(), value.into_value()])?)
    }

    /// `x + value * tensor1 / tensor2`, in floating point.
    #[inline]
    pub fn addcdiv_(&self, tensor1: &Tensor, tensor2: &Tensor) -> Result<Tensor> {
        if !modes::dispatching() {
            return dest::inplace("addcdiv_", self, || ops::arith::addcdiv(self, tensor1, tensor2, Scalar::Int(1)));
        }
        Tensor::from_result(ops::through(&table::OPS[table::ADDCDIV], ops::Form::Inplace, &smallvec![self.into_value(), tensor1.into_value(), tensor2.into_value(), Scalar::Int(1).into_value()])?)
    }

    /// `x + value * tensor1 / tensor2`, in floating point.
    #[inline]
    pub fn addcdiv_with_(&self, tensor1: &Tensor, tensor2: &Tensor, value: Scalar) -> Result<Tensor> {
        if !modes::dispatching() {
            return dest::inplace("addcdiv_", self, || ops::arith::addcdiv(self, tensor1, tensor2, value));
        }
        Tensor::from_result(ops::through(&table::OPS[table::ADDCDIV], ops::Form::Inplace, &smallvec![self.into_value(), tensor1.into_value(), tensor2.into_value(), value.into_value()])?)
    }

    /// `x + value * tensor1 * tensor2`.
    #[inline]
    pub fn addcmul(&self, tensor1: &Tensor, tensor2: &Tensor) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::arith::addcmul(self, tensor1, tensor2, Scalar::Int(1));
        }
        Tensor::from_result(ops::through(&table::OPS[table::ADDCMUL], ops::Form::Plain, &smallvec![self.into_value(), tensor1.into_value(), tensor2.into_value(), Scalar::Int(1).into_value()])?)
    }

    /// `x + value * tensor1 * tensor2`.
    #[inline]
    pub fn addcmul_with(&self, tensor1: &Tensor, tensor2: &Tensor, value: Scalar) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::arith::addcmul(self, tensor1, tensor2, value);
        }
        Tensor::from_result(ops::through(&table::OPS[table::ADDCMUL], ops::Form::Plain, &smallvec![self.into_value(), tensor1.into_value(), tensor2.into_value(), value.into_value()])?)
    }

    /// `x + value * tensor1 * tensor2`.
    #[inline]
    pub fn addcmul_(&self, tensor1: &Tensor, tensor2: &Tensor) -> Result<Tensor> {
        if !modes::dispatching() {
            return dest::inplace("addcmul_", self, || ops::arith::addcmul(self, tensor1, tensor2, Scalar::Int(1)));
        }
        Tensor::from_result(ops::through(&table::OPS[table::ADDCMUL], ops::Form::Inplace, &smallvec![self.into_value(), tensor1.into_value(), tensor2.into_value(), Scalar::Int(1).into_value()])?)
    }

    /// `x + value * tensor1 * tensor2`.
    #[inline]
    pub fn addcmul_with_(&self, tensor1: &Tensor, tensor2: &Tensor, value: Scalar) -> Result<Tensor> {
        if !modes::dispatching() {
            return dest::inplace("addcmul_", self, || ops::arith::addcmul(self, tensor1, tensor2, value));
        }
        Tensor::from_result(ops::through(&table::OPS[table::ADDCMUL], ops::Form::Inplace, &smallvec![self.into_value(), tensor1.into_value(), tensor2.into_value(), value.into_value()])?)
    }

    /// `beta * input + alpha * (mat1 @ mat2)`; with `beta` 0 NaN in the input is ignored.
    #[inline]
    pub fn addmm(&self, mat1: &Tensor, mat2: &Tensor) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::product::addmm(self, mat1, mat2, Scalar::Int(1), Scalar::Int(1));
        }
        Tensor::from_result(ops::through(&table::OPS[table::ADDMM], ops::Form::Plain, &smallvec![self.into_value(), mat1.into_value(), mat2.into_value(), Scalar::Int(1).into_value(), Scalar::Int(1).into_value()])?)
    }

    /// `beta * input + alpha * (mat1 @ mat2)`; with `beta` 0 NaN in the input is ignored.
    #[inline]
    pub fn addmm_with(&self, mat1: &Tensor, mat2: &Tensor, beta: Scalar, alpha: Scalar) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::product::addmm(self, mat1, mat2, beta, alpha);
        }
        Tensor::from_result(ops::through(&table::OPS[table::ADDMM], ops::Form::Plain, &smallvec![self.into_value(), mat1.into_value(), mat2.into_value(), beta.into_value(), alpha.into_value()])?)
    }

    /// `beta * input + alpha * (mat1 @ mat2)`; with `beta` 0 NaN in the input is ignored.
    #[inline]
    pub fn addmm_(&self, mat1: &Tensor, mat2: &Tensor) -> Result<Tensor> {
        if !modes::dispatching() {
            return dest::inplace("addmm_", self, || ops::product::addmm(self, mat1, mat2, Scalar::Int(1), Scalar::Int(1)));
        }
        Tensor::from_result(ops::through(&table::OPS[table::ADDMM], ops::Form::Inplace, &smallvec![self.into_value(), mat1.into_value(), mat2.into_value(), Scalar::Int(1).into_value(), Scalar::Int(1).into_value()])?)
    }

    /// `beta * input + alpha * (mat1 @ mat2)`; with `beta` 0 NaN in the input is ignored.
    #[inline]
    pub fn addmm_with_(&self, mat1: &Tensor, mat2: &Tensor, beta: Scalar, alpha: Scalar) -> Result<Tensor> {
        if !modes::dispatching() {
            return dest::inplace("addmm_", self, || ops::product::addmm(self, mat1, mat2, beta, alpha));
        }
        Tensor::from_result(ops::through(&table::OPS[table::ADDMM], ops::Form::Inplace, &smallvec![self.into_value(), mat1.into_value(), mat2.into_value(), beta.into_value(), alpha.into_value()])?)
    }

    /// `beta * input + alpha * (mat @ vec)`; with `beta` 0 NaN in the input is ignored.
    #[inline]
    pub fn addmv(&self, mat: &Tensor, vec: &Tensor) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::product::addmv(self, mat, vec, Scalar::Int(1), Scalar::Int(1));
        }
        Tensor::from_result(ops::through(&table::OPS[table::ADDMV], ops::Form::Plain, &smallvec![self.into_value(), mat.into_value(), vec.into_value(), Scalar::Int(1).into_value(), Scalar::Int(1).into_value()])?)
    }

    /// `beta * input + alpha * (mat @ vec)`; with `beta` 0 NaN in the input is ignored.
    #[inline]
    pub fn addmv_with(&self, mat: &Tensor, vec: &Tensor, beta: Scalar, alpha: Scalar) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::product::addmv(self, mat, vec, beta, alpha);
        }
        Tensor::from_result(ops::through(&table::OPS[table::ADDMV], ops::Form::Plain, &smallvec![self.into_value(), mat.into_value(), vec.into_value(), beta.into_value(), alpha.into_value()])?)
    }

    /// `beta * input + alpha * (mat @ vec)`; with `beta` 0 NaN in the input is ignored.
    #[inline]
    pub fn addmv_(&self, mat: &Tensor, vec: &Tensor) -> Result<Tensor> {
        if !modes::dispatching() {
            return dest::inplace("addmv_", self, || ops::product::addmv(self, mat, vec, Scalar::Int(1), Scalar::Int(1)));
        }
        Tensor::from_result(ops::through(&table::OPS[table::ADDMV], ops::Form::Inplace, &smallvec![self.into_value(), mat.into_value(), vec.into_value(), Scalar::Int(1).into_value(), Scalar::Int(1).into_value()])?)
    }

    /// `beta * input + alpha * (mat @ vec)`; with `beta` 0 NaN in the input is ignored.
    #[inline]
    pub fn addmv_with_(&self, mat: &Tensor, vec: &Tensor, beta: Scalar, alpha: Scalar) -> Result<Tensor> {
        if !modes::dispatching() {
            return dest::inplace("addmv_", self, || ops::product::addmv(self, mat, vec, beta, alpha));
        }
        Tensor::from_result(ops::through(&table::OPS[table::ADDMV], ops::Form::Inplace, &smallvec![self.into_value(), mat.into_value(), vec.into_value(), beta.into_value(), alpha.into_value()])?)
    }

    /// `beta * input[i][j] + alpha * vec1[i] * vec2[j]`; with `beta` 0 NaN in the input is ignored.
    #[inline]
    pub fn addr(&self, vec1: &Tensor, vec2: &Tensor) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::product::addr(self, vec1, vec2, Scalar::Int(1), Scalar::Int(1));
        }
        Tensor::from_result(ops::through(&table::OPS[table::ADDR], ops::Form::Plain, &smallvec![self.into_value(), vec1.into_value(), vec2.into_value(), Scalar::Int(1).into_value(), Scalar::Int(1).into_value()])?)
    }

    /// `beta * input[i][j] + alpha * vec1[i] * vec2[j]`; with `beta` 0 NaN in the input is ignored.
    #[inline]
    pub fn addr_with(&self, vec1: &Tensor, vec2: &Tensor, beta: Scalar, alpha: Scalar) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::product::addr(self, vec1, vec2, beta, alpha);
        }
        Tensor::from_result(ops::through(&table::OPS[table::ADDR], ops::Form::Plain, &smallvec![self.into_value(), vec1.into_value(), vec2.into_value(), beta.into_value(), alpha.into_value()])?)
    }

    /// `beta * input[i][j] + alpha * vec1[i] * vec2[j]`; with `beta` 0 NaN in the input is ignored.
    #[inline]
    pub fn addr_(&self, vec1: &Tensor, vec2: &Tensor) -> Result<Tensor> {
        if !modes::dispatching() {
            return dest::inplace("addr_", self, || ops::product::addr(self, vec1, vec2, Scalar::Int(1), Scalar::Int(1)));
        }
        Tensor::from_result(ops::through(&table::OPS[table::ADDR], ops::Form::Inplace, &smallvec![self.into_value(), vec1.into_value(), vec2.into_value(), Scalar::Int(1).into_value(), Scalar::Int(1).into_value()])?)
    }

    /// `beta * input[i][j] + alpha * vec1[i] * vec2[j]`; with `beta` 0 NaN in the input is ignored.
    #[inline]
    pub fn addr_with_(&self, vec1: &Tensor, vec2: &Tensor, beta: Scalar, alpha: Scalar) -> Result<Tensor> {
        if !modes::dispatching() {
            return dest::inplace("addr_", self, || ops::product::addr(self, vec1, vec2, beta, alpha));
        }
        Tensor::from_result(ops::through(&table::OPS[table::ADDR], ops::Form::Inplace, &smallvec![self.into_value(), vec1.into_value(), vec2.into_value(), beta.into_value(), alpha.into_value()])?)
    }

    /// `out[…, i, j] = conj(x[…, j, i])`, as a view.
    #[inline]
    pub fn adjoint(&self) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::adjoint::adjoint(self);
        }
        Tensor::from_result(ops::through(&table::OPS[table::ADJOINT], ops::Form::Plain, &smallvec![self.into_value()])?)
    }

    /// `out[n, y, x] = theta[n] @ (x', y', 1)` with `x'` and `y'` from -1 to 1 (the outer pixels' centres with `align_corners`, their edges
    /// without).
    #[inline]
    pub fn affine_grid_generator(&self, size: &[i64], align_corners: bool) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::grid_sampler::affine_grid_generator(self, size, align_corners);
        }
        Tensor::from_result(ops::through(&table::OPS[table::AFFINE_GRID_GENERATOR], ops::Form::Plain, &smallvec![self.into_value(), size.into_value(), align_corners.into_value()])?)
    }

    /// `Ai(x)`, the solution of `y'' = x y` that decays for large `x`.
    #[inline]
    pub fn airy_ai(&self) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::bessel::airy_ai(self);
        }
        Tensor::from_result(ops::through(&table::OPS[table::AIRY_AI], ops::Form::Plain, &smallvec![self.into_value()])?)
    }

    /// `x[i…]` as another tensor over the same memory.
    #[inline]
    pub fn alias(&self) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::view::alias(self);
        }
        Tensor::from_result(ops::through(&table::OPS[table::ALIAS], ops::Form::Plain, &smallvec![self.into_value()])?)
    }

    /// `x[i…]` as another tensor, in memory of its own.
    #[inline]
    pub fn alias_copy(&self) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::copies::alias_copy(self);
        }
        Tensor::from_result(ops::through(&table::OPS[table::ALIAS_COPY], ops::Form::Plain, &smallvec![self.into_value()])?)
    }

    /// `x[0] != 0 and x[1] != 0 and …`; true without elements.
    #[inline]
    pub fn all(&self) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::count::all(self);
        }
        Tensor::from_result(ops::through(&table::OPS[table::ALL], ops::Form::Plain, &smallvec![self.into_value()])?)
    }

    /// Whether `x != 0` for every element over `dim`; true over no elements.
    #[inline]
    pub fn all_dim(&self, dim: i64) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::count::all_dim(self, dim, false);
        }
        Tensor::from_result(ops::through(&table::OPS[table::ALL_DIM], ops::Form::Plain, &smallvec![self.into_value(), dim.into_value(), false.into_value()])?)
    }

    /// Whether `x != 0` for every element over `dim`; true over no elements.
    #[inline]
    pub fn all_dim_with(&self, dim: i64, keepdim: bool) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::count::all_dim(self, dim, keepdim);
        }
        Tensor::from_result(ops::through(&table::OPS[table::ALL_DIM], ops::Form::Plain, &smallvec![self.into_value(), dim.into_value(), keepdim.into_value()])?)
    }

    /// Whether `x != 0` for every element over `dim`; true over no elements.
    #[inline]
    pub fn all_dims(&self) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::count::all_dims(self, None, false);
        }
        Tensor::from_result(ops::through(&table::OPS[table::ALL_DIMS], ops::Form::Plain, &smallvec![self.into_value(), Value::None, false.into_value()])?)
    }

    /// Whether `x != 0` for every element over `dim`; true over no elements.
    #[inline]
    pub fn all_dims_with(&self, dim: Option<&[i64]>, keepdim: bool) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::count::all_dims(self, dim, keepdim);
        }
        Tensor::from_result(ops::through(&table::OPS[table::ALL_DIMS], ops::Form::Plain, &smallvec![self.into_value(), dim.into_value(), keepdim.into_value()])?)
    }

    /// Whether `|x - y| <= atol + rtol * |y|` holds everywhere; NaN is close to NaN with `equal_nan` only.
    #[inline]
    pub fn allclose(&self, other: &Tensor) -> Result<bool> {
        if !modes::dispatching() {
            return ops::compare::allclose(self, other, 1e-05, 1e-08, false);
        }
        bool::from_result(ops::through(&table::OPS[table::ALLCLOSE], ops::Form::Plain, &smallvec![self.into_value(), other.into_value(), 1e-05.into_value(), 1e-08.into_value(), false.into_value()])?)
    }

    /// Whether `|x - y| <= atol + rtol * |y|` holds everywhere; NaN is close to NaN with `equal_nan` only.
    #[inline]
    pub fn allclose_with(&self, other: &Tensor, rtol: f64, atol: f64, equal_nan: bool) -> Result<bool> {
        if !modes::dispatching() {
            return ops::compare::allclose(self, other, rtol, atol, equal_nan);
        }
        bool::from_result(ops::through(&table::OPS[table::ALLCLOSE], ops::Form::Plain, &smallvec![self.into_value(), other.into_value(), rtol.into_value(), atol.into_value(), equal_nan.into_value()])?)
    }

    /// While training: `a * x + b` with probability `1 - p`, else `a * (-1.7581…) + b`, with the `a` and `b` that keep mean 0 and variance 1;
    /// outside training `x`.
    #[inline]
    pub fn alpha_dropout(&self, p: f64, train: bool) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::dropout::alpha_dropout(self, p, train);
        }
        Tensor::from_result(ops::through(&table::OPS[table::ALPHA_DROPOUT], ops::Form::Plain, &smallvec![self.into_value(), p.into_value(), train.into_value()])?)
    }

    /// While training: `a * x + b` with probability `1 - p`, else `a * (-1.7581…) + b`, with the `a` and `b` that keep mean 0 and variance 1;
    /// outside training `x`.
    #[inline]
    pub fn alpha_dropout_(&self, p: f64, train: bool) -> Result<Tensor> {
        if !modes::dispatching() {
            return dest::inplace("alpha_dropout_", self, || ops::dropout::alpha_dropout(self, p, train));
        }
        Tensor::from_result(ops::through(&table::OPS[table::ALPHA_DROPOUT], ops::Form::Inplace, &smallvec![self.into_value(), p.into_value(), train.into_value()])?)
    }

    /// `max` over `dim` (all dimensions when empty), NaN if there is one; equal ones share the gradient.
    #[inline]
    pub fn amax(&self) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::extreme::amax(self, &[], false);
        }
        Tensor::from_result(ops::through(&table::OPS[table::AMAX], ops::Form::Plain, &smallvec![self.into_value(), <&[i64] as IntoValue>::into_value(&[]), false.into_value()])?)
    }

    /// `max` over `dim` (all dimensions when empty), NaN if there is one; equal ones share the gradient.
    #[inline]
    pub fn amax_with(&self, dim: &[i64], keepdim: bool) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::extreme::amax(self, dim, keepdim);
        }
        Tensor::from_result(ops::through(&table::OPS[table::AMAX], ops::Form::Plain, &smallvec![self.into_value(), dim.into_value(), keepdim.into_value()])?)
    }

    /// `min` over `dim` (all dimensions when empty), NaN if there is one; equal ones share the gradient.
    #[inline]
    pub fn amin(&self) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::extreme::amin(self, &[], false);
        }
        Tensor::from_result(ops::through(&table::OPS[table::AMIN], ops::Form::Plain, &smallvec![self.into_value(), <&[i64] as IntoValue>::into_value(&[]), false.into_value()])?)
    }

    /// `min` over `dim` (all dimensions when empty), NaN if there is one; equal ones share the gradient.
    #[inline]
    pub fn amin_with(&self, dim: &[i64], keepdim: bool) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::extreme::amin(self, dim, keepdim);
        }
        Tensor::from_result(ops::through(&table::OPS[table::AMIN], ops::Form::Plain, &smallvec![self.into_value(), dim.into_value(), keepdim.into_value()])?)
    }

    /// `(min, max)` of all elements or along `dim`; NaN if there is one.
    #[inline]
    pub fn aminmax(&self) -> Result<(Tensor, Tensor)> {
        if !modes::dispatching() {
            return ops::extreme::aminmax(self, None, false);
        }
        <(Tensor, Tensor)>::from_result(ops::through(&table::OPS[table::AMINMAX], ops::Form::Plain, &smallvec![self.into_value(), Value::None, false.into_value()])?)
    }

    /// `(min, max)` of all elements or along `dim`; NaN if there is one.
    #[inline]
    pub fn aminmax_with(&self, dim: Option<i64>, keepdim: bool) -> Result<(Tensor, Tensor)> {
        if !modes::dispatching() {
            return ops::extreme::aminmax(self, dim, keepdim);
        }
        <(Tensor, Tensor)>::from_result(ops::through(&table::OPS[table::AMINMAX], ops::Form::Plain, &smallvec![self.into_value(), dim.into_value(), keepdim.into_value()])?)
    }

    /// `atan2(im, re)`, in radians; of real numbers 0, or pi below zero.
    #[inline]
    pub fn angle(&self) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::complex::angle(self);
        }
        Tensor::from_result(ops::through(&table::OPS[table::ANGLE], ops::Form::Plain, &smallvec![self.into_value()])?)
    }

    /// `x[0] != 0 or x[1] != 0 or …`; false without elements.
    #[inline]
    pub fn any(&self) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::count::any(self);
        }
        Tensor::from_result(ops::through(&table::OPS[table::ANY], ops::Form::Plain, &smallvec![self.into_value()])?)
    }

    /// Whether `x != 0` for some element over `dim`; false over no elements.
    #[inline]
    pub fn any_dim(&self, dim: i64) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::count::any_dim(self, dim, false);
        }
        Tensor::from_result(ops::through(&table::OPS[table::ANY_DIM], ops::Form::Plain, &smallvec![self.into_value(), dim.into_value(), false.into_value()])?)
    }

    /// Whether `x != 0` for some element over `dim`; false over no elements.
    #[inline]
    pub fn any_dim_with(&self, dim: i64, keepdim: bool) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::count::any_dim(self, dim, keepdim);
        }
        Tensor::from_result(ops::through(&table::OPS[table::ANY_DIM], ops::Form::Plain, &smallvec![self.into_value(), dim.into_value(), keepdim.into_value()])?)
    }

    /// Whether `x != 0` for some element over `dim`; false over no elements.
    #[inline]
    pub fn any_dims(&self) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::count::any_dims(self, None, false);
        }
        Tensor::from_result(ops::through(&table::OPS[table::ANY_DIMS], ops::Form::Plain, &smallvec![self.into_value(), Value::None, false.into_value()])?)
    }

    /// Whether `x != 0` for some element over `dim`; false over no elements.
    #[inline]
    pub fn any_dims_with(&self, dim: Option<&[i64]>, keepdim: bool) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::count::any_dims(self, dim, keepdim);
        }
        Tensor::from_result(ops::through(&table::OPS[table::ANY_DIMS], ops::Form::Plain, &smallvec![self.into_value(), dim.into_value(), keepdim.into_value()])?)
    }

    /// `out[i] = start + i * step`, as far as it is below `end` (above for negative steps).
    #[inline]
    pub fn arange_op(start: Scalar, end: Scalar) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::creation::arange_op(start, end, Scalar::Int(1), None, None);
        }
        Tensor::from_result(ops::through(&table::OPS[table::ARANGE_START], ops::Form::Plain, &smallvec![start.into_value(), end.into_value(), Scalar::Int(1).into_value(), Value::None, Value::None])?)
    }

    /// `out[i] = start + i * step`, as far as it is below `end` (above for negative steps).
    #[inline]
    pub fn arange_op_with(start: Scalar, end: Scalar, step: Scalar, dtype: Option<DType>, device: Option<Device>) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::creation::arange_op(start, end, step, dtype, device);
        }
        Tensor::from_result(ops::through(&table::OPS[table::ARANGE_START], ops::Form::Plain, &smallvec![start.into_value(), end.into_value(), step.into_value(), dtype.into_value(), device.into_value()])?)
    }

    /// `out[i] = i`, below `end`.
    #[inline]
    pub fn arange_end(end: Scalar) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::creation::arange_end(end, None, None);
        }
        Tensor::from_result(ops::through(&table::OPS[table::ARANGE], ops::Form::Plain, &smallvec![end.into_value(), Value::None, Value::None])?)
    }

    /// `out[i] = i`, below `end`.
    #[inline]
    pub fn arange_end_with(end: Scalar, dtype: Option<DType>, device: Option<Device>) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::creation::arange_end(end, dtype, device);
        }
        Tensor::from_result(ops::through(&table::OPS[table::ARANGE], ops::Form::Plain, &smallvec![end.into_value(), dtype.into_value(), device.into_value()])?)
    }

    /// The `i` with the largest `x[i]`, the first among equals, a NaN before all: along `dim`, or in the flattened tensor.
    #[inline]
    pub fn argmax(&self) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::extreme::argmax(self, None, false);
        }
        Tensor::from_result(ops::through(&table::OPS[table::ARGMAX], ops::Form::Plain, &smallvec![self.into_value(), Value::None, false.into_value()])?)
    }

    /// The `i` with the largest `x[i]`, the first among equals, a NaN before all: along `dim`, or in the flattened tensor.
    #[inline]
    pub fn argmax_with(&self, dim: Option<i64>, keepdim: bool) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::extreme::argmax(self, dim, keepdim);
        }
        Tensor::from_result(ops::through(&table::OPS[table::ARGMAX], ops::Form::Plain, &smallvec![self.into_value(), dim.into_value(), keepdim.into_value()])?)
    }

    /// The `i` with the smallest `x[i]`, the first among equals, a NaN before all: along `dim`, or in the flattened tensor.
    #[inline]
    pub fn argmin(&self) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::extreme::argmin(self, None, false);
        }
        Tensor::from_result(ops::through(&table::OPS[table::ARGMIN], ops::Form::Plain, &smallvec![self.into_value(), Value::None, false.into_value()])?)
    }

    /// The `i` with the smallest `x[i]`, the first among equals, a NaN before all: along `dim`, or in the flattened tensor.
    #[inline]
    pub fn argmin_with(&self, dim: Option<i64>, keepdim: bool) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::extreme::argmin(self, dim, keepdim);
        }
        Tensor::from_result(ops::through(&table::OPS[table::ARGMIN], ops::Form::Plain, &smallvec![self.into_value(), dim.into_value(), keepdim.into_value()])?)
    }

    /// `i` with `x[i[0]] <= x[i[1]] <= …` along `dim` (`>=` with `descending`); equal ones keep their order, NaN counts as largest.
    #[inline]
    pub fn argsort(&self) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::sort::argsort(self, -1, false);
        }
        Tensor::from_result(ops::through(&table::OPS[table::ARGSORT], ops::Form::Plain, &smallvec![self.into_value(), (-1).into_value(), false.into_value()])?)
    }

    /// `i` with `x[i[0]] <= x[i[1]] <= …` along `dim` (`>=` with `descending`); equal ones keep their order, NaN counts as largest.
    #[inline]
    pub fn argsort_with(&self, dim: i64, descending: bool) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::sort::argsort(self, dim, descending);
        }
        Tensor::from_result(ops::through(&table::OPS[table::ARGSORT], ops::Form::Plain, &smallvec![self.into_value(), dim.into_value(), descending.into_value()])?)
    }

    /// `i` with `x[i[0]] <= x[i[1]] <= …` along `dim` (`>=` with `descending`); equal ones keep their order, NaN counts as largest.
    #[inline]
    pub fn argsort_stable(&self, stable: bool) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::sort::argsort_stable(self, stable, -1, false);
        }
        Tensor::from_result(ops::through(&table::OPS[table::ARGSORT_STABLE], ops::Form::Plain, &smallvec![self.into_value(), stable.into_value(), (-1).into_value(), false.into_value()])?)
    }

    /// `i` with `x[i[0]] <= x[i[1]] <= …` along `dim` (`>=` with `descending`); equal ones keep their order, NaN counts as largest.
    #[inline]
    pub fn argsort_stable_with(&self, stable: bool, dim: i64, descending: bool) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::sort::argsort_stable(self, stable, dim, descending);
        }
        Tensor::from_result(ops::through(&table::OPS[table::ARGSORT_STABLE], ops::Form::Plain, &smallvec![self.into_value(), stable.into_value(), dim.into_value(), descending.into_value()])?)
    }

    /// The index vectors `i` with `x[i] != 0`, one row each, in row-major order.
    #[inline]
    pub fn argwhere(&self) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::mask::argwhere(self);
        }
        Tensor::from_result(ops::through(&table::OPS[table::ARGWHERE], ops::Form::Plain, &smallvec![self.into_value()])?)
    }

    /// `out[i, j, …] = storage[storage_offset + i * stride[0] + j * stride[1] + …]`, as a view.
    #[inline]
    pub fn as_strided(&self, size: &[i64], stride: &[i64]) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::strided::as_strided(self, size, stride, None);
        }
        Tensor::from_result(ops::through(&table::OPS[table::AS_STRIDED], ops::Form::Plain, &smallvec![self.into_value(), size.into_value(), stride.into_value(), Value::None])?)
    }

    /// `out[i, j, …] = storage[storage_offset + i * stride[0] + j * stride[1] + …]`, as a view.
    #[inline]
    pub fn as_strided_with(&self, size: &[i64], stride: &[i64], storage_offset: Option<i64>) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::strided::as_strided(self, size, stride, storage_offset);
        }
        Tensor::from_result(ops::through(&table::OPS[table::AS_STRIDED], ops::Form::Plain, &smallvec![self.into_value(), size.into_value(), stride.into_value(), storage_offset.into_value()])?)
    }

    /// `out[i, j, …] = storage[storage_offset + i * stride[0] + j * stride[1] + …]`, as a view.
    #[inline]
    pub fn as_strided_(&self, size: &[i64], stride: &[i64]) -> Result<Tensor> {
        if !modes::dispatching() {
            return dest::inplace_view("as_strided_", self, || ops::strided::as_strided(self, size, stride, None));
        }
        Tensor::from_result(ops::through(&table::OPS[table::AS_STRIDED], ops::Form::Inplace, &smallvec![self.into_value(), size.into_value(), stride.into_value(), Value::None])?)
    }

    /// `out[i, j, …] = storage[storage_offset + i * stride[0] + j * stride[1] + …]`, as a view.
    #[inline]
    pub fn as_strided_with_(&self, size: &[i64], stride: &[i64], storage_offset: Option<i64>) -> Result<Tensor> {
        if !modes::dispatching() {
            return dest::inplace_view("as_strided_", self, || ops::strided::as_strided(self, size, stride, storage_offset));
        }
        Tensor::from_result(ops::through(&table::OPS[table::AS_STRIDED], ops::Form::Inplace, &smallvec![self.into_value(), size.into_value(), stride.into_value(), storage_offset.into_value()])?)
    }

    /// `out[i, j, …] = storage[storage_offset + i * stride[0] + j * stride[1] + …]`, in memory of its own.
    #[inline]
    pub fn as_strided_copy(&self, size: &[i64], stride: &[i64]) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::copies::as_strided_copy(self, size, stride, None);
        }
        Tensor::from_result(ops::through(&table::OPS[table::AS_STRIDED_COPY], ops::Form::Plain, &smallvec![self.into_value(), size.into_value(), stride.into_value(), Value::None])?)
    }

    /// `out[i, j, …] = storage[storage_offset + i * stride[0] + j * stride[1] + …]`, in memory of its own.
    #[inline]
    pub fn as_strided_copy_with(&self, size: &[i64], stride: &[i64], storage_offset: Option<i64>) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::copies::as_strided_copy(self, size, stride, storage_offset);
        }
        Tensor::from_result(ops::through(&table::OPS[table::AS_STRIDED_COPY], ops::Form::Plain, &smallvec![self.into_value(), size.into_value(), stride.into_value(), storage_offset.into_value()])?)
    }

    /// A copy of `x` after `as_strided(x, size, stride, storage_offset) = src`.
    #[inline]
    pub fn as_strided_scatter(&self, src: &Tensor, size: &[i64], stride: &[i64]) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::strided::as_strided_scatter(self, src, size, stride, None);
        }
        Tensor::from_result(ops::through(&table::OPS[table::AS_STRIDED_SCATTER], ops::Form::Plain, &smallvec![self.into_value(), src.into_value(), size.into_value(), stride.into_value(), Value::None])?)
    }

    /// A copy of `x` after `as_strided(x, size, stride, storage_offset) = src`.
    #[inline]
    pub fn as_strided_scatter_with(&self, src: &Tensor, size: &[i64], stride: &[i64], storage_offset: Option<i64>) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::strided::as_strided_scatter(self, src, size, stride, storage_offset);
        }
        Tensor::from_result(ops::through(&table::OPS[table::AS_STRIDED_SCATTER], ops::Form::Plain, &smallvec![self.into_value(), src.into_value(), size.into_value(), stride.into_value(), storage_offset.into_value()])?)
    }

    /// `y` in [-pi/2, pi/2] with `sin(y) = x`; NaN for real `x` outside [-1, 1].
    #[inline]
    pub fn asin(&self) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::trig::asin(self);
        }
        Tensor::from_result(ops::through(&table::OPS[table::ASIN], ops::Form::Plain, &smallvec![self.into_value()])?)
    }

    /// `y` in [-pi/2, pi/2] with `sin(y) = x`; NaN for real `x` outside [-1, 1].
    #[inline]
    pub fn asin_(&self) -> Result<Tensor> {
        if !modes::dispatching() {
            return dest::inplace("asin_", self, || ops::trig::asin(self));
        }
        Tensor::from_result(ops::through(&table::OPS[table::ASIN], ops::Form::Inplace, &smallvec![self.into_value()])?)
    }

    /// `log(x + sqrt(x^2 + 1))`.
    #[inline]
    pub fn asinh(&self) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::trig::asinh(self);
        }
        Tensor::from_result(ops::through(&table::OPS[table::ASINH], ops::Form::Plain, &smallvec![self.into_value()])?)
    }

    /// `log(x + sqrt(x^2 + 1))`.
    #[inline]
    pub fn asinh_(&self) -> Result<Tensor> {
        if !modes::dispatching() {
            return dest::inplace("asinh_", self, || ops::trig::asinh(self));
        }
        Tensor::from_result(ops::through(&table::OPS[table::ASINH], ops::Form::Inplace, &smallvec![self.into_value()])?)
    }

    /// `y` in (-pi/2, pi/2) with `tan(y) = x`.
    #[inline]
    pub fn atan(&self) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::trig::atan(self);
        }
        Tensor::from_result(ops::through(&table::OPS[table::ATAN], ops::Form::Plain, &smallvec![self.into_value()])?)
    }

    /// `y` in (-pi/2, pi/2) with `tan(y) = x`.
    #[inline]
    pub fn atan_(&self) -> Result<Tensor> {
        if !modes::dispatching() {
            return dest::inplace("atan_", self, || ops::trig::atan(self));
        }
        Tensor::from_result(ops::through(&table::OPS[table::ATAN], ops::Form::Inplace, &smallvec![self.into_value()])?)
    }

    /// The angle in (-pi, pi] of the point with the coordinates (`other`, `input`): `atan(input / other)`, with the quadrant by the signs.
    #[inline]
    pub fn atan2(&self, other: &Tensor) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::arith::atan2(self, other);
        }
        Tensor::from_result(ops::through(&table::OPS[table::ATAN2], ops::Form::Plain, &smallvec![self.into_value(), other.into_value()])?)
    }

    /// The angle in (-pi, pi] of the point with the coordinates (`other`, `input`): `atan(input / other)`, with the quadrant by the signs.
    #[inline]
    pub fn atan2_(&self, other: &Tensor) -> Result<Tensor> {
        if !modes::dispatching() {
            return dest::inplace("atan2_", self, || ops::arith::atan2(self, other));
        }
        Tensor::from_result(ops::through(&table::OPS[table::ATAN2], ops::Form::Inplace, &smallvec![self.into_value(), other.into_value()])?)
    }

    /// `log((1 + x) / (1 - x)) / 2`; NaN for real `x` outside [-1, 1].
    #[inline]
    pub fn atanh(&self) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::trig::atanh(self);
        }
        Tensor::from_result(ops::through(&table::OPS[table::ATANH], ops::Form::Plain, &smallvec![self.into_value()])?)
    }

    /// `log((1 + x) / (1 - x)) / 2`; NaN for real `x` outside [-1, 1].
    #[inline]
    pub fn atanh_(&self) -> Result<Tensor> {
        if !modes::dispatching() {
            return dest::inplace("atanh_", self, || ops::trig::atanh(self));
        }
        Tensor::from_result(ops::through(&table::OPS[table::ATANH], ops::Form::Inplace, &smallvec![self.into_value()])?)
    }

    /// `x`, or `x` with a dimension of size 1 if it has none.
    #[inline]
    pub fn atleast_1d(&self) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::join::atleast_1d(self);
        }
        Tensor::from_result(ops::through(&table::OPS[table::ATLEAST_1D], ops::Form::Plain, &smallvec![self.into_value()])?)
    }

    /// `x`, or `x` with a dimension of size 1 if it has none.
    #[inline]
    pub fn atleast_1d_list(tensors: &[Tensor]) -> Result<Vec<Tensor>> {
        if !modes::dispatching() {
            return ops::join::atleast_1d_list(tensors);
        }
        <Vec<Tensor>>::from_result(ops::through(&table::OPS[table::ATLEAST_1D_LIST], ops::Form::Plain, &smallvec![tensors.into_value()])?)
    }

    /// `x` with new dimensions of size 1 in front up to two.
    #[inline]
    pub fn atleast_2d(&self) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::join::atleast_2d(self);
        }
        Tensor::from_result(ops::through(&table::OPS[table::ATLEAST_2D], ops::Form::Plain, &smallvec![self.into_value()])?)
    }

    /// `x` with new dimensions of size 1 in front up to two.
    #[inline]
    pub fn atleast_2d_list(tensors: &[Tensor]) -> Result<Vec<Tensor>> {
        if !modes::dispatching() {
            return ops::join::atleast_2d_list(tensors);
        }
        <Vec<Tensor>>::from_result(ops::through(&table::OPS[table::ATLEAST_2D_LIST], ops::Form::Plain, &smallvec![tensors.into_value()])?)
    }

    /// `x` with new dimensions of size 1 up to three.
    #[inline]
    pub fn atleast_3d(&self) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::join::atleast_3d(self);
        }
        Tensor::from_result(ops::through(&table::OPS[table::ATLEAST_3D], ops::Form::Plain, &smallvec![self.into_value()])?)
    }

    /// `x` with new dimensions of size 1 up to three.
    #[inline]
    pub fn atleast_3d_list(tensors: &[Tensor]) -> Result<Vec<Tensor>> {
        if !modes::dispatching() {
            return ops::join::atleast_3d_list(tensors);
        }
        <Vec<Tensor>>::from_result(ops::through(&table::OPS[table::ATLEAST_3D_LIST], ops::Form::Plain, &smallvec![tensors.into_value()])?)
    }

    /// `out[…, i] = sum over j < k of x[…, i * stride + j - padding] / k`, with zeros outside; with `count_include_pad` false, the divisor
    /// counts elements of the input only.
    #[inline]
    pub fn avg_pool1d(&self, kernel_size: &[i64]) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::pool::avg_pool1d(self, kernel_size, &[], &[0], false, true);
        }
        Tensor::from_result(ops::through(&table::OPS[table::AVG_POOL1D], ops::Form::Plain, &smallvec![self.into_value(), kernel_size.into_value(), <&[i64] as IntoValue>::into_value(&[]), <&[i64] as IntoValue>::into_value(&[0]), false.into_value(), true.into_value()])?)
    }

    /// `out[…, i] = sum over j < k of x[…, i * stride + j - padding] / k`, with zeros outside; with `count_include_pad` false, the divisor
    /// counts elements of the input only.
    #[inline]
    pub fn avg_pool1d_with(&self, kernel_size: &[i64], stride: &[i64], padding: &[i64], ceil_mode: bool, count_include_pad: bool) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::pool::avg_pool1d(self, kernel_size, stride, padding, ceil_mode, count_include_pad);
        }
        Tensor::from_result(ops::through(&table::OPS[table::AVG_POOL1D], ops::Form::Plain, &smallvec![self.into_value(), kernel_size.into_value(), stride.into_value(), padding.into_value(), ceil_mode.into_value(), count_include_pad.into_value()])?)
    }

    /// The mean of the window `kernel_size` at each multiple of `stride` (by default the window), with zeros outside; `count_include_pad`
    /// false counts elements of the input only, and `divisor_override` divides in their place.
    #[inline]
    pub fn avg_pool2d(&self, kernel_size: &[i64]) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::pool::avg_pool2d(self, kernel_size, &[], &[0, 0], false, true, None);
        }
        Tensor::from_result(ops::through(&table::OPS[table::AVG_POOL2D], ops::Form::Plain, &smallvec![self.into_value(), kernel_size.into_value(), <&[i64] as IntoValue>::into_value(&[]), <&[i64] as IntoValue>::into_value(&[0, 0]), false.into_value(), true.into_value(), Value::None])?)
    }

    /// The mean of the window `kernel_size` at each multiple of `stride` (by default the window), with zeros outside; `count_include_pad`
    /// false counts elements of the input only, and `divisor_override` divides in their place.
    #[inline]
    pub fn avg_pool2d_with(&self, kernel_size: &[i64], stride: &[i64], padding: &[i64], ceil_mode: bool, count_include_pad: bool, divisor_override: Option<i64>) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::pool::avg_pool2d(self, kernel_size, stride, padding, ceil_mode, count_include_pad, divisor_override);
        }
        Tensor::from_result(ops::through(&table::OPS[table::AVG_POOL2D], ops::Form::Plain, &smallvec![self.into_value(), kernel_size.into_value(), stride.into_value(), padding.into_value(), ceil_mode.into_value(), count_include_pad.into_value(), divisor_override.into_value()])?)
    }

    /// The mean of the window `kernel_size` at each multiple of `stride` (by default the window), with zeros outside; `count_include_pad`
    /// false counts elements of the input only, and `divisor_override` divides in their place.
    #[inline]
    pub fn avg_pool3d(&self, kernel_size: &[i64]) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::pool::avg_pool3d(self, kernel_size, &[], &[0, 0, 0], false, true, None);
        }
        Tensor::from_result(ops::through(&table::OPS[table::AVG_POOL3D], ops::Form::Plain, &smallvec![self.into_value(), kernel_size.into_value(), <&[i64] as IntoValue>::into_value(&[]), <&[i64] as IntoValue>::into_value(&[0, 0, 0]), false.into_value(), true.into_value(), Value::None])?)
    }

    /// The mean of the window `kernel_size` at each multiple of `stride` (by default the window), with zeros outside; `count_include_pad`
    /// false counts elements of the input only, and `divisor_override` divides in their place.
    #[inline]
    pub fn avg_pool3d_with(&self, kernel_size: &[i64], stride: &[i64], padding: &[i64], ceil_mode: bool, count_include_pad: bool, divisor_override: Option<i64>) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::pool::avg_pool3d(self, kernel_size, stride, padding, ceil_mode, count_include_pad, divisor_override);
        }
        Tensor::from_result(ops::through(&table::OPS[table::AVG_POOL3D], ops::Form::Plain, &smallvec![self.into_value(), kernel_size.into_value(), stride.into_value(), padding.into_value(), ceil_mode.into_value(), count_include_pad.into_value(), divisor_override.into_value()])?)
    }

    /// `beta * input[b] + alpha * (batch1[b] @ batch2[b])`; with `beta` 0 NaN in the input is ignored.
    #[inline]
    pub fn baddbmm(&self, batch1: &Tensor, batch2: &Tensor) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::product::baddbmm(self, batch1, batch2, Scalar::Int(1), Scalar::Int(1));
        }
        Tensor::from_result(ops::through(&table::OPS[table::BADDBMM], ops::Form::Plain, &smallvec![self.into_value(), batch1.into_value(), batch2.into_value(), Scalar::Int(1).into_value(), Scalar::Int(1).into_value()])?)
    }

    /// `beta * input[b] + alpha * (batch1[b] @ batch2[b])`; with `beta` 0 NaN in the input is ignored.
    #[inline]
    pub fn baddbmm_with(&self, batch1: &Tensor, batch2: &Tensor, beta: Scalar, alpha: Scalar) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::product::baddbmm(self, batch1, batch2, beta, alpha);
        }
        Tensor::from_result(ops::through(&table::OPS[table::BADDBMM], ops::Form::Plain, &smallvec![self.into_value(), batch1.into_value(), batch2.into_value(), beta.into_value(), alpha.into_value()])?)
    }

    /// `beta * input[b] + alpha * (batch1[b] @ batch2[b])`; with `beta` 0 NaN in the input is ignored.
    #[inline]
    pub fn baddbmm_(&self, batch1: &Tensor, batch2: &Tensor) -> Result<Tensor> {
        if !modes::dispatching() {
            return dest::inplace("baddbmm_", self, || ops::product::baddbmm(self, batch1, batch2, Scalar::Int(1), Scalar::Int(1)));
        }
        Tensor::from_result(ops::through(&table::OPS[table::BADDBMM], ops::Form::Inplace, &smallvec![self.into_value(), batch1.into_value(), batch2.into_value(), Scalar::Int(1).into_value(), Scalar::Int(1).into_value()])?)
    }

    /// `beta * input[b] + alpha * (batch1[b] @ batch2[b])`; with `beta` 0 NaN in the input is ignored.
    #[inline]
    pub fn baddbmm_with_(&self, batch1: &Tensor, batch2: &Tensor, beta: Scalar, alpha: Scalar) -> Result<Tensor> {
        if !modes::dispatching() {
            return dest::inplace("baddbmm_", self, || ops::product::baddbmm(self, batch1, batch2, beta, alpha));
        }
        Tensor::from_result(ops::through(&table::OPS[table::BADDBMM], ops::Form::Inplace, &smallvec![self.into_value(), batch1.into_value(), batch2.into_value(), beta.into_value(), alpha.into_value()])?)
    }

    /// `1 - |2 i / n - 1|`: a triangle from 0 up to 1 and down again; `n` is the length, or one less without `periodic`.
    #[inline]
    pub fn bartlett_window(window_length: i64) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::fft::window::bartlett_window(window_length, true, None, None);
        }
        Tensor::from_result(ops::through(&table::OPS[table::BARTLETT_WINDOW], ops::Form::Plain, &smallvec![window_length.into_value(), true.into_value(), Value::None, Value::None])?)
    }

    /// `1 - |2 i / n - 1|`: a triangle from 0 up to 1 and down again; `n` is the length, or one less without `periodic`.
    #[inline]
    pub fn bartlett_window_with(window_length: i64, periodic: bool, dtype: Option<DType>, device: Option<Device>) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::fft::window::bartlett_window(window_length, periodic, dtype, device);
        }
        Tensor::from_result(ops::through(&table::OPS[table::BARTLETT_WINDOW], ops::Form::Plain, &smallvec![window_length.into_value(), periodic.into_value(), dtype.into_value(), device.into_value()])?)
    }

    /// `(x - mean) / sqrt(var + eps) * weight + bias` for each channel of `(N, C, *)`. In training the statistics are the batch's and the
    /// running ones move towards them by `momentum`; else they are the running ones.
    #[inline]
    pub fn batch_norm(&self, weight: Option<&Tensor>, bias: Option<&Tensor>, running_mean: Option<&Tensor>, running_var: Option<&Tensor>, training: bool, momentum: f64, eps: f64, cudnn_enabled: bool) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::batch_norm::batch_norm(self, weight, bias, running_mean, running_var, training, momentum, eps, cudnn_enabled);
        }
        Tensor::from_result(ops::through(&table::OPS[table::BATCH_NORM], ops::Form::Plain, &smallvec![self.into_value(), weight.into_value(), bias.into_value(), running_mean.into_value(), running_var.into_value(), training.into_value(), momentum.into_value(), eps.into_value(), cudnn_enabled.into_value()])?)
    }

    /// 1 with probability `input[i]`, else 0.
    #[inline]
    pub fn bernoulli(&self) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::random::bernoulli(self, None);
        }
        Tensor::from_result(ops::through(&table::OPS[table::BERNOULLI], ops::Form::Plain, &smallvec![self.into_value(), Value::None])?)
    }

    /// 1 with probability `input[i]`, else 0.
    #[inline]
    pub fn bernoulli_with(&self, generator: Option<&Generator>) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::random::bernoulli(self, generator);
        }
        Tensor::from_result(ops::through(&table::OPS[table::BERNOULLI], ops::Form::Plain, &smallvec![self.into_value(), generator.into_value()])?)
    }

    /// 1 with probability `p`, else 0, in the shape of `input`.
    #[inline]
    pub fn bernoulli_p(&self, p: f64) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::random::bernoulli_p(self, p, None);
        }
        Tensor::from_result(ops::through(&table::OPS[table::BERNOULLI_P], ops::Form::Plain, &smallvec![self.into_value(), p.into_value(), Value::None])?)
    }

    /// 1 with probability `p`, else 0, in the shape of `input`.
    #[inline]
    pub fn bernoulli_p_with(&self, p: f64, generator: Option<&Generator>) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::random::bernoulli_p(self, p, generator);
        }
        Tensor::from_result(ops::through(&table::OPS[table::BERNOULLI_P], ops::Form::Plain, &smallvec![self.into_value(), p.into_value(), generator.into_value()])?)
    }

    /// 1 with probability `p[i]`, else 0, in place.
    #[inline]
    pub fn bernoulli_tensor_(&self, p: &Tensor) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::random_fill::bernoulli_tensor_(self, p, None);
        }
        Tensor::from_result(ops::through(&table::OPS[table::BERNOULLI__TENSOR_], ops::Form::Plain, &smallvec![self.into_value(), p.into_value(), Value::None])?)
    }

    /// 1 with probability `p[i]`, else 0, in place.
    #[inline]
    pub fn bernoulli_tensor_with_(&self, p: &Tensor, generator: Option<&Generator>) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::random_fill::bernoulli_tensor_(self, p, generator);
        }
        Tensor::from_result(ops::through(&table::OPS[table::BERNOULLI__TENSOR_], ops::Form::Plain, &smallvec![self.into_value(), p.into_value(), generator.into_value()])?)
    }

    /// 1 with probability `p`, else 0, in place.
    #[inline]
    pub fn bernoulli_(&self) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::random_fill::bernoulli_(self, 0.5, None);
        }
        Tensor::from_result(ops::through(&table::OPS[table::BERNOULLI_], ops::Form::Plain, &smallvec![self.into_value(), 0.5.into_value(), Value::None])?)
    }

    /// 1 with probability `p`, else 0, in place.
    #[inline]
    pub fn bernoulli_with_(&self, p: f64, generator: Option<&Generator>) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::random_fill::bernoulli_(self, p, generator);
        }
        Tensor::from_result(ops::through(&table::OPS[table::BERNOULLI_], ops::Form::Plain, &smallvec![self.into_value(), p.into_value(), generator.into_value()])?)
    }

    /// `J0(x)`, the Bessel function of the first kind of order 0.
    #[inline]
    pub fn bessel_j0(&self) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::bessel::bessel_j0(self);
        }
        Tensor::from_result(ops::through(&table::OPS[table::BESSEL_J0], ops::Form::Plain, &smallvec![self.into_value()])?)
    }

    /// `J1(x)`, the Bessel function of the first kind of order 1.
    #[inline]
    pub fn bessel_j1(&self) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::bessel::bessel_j1(self);
        }
        Tensor::from_result(ops::through(&table::OPS[table::BESSEL_J1], ops::Form::Plain, &smallvec![self.into_value()])?)
    }

    /// `Y0(x)`, the Bessel function of the second kind of order 0; NaN below 0, minus infinity at 0.
    #[inline]
    pub fn bessel_y0(&self) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::bessel::bessel_y0(self);
        }
        Tensor::from_result(ops::through(&table::OPS[table::BESSEL_Y0], ops::Form::Plain, &smallvec![self.into_value()])?)
    }

    /// `Y1(x)`, the Bessel function of the second kind of order 1; NaN below 0, minus infinity at 0.
    #[inline]
    pub fn bessel_y1(&self) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::bessel::bessel_y1(self);
        }
        Tensor::from_result(ops::through(&table::OPS[table::BESSEL_Y1], ops::Form::Plain, &smallvec![self.into_value()])?)
    }

    /// `x` rounded to bfloat16 (8 bits of mantissa, halves to even).
    #[inline]
    pub fn bfloat16(&self) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::convert::bfloat16(self, MemoryFormat::Preserve);
        }
        Tensor::from_result(ops::through(&table::OPS[table::BFLOAT16], ops::Form::Plain, &smallvec![self.into_value(), MemoryFormat::Preserve.into_value()])?)
    }

    /// `x` rounded to bfloat16 (8 bits of mantissa, halves to even).
    #[inline]
    pub fn bfloat16_with(&self, memory_format: MemoryFormat) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::convert::bfloat16(self, memory_format);
        }
        Tensor::from_result(ops::through(&table::OPS[table::BFLOAT16], ops::Form::Plain, &smallvec![self.into_value(), memory_format.into_value()])?)
    }

    /// `out[…, k] = sum over i, j of input1[…, i] * weight[k, i, j] * input2[…, j] + bias[k]`.
    #[inline]
    pub fn bilinear(&self, input2: &Tensor, weight: &Tensor) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::einsum::bilinear(self, input2, weight, None);
        }
        Tensor::from_result(ops::through(&table::OPS[table::BILINEAR], ops::Form::Plain, &smallvec![self.into_value(), input2.into_value(), weight.into_value(), Value::None])?)
    }

    /// `out[…, k] = sum over i, j of input1[…, i] * weight[k, i, j] * input2[…, j] + bias[k]`.
    #[inline]
    pub fn bilinear_with(&self, input2: &Tensor, weight: &Tensor, bias: Option<&Tensor>) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::einsum::bilinear(self, input2, weight, bias);
        }
        Tensor::from_result(ops::through(&table::OPS[table::BILINEAR], ops::Form::Plain, &smallvec![self.into_value(), input2.into_value(), weight.into_value(), bias.into_value()])?)
    }

    /// `-weight * (y * log(x) + (1 - y) * log(1 - x))`, each logarithm at least -100, for probabilities `x`. `reduction` `'mean'` or `'sum'`
    /// of them, or `'none'`.
    #[inline]
    pub fn binary_cross_entropy(&self, target: &Tensor) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::loss::binary_cross_entropy(self, target, None, "mean");
        }
        Tensor::from_result(ops::through(&table::OPS[table::BINARY_CROSS_ENTROPY], ops::Form::Plain, &smallvec![self.into_value(), target.into_value(), Value::None, "mean".into_value()])?)
    }

    /// `-weight * (y * log(x) + (1 - y) * log(1 - x))`, each logarithm at least -100, for probabilities `x`. `reduction` `'mean'` or `'sum'`
    /// of them, or `'none'`.
    #[inline]
    pub fn binary_cross_entropy_with(&self, target: &Tensor, weight: Option<&Tensor>, reduction: &str) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::loss::binary_cross_entropy(self, target, weight, reduction);
        }
        Tensor::from_result(ops::through(&table::OPS[table::BINARY_CROSS_ENTROPY], ops::Form::Plain, &smallvec![self.into_value(), target.into_value(), weight.into_value(), reduction.into_value()])?)
    }

    /// `-weight * (pos_weight * y * log(s) + (1 - y) * log(1 - s))` with `s = sigmoid(x)`, without overflow. `reduction` `'mean'` or `'sum'`
    /// of them, or `'none'`.
    #[inline]
    pub fn binary_cross_entropy_with_logits(&self, target: &Tensor) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::loss::binary_cross_entropy_with_logits(self, target, None, None, "mean");
        }
        Tensor::from_result(ops::through(&table::OPS[table::BINARY_CROSS_ENTROPY_WITH_LOGITS], ops::Form::Plain, &smallvec![self.into_value(), target.into_value(), Value::None, Value::None, "mean".into_value()])?)
    }

    /// `-weight * (pos_weight * y * log(s) + (1 - y) * log(1 - s))` with `s = sigmoid(x)`, without overflow. `reduction` `'mean'` or `'sum'`
    /// of them, or `'none'`.
    #[inline]
    pub fn binary_cross_entropy_with_logits_with(&self, target: &Tensor, weight: Option<&Tensor>, pos_weight: Option<&Tensor>, reduction: &str) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::loss::binary_cross_entropy_with_logits(self, target, weight, pos_weight, reduction);
        }
        Tensor::from_result(ops::through(&table::OPS[table::BINARY_CROSS_ENTROPY_WITH_LOGITS], ops::Form::Plain, &smallvec![self.into_value(), target.into_value(), weight.into_value(), pos_weight.into_value(), reduction.into_value()])?)
    }

    /// `out[k] = sum of weights[i] over x[i] = k`, or the number of them without weights, for `k` up to the largest, or `minlength - 1`.
    #[inline]
    pub fn bincount(&self) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::sort::bincount(self, None, 0);
        }
        Tensor::from_result(ops::through(&table::OPS[table::BINCOUNT], ops::Form::Plain, &smallvec![self.into_value(), Value::None, 0.into_value()])?)
    }

    /// `out[k] = sum of weights[i] over x[i] = k`, or the number of them without weights, for `k` up to the largest, or `minlength - 1`.
    #[inline]
    pub fn bincount_with(&self, weights: Option<&Tensor>, minlength: i64) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::sort::bincount(self, weights, minlength);
        }
        Tensor::from_result(ops::through(&table::OPS[table::BINCOUNT], ops::Form::Plain, &smallvec![self.into_value(), weights.into_value(), minlength.into_value()])?)
    }

    /// The number of successes in `count[i]` trials of probability `prob[i]`.
    #[inline]
    pub fn binomial(&self, prob: &Tensor) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::random::binomial(self, prob, None);
        }
        Tensor::from_result(ops::through(&table::OPS[table::BINOMIAL], ops::Form::Plain, &smallvec![self.into_value(), prob.into_value(), Value::None])?)
    }

    /// The number of successes in `count[i]` trials of probability `prob[i]`.
    #[inline]
    pub fn binomial_with(&self, prob: &Tensor, generator: Option<&Generator>) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::random::binomial(self, prob, generator);
        }
        Tensor::from_result(ops::through(&table::OPS[table::BINOMIAL], ops::Form::Plain, &smallvec![self.into_value(), prob.into_value(), generator.into_value()])?)
    }

    /// `x & y`: the bits set in both.
    #[inline]
    pub fn bitwise_and<'a>(&self, other: impl Into<TensorOrScalar<'a>>) -> Result<Tensor> {
        let other = other.into();
        if !modes::dispatching() {
            return ops::bitwise::bitwise_and(self, other);
        }
        Tensor::from_result(ops::through(&table::OPS[table::BITWISE_AND], ops::Form::Plain, &smallvec![self.into_value(), other.into_value()])?)
    }

    /// `x & y`: the bits set in both.
    #[inline]
    pub fn bitwise_and_<'a>(&self, other: impl Into<TensorOrScalar<'a>>) -> Result<Tensor> {
        let other = other.into();
        if !modes::dispatching() {
            return dest::inplace("bitwise_and_", self, || ops::bitwise::bitwise_and(self, other));
        }
        Tensor::from_result(ops::through(&table::OPS[table::BITWISE_AND], ops::Form::Inplace, &smallvec![self.into_value(), other.into_value()])?)
    }

    /// `x & y`: the bits set in both.
    #[inline]
    pub fn bitwise_and_scalar(input: Scalar, other: &Tensor) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::bitwise::bitwise_and_scalar(input, other);
        }
        Tensor::from_result(ops::through(&table::OPS[table::BITWISE_AND_SCALAR], ops::Form::Plain, &smallvec![input.into_value(), other.into_value()])?)
    }

    /// `x * 2^y`, the bits that overflow dropped; 0 for shifts of the dtype's width and more.
    #[inline]
    pub fn bitwise_left_shift<'a>(&self, other: impl Into<TensorOrScalar<'a>>) -> Result<Tensor> {
        let other = other.into();
        if !modes::dispatching() {
            return ops::bitwise::bitwise_left_shift(self, other);
        }
        Tensor::from_result(ops::through(&table::OPS[table::BITWISE_LEFT_SHIFT], ops::Form::Plain, &smallvec![self.into_value(), other.into_value()])?)
    }

    /// `x * 2^y`, the bits that overflow dropped; 0 for shifts of the dtype's width and more.
    #[inline]
    pub fn bitwise_left_shift_<'a>(&self, other: impl Into<TensorOrScalar<'a>>) -> Result<Tensor> {
        let other = other.into();
        if !modes::dispatching() {
            return dest::inplace("bitwise_left_shift_", self, || ops::bitwise::bitwise_left_shift(self, other));
        }
        Tensor::from_result(ops::through(&table::OPS[table::BITWISE_LEFT_SHIFT], ops::Form::Inplace, &smallvec![self.into_value(), other.into_value()])?)
    }

    /// `x * 2^y`, the bits that overflow dropped; 0 for shifts of the dtype's width and more.
    #[inline]
    pub fn bitwise_left_shift_scalar(input: Scalar, other: &Tensor) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::bitwise::bitwise_left_shift_scalar(input, other);
        }
        Tensor::from_result(ops::through(&table::OPS[table::BITWISE_LEFT_SHIFT_SCALAR], ops::Form::Plain, &smallvec![input.into_value(), other.into_value()])?)
    }

    /// `~x`: all bits flipped, `-x - 1` for signed integers; `not x` for bools.
    #[inline]
    pub fn bitwise_not(&self) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::bitwise::bitwise_not(self);
        }
        Tensor::from_result(ops::through(&table::OPS[table::BITWISE_NOT], ops::Form::Plain, &smallvec![self.into_value()])?)
    }

    /// `~x`: all bits flipped, `-x - 1` for signed integers; `not x` for bools.
    #[inline]
    pub fn bitwise_not_(&self) -> Result<Tensor> {
        if !modes::dispatching() {
            return dest::inplace("bitwise_not_", self, || ops::bitwise::bitwise_not(self));
        }
        Tensor::from_result(ops::through(&table::OPS[table::BITWISE_NOT], ops::Form::Inplace, &smallvec![self.into_value()])?)
    }

    /// `x | y`: the bits set in one or both.
    #[inline]
    pub fn bitwise_or<'a>(&self, other: impl Into<TensorOrScalar<'a>>) -> Result<Tensor> {
        let other = other.into();
        if !modes::dispatching() {
            return ops::bitwise::bitwise_or(self, other);
        }
        Tensor::from_result(ops::through(&table::OPS[table::BITWISE_OR], ops::Form::Plain, &smallvec![self.into_value(), other.into_value()])?)
    }

    /// `x | y`: the bits set in one or both.
    #[inline]
    pub fn bitwise_or_<'a>(&self, other: impl Into<TensorOrScalar<'a>>) -> Result<Tensor> {
        let other = other.into();
        if !modes::dispatching() {
            return dest::inplace("bitwise_or_", self, || ops::bitwise::bitwise_or(self, other));
        }
        Tensor::from_result(ops::through(&table::OPS[table::BITWISE_OR], ops::Form::Inplace, &smallvec![self.into_value(), other.into_value()])?)
    }

    /// `x | y`: the bits set in one or both.
    #[inline]
    pub fn bitwise_or_scalar(input: Scalar, other: &Tensor) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::bitwise::bitwise_or_scalar(input, other);
        }
        Tensor::from_result(ops::through(&table::OPS[table::BITWISE_OR_SCALAR], ops::Form::Plain, &smallvec![input.into_value(), other.into_value()])?)
    }

    /// `floor(x / 2^y)`.
    #[inline]
    pub fn bitwise_right_shift<'a>(&self, other: impl Into<TensorOrScalar<'a>>) -> Result<Tensor> {
        let other = other.into();
        if !modes::dispatching() {
            return ops::bitwise::bitwise_right_shift(self, other);
        }
        Tensor::from_result(ops::through(&table::OPS[table::BITWISE_RIGHT_SHIFT], ops::Form::Plain, &smallvec![self.into_value(), other.into_value()])?)
    }

    /// `floor(x / 2^y)`.
    #[inline]
    pub fn bitwise_right_shift_<'a>(&self, other: impl Into<TensorOrScalar<'a>>) -> Result<Tensor> {
        let other = other.into();
        if !modes::dispatching() {
            return dest::inplace("bitwise_right_shift_", self, || ops::bitwise::bitwise_right_shift(self, other));
        }
        Tensor::from_result(ops::through(&table::OPS[table::BITWISE_RIGHT_SHIFT], ops::Form::Inplace, &smallvec![self.into_value(), other.into_value()])?)
    }

    /// `floor(x / 2^y)`.
    #[inline]
    pub fn bitwise_right_shift_scalar(input: Scalar, other: &Tensor) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::bitwise::bitwise_right_shift_scalar(input, other);
        }
        Tensor::from_result(ops::through(&table::OPS[table::BITWISE_RIGHT_SHIFT_SCALAR], ops::Form::Plain, &smallvec![input.into_value(), other.into_value()])?)
    }

    /// `x ^ y`: the bits set in exactly one.
    #[inline]
    pub fn bitwise_xor<'a>(&self, other: impl Into<TensorOrScalar<'a>>) -> Result<Tensor> {
        let other = other.into();
        if !modes::dispatching() {
            return ops::bitwise::bitwise_xor(self, other);
        }
        Tensor::from_result(ops::through(&table::OPS[table::BITWISE_XOR], ops::Form::Plain, &smallvec![self.into_value(), other.into_value()])?)
    }

    /// `x ^ y`: the bits set in exactly one.
    #[inline]
    pub fn bitwise_xor_<'a>(&self, other: impl Into<TensorOrScalar<'a>>) -> Result<Tensor> {
        let other = other.into();
        if !modes::dispatching() {
            return dest::inplace("bitwise_xor_", self, || ops::bitwise::bitwise_xor(self, other));
        }
        Tensor::from_result(ops::through(&table::OPS[table::BITWISE_XOR], ops::Form::Inplace, &smallvec![self.into_value(), other.into_value()])?)
    }

    /// `x ^ y`: the bits set in exactly one.
    #[inline]
    pub fn bitwise_xor_scalar(input: Scalar, other: &Tensor) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::bitwise::bitwise_xor_scalar(input, other);
        }
        Tensor::from_result(ops::through(&table::OPS[table::BITWISE_XOR_SCALAR], ops::Form::Plain, &smallvec![input.into_value(), other.into_value()])?)
    }

    /// `0.42 - 0.5 cos(2 pi i / n) + 0.08 cos(4 pi i / n)`; `n` is the length, or one less without `periodic`.
    #[inline]
    pub fn blackman_window(window_length: i64) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::fft::window::blackman_window(window_length, true, None, None);
        }
        Tensor::from_result(ops::through(&table::OPS[table::BLACKMAN_WINDOW], ops::Form::Plain, &smallvec![window_length.into_value(), true.into_value(), Value::None, Value::None])?)
    }

    /// `0.42 - 0.5 cos(2 pi i / n) + 0.08 cos(4 pi i / n)`; `n` is the length, or one less without `periodic`.
    #[inline]
    pub fn blackman_window_with(window_length: i64, periodic: bool, dtype: Option<DType>, device: Option<Device>) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::fft::window::blackman_window(window_length, periodic, dtype, device);
        }
        Tensor::from_result(ops::through(&table::OPS[table::BLACKMAN_WINDOW], ops::Form::Plain, &smallvec![window_length.into_value(), periodic.into_value(), dtype.into_value(), device.into_value()])?)
    }

    /// A matrix with `tensors[0], tensors[1], …` down its diagonal and zeros elsewhere.
    #[inline]
    pub fn block_diag(tensors: &[Tensor]) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::join::block_diag(tensors);
        }
        Tensor::from_result(ops::through(&table::OPS[table::BLOCK_DIAG], ops::Form::Plain, &smallvec![tensors.into_value()])?)
    }

    /// `out[b] = input[b] @ mat2[b]`.
    #[inline]
    pub fn bmm(&self, mat2: &Tensor) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::matmul::bmm(self, mat2);
        }
        Tensor::from_result(ops::through(&table::OPS[table::BMM], ops::Form::Plain, &smallvec![self.into_value(), mat2.into_value()])?)
    }

    /// `x != 0`; NaN counts as true.
    #[inline]
    pub fn bool(&self) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::convert::bool(self, MemoryFormat::Preserve);
        }
        Tensor::from_result(ops::through(&table::OPS[table::BOOL], ops::Form::Plain, &smallvec![self.into_value(), MemoryFormat::Preserve.into_value()])?)
    }

    /// `x != 0`; NaN counts as true.
    #[inline]
    pub fn bool_with(&self, memory_format: MemoryFormat) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::convert::bool(self, memory_format);
        }
        Tensor::from_result(ops::through(&table::OPS[table::BOOL], ops::Form::Plain, &smallvec![self.into_value(), memory_format.into_value()])?)
    }

    /// `broadcast_to(x, shape)` for each tensor `x` and the shape common to all, as views.
    #[inline]
    pub fn broadcast_tensors(tensors: &[Tensor]) -> Result<Vec<Tensor>> {
        if !modes::dispatching() {
            return ops::join::broadcast_tensors(tensors);
        }
        <Vec<Tensor>>::from_result(ops::through(&table::OPS[table::BROADCAST_TENSORS], ops::Form::Plain, &smallvec![tensors.into_value()])?)
    }

    /// `x` stretched along dimensions of size 1 to `size`, as a view.
    #[inline]
    pub fn broadcast_to(&self, size: &[i64]) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::shape::broadcast_to(self, size);
        }
        Tensor::from_result(ops::through(&table::OPS[table::BROADCAST_TO], ops::Form::Plain, &smallvec![self.into_value(), size.into_value()])?)
    }

    /// The `i` with `boundaries[i - 1] < x <= boundaries[i]` (`<= x <` with `right`).
    #[inline]
    pub fn bucketize(&self, boundaries: &Tensor) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::sort::bucketize(self, boundaries, false, false);
        }
        Tensor::from_result(ops::through(&table::OPS[table::BUCKETIZE], ops::Form::Plain, &smallvec![self.into_value(), boundaries.into_value(), false.into_value(), false.into_value()])?)
    }

    /// The `i` with `boundaries[i - 1] < x <= boundaries[i]` (`<= x <` with `right`).
    #[inline]
    pub fn bucketize_with(&self, boundaries: &Tensor, out_int32: bool, right: bool) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::sort::bucketize(self, boundaries, out_int32, right);
        }
        Tensor::from_result(ops::through(&table::OPS[table::BUCKETIZE], ops::Form::Plain, &smallvec![self.into_value(), boundaries.into_value(), out_int32.into_value(), right.into_value()])?)
    }

    /// The `i` with `boundaries[i - 1] < x <= boundaries[i]` (`<= x <` with `right`).
    #[inline]
    pub fn bucketize_scalar(input: Scalar, boundaries: &Tensor) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::sort::bucketize_scalar(input, boundaries, false, false);
        }
        Tensor::from_result(ops::through(&table::OPS[table::BUCKETIZE_SCALAR], ops::Form::Plain, &smallvec![input.into_value(), boundaries.into_value(), false.into_value(), false.into_value()])?)
    }

    /// The `i` with `boundaries[i - 1] < x <= boundaries[i]` (`<= x <` with `right`).
    #[inline]
    pub fn bucketize_scalar_with(input: Scalar, boundaries: &Tensor, out_int32: bool, right: bool) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::sort::bucketize_scalar(input, boundaries, out_int32, right);
        }
        Tensor::from_result(ops::through(&table::OPS[table::BUCKETIZE_SCALAR], ops::Form::Plain, &smallvec![input.into_value(), boundaries.into_value(), out_int32.into_value(), right.into_value()])?)
    }

    /// `x` cut to uint8: the fraction dropped, modulo 256.
    #[inline]
    pub fn byte(&self) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::convert::byte(self, MemoryFormat::Preserve);
        }
        Tensor::from_result(ops::through(&table::OPS[table::BYTE], ops::Form::Plain, &smallvec![self.into_value(), MemoryFormat::Preserve.into_value()])?)
    }

    /// `x` cut to uint8: the fraction dropped, modulo 256.
    #[inline]
    pub fn byte_with(&self, memory_format: MemoryFormat) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::convert::byte(self, memory_format);
        }
        Tensor::from_result(ops::through(&table::OPS[table::BYTE], ops::Form::Plain, &smallvec![self.into_value(), memory_format.into_value()])?)
    }

    /// All combinations `(a[i], b[j], …)`, one a row, the last running fastest.
    #[inline]
    pub fn cartesian_prod(tensors: &[Tensor]) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::join::cartesian_prod(tensors);
        }
        Tensor::from_result(ops::through(&table::OPS[table::CARTESIAN_PROD], ops::Form::Plain, &smallvec![tensors.into_value()])?)
    }

    /// `tensors[0], tensors[1], …` one after the other along `dim`.
    #[inline]
    pub fn cat(tensors: &[Tensor]) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::join::cat(tensors, 0);
        }
        Tensor::from_result(ops::through(&table::OPS[table::CAT], ops::Form::Plain, &smallvec![tensors.into_value(), 0.into_value()])?)
    }

    /// `tensors[0], tensors[1], …` one after the other along `dim`.
    #[inline]
    pub fn cat_with(tensors: &[Tensor], dim: i64) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::join::cat(tensors, dim);
        }
        Tensor::from_result(ops::through(&table::OPS[table::CAT], ops::Form::Plain, &smallvec![tensors.into_value(), dim.into_value()])?)
    }

    /// Numbers of density `1 / (pi sigma (1 + ((x - median) / sigma)^2))`, in place.
    #[inline]
    pub fn cauchy_(&self) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::random_fill::cauchy_(self, 0.0, 1.0, None);
        }
        Tensor::from_result(ops::through(&table::OPS[table::CAUCHY_], ops::Form::Plain, &smallvec![self.into_value(), 0.0.into_value(), 1.0.into_value(), Value::None])?)
    }

    /// Numbers of density `1 / (pi sigma (1 + ((x - median) / sigma)^2))`, in place.
    #[inline]
    pub fn cauchy_with_(&self, median: f64, sigma: f64, generator: Option<&Generator>) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::random_fill::cauchy_(self, median, sigma, generator);
        }
        Tensor::from_result(ops::through(&table::OPS[table::CAUCHY_], ops::Form::Plain, &smallvec![self.into_value(), median.into_value(), sigma.into_value(), generator.into_value()])?)
    }

    /// `out[…, i, j] = (sum over k of |x1[…, i, k] - x2[…, j, k]|^p)^(1/p)`; the largest difference for `inf`, the number of differences for
    /// 0.
    #[inline]
    pub fn cdist(&self, x2: &Tensor) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::norms::cdist(self, x2, 2.0, None);
        }
        Tensor::from_result(ops::through(&table::OPS[table::CDIST], ops::Form::Plain, &smallvec![self.into_value(), x2.into_value(), 2.0.into_value(), Value::None])?)
    }

    /// `out[…, i, j] = (sum over k of |x1[…, i, k] - x2[…, j, k]|^p)^(1/p)`; the largest difference for `inf`, the number of differences for
    /// 0.
    #[inline]
    pub fn cdist_with(&self, x2: &Tensor, p: f64, compute_mode: Option<&str>) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::norms::cdist(self, x2, p, compute_mode);
        }
        Tensor::from_result(ops::through(&table::OPS[table::CDIST], ops::Form::Plain, &smallvec![self.into_value(), x2.into_value(), p.into_value(), compute_mode.into_value()])?)
    }

    /// `x` as complex128; the imaginary part of real numbers is 0.
    #[inline]
    pub fn cdouble(&self) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::convert::cdouble(self, MemoryFormat::Preserve);
        }
        Tensor::from_result(ops::through(&table::OPS[table::CDOUBLE], ops::Form::Plain, &smallvec![self.into_value(), MemoryFormat::Preserve.into_value()])?)
    }

    /// `x` as complex128; the imaginary part of real numbers is 0.
    #[inline]
    pub fn cdouble_with(&self, memory_format: MemoryFormat) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::convert::cdouble(self, memory_format);
        }
        Tensor::from_result(ops::through(&table::OPS[table::CDOUBLE], ops::Form::Plain, &smallvec![self.into_value(), memory_format.into_value()])?)
    }

    /// The smallest integer `n >= x`.
    #[inline]
    pub fn ceil(&self) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::round::ceil(self);
        }
        Tensor::from_result(ops::through(&table::OPS[table::CEIL], ops::Form::Plain, &smallvec![self.into_value()])?)
    }

    /// The smallest integer `n >= x`.
    #[inline]
    pub fn ceil_(&self) -> Result<Tensor> {
        if !modes::dispatching() {
            return dest::inplace("ceil_", self, || ops::round::ceil(self));
        }
        Tensor::from_result(ops::through(&table::OPS[table::CEIL], ops::Form::Inplace, &smallvec![self.into_value()])?)
    }

    /// `max(0, x) + min(0, alpha * (exp(x / alpha) - 1))`: linear above 0, smooth at 0.
    #[inline]
    pub fn celu(&self) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::activation::celu(self, Scalar::Float(1.0));
        }
        Tensor::from_result(ops::through(&table::OPS[table::CELU], ops::Form::Plain, &smallvec![self.into_value(), Scalar::Float(1.0).into_value()])?)
    }

    /// `max(0, x) + min(0, alpha * (exp(x / alpha) - 1))`: linear above 0, smooth at 0.
    #[inline]
    pub fn celu_with(&self, alpha: Scalar) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::activation::celu(self, alpha);
        }
        Tensor::from_result(ops::through(&table::OPS[table::CELU], ops::Form::Plain, &smallvec![self.into_value(), alpha.into_value()])?)
    }

    /// `max(0, x) + min(0, alpha * (exp(x / alpha) - 1))`: linear above 0, smooth at 0.
    #[inline]
    pub fn celu_(&self) -> Result<Tensor> {
        if !modes::dispatching() {
            return dest::inplace("celu_", self, || ops::activation::celu(self, Scalar::Float(1.0)));
        }
        Tensor::from_result(ops::through(&table::OPS[table::CELU], ops::Form::Inplace, &smallvec![self.into_value(), Scalar::Float(1.0).into_value()])?)
    }

    /// `max(0, x) + min(0, alpha * (exp(x / alpha) - 1))`: linear above 0, smooth at 0.
    #[inline]
    pub fn celu_with_(&self, alpha: Scalar) -> Result<Tensor> {
        if !modes::dispatching() {
            return dest::inplace("celu_", self, || ops::activation::celu(self, alpha));
        }
        Tensor::from_result(ops::through(&table::OPS[table::CELU], ops::Form::Inplace, &smallvec![self.into_value(), alpha.into_value()])?)
    }

    /// `max(0, x) + min(0, alpha * (exp(x / alpha) - 1))`: linear above 0, smooth at 0.
    #[inline]
    pub fn celu_functional(&self) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::activation_functional::celu_functional(self, Scalar::Float(1.0), false);
        }
        Tensor::from_result(ops::through(&table::OPS[table::CELU_FUNCTIONAL], ops::Form::Plain, &smallvec![self.into_value(), Scalar::Float(1.0).into_value(), false.into_value()])?)
    }

    /// `max(0, x) + min(0, alpha * (exp(x / alpha) - 1))`: linear above 0, smooth at 0.
    #[inline]
    pub fn celu_functional_with(&self, alpha: Scalar, inplace: bool) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::activation_functional::celu_functional(self, alpha, inplace);
        }
        Tensor::from_result(ops::through(&table::OPS[table::CELU_FUNCTIONAL], ops::Form::Plain, &smallvec![self.into_value(), alpha.into_value(), inplace.into_value()])?)
    }

    /// `x` as complex64; the imaginary part of real numbers is 0.
    #[inline]
    pub fn cfloat(&self) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::convert::cfloat(self, MemoryFormat::Preserve);
        }
        Tensor::from_result(ops::through(&table::OPS[table::CFLOAT], ops::Form::Plain, &smallvec![self.into_value(), MemoryFormat::Preserve.into_value()])?)
    }

    /// `x` as complex64; the imaginary part of real numbers is 0.
    #[inline]
    pub fn cfloat_with(&self, memory_format: MemoryFormat) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::convert::cfloat(self, memory_format);
        }
        Tensor::from_result(ops::through(&table::OPS[table::CFLOAT], ops::Form::Plain, &smallvec![self.into_value(), memory_format.into_value()])?)
    }

    /// `A @ B @ C @ …` in the order of fewest multiplications; in `multi_dot` the first and the last may be vectors.
    #[inline]
    pub fn chain_matmul(matrices: &[Tensor]) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::product::chain_matmul(matrices);
        }
        Tensor::from_result(ops::through(&table::OPS[table::CHAIN_MATMUL], ops::Form::Plain, &smallvec![matrices.into_value()])?)
    }

    /// `out[:, i * groups + j] = x[:, j * (C / groups) + i]`: the channels taken in turn from `groups` groups.
    #[inline]
    pub fn channel_shuffle(&self, groups: i64) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::pixel::channel_shuffle(self, groups);
        }
        Tensor::from_result(ops::through(&table::OPS[table::CHANNEL_SHUFFLE], ops::Form::Plain, &smallvec![self.into_value(), groups.into_value()])?)
    }

    /// `x` cut to int8: the fraction dropped, modulo 256.
    #[inline]
    pub fn char(&self) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::convert::char(self, MemoryFormat::Preserve);
        }
        Tensor::from_result(ops::through(&table::OPS[table::CHAR], ops::Form::Plain, &smallvec![self.into_value(), MemoryFormat::Preserve.into_value()])?)
    }

    /// `x` cut to int8: the fraction dropped, modulo 256.
    #[inline]
    pub fn char_with(&self, memory_format: MemoryFormat) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::convert::char(self, memory_format);
        }
        Tensor::from_result(ops::through(&table::OPS[table::CHAR], ops::Form::Plain, &smallvec![self.into_value(), memory_format.into_value()])?)
    }

    /// `T_n(x)`, with `T_0 = 1`, `T_1 = x` and `T_(n+1) = 2 x T_n - T_(n-1)`; 0 for `n < 0`.
    #[inline]
    pub fn chebyshev_polynomial_t<'a>(x: impl Into<TensorOrScalar<'a>>, n: impl Into<TensorOrScalar<'a>>) -> Result<Tensor> {
        let x = x.into();
        let n = n.into();
        if !modes::dispatching() {
            return ops::polynomial::chebyshev_polynomial_t(x, n);
        }
        Tensor::from_result(ops::through(&table::OPS[table::CHEBYSHEV_POLYNOMIAL_T], ops::Form::Plain, &smallvec![x.into_value(), n.into_value()])?)
    }

    /// `U_n(x)`, with `U_0 = 1`, `U_1 = 2 x` and `U_(n+1) = 2 x U_n - U_(n-1)`; 0 for `n < 0`.
    #[inline]
    pub fn chebyshev_polynomial_u<'a>(x: impl Into<TensorOrScalar<'a>>, n: impl Into<TensorOrScalar<'a>>) -> Result<Tensor> {
        let x = x.into();
        let n = n.into();
        if !modes::dispatching() {
            return ops::polynomial::chebyshev_polynomial_u(x, n);
        }
        Tensor::from_result(ops::through(&table::OPS[table::CHEBYSHEV_POLYNOMIAL_U], ops::Form::Plain, &smallvec![x.into_value(), n.into_value()])?)
    }

    /// `V_n(x)`, with `V_0 = 1`, `V_1 = 2 x - 1` and `V_(n+1) = 2 x V_n - V_(n-1)`; 0 for `n < 0`.
    #[inline]
    pub fn chebyshev_polynomial_v<'a>(x: impl Into<TensorOrScalar<'a>>, n: impl Into<TensorOrScalar<'a>>) -> Result<Tensor> {
        let x = x.into();
        let n = n.into();
        if !modes::dispatching() {
            return ops::polynomial::chebyshev_polynomial_v(x, n);
        }
        Tensor::from_result(ops::through(&table::OPS[table::CHEBYSHEV_POLYNOMIAL_V], ops::Form::Plain, &smallvec![x.into_value(), n.into_value()])?)
    }

    /// `W_n(x)`, with `W_0 = 1`, `W_1 = 2 x + 1` and `W_(n+1) = 2 x W_n - W_(n-1)`; 0 for `n < 0`.
    #[inline]
    pub fn chebyshev_polynomial_w<'a>(x: impl Into<TensorOrScalar<'a>>, n: impl Into<TensorOrScalar<'a>>) -> Result<Tensor> {
        let x = x.into();
        let n = n.into();
        if !modes::dispatching() {
            return ops::polynomial::chebyshev_polynomial_w(x, n);
        }
        Tensor::from_result(ops::through(&table::OPS[table::CHEBYSHEV_POLYNOMIAL_W], ops::Form::Plain, &smallvec![x.into_value(), n.into_value()])?)
    }

    /// `L` lower triangular with `L @ L.mH = A` for Hermitian positive-definite matrices, of which the lower triangle is read; with `upper`,
    /// `U = L.mH` from the upper triangle.
    #[inline]
    pub fn cholesky(&self) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::linalg::cholesky::cholesky(self, false);
        }
        Tensor::from_result(ops::through(&table::OPS[table::CHOLESKY], ops::Form::Plain, &smallvec![self.into_value(), false.into_value()])?)
    }

    /// `L` lower triangular with `L @ L.mH = A` for Hermitian positive-definite matrices, of which the lower triangle is read; with `upper`,
    /// `U = L.mH` from the upper triangle.
    #[inline]
    pub fn cholesky_with(&self, upper: bool) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::linalg::cholesky::cholesky(self, upper);
        }
        Tensor::from_result(ops::through(&table::OPS[table::CHOLESKY], ops::Form::Plain, &smallvec![self.into_value(), upper.into_value()])?)
    }

    /// `(L @ L.mH)^-1` from the factor `L` (`(U.mH @ U)^-1` with `upper`), of which one triangle is read.
    #[inline]
    pub fn cholesky_inverse(&self) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::linalg::cholesky::cholesky_inverse(self, false);
        }
        Tensor::from_result(ops::through(&table::OPS[table::CHOLESKY_INVERSE], ops::Form::Plain, &smallvec![self.into_value(), false.into_value()])?)
    }

    /// `(L @ L.mH)^-1` from the factor `L` (`(U.mH @ U)^-1` with `upper`), of which one triangle is read.
    #[inline]
    pub fn cholesky_inverse_with(&self, upper: bool) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::linalg::cholesky::cholesky_inverse(self, upper);
        }
        Tensor::from_result(ops::through(&table::OPS[table::CHOLESKY_INVERSE], ops::Form::Plain, &smallvec![self.into_value(), upper.into_value()])?)
    }

    /// `X` with `L @ L.mH @ X = B` (`U.mH @ U @ X = B` with `upper`) for the factor `input2`, of which one triangle is read.
    #[inline]
    pub fn cholesky_solve(&self, input2: &Tensor) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::linalg::cholesky::cholesky_solve(self, input2, false);
        }
        Tensor::from_result(ops::through(&table::OPS[table::CHOLESKY_SOLVE], ops::Form::Plain, &smallvec![self.into_value(), input2.into_value(), false.into_value()])?)
    }

    /// `X` with `L @ L.mH @ X = B` (`U.mH @ U @ X = B` with `upper`) for the factor `input2`, of which one triangle is read.
    #[inline]
    pub fn cholesky_solve_with(&self, input2: &Tensor, upper: bool) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::linalg::cholesky::cholesky_solve(self, input2, upper);
        }
        Tensor::from_result(ops::through(&table::OPS[table::CHOLESKY_SOLVE], ops::Form::Plain, &smallvec![self.into_value(), input2.into_value(), upper.into_value()])?)
    }

    /// `x` cut along `dim` into pieces of `ceil(n / chunks)`; the last may be smaller, and there may be fewer.
    #[inline]
    pub fn chunk(&self, chunks: i64) -> Result<Vec<Tensor>> {
        if !modes::dispatching() {
            return ops::split::chunk(self, chunks, 0);
        }
        <Vec<Tensor>>::from_result(ops::through(&table::OPS[table::CHUNK], ops::Form::Plain, &smallvec![self.into_value(), chunks.into_value(), 0.into_value()])?)
    }

    /// `x` cut along `dim` into pieces of `ceil(n / chunks)`; the last may be smaller, and there may be fewer.
    #[inline]
    pub fn chunk_with(&self, chunks: i64, dim: i64) -> Result<Vec<Tensor>> {
        if !modes::dispatching() {
            return ops::split::chunk(self, chunks, dim);
        }
        <Vec<Tensor>>::from_result(ops::through(&table::OPS[table::CHUNK], ops::Form::Plain, &smallvec![self.into_value(), chunks.into_value(), dim.into_value()])?)
    }

    /// `min(max(x, min), max)`: `max` where `min > max`, NaN stays.
    #[inline]
    pub fn clamp(&self) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::select::clamp(self, None, None);
        }
        Tensor::from_result(ops::through(&table::OPS[table::CLAMP], ops::Form::Plain, &smallvec![self.into_value(), Value::None, Value::None])?)
    }

    /// `min(max(x, min), max)`: `max` where `min > max`, NaN stays.
    #[inline]
    pub fn clamp_with(&self, min: Option<TensorOrScalar<'_>>, max: Option<TensorOrScalar<'_>>) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::select::clamp(self, min, max);
        }
        Tensor::from_result(ops::through(&table::OPS[table::CLAMP], ops::Form::Plain, &smallvec![self.into_value(), min.into_value(), max.into_value()])?)
    }

    /// `min(max(x, min), max)`: `max` where `min > max`, NaN stays.
    #[inline]
    pub fn clamp_(&self) -> Result<Tensor> {
        if !modes::dispatching() {
            return dest::inplace("clamp_", self, || ops::select::clamp(self, None, None));
        }
        Tensor::from_result(ops::through(&table::OPS[table::CLAMP], ops::Form::Inplace, &smallvec![self.into_value(), Value::None, Value::None])?)
    }

    /// `min(max(x, min), max)`: `max` where `min > max`, NaN stays.
    #[inline]
    pub fn clamp_with_(&self, min: Option<TensorOrScalar<'_>>, max: Option<TensorOrScalar<'_>>) -> Result<Tensor> {
        if !modes::dispatching() {
            return dest::inplace("clamp_", self, || ops::select::clamp(self, min, max));
        }
        Tensor::from_result(ops::through(&table::OPS[table::CLAMP], ops::Form::Inplace, &smallvec![self.into_value(), min.into_value(), max.into_value()])?)
    }

    /// `min(x, max)`; NaN stays.
    #[inline]
    pub fn clamp_max<'a>(&self, max: impl Into<TensorOrScalar<'a>>) -> Result<Tensor> {
        let max = max.into();
        if !modes::dispatching() {
            return ops::select::clamp_max(self, max);
        }
        Tensor::from_result(ops::through(&table::OPS[table::CLAMP_MAX], ops::Form::Plain, &smallvec![self.into_value(), max.into_value()])?)
    }

    /// `min(x, max)`; NaN stays.
    #[inline]
    pub fn clamp_max_<'a>(&self, max: impl Into<TensorOrScalar<'a>>) -> Result<Tensor> {
        let max = max.into();
        if !modes::dispatching() {
            return dest::inplace("clamp_max_", self, || ops::select::clamp_max(self, max));
        }
        Tensor::from_result(ops::through(&table::OPS[table::CLAMP_MAX], ops::Form::Inplace, &smallvec![self.into_value(), max.into_value()])?)
    }

    /// `max(x, min)`; NaN stays.
    #[inline]
    pub fn clamp_min<'a>(&self, min: impl Into<TensorOrScalar<'a>>) -> Result<Tensor> {
        let min = min.into();
        if !modes::dispatching() {
            return ops::select::clamp_min(self, min);
        }
        Tensor::from_result(ops::through(&table::OPS[table::CLAMP_MIN], ops::Form::Plain, &smallvec![self.into_value(), min.into_value()])?)
    }

    /// `max(x, min)`; NaN stays.
    #[inline]
    pub fn clamp_min_<'a>(&self, min: impl Into<TensorOrScalar<'a>>) -> Result<Tensor> {
        let min = min.into();
        if !modes::dispatching() {
            return dest::inplace("clamp_min_", self, || ops::select::clamp_min(self, min));
        }
        Tensor::from_result(ops::through(&table::OPS[table::CLAMP_MIN], ops::Form::Inplace, &smallvec![self.into_value(), min.into_value()])?)
    }

    /// `out[i…] = x[i…]`: a copy, through which gradients flow.
    #[inline]
    pub fn clone_op(&self) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::creation::clone_op(self, MemoryFormat::Preserve);
        }
        Tensor::from_result(ops::through(&table::OPS[table::CLONE], ops::Form::Plain, &smallvec![self.into_value(), MemoryFormat::Preserve.into_value()])?)
    }

    /// `out[i…] = x[i…]`: a copy, through which gradients flow.
    #[inline]
    pub fn clone_op_with(&self, memory_format: MemoryFormat) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::creation::clone_op(self, memory_format);
        }
        Tensor::from_result(ops::through(&table::OPS[table::CLONE], ops::Form::Plain, &smallvec![self.into_value(), memory_format.into_value()])?)
    }

    /// `out[n, c, y + i, x + j] += columns[n, (c, i, j), l]` for the window `l` at `(y, x)`: the sums of the windows where they meet.
    #[inline]
    pub fn col2im(&self, output_size: &[i64], kernel_size: &[i64], dilation: &[i64], padding: &[i64], stride: &[i64]) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::pixel::col2im(self, output_size, kernel_size, dilation, padding, stride);
        }
        Tensor::from_result(ops::through(&table::OPS[table::COL2IM], ops::Form::Plain, &smallvec![self.into_value(), output_size.into_value(), kernel_size.into_value(), dilation.into_value(), padding.into_value(), stride.into_value()])?)
    }

    /// `cat` along dimension 1, with vectors as columns.
    #[inline]
    pub fn column_stack(tensors: &[Tensor]) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::join::column_stack(tensors);
        }
        Tensor::from_result(ops::through(&table::OPS[table::COLUMN_STACK], ops::Form::Plain, &smallvec![tensors.into_value()])?)
    }

    /// All `(x[i], x[j], …)` with `i < j < …` (`<=` with `with_replacement`), `r` elements each, one a row.
    #[inline]
    pub fn combinations(&self) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::order_stats::combinations(self, 2, false);
        }
        Tensor::from_result(ops::through(&table::OPS[table::COMBINATIONS], ops::Form::Plain, &smallvec![self.into_value(), 2.into_value(), false.into_value()])?)
    }

    /// All `(x[i], x[j], …)` with `i < j < …` (`<=` with `with_replacement`), `r` elements each, one a row.
    #[inline]
    pub fn combinations_with(&self, r: i64, with_replacement: bool) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::order_stats::combinations(self, r, with_replacement);
        }
        Tensor::from_result(ops::through(&table::OPS[table::COMBINATIONS], ops::Form::Plain, &smallvec![self.into_value(), r.into_value(), with_replacement.into_value()])?)
    }

    /// `real + i * imag`.
    #[inline]
    pub fn complex(&self, imag: &Tensor) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::complex::complex(self, imag);
        }
        Tensor::from_result(ops::through(&table::OPS[table::COMPLEX], ops::Form::Plain, &smallvec![self.into_value(), imag.into_value()])?)
    }

    /// `re - i * im`: a lazy view of complex tensors, real ones themselves.
    #[inline]
    pub fn conj(&self) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::pointwise::conj(self);
        }
        Tensor::from_result(ops::through(&table::OPS[table::CONJ], ops::Form::Plain, &smallvec![self.into_value()])?)
    }

    /// `re - i * im`, computed now rather than as a view; real numbers as they are.
    #[inline]
    pub fn conj_physical(&self) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::complex::conj_physical(self);
        }
        Tensor::from_result(ops::through(&table::OPS[table::CONJ_PHYSICAL], ops::Form::Plain, &smallvec![self.into_value()])?)
    }

    /// `re - i * im`, computed now rather than as a view; real numbers as they are.
    #[inline]
    pub fn conj_physical_(&self) -> Result<Tensor> {
        if !modes::dispatching() {
            return dest::inplace("conj_physical_", self, || ops::complex::conj_physical(self));
        }
        Tensor::from_result(ops::through(&table::OPS[table::CONJ_PHYSICAL], ops::Form::Inplace, &smallvec![self.into_value()])?)
    }

    /// `out[i] = x[i - before]`, and `value` outside; `pad` holds (before, after) from the last dimension on, negative numbers crop.
    #[inline]
    pub fn constant_pad_nd(&self, pad: &[i64]) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::pad::constant_pad_nd(self, pad, Scalar::Int(0));
        }
        Tensor::from_result(ops::through(&table::OPS[table::CONSTANT_PAD_ND], ops::Form::Plain, &smallvec![self.into_value(), pad.into_value(), Scalar::Int(0).into_value()])?)
    }

    /// `out[i] = x[i - before]`, and `value` outside; `pad` holds (before, after) from the last dimension on, negative numbers crop.
    #[inline]
    pub fn constant_pad_nd_with(&self, pad: &[i64], value: Scalar) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::pad::constant_pad_nd(self, pad, value);
        }
        Tensor::from_result(ops::through(&table::OPS[table::CONSTANT_PAD_ND], ops::Form::Plain, &smallvec![self.into_value(), pad.into_value(), value.into_value()])?)
    }

    /// `x` itself if its memory is in the given order, else a copy that is.
    #[inline]
    pub fn contiguous(&self) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::creation::contiguous(self, MemoryFormat::Contiguous);
        }
        Tensor::from_result(ops::through(&table::OPS[table::CONTIGUOUS], ops::Form::Plain, &smallvec![self.into_value(), MemoryFormat::Contiguous.into_value()])?)
    }

    /// `x` itself if its memory is in the given order, else a copy that is.
    #[inline]
    pub fn contiguous_with(&self, memory_format: MemoryFormat) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::creation::contiguous(self, memory_format);
        }
        Tensor::from_result(ops::through(&table::OPS[table::CONTIGUOUS], ops::Form::Plain, &smallvec![self.into_value(), memory_format.into_value()])?)
    }

    /// `out[n, o, t] = bias[o] + sum over c, k of weight[o, c, k] * x[n, c, t * stride + k * dilation - padding]` (cross-correlation).
    /// `padding` counts zeros on each side, or is `'valid'` (none) or `'same'` (as many as keep the length).
    #[inline]
    pub fn conv1d(&self, weight: &Tensor) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::conv::conv1d(self, weight, None, &[1], &[0], &[1], 1);
        }
        Tensor::from_result(ops::through(&table::OPS[table::CONV1D], ops::Form::Plain, &smallvec![self.into_value(), weight.into_value(), Value::None, <&[i64] as IntoValue>::into_value(&[1]), <&[i64] as IntoValue>::into_value(&[0]), <&[i64] as IntoValue>::into_value(&[1]), 1.into_value()])?)
    }

    /// `out[n, o, t] = bias[o] + sum over c, k of weight[o, c, k] * x[n, c, t * stride + k * dilation - padding]` (cross-correlation).
    /// `padding` counts zeros on each side, or is `'valid'` (none) or `'same'` (as many as keep the length).
    #[inline]
    pub fn conv1d_with(&self, weight: &Tensor, bias: Option<&Tensor>, stride: &[i64], padding: &[i64], dilation: &[i64], groups: i64) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::conv::conv1d(self, weight, bias, stride, padding, dilation, groups);
        }
        Tensor::from_result(ops::through(&table::OPS[table::CONV1D], ops::Form::Plain, &smallvec![self.into_value(), weight.into_value(), bias.into_value(), stride.into_value(), padding.into_value(), dilation.into_value(), groups.into_value()])?)
    }

    /// `out[n, o, t] = bias[o] + sum over c, k of weight[o, c, k] * x[n, c, t * stride + k * dilation - padding]` (cross-correlation).
    /// `padding` counts zeros on each side, or is `'valid'` (none) or `'same'` (as many as keep the length).
    #[inline]
    pub fn conv1d_padding(&self, weight: &Tensor) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::conv::conv1d_padding(self, weight, None, &[1], "valid", &[1], 1);
        }
        Tensor::from_result(ops::through(&table::OPS[table::CONV1D_PADDING], ops::Form::Plain, &smallvec![self.into_value(), weight.into_value(), Value::None, <&[i64] as IntoValue>::into_value(&[1]), "valid".into_value(), <&[i64] as IntoValue>::into_value(&[1]), 1.into_value()])?)
    }

    /// `out[n, o, t] = bias[o] + sum over c, k of weight[o, c, k] * x[n, c, t * stride + k * dilation - padding]` (cross-correlation).
    /// `padding` counts zeros on each side, or is `'valid'` (none) or `'same'` (as many as keep the length).
    #[inline]
    pub fn conv1d_padding_with(&self, weight: &Tensor, bias: Option<&Tensor>, stride: &[i64], padding: &str, dilation: &[i64], groups: i64) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::conv::conv1d_padding(self, weight, bias, stride, padding, dilation, groups);
        }
        Tensor::from_result(ops::through(&table::OPS[table::CONV1D_PADDING], ops::Form::Plain, &smallvec![self.into_value(), weight.into_value(), bias.into_value(), stride.into_value(), padding.into_value(), dilation.into_value(), groups.into_value()])?)
    }

    /// `out[n, o, y, x] = bias[o] + sum over c, i, j of weight[o, c, i, j] * input[n, c, y * stride + i * dilation - padding, x * stride + j
    /// * dilation - padding]` (cross-correlation). `padding` counts zeros on each side, or is `'valid'` (none) or `'same'` (as many as keep
    /// the size).
    #[inline]
    pub fn conv2d(&self, weight: &Tensor) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::conv::conv2d(self, weight, None, &[1, 1], &[0, 0], &[1, 1], 1);
        }
        Tensor::from_result(ops::through(&table::OPS[table::CONV2D], ops::Form::Plain, &smallvec![self.into_value(), weight.into_value(), Value::None, <&[i64] as IntoValue>::into_value(&[1, 1]), <&[i64] as IntoValue>::into_value(&[0, 0]), <&[i64] as IntoValue>::into_value(&[1, 1]), 1.into_value()])?)
    }

    /// `out[n, o, y, x] = bias[o] + sum over c, i, j of weight[o, c, i, j] * input[n, c, y * stride + i * dilation - padding, x * stride + j
    /// * dilation - padding]` (cross-correlation). `padding` counts zeros on each side, or is `'valid'` (none) or `'same'` (as many as keep
    /// the size).
    #[inline]
    pub fn conv2d_with(&self, weight: &Tensor, bias: Option<&Tensor>, stride: &[i64], padding: &[i64], dilation: &[i64], groups: i64) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::conv::conv2d(self, weight, bias, stride, padding, dilation, groups);
        }
        Tensor::from_result(ops::through(&table::OPS[table::CONV2D], ops::Form::Plain, &smallvec![self.into_value(), weight.into_value(), bias.into_value(), stride.into_value(), padding.into_value(), dilation.into_value(), groups.into_value()])?)
    }

    /// `out[n, o, y, x] = bias[o] + sum over c, i, j of weight[o, c, i, j] * input[n, c, y * stride + i * dilation - padding, x * stride + j
    /// * dilation - padding]` (cross-correlation). `padding` counts zeros on each side, or is `'valid'` (none) or `'same'` (as many as keep
    /// the size).
    #[inline]
    pub fn conv2d_padding(&self, weight: &Tensor) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::conv::conv2d_padding(self, weight, None, &[1, 1], "valid", &[1, 1], 1);
        }
        Tensor::from_result(ops::through(&table::OPS[table::CONV2D_PADDING], ops::Form::Plain, &smallvec![self.into_value(), weight.into_value(), Value::None, <&[i64] as IntoValue>::into_value(&[1, 1]), "valid".into_value(), <&[i64] as IntoValue>::into_value(&[1, 1]), 1.into_value()])?)
    }

    /// `out[n, o, y, x] = bias[o] + sum over c, i, j of weight[o, c, i, j] * input[n, c, y * stride + i * dilation - padding, x * stride + j
    /// * dilation - padding]` (cross-correlation). `padding` counts zeros on each side, or is `'valid'` (none) or `'same'` (as many as keep
    /// the size).
    #[inline]
    pub fn conv2d_padding_with(&self, weight: &Tensor, bias: Option<&Tensor>, stride: &[i64], padding: &str, dilation: &[i64], groups: i64) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::conv::conv2d_padding(self, weight, bias, stride, padding, dilation, groups);
        }
        Tensor::from_result(ops::through(&table::OPS[table::CONV2D_PADDING], ops::Form::Plain, &smallvec![self.into_value(), weight.into_value(), bias.into_value(), stride.into_value(), padding.into_value(), dilation.into_value(), groups.into_value()])?)
    }

    /// `out[n, o, z, y, x] = bias[o] + sum over c, h, i, j of weight[o, c, h, i, j] * input[n, c, z', y', x']`, where `z' = z * stride + h *
    /// dilation - padding` and so on (cross-correlation). `padding` counts zeros on each side, or is `'valid'` (none) or `'same'` (as many as
    /// keep the size).
    #[inline]
    pub fn conv3d(&self, weight: &Tensor) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::conv::conv3d(self, weight, None, &[1, 1, 1], &[0, 0, 0], &[1, 1, 1], 1);
        }
        Tensor::from_result(ops::through(&table::OPS[table::CONV3D], ops::Form::Plain, &smallvec![self.into_value(), weight.into_value(), Value::None, <&[i64] as IntoValue>::into_value(&[1, 1, 1]), <&[i64] as IntoValue>::into_value(&[0, 0, 0]), <&[i64] as IntoValue>::into_value(&[1, 1, 1]), 1.into_value()])?)
    }

    /// `out[n, o, z, y, x] = bias[o] + sum over c, h, i, j of weight[o, c, h, i, j] * input[n, c, z', y', x']`, where `z' = z * stride + h *
    /// dilation - padding` and so on (cross-correlation). `padding` counts zeros on each side, or is `'valid'` (none) or `'same'` (as many as
    /// keep the size).
    #[inline]
    pub fn conv3d_with(&self, weight: &Tensor, bias: Option<&Tensor>, stride: &[i64], padding: &[i64], dilation: &[i64], groups: i64) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::conv::conv3d(self, weight, bias, stride, padding, dilation, groups);
        }
        Tensor::from_result(ops::through(&table::OPS[table::CONV3D], ops::Form::Plain, &smallvec![self.into_value(), weight.into_value(), bias.into_value(), stride.into_value(), padding.into_value(), dilation.into_value(), groups.into_value()])?)
    }

    /// `out[n, o, z, y, x] = bias[o] + sum over c, h, i, j of weight[o, c, h, i, j] * input[n, c, z', y', x']`, where `z' = z * stride + h *
    /// dilation - padding` and so on (cross-correlation). `padding` counts zeros on each side, or is `'valid'` (none) or `'same'` (as many as
    /// keep the size).
    #[inline]
    pub fn conv3d_padding(&self, weight: &Tensor) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::conv::conv3d_padding(self, weight, None, &[1, 1, 1], "valid", &[1, 1, 1], 1);
        }
        Tensor::from_result(ops::through(&table::OPS[table::CONV3D_PADDING], ops::Form::Plain, &smallvec![self.into_value(), weight.into_value(), Value::None, <&[i64] as IntoValue>::into_value(&[1, 1, 1]), "valid".into_value(), <&[i64] as IntoValue>::into_value(&[1, 1, 1]), 1.into_value()])?)
    }

    /// `out[n, o, z, y, x] = bias[o] + sum over c, h, i, j of weight[o, c, h, i, j] * input[n, c, z', y', x']`, where `z' = z * stride + h *
    /// dilation - padding` and so on (cross-correlation). `padding` counts zeros on each side, or is `'valid'` (none) or `'same'` (as many as
    /// keep the size).
    #[inline]
    pub fn conv3d_padding_with(&self, weight: &Tensor, bias: Option<&Tensor>, stride: &[i64], padding: &str, dilation: &[i64], groups: i64) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::conv::conv3d_padding(self, weight, bias, stride, padding, dilation, groups);
        }
        Tensor::from_result(ops::through(&table::OPS[table::CONV3D_PADDING], ops::Form::Plain, &smallvec![self.into_value(), weight.into_value(), bias.into_value(), stride.into_value(), padding.into_value(), dilation.into_value(), groups.into_value()])?)
    }

    /// `out[t, b, o] = bias[o] + sum over k, c of x[t + k - pad, b, c] * weight[k, c, o]`.
    #[inline]
    pub fn conv_tbc(&self, weight: &Tensor, bias: &Tensor) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::native::conv_tbc(self, weight, bias, 0);
        }
        Tensor::from_result(ops::through(&table::OPS[table::CONV_TBC], ops::Form::Plain, &smallvec![self.into_value(), weight.into_value(), bias.into_value(), 0.into_value()])?)
    }

    /// `out[t, b, o] = bias[o] + sum over k, c of x[t + k - pad, b, c] * weight[k, c, o]`.
    #[inline]
    pub fn conv_tbc_with(&self, weight: &Tensor, bias: &Tensor, pad: i64) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::native::conv_tbc(self, weight, bias, pad);
        }
        Tensor::from_result(ops::through(&table::OPS[table::CONV_TBC], ops::Form::Plain, &smallvec![self.into_value(), weight.into_value(), bias.into_value(), pad.into_value()])?)
    }

    /// `out[n, o, t * stride + k * dilation - padding] += x[n, c, t] * weight[c, o, k]`, and the bias: the transpose of `conv1d` as a linear
    /// map.
    #[inline]
    pub fn conv_transpose1d(&self, weight: &Tensor) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::conv::conv_transpose1d(self, weight, None, &[1], &[0], &[0], 1, &[1]);
        }
        Tensor::from_result(ops::through(&table::OPS[table::CONV_TRANSPOSE1D], ops::Form::Plain, &smallvec![self.into_value(), weight.into_value(), Value::None, <&[i64] as IntoValue>::into_value(&[1]), <&[i64] as IntoValue>::into_value(&[0]), <&[i64] as IntoValue>::into_value(&[0]), 1.into_value(), <&[i64] as IntoValue>::into_value(&[1])])?)
    }

    /// `out[n, o, t * stride + k * dilation - padding] += x[n, c, t] * weight[c, o, k]`, and the bias: the transpose of `conv1d` as a linear
    /// map.
    #[inline]
    pub fn conv_transpose1d_with(&self, weight: &Tensor, bias: Option<&Tensor>, stride: &[i64], padding: &[i64], output_padding: &[i64], groups: i64, dilation: &[i64]) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::conv::conv_transpose1d(self, weight, bias, stride, padding, output_padding, groups, dilation);
        }
        Tensor::from_result(ops::through(&table::OPS[table::CONV_TRANSPOSE1D], ops::Form::Plain, &smallvec![self.into_value(), weight.into_value(), bias.into_value(), stride.into_value(), padding.into_value(), output_padding.into_value(), groups.into_value(), dilation.into_value()])?)
    }

    /// The transpose of `conv2d` as a linear map: each `input[n, c, y, x]` times `weight[c]` is added into the result at `(y, x) * stride -
    /// padding`.
    #[inline]
    pub fn conv_transpose2d(&self, weight: &Tensor) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::conv::conv_transpose2d(self, weight, None, &[1, 1], &[0, 0], &[0, 0], 1, &[1, 1]);
        }
        Tensor::from_result(ops::through(&table::OPS[table::CONV_TRANSPOSE2D], ops::Form::Plain, &smallvec![self.into_value(), weight.into_value(), Value::None, <&[i64] as IntoValue>::into_value(&[1, 1]), <&[i64] as IntoValue>::into_value(&[0, 0]), <&[i64] as IntoValue>::into_value(&[0, 0]), 1.into_value(), <&[i64] as IntoValue>::into_value(&[1, 1])])?)
    }

    /// The transpose of `conv2d` as a linear map: each `input[n, c, y, x]` times `weight[c]` is added into the result at `(y, x) * stride -
    /// padding`.
    #[inline]
    pub fn conv_transpose2d_with(&self, weight: &Tensor, bias: Option<&Tensor>, stride: &[i64], padding: &[i64], output_padding: &[i64], groups: i64, dilation: &[i64]) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::conv::conv_transpose2d(self, weight, bias, stride, padding, output_padding, groups, dilation);
        }
        Tensor::from_result(ops::through(&table::OPS[table::CONV_TRANSPOSE2D], ops::Form::Plain, &smallvec![self.into_value(), weight.into_value(), bias.into_value(), stride.into_value(), padding.into_value(), output_padding.into_value(), groups.into_value(), dilation.into_value()])?)
    }

    /// The transpose of `conv3d` as a linear map: each `input[n, c, z, y, x]` times `weight[c]` is added into the result at `(z, y, x) *
    /// stride - padding`.
    #[inline]
    pub fn conv_transpose3d(&self, weight: &Tensor) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::conv::conv_transpose3d(self, weight, None, &[1, 1, 1], &[0, 0, 0], &[0, 0, 0], 1, &[1, 1, 1]);
        }
        Tensor::from_result(ops::through(&table::OPS[table::CONV_TRANSPOSE3D], ops::Form::Plain, &smallvec![self.into_value(), weight.into_value(), Value::None, <&[i64] as IntoValue>::into_value(&[1, 1, 1]), <&[i64] as IntoValue>::into_value(&[0, 0, 0]), <&[i64] as IntoValue>::into_value(&[0, 0, 0]), 1.into_value(), <&[i64] as IntoValue>::into_value(&[1, 1, 1])])?)
    }

    /// The transpose of `conv3d` as a linear map: each `input[n, c, z, y, x]` times `weight[c]` is added into the result at `(z, y, x) *
    /// stride - padding`.
    #[inline]
    pub fn conv_transpose3d_with(&self, weight: &Tensor, bias: Option<&Tensor>, stride: &[i64], padding: &[i64], output_padding: &[i64], groups: i64, dilation: &[i64]) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::conv::conv_transpose3d(self, weight, bias, stride, padding, output_padding, groups, dilation);
        }
        Tensor::from_result(ops::through(&table::OPS[table::CONV_TRANSPOSE3D], ops::Form::Plain, &smallvec![self.into_value(), weight.into_value(), bias.into_value(), stride.into_value(), padding.into_value(), output_padding.into_value(), groups.into_value(), dilation.into_value()])?)
    }

    /// `conv1d`, `conv2d` or `conv3d`, by the dimensions of `weight`, or with `transposed` the map's transpose.
    #[inline]
    pub fn convolution(&self, weight: &Tensor, bias: Option<&Tensor>, stride: &[i64], padding: &[i64], dilation: &[i64], transposed: bool, output_padding: &[i64], groups: i64) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::conv::convolution(self, weight, bias, stride, padding, dilation, transposed, output_padding, groups);
        }
        Tensor::from_result(ops::through(&table::OPS[table::CONVOLUTION], ops::Form::Plain, &smallvec![self.into_value(), weight.into_value(), bias.into_value(), stride.into_value(), padding.into_value(), dilation.into_value(), transposed.into_value(), output_padding.into_value(), groups.into_value()])?)
    }

    /// `x[i…] = src[i…]` in place, with `src` broadcast and cast.
    #[inline]
    pub fn copy_(&self, src: &Tensor) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::creation::copy_(self, src, false);
        }
        Tensor::from_result(ops::through(&table::OPS[table::COPY_], ops::Form::Plain, &smallvec![self.into_value(), src.into_value(), false.into_value()])?)
    }

    /// `x[i…] = src[i…]` in place, with `src` broadcast and cast.
    #[inline]
    pub fn copy_with_(&self, src: &Tensor, non_blocking: bool) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::creation::copy_(self, src, non_blocking);
        }
        Tensor::from_result(ops::through(&table::OPS[table::COPY_], ops::Form::Plain, &smallvec![self.into_value(), src.into_value(), non_blocking.into_value()])?)
    }

    /// `|x|` with the sign of `other`, that of -0.0 included.
    #[inline]
    pub fn copysign<'a>(&self, other: impl Into<TensorOrScalar<'a>>) -> Result<Tensor> {
        let other = other.into();
        if !modes::dispatching() {
            return ops::arith::copysign(self, other);
        }
        Tensor::from_result(ops::through(&table::OPS[table::COPYSIGN], ops::Form::Plain, &smallvec![self.into_value(), other.into_value()])?)
    }

    /// `|x|` with the sign of `other`, that of -0.0 included.
    #[inline]
    pub fn copysign_<'a>(&self, other: impl Into<TensorOrScalar<'a>>) -> Result<Tensor> {
        let other = other.into();
        if !modes::dispatching() {
            return dest::inplace("copysign_", self, || ops::arith::copysign(self, other));
        }
        Tensor::from_result(ops::through(&table::OPS[table::COPYSIGN], ops::Form::Inplace, &smallvec![self.into_value(), other.into_value()])?)
    }

    /// `out[i][j] = cov[i][j] / sqrt(cov[i][i] * cov[j][j])`: Pearson's correlation coefficients of variables in rows, observed in columns.
    #[inline]
    pub fn corrcoef(&self) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::covariance::corrcoef(self);
        }
        Tensor::from_result(ops::through(&table::OPS[table::CORRCOEF], ops::Form::Plain, &smallvec![self.into_value()])?)
    }

    /// `cos(x)` of radians.
    #[inline]
    pub fn cos(&self) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::trig::cos(self);
        }
        Tensor::from_result(ops::through(&table::OPS[table::COS], ops::Form::Plain, &smallvec![self.into_value()])?)
    }

    /// `cos(x)` of radians.
    #[inline]
    pub fn cos_(&self) -> Result<Tensor> {
        if !modes::dispatching() {
            return dest::inplace("cos_", self, || ops::trig::cos(self));
        }
        Tensor::from_result(ops::through(&table::OPS[table::COS], ops::Form::Inplace, &smallvec![self.into_value()])?)
    }

    /// `(e^x + e^-x) / 2`.
    #[inline]
    pub fn cosh(&self) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::trig::cosh(self);
        }
        Tensor::from_result(ops::through(&table::OPS[table::COSH], ops::Form::Plain, &smallvec![self.into_value()])?)
    }

    /// `(e^x + e^-x) / 2`.
    #[inline]
    pub fn cosh_(&self) -> Result<Tensor> {
        if !modes::dispatching() {
            return dest::inplace("cosh_", self, || ops::trig::cosh(self));
        }
        Tensor::from_result(ops::through(&table::OPS[table::COSH], ops::Form::Inplace, &smallvec![self.into_value()])?)
    }

    /// `1 - cos(x, y)` where the target is 1, `max(0, cos(x, y) - margin)` where it is -1, with `cos(x, y) = x . y / (|x| |y|)`. `reduction`
    /// `'mean'` or `'sum'` of them, or `'none'`.
    #[inline]
    pub fn cosine_embedding_loss(&self, input2: &Tensor, target: &Tensor) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::loss_margin::cosine_embedding_loss(self, input2, target, 0.0, "mean");
        }
        Tensor::from_result(ops::through(&table::OPS[table::COSINE_EMBEDDING_LOSS], ops::Form::Plain, &smallvec![self.into_value(), input2.into_value(), target.into_value(), 0.0.into_value(), "mean".into_value()])?)
    }

    /// `1 - cos(x, y)` where the target is 1, `max(0, cos(x, y) - margin)` where it is -1, with `cos(x, y) = x . y / (|x| |y|)`. `reduction`
    /// `'mean'` or `'sum'` of them, or `'none'`.
    #[inline]
    pub fn cosine_embedding_loss_with(&self, input2: &Tensor, target: &Tensor, margin: f64, reduction: &str) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::loss_margin::cosine_embedding_loss(self, input2, target, margin, reduction);
        }
        Tensor::from_result(ops::through(&table::OPS[table::COSINE_EMBEDDING_LOSS], ops::Form::Plain, &smallvec![self.into_value(), input2.into_value(), target.into_value(), margin.into_value(), reduction.into_value()])?)
    }

    /// `x1 . x2 / (|x1| |x2|)` along `dim`, each length at least `eps`.
    #[inline]
    pub fn cosine_similarity(&self, x2: &Tensor) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::loss_margin::cosine_similarity(self, x2, 1, 1e-08);
        }
        Tensor::from_result(ops::through(&table::OPS[table::COSINE_SIMILARITY], ops::Form::Plain, &smallvec![self.into_value(), x2.into_value(), 1.into_value(), 1e-08.into_value()])?)
    }

    /// `x1 . x2 / (|x1| |x2|)` along `dim`, each length at least `eps`.
    #[inline]
    pub fn cosine_similarity_with(&self, x2: &Tensor, dim: i64, eps: f64) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::loss_margin::cosine_similarity(self, x2, dim, eps);
        }
        Tensor::from_result(ops::through(&table::OPS[table::COSINE_SIMILARITY], ops::Form::Plain, &smallvec![self.into_value(), x2.into_value(), dim.into_value(), eps.into_value()])?)
    }

    /// `sum(x != 0)`, of all elements or over `dim`.
    #[inline]
    pub fn count_nonzero(&self) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::count::count_nonzero(self, None);
        }
        Tensor::from_result(ops::through(&table::OPS[table::COUNT_NONZERO], ops::Form::Plain, &smallvec![self.into_value(), Value::None])?)
    }

    /// `sum(x != 0)`, of all elements or over `dim`.
    #[inline]
    pub fn count_nonzero_with(&self, dim: Option<i64>) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::count::count_nonzero(self, dim);
        }
        Tensor::from_result(ops::through(&table::OPS[table::COUNT_NONZERO], ops::Form::Plain, &smallvec![self.into_value(), dim.into_value()])?)
    }

    /// `sum(x != 0)`, of all elements or over `dim`.
    #[inline]
    pub fn count_nonzero_dims(&self, dim: &[i64]) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::count::count_nonzero_dims(self, dim);
        }
        Tensor::from_result(ops::through(&table::OPS[table::COUNT_NONZERO_DIMS], ops::Form::Plain, &smallvec![self.into_value(), dim.into_value()])?)
    }

    /// `out[i][j] = sum over k of w[k] (x[i][k] - mean[i]) (x[j][k] - mean[j]) / (sum(w) - correction)` of variables in rows, observed in
    /// columns; `fweights` count repetitions, `aweights` weigh the observations.
    #[inline]
    pub fn cov(&self) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::covariance::cov(self, 1, None, None);
        }
        Tensor::from_result(ops::through(&table::OPS[table::COV], ops::Form::Plain, &smallvec![self.into_value(), 1.into_value(), Value::None, Value::None])?)
    }

    /// `out[i][j] = sum over k of w[k] (x[i][k] - mean[i]) (x[j][k] - mean[j]) / (sum(w) - correction)` of variables in rows, observed in
    /// columns; `fweights` count repetitions, `aweights` weigh the observations.
    #[inline]
    pub fn cov_with(&self, correction: i64, fweights: Option<&Tensor>, aweights: Option<&Tensor>) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::covariance::cov(self, correction, fweights, aweights);
        }
        Tensor::from_result(ops::through(&table::OPS[table::COV], ops::Form::Plain, &smallvec![self.into_value(), correction.into_value(), fweights.into_value(), aweights.into_value()])?)
    }

    /// `x` in the computer's own memory; itself if it is there.
    #[inline]
    pub fn cpu(&self) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::convert::cpu(self, MemoryFormat::Preserve);
        }
        Tensor::from_result(ops::through(&table::OPS[table::CPU], ops::Form::Plain, &smallvec![self.into_value(), MemoryFormat::Preserve.into_value()])?)
    }

    /// `x` in the computer's own memory; itself if it is there.
    #[inline]
    pub fn cpu_with(&self, memory_format: MemoryFormat) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::convert::cpu(self, memory_format);
        }
        Tensor::from_result(ops::through(&table::OPS[table::CPU], ops::Form::Plain, &smallvec![self.into_value(), memory_format.into_value()])?)
    }

    /// `(a1 b2 - a2 b1, a2 b0 - a0 b2, a0 b1 - a1 b0)` along `dim`, by default the first dimension of size 3.
    #[inline]
    pub fn cross(&self, other: &Tensor) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::einsum::cross(self, other, None);
        }
        Tensor::from_result(ops::through(&table::OPS[table::CROSS], ops::Form::Plain, &smallvec![self.into_value(), other.into_value(), Value::None])?)
    }

    /// `(a1 b2 - a2 b1, a2 b0 - a0 b2, a0 b1 - a1 b0)` along `dim`, by default the first dimension of size 3.
    #[inline]
    pub fn cross_with(&self, other: &Tensor, dim: Option<i64>) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::einsum::cross(self, other, dim);
        }
        Tensor::from_result(ops::through(&table::OPS[table::CROSS], ops::Form::Plain, &smallvec![self.into_value(), other.into_value(), dim.into_value()])?)
    }

    /// `-weight[y] * log(exp(x[y]) / sum over c of exp(x[c]))` for logits `x` and classes `y`, or `-sum over c of y[c] * log(…)` for
    /// probabilities `y`. A mean over classes divides by the weights used; targets equal to `ignore_index` do not count; `label_smoothing`
    /// mixes the target with a uniform one.
    #[inline]
    pub fn cross_entropy(&self, target: &Tensor) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::loss_class::cross_entropy(self, target, None, "mean", -100, 0.0);
        }
        Tensor::from_result(ops::through(&table::OPS[table::CROSS_ENTROPY], ops::Form::Plain, &smallvec![self.into_value(), target.into_value(), Value::None, "mean".into_value(), (-100).into_value(), 0.0.into_value()])?)
    }

    /// `-weight[y] * log(exp(x[y]) / sum over c of exp(x[c]))` for logits `x` and classes `y`, or `-sum over c of y[c] * log(…)` for
    /// probabilities `y`. A mean over classes divides by the weights used; targets equal to `ignore_index` do not count; `label_smoothing`
    /// mixes the target with a uniform one.
    #[inline]
    pub fn cross_entropy_with(&self, target: &Tensor, weight: Option<&Tensor>, reduction: &str, ignore_index: i64, label_smoothing: f64) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::loss_class::cross_entropy(self, target, weight, reduction, ignore_index, label_smoothing);
        }
        Tensor::from_result(ops::through(&table::OPS[table::CROSS_ENTROPY], ops::Form::Plain, &smallvec![self.into_value(), target.into_value(), weight.into_value(), reduction.into_value(), ignore_index.into_value(), label_smoothing.into_value()])?)
    }

    /// `-log(sum over alignments a of targets of the product of exp(log_probs[t, a[t]]))`, where alignments repeat labels and put `blank`
    /// between. `reduction` is 0 for none, 1 for the mean of losses over label counts, 2 for the sum; `zero_infinity` makes impossible losses
    /// and their gradients 0.
    #[inline]
    pub fn ctc_loss(&self, targets: &Tensor, input_lengths: &[i64], target_lengths: &[i64]) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::ctc::ctc_loss(self, targets, input_lengths, target_lengths, 0, 0, false);
        }
        Tensor::from_result(ops::through(&table::OPS[table::CTC_LOSS], ops::Form::Plain, &smallvec![self.into_value(), targets.into_value(), input_lengths.into_value(), target_lengths.into_value(), 0.into_value(), 0.into_value(), false.into_value()])?)
    }

    /// `-log(sum over alignments a of targets of the product of exp(log_probs[t, a[t]]))`, where alignments repeat labels and put `blank`
    /// between. `reduction` is 0 for none, 1 for the mean of losses over label counts, 2 for the sum; `zero_infinity` makes impossible losses
    /// and their gradients 0.
    #[inline]
    pub fn ctc_loss_with(&self, targets: &Tensor, input_lengths: &[i64], target_lengths: &[i64], blank: i64, reduction: i64, zero_infinity: bool) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::ctc::ctc_loss(self, targets, input_lengths, target_lengths, blank, reduction, zero_infinity);
        }
        Tensor::from_result(ops::through(&table::OPS[table::CTC_LOSS], ops::Form::Plain, &smallvec![self.into_value(), targets.into_value(), input_lengths.into_value(), target_lengths.into_value(), blank.into_value(), reduction.into_value(), zero_infinity.into_value()])?)
    }

    /// `-log(sum over alignments a of targets of the product of exp(log_probs[t, a[t]]))`, where alignments repeat labels and put `blank`
    /// between. `reduction` is 0 for none, 1 for the mean of losses over label counts, 2 for the sum; `zero_infinity` makes impossible losses
    /// and their gradients 0.
    #[inline]
    pub fn ctc_loss_tensor(&self, targets: &Tensor, input_lengths: &Tensor, target_lengths: &Tensor) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::ctc::ctc_loss_tensor(self, targets, input_lengths, target_lengths, 0, 0, false);
        }
        Tensor::from_result(ops::through(&table::OPS[table::CTC_LOSS_TENSOR], ops::Form::Plain, &smallvec![self.into_value(), targets.into_value(), input_lengths.into_value(), target_lengths.into_value(), 0.into_value(), 0.into_value(), false.into_value()])?)
    }

    /// `-log(sum over alignments a of targets of the product of exp(log_probs[t, a[t]]))`, where alignments repeat labels and put `blank`
    /// between. `reduction` is 0 for none, 1 for the mean of losses over label counts, 2 for the sum; `zero_infinity` makes impossible losses
    /// and their gradients 0.
    #[inline]
    pub fn ctc_loss_tensor_with(&self, targets: &Tensor, input_lengths: &Tensor, target_lengths: &Tensor, blank: i64, reduction: i64, zero_infinity: bool) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::ctc::ctc_loss_tensor(self, targets, input_lengths, target_lengths, blank, reduction, zero_infinity);
        }
        Tensor::from_result(ops::through(&table::OPS[table::CTC_LOSS_TENSOR], ops::Form::Plain, &smallvec![self.into_value(), targets.into_value(), input_lengths.into_value(), target_lengths.into_value(), blank.into_value(), reduction.into_value(), zero_infinity.into_value()])?)
    }

    /// `x` in the memory of a CUDA device (the current one without `device`).
    #[inline]
    pub fn cuda(&self) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::convert::cuda(self, None, false, MemoryFormat::Preserve);
        }
        Tensor::from_result(ops::through(&table::OPS[table::CUDA], ops::Form::Plain, &smallvec![self.into_value(), Value::None, false.into_value(), MemoryFormat::Preserve.into_value()])?)
    }

    /// `x` in the memory of a CUDA device (the current one without `device`).
    #[inline]
    pub fn cuda_with(&self, device: Option<Device>, non_blocking: bool, memory_format: MemoryFormat) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::convert::cuda(self, device, non_blocking, memory_format);
        }
        Tensor::from_result(ops::through(&table::OPS[table::CUDA], ops::Form::Plain, &smallvec![self.into_value(), device.into_value(), non_blocking.into_value(), memory_format.into_value()])?)
    }

    /// `values[i] = max(x[0], …, x[i])` along `dim`, and the last index that has it; NaN stays.
    #[inline]
    pub fn cummax(&self, dim: i64) -> Result<(Tensor, Tensor)> {
        if !modes::dispatching() {
            return ops::scan::cummax(self, dim);
        }
        <(Tensor, Tensor)>::from_result(ops::through(&table::OPS[table::CUMMAX], ops::Form::Plain, &smallvec![self.into_value(), dim.into_value()])?)
    }

    /// `values[i] = min(x[0], …, x[i])` along `dim`, and the last index that has it; NaN stays.
    #[inline]
    pub fn cummin(&self, dim: i64) -> Result<(Tensor, Tensor)> {
        if !modes::dispatching() {
            return ops::scan::cummin(self, dim);
        }
        <(Tensor, Tensor)>::from_result(ops::through(&table::OPS[table::CUMMIN], ops::Form::Plain, &smallvec![self.into_value(), dim.into_value()])?)
    }

    /// `out[i] = x[0] * … * x[i]` along `dim`.
    #[inline]
    pub fn cumprod(&self, dim: i64) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::scan::cumprod(self, dim, None);
        }
        Tensor::from_result(ops::through(&table::OPS[table::CUMPROD], ops::Form::Plain, &smallvec![self.into_value(), dim.into_value(), Value::None])?)
    }

    /// `out[i] = x[0] * … * x[i]` along `dim`.
    #[inline]
    pub fn cumprod_with(&self, dim: i64, dtype: Option<DType>) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::scan::cumprod(self, dim, dtype);
        }
        Tensor::from_result(ops::through(&table::OPS[table::CUMPROD], ops::Form::Plain, &smallvec![self.into_value(), dim.into_value(), dtype.into_value()])?)
    }

    /// `out[i] = x[0] * … * x[i]` along `dim`.
    #[inline]
    pub fn cumprod_(&self, dim: i64) -> Result<Tensor> {
        if !modes::dispatching() {
            return dest::inplace("cumprod_", self, || ops::scan::cumprod(self, dim, None));
        }
        Tensor::from_result(ops::through(&table::OPS[table::CUMPROD], ops::Form::Inplace, &smallvec![self.into_value(), dim.into_value(), Value::None])?)
    }

    /// `out[i] = x[0] * … * x[i]` along `dim`.
    #[inline]
    pub fn cumprod_with_(&self, dim: i64, dtype: Option<DType>) -> Result<Tensor> {
        if !modes::dispatching() {
            return dest::inplace("cumprod_", self, || ops::scan::cumprod(self, dim, dtype));
        }
        Tensor::from_result(ops::through(&table::OPS[table::CUMPROD], ops::Form::Inplace, &smallvec![self.into_value(), dim.into_value(), dtype.into_value()])?)
    }

    /// `out[i] = x[0] + … + x[i]` along `dim`.
    #[inline]
    pub fn cumsum(&self, dim: i64) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::scan::cumsum(self, dim, None);
        }
        Tensor::from_result(ops::through(&table::OPS[table::CUMSUM], ops::Form::Plain, &smallvec![self.into_value(), dim.into_value(), Value::None])?)
    }

    /// `out[i] = x[0] + … + x[i]` along `dim`.
    #[inline]
    pub fn cumsum_with(&self, dim: i64, dtype: Option<DType>) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::scan::cumsum(self, dim, dtype);
        }
        Tensor::from_result(ops::through(&table::OPS[table::CUMSUM], ops::Form::Plain, &smallvec![self.into_value(), dim.into_value(), dtype.into_value()])?)
    }

    /// `out[i] = x[0] + … + x[i]` along `dim`.
    #[inline]
    pub fn cumsum_(&self, dim: i64) -> Result<Tensor> {
        if !modes::dispatching() {
            return dest::inplace("cumsum_", self, || ops::scan::cumsum(self, dim, None));
        }
        Tensor::from_result(ops::through(&table::OPS[table::CUMSUM], ops::Form::Inplace, &smallvec![self.into_value(), dim.into_value(), Value::None])?)
    }

    /// `out[i] = x[0] + … + x[i]` along `dim`.
    #[inline]
    pub fn cumsum_with_(&self, dim: i64, dtype: Option<DType>) -> Result<Tensor> {
        if !modes::dispatching() {
            return dest::inplace("cumsum_", self, || ops::scan::cumsum(self, dim, dtype));
        }
        Tensor::from_result(ops::through(&table::OPS[table::CUMSUM], ops::Form::Inplace, &smallvec![self.into_value(), dim.into_value(), dtype.into_value()])?)
    }

    /// `out[k] = sum over i <= k of (x[i + 1] - x[i]) * (y[i] + y[i + 1]) / 2` along `dim`.
    #[inline]
    pub fn cumulative_trapezoid_x(&self, x: &Tensor) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::covariance::cumulative_trapezoid_x(self, x, -1);
        }
        Tensor::from_result(ops::through(&table::OPS[table::CUMULATIVE_TRAPEZOID_X], ops::Form::Plain, &smallvec![self.into_value(), x.into_value(), (-1).into_value()])?)
    }

    /// `out[k] = sum over i <= k of (x[i + 1] - x[i]) * (y[i] + y[i + 1]) / 2` along `dim`.
    #[inline]
    pub fn cumulative_trapezoid_x_with(&self, x: &Tensor, dim: i64) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::covariance::cumulative_trapezoid_x(self, x, dim);
        }
        Tensor::from_result(ops::through(&table::OPS[table::CUMULATIVE_TRAPEZOID_X], ops::Form::Plain, &smallvec![self.into_value(), x.into_value(), dim.into_value()])?)
    }

    /// `out[k] = dx * sum over i <= k of (y[i] + y[i + 1]) / 2` along `dim`.
    #[inline]
    pub fn cumulative_trapezoid(&self) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::covariance::cumulative_trapezoid(self, Scalar::Int(1), -1);
        }
        Tensor::from_result(ops::through(&table::OPS[table::CUMULATIVE_TRAPEZOID], ops::Form::Plain, &smallvec![self.into_value(), Scalar::Int(1).into_value(), (-1).into_value()])?)
    }

    /// `out[k] = dx * sum over i <= k of (y[i] + y[i + 1]) / 2` along `dim`.
    #[inline]
    pub fn cumulative_trapezoid_with(&self, dx: Scalar, dim: i64) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::covariance::cumulative_trapezoid(self, dx, dim);
        }
        Tensor::from_result(ops::through(&table::OPS[table::CUMULATIVE_TRAPEZOID], ops::Form::Plain, &smallvec![self.into_value(), dx.into_value(), dim.into_value()])?)
    }

    /// `conv2d` whose window element `k` at each output place is read (bilinearly, zero outside) `offset[2k]` rows and `offset[2k + 1]`
    /// columns away and, with `use_mask`, multiplied by `mask[k]`. `offset` is `[N, 2 * offset_groups * kh * kw, out_h, out_w]`, `mask` `[N,
    /// offset_groups * kh * kw, out_h, out_w]`. Dai et al., Deformable Convolutional Networks, 2017; Zhu et al., 2018.
    #[inline]
    pub fn deform_conv2d(&self, weight: &Tensor, offset: &Tensor, mask: &Tensor, bias: &Tensor, stride_h: i64, stride_w: i64, pad_h: i64, pad_w: i64, dilation_h: i64, dilation_w: i64, groups: i64, offset_groups: i64, use_mask: bool) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::deform_conv::deform_conv2d(self, weight, offset, mask, bias, stride_h, stride_w, pad_h, pad_w, dilation_h, dilation_w, groups, offset_groups, use_mask);
        }
        Tensor::from_result(ops::through(&table::OPS[table::DEFORM_CONV2D], ops::Form::Plain, &smallvec![self.into_value(), weight.into_value(), offset.into_value(), mask.into_value(), bias.into_value(), stride_h.into_value(), stride_w.into_value(), pad_h.into_value(), pad_w.into_value(), dilation_h.into_value(), dilation_w.into_value(), groups.into_value(), offset_groups.into_value(), use_mask.into_value()])?)
    }

    /// `x * pi / 180`.
    #[inline]
    pub fn deg2rad(&self) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::trig::deg2rad(self);
        }
        Tensor::from_result(ops::through(&table::OPS[table::DEG2RAD], ops::Form::Plain, &smallvec![self.into_value()])?)
    }

    /// `x * pi / 180`.
    #[inline]
    pub fn deg2rad_(&self) -> Result<Tensor> {
        if !modes::dispatching() {
            return dest::inplace("deg2rad_", self, || ops::trig::deg2rad(self));
        }
        Tensor::from_result(ops::through(&table::OPS[table::DEG2RAD], ops::Form::Inplace, &smallvec![self.into_value()])?)
    }

    /// `det(A)`, the product of `U`'s diagonal and the sign of `P` in `A = P L U`; 1 for matrices of size 0.
    #[inline]
    pub fn det(&self) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::linalg::determinant::det(self);
        }
        Tensor::from_result(ops::through(&table::OPS[table::DET], ops::Form::Plain, &smallvec![self.into_value()])?)
    }

    /// `x` over the same memory, outside the graph.
    #[inline]
    pub fn detach(&self) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::view::detach(self);
        }
        Tensor::from_result(ops::through(&table::OPS[table::DETACH], ops::Form::Plain, &smallvec![self.into_value()])?)
    }

    /// `x` outside the graph, in memory of its own.
    #[inline]
    pub fn detach_copy(&self) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::copies::detach_copy(self);
        }
        Tensor::from_result(ops::through(&table::OPS[table::DETACH_COPY], ops::Form::Plain, &smallvec![self.into_value()])?)
    }

    /// `out[i][i + diagonal] = x[i]` of a vector, else 0; `out[i] = x[i][i + diagonal]` of a matrix.
    #[inline]
    pub fn diag(&self) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::rearrange::diag(self, 0);
        }
        Tensor::from_result(ops::through(&table::OPS[table::DIAG], ops::Form::Plain, &smallvec![self.into_value(), 0.into_value()])?)
    }

    /// `out[i][i + diagonal] = x[i]` of a vector, else 0; `out[i] = x[i][i + diagonal]` of a matrix.
    #[inline]
    pub fn diag_with(&self, diagonal: i64) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::rearrange::diag(self, diagonal);
        }
        Tensor::from_result(ops::through(&table::OPS[table::DIAG], ops::Form::Plain, &smallvec![self.into_value(), diagonal.into_value()])?)
    }

    /// `out[…, i, i + offset] = x[…, i]` over the new `dim1` and `dim2`, else 0.
    #[inline]
    pub fn diag_embed(&self) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::rearrange::diag_embed(self, 0, -2, -1);
        }
        Tensor::from_result(ops::through(&table::OPS[table::DIAG_EMBED], ops::Form::Plain, &smallvec![self.into_value(), 0.into_value(), (-2).into_value(), (-1).into_value()])?)
    }

    /// `out[…, i, i + offset] = x[…, i]` over the new `dim1` and `dim2`, else 0.
    #[inline]
    pub fn diag_embed_with(&self, offset: i64, dim1: i64, dim2: i64) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::rearrange::diag_embed(self, offset, dim1, dim2);
        }
        Tensor::from_result(ops::through(&table::OPS[table::DIAG_EMBED], ops::Form::Plain, &smallvec![self.into_value(), offset.into_value(), dim1.into_value(), dim2.into_value()])?)
    }

    /// `out[i][i + offset] = x.flatten()[i]`, else 0.
    #[inline]
    pub fn diagflat(&self) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::rearrange::diagflat(self, 0);
        }
        Tensor::from_result(ops::through(&table::OPS[table::DIAGFLAT], ops::Form::Plain, &smallvec![self.into_value(), 0.into_value()])?)
    }

    /// `out[i][i + offset] = x.flatten()[i]`, else 0.
    #[inline]
    pub fn diagflat_with(&self, offset: i64) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::rearrange::diagflat(self, offset);
        }
        Tensor::from_result(ops::through(&table::OPS[table::DIAGFLAT], ops::Form::Plain, &smallvec![self.into_value(), offset.into_value()])?)
    }

    /// `out[…, i] = x[…, i, i + offset]` over `dim1` and `dim2`, as a view.
    #[inline]
    pub fn diagonal(&self) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::rearrange::diagonal(self, 0, 0, 1);
        }
        Tensor::from_result(ops::through(&table::OPS[table::DIAGONAL], ops::Form::Plain, &smallvec![self.into_value(), 0.into_value(), 0.into_value(), 1.into_value()])?)
    }

    /// `out[…, i] = x[…, i, i + offset]` over `dim1` and `dim2`, as a view.
    #[inline]
    pub fn diagonal_with(&self, offset: i64, dim1: i64, dim2: i64) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::rearrange::diagonal(self, offset, dim1, dim2);
        }
        Tensor::from_result(ops::through(&table::OPS[table::DIAGONAL], ops::Form::Plain, &smallvec![self.into_value(), offset.into_value(), dim1.into_value(), dim2.into_value()])?)
    }

    /// `out[…, i] = x[…, i, i + offset]` over `dim1` and `dim2`, in memory of its own.
    #[inline]
    pub fn diagonal_copy(&self) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::copies::diagonal_copy(self, 0, 0, 1);
        }
        Tensor::from_result(ops::through(&table::OPS[table::DIAGONAL_COPY], ops::Form::Plain, &smallvec![self.into_value(), 0.into_value(), 0.into_value(), 1.into_value()])?)
    }

    /// `out[…, i] = x[…, i, i + offset]` over `dim1` and `dim2`, in memory of its own.
    #[inline]
    pub fn diagonal_copy_with(&self, offset: i64, dim1: i64, dim2: i64) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::copies::diagonal_copy(self, offset, dim1, dim2);
        }
        Tensor::from_result(ops::through(&table::OPS[table::DIAGONAL_COPY], ops::Form::Plain, &smallvec![self.into_value(), offset.into_value(), dim1.into_value(), dim2.into_value()])?)
    }

    /// A copy of `x` after `x[…, i, i + offset] = src[…, i]` over `dim1` and `dim2`.
    #[inline]
    pub fn diagonal_scatter(&self, src: &Tensor) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::rearrange::diagonal_scatter(self, src, 0, 0, 1);
        }
        Tensor::from_result(ops::through(&table::OPS[table::DIAGONAL_SCATTER], ops::Form::Plain, &smallvec![self.into_value(), src.into_value(), 0.into_value(), 0.into_value(), 1.into_value()])?)
    }

    /// A copy of `x` after `x[…, i, i + offset] = src[…, i]` over `dim1` and `dim2`.
    #[inline]
    pub fn diagonal_scatter_with(&self, src: &Tensor, offset: i64, dim1: i64, dim2: i64) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::rearrange::diagonal_scatter(self, src, offset, dim1, dim2);
        }
        Tensor::from_result(ops::through(&table::OPS[table::DIAGONAL_SCATTER], ops::Form::Plain, &smallvec![self.into_value(), src.into_value(), offset.into_value(), dim1.into_value(), dim2.into_value()])?)
    }

    /// `out[i] = x[i + 1] - x[i]` along `dim`, `n` times; `prepend` and `append` are joined on first.
    #[inline]
    pub fn diff(&self) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::order_stats::diff(self, 1, -1, None, None);
        }
        Tensor::from_result(ops::through(&table::OPS[table::DIFF], ops::Form::Plain, &smallvec![self.into_value(), 1.into_value(), (-1).into_value(), Value::None, Value::None])?)
    }

    /// `out[i] = x[i + 1] - x[i]` along `dim`, `n` times; `prepend` and `append` are joined on first.
    #[inline]
    pub fn diff_with(&self, n: i64, dim: i64, prepend: Option<&Tensor>, append: Option<&Tensor>) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::order_stats::diff(self, n, dim, prepend, append);
        }
        Tensor::from_result(ops::through(&table::OPS[table::DIFF], ops::Form::Plain, &smallvec![self.into_value(), n.into_value(), dim.into_value(), prepend.into_value(), append.into_value()])?)
    }

    /// `d/dx log(Gamma(x))`; infinite at 0, NaN at negative integers.
    #[inline]
    pub fn digamma(&self) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::special::digamma(self);
        }
        Tensor::from_result(ops::through(&table::OPS[table::DIGAMMA], ops::Form::Plain, &smallvec![self.into_value()])?)
    }

    /// `d/dx log(Gamma(x))`; infinite at 0, NaN at negative integers.
    #[inline]
    pub fn digamma_(&self) -> Result<Tensor> {
        if !modes::dispatching() {
            return dest::inplace("digamma_", self, || ops::special::digamma(self));
        }
        Tensor::from_result(ops::through(&table::OPS[table::DIGAMMA], ops::Form::Inplace, &smallvec![self.into_value()])?)
    }

    /// `(sum(|x - y|^p))^(1/p)`.
    #[inline]
    pub fn dist(&self, other: &Tensor) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::norms::dist(self, other, Scalar::Int(2));
        }
        Tensor::from_result(ops::through(&table::OPS[table::DIST], ops::Form::Plain, &smallvec![self.into_value(), other.into_value(), Scalar::Int(2).into_value()])?)
    }

    /// `(sum(|x - y|^p))^(1/p)`.
    #[inline]
    pub fn dist_with(&self, other: &Tensor, p: Scalar) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::norms::dist(self, other, p);
        }
        Tensor::from_result(ops::through(&table::OPS[table::DIST], ops::Form::Plain, &smallvec![self.into_value(), other.into_value(), p.into_value()])?)
    }

    /// `x / other`: true division, or cut towards 0 (`'trunc'`) or down (`'floor'`) by `rounding_mode`.
    #[inline]
    pub fn div<'a>(&self, other: impl Into<TensorOrScalar<'a>>) -> Result<Tensor> {
        let other = other.into();
        if !modes::dispatching() {
            return ops::pointwise::div(self, other, None);
        }
        Tensor::from_result(ops::through(&table::OPS[table::DIV], ops::Form::Plain, &smallvec![self.into_value(), other.into_value(), Value::None])?)
    }

    /// `x / other`: true division, or cut towards 0 (`'trunc'`) or down (`'floor'`) by `rounding_mode`.
    #[inline]
    pub fn div_with<'a>(&self, other: impl Into<TensorOrScalar<'a>>, rounding_mode: Option<&str>) -> Result<Tensor> {
        let other = other.into();
        if !modes::dispatching() {
            return ops::pointwise::div(self, other, rounding_mode);
        }
        Tensor::from_result(ops::through(&table::OPS[table::DIV], ops::Form::Plain, &smallvec![self.into_value(), other.into_value(), rounding_mode.into_value()])?)
    }

    /// `x / other`: true division, or cut towards 0 (`'trunc'`) or down (`'floor'`) by `rounding_mode`.
    #[inline]
    pub fn div_<'a>(&self, other: impl Into<TensorOrScalar<'a>>) -> Result<Tensor> {
        let other = other.into();
        if !modes::dispatching() {
            return dest::inplace("div_", self, || ops::pointwise::div(self, other, None));
        }
        Tensor::from_result(ops::through(&table::OPS[table::DIV], ops::Form::Inplace, &smallvec![self.into_value(), other.into_value(), Value::None])?)
    }

    /// `x / other`: true division, or cut towards 0 (`'trunc'`) or down (`'floor'`) by `rounding_mode`.
    #[inline]
    pub fn div_with_<'a>(&self, other: impl Into<TensorOrScalar<'a>>, rounding_mode: Option<&str>) -> Result<Tensor> {
        let other = other.into();
        if !modes::dispatching() {
            return dest::inplace("div_", self, || ops::pointwise::div(self, other, rounding_mode));
        }
        Tensor::from_result(ops::through(&table::OPS[table::DIV], ops::Form::Inplace, &smallvec![self.into_value(), other.into_value(), rounding_mode.into_value()])?)
    }

    /// `sum over i of x[i] * y[i]`.
    #[inline]
    pub fn dot(&self, tensor: &Tensor) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::product::dot(self, tensor);
        }
        Tensor::from_result(ops::through(&table::OPS[table::DOT], ops::Form::Plain, &smallvec![self.into_value(), tensor.into_value()])?)
    }

    /// `x` as float64; complex numbers lose their imaginary part, with a warning.
    #[inline]
    pub fn double(&self) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::convert::double(self, MemoryFormat::Preserve);
        }
        Tensor::from_result(ops::through(&table::OPS[table::DOUBLE], ops::Form::Plain, &smallvec![self.into_value(), MemoryFormat::Preserve.into_value()])?)
    }

    /// `x` as float64; complex numbers lose their imaginary part, with a warning.
    #[inline]
    pub fn double_with(&self, memory_format: MemoryFormat) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::convert::double(self, memory_format);
        }
        Tensor::from_result(ops::through(&table::OPS[table::DOUBLE], ops::Form::Plain, &smallvec![self.into_value(), memory_format.into_value()])?)
    }

    /// While training: `x / (1 - p)` with probability `1 - p`, else 0; outside training `x`.
    #[inline]
    pub fn dropout(&self, p: f64, train: bool) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::dropout::dropout(self, p, train);
        }
        Tensor::from_result(ops::through(&table::OPS[table::DROPOUT], ops::Form::Plain, &smallvec![self.into_value(), p.into_value(), train.into_value()])?)
    }

    /// While training: `x / (1 - p)` with probability `1 - p`, else 0; outside training `x`.
    #[inline]
    pub fn dropout_(&self, p: f64, train: bool) -> Result<Tensor> {
        if !modes::dispatching() {
            return dest::inplace("dropout_", self, || ops::dropout::dropout(self, p, train));
        }
        Tensor::from_result(ops::through(&table::OPS[table::DROPOUT], ops::Form::Inplace, &smallvec![self.into_value(), p.into_value(), train.into_value()])?)
    }

    /// `x` cut into `sections` equal pieces along dimension 2, as views.
    #[inline]
    pub fn dsplit(&self, sections: i64) -> Result<Vec<Tensor>> {
        if !modes::dispatching() {
            return ops::split::dsplit(self, sections);
        }
        <Vec<Tensor>>::from_result(ops::through(&table::OPS[table::DSPLIT], ops::Form::Plain, &smallvec![self.into_value(), sections.into_value()])?)
    }

    /// `x[:, :, 0 : i0], x[:, :, i0 : i1], …`, as views.
    #[inline]
    pub fn dsplit_array(&self, indices: &[i64]) -> Result<Vec<Tensor>> {
        if !modes::dispatching() {
            return ops::split::dsplit_array(self, indices);
        }
        <Vec<Tensor>>::from_result(ops::through(&table::OPS[table::DSPLIT_ARRAY], ops::Form::Plain, &smallvec![self.into_value(), indices.into_value()])?)
    }

    /// `cat` along dimension 2, after `atleast_3d`.
    #[inline]
    pub fn dstack(tensors: &[Tensor]) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::join::dstack(tensors);
        }
        Tensor::from_result(ops::through(&table::OPS[table::DSTACK], ops::Form::Plain, &smallvec![tensors.into_value()])?)
    }

    /// The sum, over the labels that the result lacks, of the products of the operands' elements: `'ij,jk->ik'` is `out[i][k] = sum over j of
    /// a[i][j] * b[j][k]`. `...` stands for broadcast dimensions; without `->` the result has the labels that occur once, in alphabetical
    /// order.
    #[inline]
    pub fn einsum(equation: &str, operands: &[Tensor]) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::einsum::einsum(equation, operands);
        }
        Tensor::from_result(ops::through(&table::OPS[table::EINSUM], ops::Form::Plain, &smallvec![equation.into_value(), operands.into_value()])?)
    }

    /// `x` where `x > 0`, else `alpha * (exp(x) - 1)`.
    #[inline]
    pub fn elu(&self) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::activation::elu(self, Scalar::Float(1.0));
        }
        Tensor::from_result(ops::through(&table::OPS[table::ELU], ops::Form::Plain, &smallvec![self.into_value(), Scalar::Float(1.0).into_value()])?)
    }

    /// `x` where `x > 0`, else `alpha * (exp(x) - 1)`.
    #[inline]
    pub fn elu_with(&self, alpha: Scalar) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::activation::elu(self, alpha);
        }
        Tensor::from_result(ops::through(&table::OPS[table::ELU], ops::Form::Plain, &smallvec![self.into_value(), alpha.into_value()])?)
    }

    /// `x` where `x > 0`, else `alpha * (exp(x) - 1)`.
    #[inline]
    pub fn elu_(&self) -> Result<Tensor> {
        if !modes::dispatching() {
            return dest::inplace("elu_", self, || ops::activation::elu(self, Scalar::Float(1.0)));
        }
        Tensor::from_result(ops::through(&table::OPS[table::ELU], ops::Form::Inplace, &smallvec![self.into_value(), Scalar::Float(1.0).into_value()])?)
    }

    /// `x` where `x > 0`, else `alpha * (exp(x) - 1)`.
    #[inline]
    pub fn elu_with_(&self, alpha: Scalar) -> Result<Tensor> {
        if !modes::dispatching() {
            return dest::inplace("elu_", self, || ops::activation::elu(self, alpha));
        }
        Tensor::from_result(ops::through(&table::OPS[table::ELU], ops::Form::Inplace, &smallvec![self.into_value(), alpha.into_value()])?)
    }

    /// `x` where `x > 0`, else `alpha * (exp(x) - 1)`.
    #[inline]
    pub fn elu_functional(&self) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::activation_functional::elu_functional(self, Scalar::Float(1.0), false);
        }
        Tensor::from_result(ops::through(&table::OPS[table::ELU_FUNCTIONAL], ops::Form::Plain, &smallvec![self.into_value(), Scalar::Float(1.0).into_value(), false.into_value()])?)
    }

    /// `x` where `x > 0`, else `alpha * (exp(x) - 1)`.
    #[inline]
    pub fn elu_functional_with(&self, alpha: Scalar, inplace: bool) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::activation_functional::elu_functional(self, alpha, inplace);
        }
        Tensor::from_result(ops::through(&table::OPS[table::ELU_FUNCTIONAL], ops::Form::Plain, &smallvec![self.into_value(), alpha.into_value(), inplace.into_value()])?)
    }

    /// `out[i…, :] = weight[indices[i…], :]`. Row `padding_idx` gets no gradient; `scale_grad_by_freq` divides a row's gradient by how often
    /// the row was used. With `sparse`, the gradient of a leaf `weight` is a sparse tensor of the rows that were used.
    #[inline]
    pub fn embedding(&self, indices: &Tensor) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::embedding::embedding(self, indices, -1, false, false);
        }
        Tensor::from_result(ops::through(&table::OPS[table::EMBEDDING], ops::Form::Plain, &smallvec![self.into_value(), indices.into_value(), (-1).into_value(), false.into_value(), false.into_value()])?)
    }

    /// `out[i…, :] = weight[indices[i…], :]`. Row `padding_idx` gets no gradient; `scale_grad_by_freq` divides a row's gradient by how often
    /// the row was used. With `sparse`, the gradient of a leaf `weight` is a sparse tensor of the rows that were used.
    #[inline]
    pub fn embedding_with(&self, indices: &Tensor, padding_idx: i64, scale_grad_by_freq: bool, sparse: bool) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::embedding::embedding(self, indices, padding_idx, scale_grad_by_freq, sparse);
        }
        Tensor::from_result(ops::through(&table::OPS[table::EMBEDDING], ops::Form::Plain, &smallvec![self.into_value(), indices.into_value(), padding_idx.into_value(), scale_grad_by_freq.into_value(), sparse.into_value()])?)
    }

    /// The sum (`mode` 0), mean (1) or maximum (2) of the rows of `weight` `(n, d)` that `indices` `(k)` name, for each bag that begins at
    /// one of `offsets`: `(bags, d)`; then the bag of each index, the size of each bag, and the rows of the maxima. Indices equal to
    /// `padding_idx` do not count; `per_sample_weights` `(k)` scale the rows of sums.
    #[inline]
    pub fn embedding_bag(&self, indices: &Tensor, offsets: &Tensor) -> Result<(Tensor, Tensor, Tensor, Tensor)> {
        if !modes::dispatching() {
            return ops::embedding_bag::embedding_bag(self, indices, offsets, false, 0, false, None, false, None);
        }
        <(Tensor, Tensor, Tensor, Tensor)>::from_result(ops::through(&table::OPS[table::EMBEDDING_BAG], ops::Form::Plain, &smallvec![self.into_value(), indices.into_value(), offsets.into_value(), false.into_value(), 0.into_value(), false.into_value(), Value::None, false.into_value(), Value::None])?)
    }

    /// The sum (`mode` 0), mean (1) or maximum (2) of the rows of `weight` `(n, d)` that `indices` `(k)` name, for each bag that begins at
    /// one of `offsets`: `(bags, d)`; then the bag of each index, the size of each bag, and the rows of the maxima. Indices equal to
    /// `padding_idx` do not count; `per_sample_weights` `(k)` scale the rows of sums.
    #[inline]
    pub fn embedding_bag_with(&self, indices: &Tensor, offsets: &Tensor, scale_grad_by_freq: bool, mode: i64, sparse: bool, per_sample_weights: Option<&Tensor>, include_last_offset: bool, padding_idx: Option<i64>) -> Result<(Tensor, Tensor, Tensor, Tensor)> {
        if !modes::dispatching() {
            return ops::embedding_bag::embedding_bag(self, indices, offsets, scale_grad_by_freq, mode, sparse, per_sample_weights, include_last_offset, padding_idx);
        }
        <(Tensor, Tensor, Tensor, Tensor)>::from_result(ops::through(&table::OPS[table::EMBEDDING_BAG], ops::Form::Plain, &smallvec![self.into_value(), indices.into_value(), offsets.into_value(), scale_grad_by_freq.into_value(), mode.into_value(), sparse.into_value(), per_sample_weights.into_value(), include_last_offset.into_value(), padding_idx.into_value()])?)
    }

    /// `out[indices[i…], :] += grad_output[i…, :]`: the gradient of an embedding table of `num_weights` rows, 0 in row `padding_idx`.
    #[inline]
    pub fn embedding_dense_backward(&self, indices: &Tensor, num_weights: i64, padding_idx: i64, scale_grad_by_freq: bool) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::embedding::embedding_dense_backward(self, indices, num_weights, padding_idx, scale_grad_by_freq);
        }
        Tensor::from_result(ops::through(&table::OPS[table::EMBEDDING_DENSE_BACKWARD], ops::Form::Plain, &smallvec![self.into_value(), indices.into_value(), num_weights.into_value(), padding_idx.into_value(), scale_grad_by_freq.into_value()])?)
    }

    /// `w[i] *= max_norm / norm(w[i])` for the named rows whose `norm_type`-norm is above `max_norm`, in place and outside the graph.
    #[inline]
    pub fn embedding_renorm_(&self, indices: &Tensor, max_norm: f64, norm_type: f64) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::embedding_bag::embedding_renorm_(self, indices, max_norm, norm_type);
        }
        Tensor::from_result(ops::through(&table::OPS[table::EMBEDDING_RENORM_], ops::Form::Plain, &smallvec![self.into_value(), indices.into_value(), max_norm.into_value(), norm_type.into_value()])?)
    }

    /// Uninitialised memory: any numbers.
    #[inline]
    pub fn empty_op(size: &[i64]) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::creation::empty_op(size, None, None, MemoryFormat::Contiguous);
        }
        Tensor::from_result(ops::through(&table::OPS[table::EMPTY], ops::Form::Plain, &smallvec![size.into_value(), Value::None, Value::None, MemoryFormat::Contiguous.into_value()])?)
    }

    /// Uninitialised memory: any numbers.
    #[inline]
    pub fn empty_op_with(size: &[i64], dtype: Option<DType>, device: Option<Device>, memory_format: MemoryFormat) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::creation::empty_op(size, dtype, device, memory_format);
        }
        Tensor::from_result(ops::through(&table::OPS[table::EMPTY], ops::Form::Plain, &smallvec![size.into_value(), dtype.into_value(), device.into_value(), memory_format.into_value()])?)
    }

    /// Uninitialised memory in the shape, dtype and memory order of `input`.
    #[inline]
    pub fn empty_like(&self) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::creation::empty_like(self, None, None, MemoryFormat::Preserve);
        }
        Tensor::from_result(ops::through(&table::OPS[table::EMPTY_LIKE], ops::Form::Plain, &smallvec![self.into_value(), Value::None, Value::None, MemoryFormat::Preserve.into_value()])?)
    }

    /// Uninitialised memory in the shape, dtype and memory order of `input`.
    #[inline]
    pub fn empty_like_with(&self, dtype: Option<DType>, device: Option<Device>, memory_format: MemoryFormat) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::creation::empty_like(self, dtype, device, memory_format);
        }
        Tensor::from_result(ops::through(&table::OPS[table::EMPTY_LIKE], ops::Form::Plain, &smallvec![self.into_value(), dtype.into_value(), device.into_value(), memory_format.into_value()])?)
    }

    /// Uninitialised memory whose dimensions follow each other, outermost first, as `physical_layout` says.
    #[inline]
    pub fn empty_permuted(size: &[i64], physical_layout: &[i64]) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::creation_more::empty_permuted(size, physical_layout, None, None);
        }
        Tensor::from_result(ops::through(&table::OPS[table::EMPTY_PERMUTED], ops::Form::Plain, &smallvec![size.into_value(), physical_layout.into_value(), Value::None, Value::None])?)
    }

    /// Uninitialised memory whose dimensions follow each other, outermost first, as `physical_layout` says.
    #[inline]
    pub fn empty_permuted_with(size: &[i64], physical_layout: &[i64], dtype: Option<DType>, device: Option<Device>) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::creation_more::empty_permuted(size, physical_layout, dtype, device);
        }
        Tensor::from_result(ops::through(&table::OPS[table::EMPTY_PERMUTED], ops::Form::Plain, &smallvec![size.into_value(), physical_layout.into_value(), dtype.into_value(), device.into_value()])?)
    }

    /// Uninitialised memory, where element `[i, j, …]` lies at `i * stride[0] + j * stride[1] + …`.
    #[inline]
    pub fn empty_strided(size: &[i64], stride: &[i64]) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::creation_more::empty_strided(size, stride, None, None);
        }
        Tensor::from_result(ops::through(&table::OPS[table::EMPTY_STRIDED], ops::Form::Plain, &smallvec![size.into_value(), stride.into_value(), Value::None, Value::None])?)
    }

    /// Uninitialised memory, where element `[i, j, …]` lies at `i * stride[0] + j * stride[1] + …`.
    #[inline]
    pub fn empty_strided_with(size: &[i64], stride: &[i64], dtype: Option<DType>, device: Option<Device>) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::creation_more::empty_strided(size, stride, dtype, device);
        }
        Tensor::from_result(ops::through(&table::OPS[table::EMPTY_STRIDED], ops::Form::Plain, &smallvec![size.into_value(), stride.into_value(), dtype.into_value(), device.into_value()])?)
    }

    /// `-x * log(x)`, 0 at 0 and negative infinity below.
    #[inline]
    pub fn entr(&self) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::special::entr(self);
        }
        Tensor::from_result(ops::through(&table::OPS[table::ENTR], ops::Form::Plain, &smallvec![self.into_value()])?)
    }

    /// `x == y`; false for NaN.
    #[inline]
    pub fn eq<'a>(&self, other: impl Into<TensorOrScalar<'a>>) -> Result<Tensor> {
        let other = other.into();
        if !modes::dispatching() {
            return ops::compare::eq(self, other);
        }
        Tensor::from_result(ops::through(&table::OPS[table::EQ], ops::Form::Plain, &smallvec![self.into_value(), other.into_value()])?)
    }

    /// `x == y`; false for NaN.
    #[inline]
    pub fn eq_<'a>(&self, other: impl Into<TensorOrScalar<'a>>) -> Result<Tensor> {
        let other = other.into();
        if !modes::dispatching() {
            return dest::inplace("eq_", self, || ops::compare::eq(self, other));
        }
        Tensor::from_result(ops::through(&table::OPS[table::EQ], ops::Form::Inplace, &smallvec![self.into_value(), other.into_value()])?)
    }

    /// Whether both have the same shape and `x == y` everywhere.
    #[inline]
    pub fn equal(&self, other: &Tensor) -> Result<bool> {
        if !modes::dispatching() {
            return ops::compare::equal(self, other);
        }
        bool::from_result(ops::through(&table::OPS[table::EQUAL], ops::Form::Plain, &smallvec![self.into_value(), other.into_value()])?)
    }

    /// `2 / sqrt(pi) * (integral of exp(-t^2) from 0 to x)`.
    #[inline]
    pub fn erf(&self) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::special::erf(self);
        }
        Tensor::from_result(ops::through(&table::OPS[table::ERF], ops::Form::Plain, &smallvec![self.into_value()])?)
    }

    /// `2 / sqrt(pi) * (integral of exp(-t^2) from 0 to x)`.
    #[inline]
    pub fn erf_(&self) -> Result<Tensor> {
        if !modes::dispatching() {
            return dest::inplace("erf_", self, || ops::special::erf(self));
        }
        Tensor::from_result(ops::through(&table::OPS[table::ERF], ops::Form::Inplace, &smallvec![self.into_value()])?)
    }

    /// `1 - erf(x)`, exact for large `x`.
    #[inline]
    pub fn erfc(&self) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::special::erfc(self);
        }
        Tensor::from_result(ops::through(&table::OPS[table::ERFC], ops::Form::Plain, &smallvec![self.into_value()])?)
    }

    /// `1 - erf(x)`, exact for large `x`.
    #[inline]
    pub fn erfc_(&self) -> Result<Tensor> {
        if !modes::dispatching() {
            return dest::inplace("erfc_", self, || ops::special::erfc(self));
        }
        Tensor::from_result(ops::through(&table::OPS[table::ERFC], ops::Form::Inplace, &smallvec![self.into_value()])?)
    }

    /// `exp(x^2) * erfc(x)`.
    #[inline]
    pub fn erfcx(&self) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::special_gamma::erfcx(self);
        }
        Tensor::from_result(ops::through(&table::OPS[table::ERFCX], ops::Form::Plain, &smallvec![self.into_value()])?)
    }

    /// `y` with `erf(y) = x`; infinite at -1 and 1, NaN beyond.
    #[inline]
    pub fn erfinv(&self) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::special::erfinv(self);
        }
        Tensor::from_result(ops::through(&table::OPS[table::ERFINV], ops::Form::Plain, &smallvec![self.into_value()])?)
    }

    /// `y` with `erf(y) = x`; infinite at -1 and 1, NaN beyond.
    #[inline]
    pub fn erfinv_(&self) -> Result<Tensor> {
        if !modes::dispatching() {
            return dest::inplace("erfinv_", self, || ops::special::erfinv(self));
        }
        Tensor::from_result(ops::through(&table::OPS[table::ERFINV], ops::Form::Inplace, &smallvec![self.into_value()])?)
    }

    /// `e^x`.
    #[inline]
    pub fn exp(&self) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::pointwise::exp(self);
        }
        Tensor::from_result(ops::through(&table::OPS[table::EXP], ops::Form::Plain, &smallvec![self.into_value()])?)
    }

    /// `e^x`.
    #[inline]
    pub fn exp_(&self) -> Result<Tensor> {
        if !modes::dispatching() {
            return dest::inplace("exp_", self, || ops::pointwise::exp(self));
        }
        Tensor::from_result(ops::through(&table::OPS[table::EXP], ops::Form::Inplace, &smallvec![self.into_value()])?)
    }

    /// `2^x`.
    #[inline]
    pub fn exp2(&self) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::unary::exp2(self);
        }
        Tensor::from_result(ops::through(&table::OPS[table::EXP2], ops::Form::Plain, &smallvec![self.into_value()])?)
    }

    /// `2^x`.
    #[inline]
    pub fn exp2_(&self) -> Result<Tensor> {
        if !modes::dispatching() {
            return dest::inplace("exp2_", self, || ops::unary::exp2(self));
        }
        Tensor::from_result(ops::through(&table::OPS[table::EXP2], ops::Form::Inplace, &smallvec![self.into_value()])?)
    }

    /// `x` stretched along dimensions of size 1 (-1 keeps a size), as a view: elements share memory.
    #[inline]
    pub fn expand(&self, size: &[i64]) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::view::expand(self, size, false);
        }
        Tensor::from_result(ops::through(&table::OPS[table::EXPAND], ops::Form::Plain, &smallvec![self.into_value(), size.into_value(), false.into_value()])?)
    }

    /// `x` stretched along dimensions of size 1 (-1 keeps a size), as a view: elements share memory.
    #[inline]
    pub fn expand_with(&self, size: &[i64], implicit: bool) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::view::expand(self, size, implicit);
        }
        Tensor::from_result(ops::through(&table::OPS[table::EXPAND], ops::Form::Plain, &smallvec![self.into_value(), size.into_value(), implicit.into_value()])?)
    }

    /// `x` stretched along dimensions of size 1 to the shape of `other`, as a view.
    #[inline]
    pub fn expand_as(&self, other: &Tensor) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::shape::expand_as(self, other);
        }
        Tensor::from_result(ops::through(&table::OPS[table::EXPAND_AS], ops::Form::Plain, &smallvec![self.into_value(), other.into_value()])?)
    }

    /// `x` stretched along dimensions of size 1 (-1 keeps a size), in memory of its own.
    #[inline]
    pub fn expand_copy(&self, size: &[i64]) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::copies::expand_copy(self, size, false);
        }
        Tensor::from_result(ops::through(&table::OPS[table::EXPAND_COPY], ops::Form::Plain, &smallvec![self.into_value(), size.into_value(), false.into_value()])?)
    }

    /// `x` stretched along dimensions of size 1 (-1 keeps a size), in memory of its own.
    #[inline]
    pub fn expand_copy_with(&self, size: &[i64], implicit: bool) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::copies::expand_copy(self, size, implicit);
        }
        Tensor::from_result(ops::through(&table::OPS[table::EXPAND_COPY], ops::Form::Plain, &smallvec![self.into_value(), size.into_value(), implicit.into_value()])?)
    }

    /// `1 / (1 + exp(-x))`.
    #[inline]
    pub fn expit(&self) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::special::expit(self);
        }
        Tensor::from_result(ops::through(&table::OPS[table::EXPIT], ops::Form::Plain, &smallvec![self.into_value()])?)
    }

    /// `e^x - 1`, exact near zero.
    #[inline]
    pub fn expm1(&self) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::unary::expm1(self);
        }
        Tensor::from_result(ops::through(&table::OPS[table::EXPM1], ops::Form::Plain, &smallvec![self.into_value()])?)
    }

    /// `e^x - 1`, exact near zero.
    #[inline]
    pub fn expm1_(&self) -> Result<Tensor> {
        if !modes::dispatching() {
            return dest::inplace("expm1_", self, || ops::unary::expm1(self));
        }
        Tensor::from_result(ops::through(&table::OPS[table::EXPM1], ops::Form::Inplace, &smallvec![self.into_value()])?)
    }

    /// Numbers of density `lambd * exp(-lambd * x)`, `x > 0`, in place.
    #[inline]
    pub fn exponential_(&self) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::random_fill::exponential_(self, 1.0, None);
        }
        Tensor::from_result(ops::through(&table::OPS[table::EXPONENTIAL_], ops::Form::Plain, &smallvec![self.into_value(), 1.0.into_value(), Value::None])?)
    }

    /// Numbers of density `lambd * exp(-lambd * x)`, `x > 0`, in place.
    #[inline]
    pub fn exponential_with_(&self, lambd: f64, generator: Option<&Generator>) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::random_fill::exponential_(self, lambd, generator);
        }
        Tensor::from_result(ops::through(&table::OPS[table::EXPONENTIAL_], ops::Form::Plain, &smallvec![self.into_value(), lambd.into_value(), generator.into_value()])?)
    }

    /// `out[i][j] = 1 if i == j else 0`.
    #[inline]
    pub fn eye_m(n: i64, m: i64) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::rearrange::eye_m(n, m, None, None);
        }
        Tensor::from_result(ops::through(&table::OPS[table::EYE_M], ops::Form::Plain, &smallvec![n.into_value(), m.into_value(), Value::None, Value::None])?)
    }

    /// `out[i][j] = 1 if i == j else 0`.
    #[inline]
    pub fn eye_m_with(n: i64, m: i64, dtype: Option<DType>, device: Option<Device>) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::rearrange::eye_m(n, m, dtype, device);
        }
        Tensor::from_result(ops::through(&table::OPS[table::EYE_M], ops::Form::Plain, &smallvec![n.into_value(), m.into_value(), dtype.into_value(), device.into_value()])?)
    }

    /// `out[i][j] = 1 if i == j else 0`.
    #[inline]
    pub fn eye(n: i64) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::rearrange::eye(n, None, None);
        }
        Tensor::from_result(ops::through(&table::OPS[table::EYE], ops::Form::Plain, &smallvec![n.into_value(), Value::None, Value::None])?)
    }

    /// `out[i][j] = 1 if i == j else 0`.
    #[inline]
    pub fn eye_with(n: i64, dtype: Option<DType>, device: Option<Device>) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::rearrange::eye(n, dtype, device);
        }
        Tensor::from_result(ops::through(&table::OPS[table::EYE], ops::Form::Plain, &smallvec![n.into_value(), dtype.into_value(), device.into_value()])?)
    }

    /// `alpha_dropout` of whole channels (dimension 1): one draw for each `x[n, c]`.
    #[inline]
    pub fn feature_alpha_dropout(&self, p: f64, train: bool) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::dropout::feature_alpha_dropout(self, p, train);
        }
        Tensor::from_result(ops::through(&table::OPS[table::FEATURE_ALPHA_DROPOUT], ops::Form::Plain, &smallvec![self.into_value(), p.into_value(), train.into_value()])?)
    }

    /// `alpha_dropout` of whole channels (dimension 1): one draw for each `x[n, c]`.
    #[inline]
    pub fn feature_alpha_dropout_(&self, p: f64, train: bool) -> Result<Tensor> {
        if !modes::dispatching() {
            return dest::inplace("feature_alpha_dropout_", self, || ops::dropout::feature_alpha_dropout(self, p, train));
        }
        Tensor::from_result(ops::through(&table::OPS[table::FEATURE_ALPHA_DROPOUT], ops::Form::Inplace, &smallvec![self.into_value(), p.into_value(), train.into_value()])?)
    }

    /// `dropout` of whole channels (dimension 1): one draw for each `x[n, c]`.
    #[inline]
    pub fn feature_dropout(&self, p: f64, train: bool) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::dropout::feature_dropout(self, p, train);
        }
        Tensor::from_result(ops::through(&table::OPS[table::FEATURE_DROPOUT], ops::Form::Plain, &smallvec![self.into_value(), p.into_value(), train.into_value()])?)
    }

    /// `dropout` of whole channels (dimension 1): one draw for each `x[n, c]`.
    #[inline]
    pub fn feature_dropout_(&self, p: f64, train: bool) -> Result<Tensor> {
        if !modes::dispatching() {
            return dest::inplace("feature_dropout_", self, || ops::dropout::feature_dropout(self, p, train));
        }
        Tensor::from_result(ops::through(&table::OPS[table::FEATURE_DROPOUT], ops::Form::Inplace, &smallvec![self.into_value(), p.into_value(), train.into_value()])?)
    }

    /// `y[k] = sum(x[j] exp(-2 pi i j k / n))` along `dim`, cut or filled with zeros to `n` points. `norm`: `'backward'` leaves it so,
    /// `'ortho'` scales by `1 / sqrt(n)`, `'forward'` by `1 / n`.
    #[inline]
    pub fn fft_fft(&self) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::fft::one::fft_fft(self, None, -1, None);
        }
        Tensor::from_result(ops::through(&table::OPS[table::FFT_FFT], ops::Form::Plain, &smallvec![self.into_value(), Value::None, (-1).into_value(), Value::None])?)
    }

    /// `y[k] = sum(x[j] exp(-2 pi i j k / n))` along `dim`, cut or filled with zeros to `n` points. `norm`: `'backward'` leaves it so,
    /// `'ortho'` scales by `1 / sqrt(n)`, `'forward'` by `1 / n`.
    #[inline]
    pub fn fft_fft_with(&self, n: Option<i64>, dim: i64, norm: Option<&str>) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::fft::one::fft_fft(self, n, dim, norm);
        }
        Tensor::from_result(ops::through(&table::OPS[table::FFT_FFT], ops::Form::Plain, &smallvec![self.into_value(), n.into_value(), dim.into_value(), norm.into_value()])?)
    }

    /// `fft` along each of the dimensions `dim`, cut or filled with zeros to `s` points.
    #[inline]
    pub fn fft_fft2(&self) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::fft::several::fft_fft2(self, None, &[-2, -1], None);
        }
        Tensor::from_result(ops::through(&table::OPS[table::FFT_FFT2], ops::Form::Plain, &smallvec![self.into_value(), Value::None, <&[i64] as IntoValue>::into_value(&[-2, -1]), Value::None])?)
    }

    /// `fft` along each of the dimensions `dim`, cut or filled with zeros to `s` points.
    #[inline]
    pub fn fft_fft2_with(&self, s: Option<&[i64]>, dim: &[i64], norm: Option<&str>) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::fft::several::fft_fft2(self, s, dim, norm);
        }
        Tensor::from_result(ops::through(&table::OPS[table::FFT_FFT2], ops::Form::Plain, &smallvec![self.into_value(), s.into_value(), dim.into_value(), norm.into_value()])?)
    }

    /// `[0, 1, …, -2, -1] / (d n)`: the frequencies of `fft` of `n` points `d` apart, in cycles per unit of `d`.
    #[inline]
    pub fn fft_fftfreq(n: i64) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::fft::helpers::fft_fftfreq(n, 1.0, None, None);
        }
        Tensor::from_result(ops::through(&table::OPS[table::FFT_FFTFREQ], ops::Form::Plain, &smallvec![n.into_value(), 1.0.into_value(), Value::None, Value::None])?)
    }

    /// `[0, 1, …, -2, -1] / (d n)`: the frequencies of `fft` of `n` points `d` apart, in cycles per unit of `d`.
    #[inline]
    pub fn fft_fftfreq_with(n: i64, d: f64, dtype: Option<DType>, device: Option<Device>) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::fft::helpers::fft_fftfreq(n, d, dtype, device);
        }
        Tensor::from_result(ops::through(&table::OPS[table::FFT_FFTFREQ], ops::Form::Plain, &smallvec![n.into_value(), d.into_value(), dtype.into_value(), device.into_value()])?)
    }

    /// `fft` along each of the dimensions `dim`, cut or filled with zeros to `s` points.
    #[inline]
    pub fn fft_fftn(&self) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::fft::several::fft_fftn(self, None, None, None);
        }
        Tensor::from_result(ops::through(&table::OPS[table::FFT_FFTN], ops::Form::Plain, &smallvec![self.into_value(), Value::None, Value::None, Value::None])?)
    }

    /// `fft` along each of the dimensions `dim`, cut or filled with zeros to `s` points.
    #[inline]
    pub fn fft_fftn_with(&self, s: Option<&[i64]>, dim: Option<&[i64]>, norm: Option<&str>) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::fft::several::fft_fftn(self, s, dim, norm);
        }
        Tensor::from_result(ops::through(&table::OPS[table::FFT_FFTN], ops::Form::Plain, &smallvec![self.into_value(), s.into_value(), dim.into_value(), norm.into_value()])?)
    }

    /// `out[(i + n // 2) % n] = x[i]` along each of `dim` (all by default): frequency zero goes to the middle.
    #[inline]
    pub fn fft_fftshift(&self) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::fft::helpers::fft_fftshift(self, None);
        }
        Tensor::from_result(ops::through(&table::OPS[table::FFT_FFTSHIFT], ops::Form::Plain, &smallvec![self.into_value(), Value::None])?)
    }

    /// `out[(i + n // 2) % n] = x[i]` along each of `dim` (all by default): frequency zero goes to the middle.
    #[inline]
    pub fn fft_fftshift_with(&self, dim: Option<&[i64]>) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::fft::helpers::fft_fftshift(self, dim);
        }
        Tensor::from_result(ops::through(&table::OPS[table::FFT_FFTSHIFT], ops::Form::Plain, &smallvec![self.into_value(), dim.into_value()])?)
    }

    /// `y[k] = sum over j of x[j] exp(-2 pi i j k / n)` for a signal with `x[n - j] = conj(x[j])`, of which `n // 2 + 1` points are given:
    /// `n` real numbers.
    #[inline]
    pub fn fft_hfft(&self) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::fft::one::fft_hfft(self, None, -1, None);
        }
        Tensor::from_result(ops::through(&table::OPS[table::FFT_HFFT], ops::Form::Plain, &smallvec![self.into_value(), Value::None, (-1).into_value(), Value::None])?)
    }

    /// `y[k] = sum over j of x[j] exp(-2 pi i j k / n)` for a signal with `x[n - j] = conj(x[j])`, of which `n // 2 + 1` points are given:
    /// `n` real numbers.
    #[inline]
    pub fn fft_hfft_with(&self, n: Option<i64>, dim: i64, norm: Option<&str>) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::fft::one::fft_hfft(self, n, dim, norm);
        }
        Tensor::from_result(ops::through(&table::OPS[table::FFT_HFFT], ops::Form::Plain, &smallvec![self.into_value(), n.into_value(), dim.into_value(), norm.into_value()])?)
    }

    /// `hfft` along the last of the dimensions, `fft` along the others.
    #[inline]
    pub fn fft_hfft2(&self) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::fft::several::fft_hfft2(self, None, &[-2, -1], None);
        }
        Tensor::from_result(ops::through(&table::OPS[table::FFT_HFFT2], ops::Form::Plain, &smallvec![self.into_value(), Value::None, <&[i64] as IntoValue>::into_value(&[-2, -1]), Value::None])?)
    }

    /// `hfft` along the last of the dimensions, `fft` along the others.
    #[inline]
    pub fn fft_hfft2_with(&self, s: Option<&[i64]>, dim: &[i64], norm: Option<&str>) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::fft::several::fft_hfft2(self, s, dim, norm);
        }
        Tensor::from_result(ops::through(&table::OPS[table::FFT_HFFT2], ops::Form::Plain, &smallvec![self.into_value(), s.into_value(), dim.into_value(), norm.into_value()])?)
    }

    /// `hfft` along the last of the dimensions, `fft` along the others.
    #[inline]
    pub fn fft_hfftn(&self) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::fft::several::fft_hfftn(self, None, None, None);
        }
        Tensor::from_result(ops::through(&table::OPS[table::FFT_HFFTN], ops::Form::Plain, &smallvec![self.into_value(), Value::None, Value::None, Value::None])?)
    }

    /// `hfft` along the last of the dimensions, `fft` along the others.
    #[inline]
    pub fn fft_hfftn_with(&self, s: Option<&[i64]>, dim: Option<&[i64]>, norm: Option<&str>) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::fft::several::fft_hfftn(self, s, dim, norm);
        }
        Tensor::from_result(ops::through(&table::OPS[table::FFT_HFFTN], ops::Form::Plain, &smallvec![self.into_value(), s.into_value(), dim.into_value(), norm.into_value()])?)
    }

    /// `x[j] = sum over k of y[k] exp(2 pi i j k / n) / n` along `dim`. `norm`: `'backward'` has it so, `'ortho'` divides by `sqrt(n)`,
    /// `'forward'` not at all.
    #[inline]
    pub fn fft_ifft(&self) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::fft::one::fft_ifft(self, None, -1, None);
        }
        Tensor::from_result(ops::through(&table::OPS[table::FFT_IFFT], ops::Form::Plain, &smallvec![self.into_value(), Value::None, (-1).into_value(), Value::None])?)
    }

    /// `x[j] = sum over k of y[k] exp(2 pi i j k / n) / n` along `dim`. `norm`: `'backward'` has it so, `'ortho'` divides by `sqrt(n)`,
    /// `'forward'` not at all.
    #[inline]
    pub fn fft_ifft_with(&self, n: Option<i64>, dim: i64, norm: Option<&str>) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::fft::one::fft_ifft(self, n, dim, norm);
        }
        Tensor::from_result(ops::through(&table::OPS[table::FFT_IFFT], ops::Form::Plain, &smallvec![self.into_value(), n.into_value(), dim.into_value(), norm.into_value()])?)
    }

    /// `ifft` along each of the dimensions `dim`, cut or filled with zeros to `s` points.
    #[inline]
    pub fn fft_ifft2(&self) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::fft::several::fft_ifft2(self, None, &[-2, -1], None);
        }
        Tensor::from_result(ops::through(&table::OPS[table::FFT_IFFT2], ops::Form::Plain, &smallvec![self.into_value(), Value::None, <&[i64] as IntoValue>::into_value(&[-2, -1]), Value::None])?)
    }

    /// `ifft` along each of the dimensions `dim`, cut or filled with zeros to `s` points.
    #[inline]
    pub fn fft_ifft2_with(&self, s: Option<&[i64]>, dim: &[i64], norm: Option<&str>) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::fft::several::fft_ifft2(self, s, dim, norm);
        }
        Tensor::from_result(ops::through(&table::OPS[table::FFT_IFFT2], ops::Form::Plain, &smallvec![self.into_value(), s.into_value(), dim.into_value(), norm.into_value()])?)
    }

    /// `ifft` along each of the dimensions `dim`, cut or filled with zeros to `s` points.
    #[inline]
    pub fn fft_ifftn(&self) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::fft::several::fft_ifftn(self, None, None, None);
        }
        Tensor::from_result(ops::through(&table::OPS[table::FFT_IFFTN], ops::Form::Plain, &smallvec![self.into_value(), Value::None, Value::None, Value::None])?)
    }

    /// `ifft` along each of the dimensions `dim`, cut or filled with zeros to `s` points.
    #[inline]
    pub fn fft_ifftn_with(&self, s: Option<&[i64]>, dim: Option<&[i64]>, norm: Option<&str>) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::fft::several::fft_ifftn(self, s, dim, norm);
        }
        Tensor::from_result(ops::through(&table::OPS[table::FFT_IFFTN], ops::Form::Plain, &smallvec![self.into_value(), s.into_value(), dim.into_value(), norm.into_value()])?)
    }

    /// `out[(i - n // 2) % n] = x[i]` along each of `dim` (all by default): the inverse of `fftshift`.
    #[inline]
    pub fn fft_ifftshift(&self) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::fft::helpers::fft_ifftshift(self, None);
        }
        Tensor::from_result(ops::through(&table::OPS[table::FFT_IFFTSHIFT], ops::Form::Plain, &smallvec![self.into_value(), Value::None])?)
    }

    /// `out[(i - n // 2) % n] = x[i]` along each of `dim` (all by default): the inverse of `fftshift`.
    #[inline]
    pub fn fft_ifftshift_with(&self, dim: Option<&[i64]>) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::fft::helpers::fft_ifftshift(self, dim);
        }
        Tensor::from_result(ops::through(&table::OPS[table::FFT_IFFTSHIFT], ops::Form::Plain, &smallvec![self.into_value(), dim.into_value()])?)
    }

    /// The inverse of `hfft`: `conj(rfft(x)) / n`.
    #[inline]
    pub fn fft_ihfft(&self) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::fft::one::fft_ihfft(self, None, -1, None);
        }
        Tensor::from_result(ops::through(&table::OPS[table::FFT_IHFFT], ops::Form::Plain, &smallvec![self.into_value(), Value::None, (-1).into_value(), Value::None])?)
    }

    /// The inverse of `hfft`: `conj(rfft(x)) / n`.
    #[inline]
    pub fn fft_ihfft_with(&self, n: Option<i64>, dim: i64, norm: Option<&str>) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::fft::one::fft_ihfft(self, n, dim, norm);
        }
        Tensor::from_result(ops::through(&table::OPS[table::FFT_IHFFT], ops::Form::Plain, &smallvec![self.into_value(), n.into_value(), dim.into_value(), norm.into_value()])?)
    }

    /// `ihfft` along the last of the dimensions, `ifft` along the others.
    #[inline]
    pub fn fft_ihfft2(&self) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::fft::several::fft_ihfft2(self, None, &[-2, -1], None);
        }
        Tensor::from_result(ops::through(&table::OPS[table::FFT_IHFFT2], ops::Form::Plain, &smallvec![self.into_value(), Value::None, <&[i64] as IntoValue>::into_value(&[-2, -1]), Value::None])?)
    }

    /// `ihfft` along the last of the dimensions, `ifft` along the others.
    #[inline]
    pub fn fft_ihfft2_with(&self, s: Option<&[i64]>, dim: &[i64], norm: Option<&str>) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::fft::several::fft_ihfft2(self, s, dim, norm);
        }
        Tensor::from_result(ops::through(&table::OPS[table::FFT_IHFFT2], ops::Form::Plain, &smallvec![self.into_value(), s.into_value(), dim.into_value(), norm.into_value()])?)
    }

    /// `ihfft` along the last of the dimensions, `ifft` along the others.
    #[inline]
    pub fn fft_ihfftn(&self) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::fft::several::fft_ihfftn(self, None, None, None);
        }
        Tensor::from_result(ops::through(&table::OPS[table::FFT_IHFFTN], ops::Form::Plain, &smallvec![self.into_value(), Value::None, Value::None, Value::None])?)
    }

    /// `ihfft` along the last of the dimensions, `ifft` along the others.
    #[inline]
    pub fn fft_ihfftn_with(&self, s: Option<&[i64]>, dim: Option<&[i64]>, norm: Option<&str>) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::fft::several::fft_ihfftn(self, s, dim, norm);
        }
        Tensor::from_result(ops::through(&table::OPS[table::FFT_IHFFTN], ops::Form::Plain, &smallvec![self.into_value(), s.into_value(), dim.into_value(), norm.into_value()])?)
    }

    /// `x[j] = sum over k of y[k] exp(2 pi i j k / n) / n` for coefficients with `y[n - k] = conj(y[k])`, of which `n // 2 + 1` are given:
    /// `n` real numbers.
    #[inline]
    pub fn fft_irfft(&self) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::fft::one::fft_irfft(self, None, -1, None);
        }
        Tensor::from_result(ops::through(&table::OPS[table::FFT_IRFFT], ops::Form::Plain, &smallvec![self.into_value(), Value::None, (-1).into_value(), Value::None])?)
    }

    /// `x[j] = sum over k of y[k] exp(2 pi i j k / n) / n` for coefficients with `y[n - k] = conj(y[k])`, of which `n // 2 + 1` are given:
    /// `n` real numbers.
    #[inline]
    pub fn fft_irfft_with(&self, n: Option<i64>, dim: i64, norm: Option<&str>) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::fft::one::fft_irfft(self, n, dim, norm);
        }
        Tensor::from_result(ops::through(&table::OPS[table::FFT_IRFFT], ops::Form::Plain, &smallvec![self.into_value(), n.into_value(), dim.into_value(), norm.into_value()])?)
    }

    /// `ifft` along the dimensions but the last, `irfft` along the last.
    #[inline]
    pub fn fft_irfft2(&self) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::fft::several::fft_irfft2(self, None, &[-2, -1], None);
        }
        Tensor::from_result(ops::through(&table::OPS[table::FFT_IRFFT2], ops::Form::Plain, &smallvec![self.into_value(), Value::None, <&[i64] as IntoValue>::into_value(&[-2, -1]), Value::None])?)
    }

    /// `ifft` along the dimensions but the last, `irfft` along the last.
    #[inline]
    pub fn fft_irfft2_with(&self, s: Option<&[i64]>, dim: &[i64], norm: Option<&str>) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::fft::several::fft_irfft2(self, s, dim, norm);
        }
        Tensor::from_result(ops::through(&table::OPS[table::FFT_IRFFT2], ops::Form::Plain, &smallvec![self.into_value(), s.into_value(), dim.into_value(), norm.into_value()])?)
    }

    /// `ifft` along the dimensions but the last, `irfft` along the last.
    #[inline]
    pub fn fft_irfftn(&self) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::fft::several::fft_irfftn(self, None, None, None);
        }
        Tensor::from_result(ops::through(&table::OPS[table::FFT_IRFFTN], ops::Form::Plain, &smallvec![self.into_value(), Value::None, Value::None, Value::None])?)
    }

    /// `ifft` along the dimensions but the last, `irfft` along the last.
    #[inline]
    pub fn fft_irfftn_with(&self, s: Option<&[i64]>, dim: Option<&[i64]>, norm: Option<&str>) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::fft::several::fft_irfftn(self, s, dim, norm);
        }
        Tensor::from_result(ops::through(&table::OPS[table::FFT_IRFFTN], ops::Form::Plain, &smallvec![self.into_value(), s.into_value(), dim.into_value(), norm.into_value()])?)
    }

    /// `y[k] = sum over j of x[j] exp(-2 pi i j k / n)` of real numbers along `dim`, for `k <= n // 2`; the others are their conjugates.
    #[inline]
    pub fn fft_rfft(&self) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::fft::one::fft_rfft(self, None, -1, None);
        }
        Tensor::from_result(ops::through(&table::OPS[table::FFT_RFFT], ops::Form::Plain, &smallvec![self.into_value(), Value::None, (-1).into_value(), Value::None])?)
    }

    /// `y[k] = sum over j of x[j] exp(-2 pi i j k / n)` of real numbers along `dim`, for `k <= n // 2`; the others are their conjugates.
    #[inline]
    pub fn fft_rfft_with(&self, n: Option<i64>, dim: i64, norm: Option<&str>) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::fft::one::fft_rfft(self, n, dim, norm);
        }
        Tensor::from_result(ops::through(&table::OPS[table::FFT_RFFT], ops::Form::Plain, &smallvec![self.into_value(), n.into_value(), dim.into_value(), norm.into_value()])?)
    }

    /// `rfft` along the last of the dimensions, `fft` along the others.
    #[inline]
    pub fn fft_rfft2(&self) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::fft::several::fft_rfft2(self, None, &[-2, -1], None);
        }
        Tensor::from_result(ops::through(&table::OPS[table::FFT_RFFT2], ops::Form::Plain, &smallvec![self.into_value(), Value::None, <&[i64] as IntoValue>::into_value(&[-2, -1]), Value::None])?)
    }

    /// `rfft` along the last of the dimensions, `fft` along the others.
    #[inline]
    pub fn fft_rfft2_with(&self, s: Option<&[i64]>, dim: &[i64], norm: Option<&str>) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::fft::several::fft_rfft2(self, s, dim, norm);
        }
        Tensor::from_result(ops::through(&table::OPS[table::FFT_RFFT2], ops::Form::Plain, &smallvec![self.into_value(), s.into_value(), dim.into_value(), norm.into_value()])?)
    }

    /// `[0, 1, …, n // 2] / (d n)`: the frequencies of `rfft` of `n` points `d` apart.
    #[inline]
    pub fn fft_rfftfreq(n: i64) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::fft::helpers::fft_rfftfreq(n, 1.0, None, None);
        }
        Tensor::from_result(ops::through(&table::OPS[table::FFT_RFFTFREQ], ops::Form::Plain, &smallvec![n.into_value(), 1.0.into_value(), Value::None, Value::None])?)
    }

    /// `[0, 1, …, n // 2] / (d n)`: the frequencies of `rfft` of `n` points `d` apart.
    #[inline]
    pub fn fft_rfftfreq_with(n: i64, d: f64, dtype: Option<DType>, device: Option<Device>) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::fft::helpers::fft_rfftfreq(n, d, dtype, device);
        }
        Tensor::from_result(ops::through(&table::OPS[table::FFT_RFFTFREQ], ops::Form::Plain, &smallvec![n.into_value(), d.into_value(), dtype.into_value(), device.into_value()])?)
    }

    /// `rfft` along the last of the dimensions, `fft` along the others.
    #[inline]
    pub fn fft_rfftn(&self) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::fft::several::fft_rfftn(self, None, None, None);
        }
        Tensor::from_result(ops::through(&table::OPS[table::FFT_RFFTN], ops::Form::Plain, &smallvec![self.into_value(), Value::None, Value::None, Value::None])?)
    }

    /// `rfft` along the last of the dimensions, `fft` along the others.
    #[inline]
    pub fn fft_rfftn_with(&self, s: Option<&[i64]>, dim: Option<&[i64]>, norm: Option<&str>) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::fft::several::fft_rfftn(self, s, dim, norm);
        }
        Tensor::from_result(ops::through(&table::OPS[table::FFT_RFFTN], ops::Form::Plain, &smallvec![self.into_value(), s.into_value(), dim.into_value(), norm.into_value()])?)
    }

    /// `out[i…] = value`, a number or a 0-dim tensor.
    #[inline]
    pub fn fill<'a>(&self, value: impl Into<TensorOrScalar<'a>>) -> Result<Tensor> {
        let value = value.into();
        if !modes::dispatching() {
            return ops::creation::fill(self, value);
        }
        Tensor::from_result(ops::through(&table::OPS[table::FILL], ops::Form::Plain, &smallvec![self.into_value(), value.into_value()])?)
    }

    /// `out[i…] = value`, a number or a 0-dim tensor.
    #[inline]
    pub fn fill_<'a>(&self, value: impl Into<TensorOrScalar<'a>>) -> Result<Tensor> {
        let value = value.into();
        if !modes::dispatching() {
            return dest::inplace("fill_", self, || ops::creation::fill(self, value));
        }
        Tensor::from_result(ops::through(&table::OPS[table::FILL], ops::Form::Inplace, &smallvec![self.into_value(), value.into_value()])?)
    }

    /// `x[i, i, …] = fill_value` in place; with `wrap` it starts again below a tall matrix's first square.
    #[inline]
    pub fn fill_diagonal_(&self, fill_value: Scalar) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::index_more::fill_diagonal_(self, fill_value, false);
        }
        Tensor::from_result(ops::through(&table::OPS[table::FILL_DIAGONAL_], ops::Form::Plain, &smallvec![self.into_value(), fill_value.into_value(), false.into_value()])?)
    }

    /// `x[i, i, …] = fill_value` in place; with `wrap` it starts again below a tall matrix's first square.
    #[inline]
    pub fn fill_diagonal_with_(&self, fill_value: Scalar, wrap: bool) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::index_more::fill_diagonal_(self, fill_value, wrap);
        }
        Tensor::from_result(ops::through(&table::OPS[table::FILL_DIAGONAL_], ops::Form::Plain, &smallvec![self.into_value(), fill_value.into_value(), wrap.into_value()])?)
    }

    /// The dimensions from `start_dim` to `end_dim` as one, in row-major order: a view where possible, else a copy.
    #[inline]
    pub fn flatten(&self) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::shape::flatten(self, 0, -1);
        }
        Tensor::from_result(ops::through(&table::OPS[table::FLATTEN], ops::Form::Plain, &smallvec![self.into_value(), 0.into_value(), (-1).into_value()])?)
    }

    /// The dimensions from `start_dim` to `end_dim` as one, in row-major order: a view where possible, else a copy.
    #[inline]
    pub fn flatten_with(&self, start_dim: i64, end_dim: i64) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::shape::flatten(self, start_dim, end_dim);
        }
        Tensor::from_result(ops::through(&table::OPS[table::FLATTEN], ops::Form::Plain, &smallvec![self.into_value(), start_dim.into_value(), end_dim.into_value()])?)
    }

    /// `out[i] = x[n - 1 - i]` along each of `dims`.
    #[inline]
    pub fn flip(&self, dims: &[i64]) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::rearrange::flip(self, dims);
        }
        Tensor::from_result(ops::through(&table::OPS[table::FLIP], ops::Form::Plain, &smallvec![self.into_value(), dims.into_value()])?)
    }

    /// `out[i, j] = x[i, n - 1 - j]`.
    #[inline]
    pub fn fliplr(&self) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::rearrange::fliplr(self);
        }
        Tensor::from_result(ops::through(&table::OPS[table::FLIPLR], ops::Form::Plain, &smallvec![self.into_value()])?)
    }

    /// `out[i] = x[n - 1 - i]` along dimension 0.
    #[inline]
    pub fn flipud(&self) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::rearrange::flipud(self);
        }
        Tensor::from_result(ops::through(&table::OPS[table::FLIPUD], ops::Form::Plain, &smallvec![self.into_value()])?)
    }

    /// `x` rounded to float32.
    #[inline]
    pub fn float(&self) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::convert::float(self, MemoryFormat::Preserve);
        }
        Tensor::from_result(ops::through(&table::OPS[table::FLOAT], ops::Form::Plain, &smallvec![self.into_value(), MemoryFormat::Preserve.into_value()])?)
    }

    /// `x` rounded to float32.
    #[inline]
    pub fn float_with(&self, memory_format: MemoryFormat) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::convert::float(self, memory_format);
        }
        Tensor::from_result(ops::through(&table::OPS[table::FLOAT], ops::Form::Plain, &smallvec![self.into_value(), memory_format.into_value()])?)
    }

    /// `x ** exponent`, computed in float64 or complex128.
    #[inline]
    pub fn float_power<'a>(&self, exponent: impl Into<TensorOrScalar<'a>>) -> Result<Tensor> {
        let exponent = exponent.into();
        if !modes::dispatching() {
            return ops::arith::float_power(self, exponent);
        }
        Tensor::from_result(ops::through(&table::OPS[table::FLOAT_POWER], ops::Form::Plain, &smallvec![self.into_value(), exponent.into_value()])?)
    }

    /// The largest integer `n <= x`.
    #[inline]
    pub fn floor(&self) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::round::floor(self);
        }
        Tensor::from_result(ops::through(&table::OPS[table::FLOOR], ops::Form::Plain, &smallvec![self.into_value()])?)
    }

    /// The largest integer `n <= x`.
    #[inline]
    pub fn floor_(&self) -> Result<Tensor> {
        if !modes::dispatching() {
            return dest::inplace("floor_", self, || ops::round::floor(self));
        }
        Tensor::from_result(ops::through(&table::OPS[table::FLOOR], ops::Form::Inplace, &smallvec![self.into_value()])?)
    }

    /// `floor(x / other)`.
    #[inline]
    pub fn floor_divide<'a>(&self, other: impl Into<TensorOrScalar<'a>>) -> Result<Tensor> {
        let other = other.into();
        if !modes::dispatching() {
            return ops::arith::floor_divide(self, other);
        }
        Tensor::from_result(ops::through(&table::OPS[table::FLOOR_DIVIDE], ops::Form::Plain, &smallvec![self.into_value(), other.into_value()])?)
    }

    /// `floor(x / other)`.
    #[inline]
    pub fn floor_divide_<'a>(&self, other: impl Into<TensorOrScalar<'a>>) -> Result<Tensor> {
        let other = other.into();
        if !modes::dispatching() {
            return dest::inplace("floor_divide_", self, || ops::arith::floor_divide(self, other));
        }
        Tensor::from_result(ops::through(&table::OPS[table::FLOOR_DIVIDE], ops::Form::Inplace, &smallvec![self.into_value(), other.into_value()])?)
    }

    /// `floor(x / other)`.
    #[inline]
    pub fn floor_divide_scalar(input: Scalar, other: &Tensor) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::arith::floor_divide_scalar(input, other);
        }
        Tensor::from_result(ops::through(&table::OPS[table::FLOOR_DIVIDE_SCALAR], ops::Form::Plain, &smallvec![input.into_value(), other.into_value()])?)
    }

    /// `max(x, other)`, the other one where one is NaN.
    #[inline]
    pub fn fmax(&self, other: &Tensor) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::arith::fmax(self, other);
        }
        Tensor::from_result(ops::through(&table::OPS[table::FMAX], ops::Form::Plain, &smallvec![self.into_value(), other.into_value()])?)
    }

    /// `min(x, other)`, the other one where one is NaN.
    #[inline]
    pub fn fmin(&self, other: &Tensor) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::arith::fmin(self, other);
        }
        Tensor::from_result(ops::through(&table::OPS[table::FMIN], ops::Form::Plain, &smallvec![self.into_value(), other.into_value()])?)
    }

    /// `x - other * trunc(x / other)`: the sign is the dividend's.
    #[inline]
    pub fn fmod<'a>(&self, other: impl Into<TensorOrScalar<'a>>) -> Result<Tensor> {
        let other = other.into();
        if !modes::dispatching() {
            return ops::arith::fmod(self, other);
        }
        Tensor::from_result(ops::through(&table::OPS[table::FMOD], ops::Form::Plain, &smallvec![self.into_value(), other.into_value()])?)
    }

    /// `x - other * trunc(x / other)`: the sign is the dividend's.
    #[inline]
    pub fn fmod_<'a>(&self, other: impl Into<TensorOrScalar<'a>>) -> Result<Tensor> {
        let other = other.into();
        if !modes::dispatching() {
            return dest::inplace("fmod_", self, || ops::arith::fmod(self, other));
        }
        Tensor::from_result(ops::through(&table::OPS[table::FMOD], ops::Form::Inplace, &smallvec![self.into_value(), other.into_value()])?)
    }

    /// `out[n, c, y + i, x + j] += columns[n, (c, i, j), l]` for the window `l` at `(y, x)`: the sums of the windows where they meet.
    #[inline]
    pub fn fold(&self, output_size: &[i64], kernel_size: &[i64]) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::pixel::fold(self, output_size, kernel_size, &[1, 1], &[0, 0], &[1, 1]);
        }
        Tensor::from_result(ops::through(&table::OPS[table::FOLD], ops::Form::Plain, &smallvec![self.into_value(), output_size.into_value(), kernel_size.into_value(), <&[i64] as IntoValue>::into_value(&[1, 1]), <&[i64] as IntoValue>::into_value(&[0, 0]), <&[i64] as IntoValue>::into_value(&[1, 1])])?)
    }

    /// `out[n, c, y + i, x + j] += columns[n, (c, i, j), l]` for the window `l` at `(y, x)`: the sums of the windows where they meet.
    #[inline]
    pub fn fold_with(&self, output_size: &[i64], kernel_size: &[i64], dilation: &[i64], padding: &[i64], stride: &[i64]) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::pixel::fold(self, output_size, kernel_size, dilation, padding, stride);
        }
        Tensor::from_result(ops::through(&table::OPS[table::FOLD], ops::Form::Plain, &smallvec![self.into_value(), output_size.into_value(), kernel_size.into_value(), dilation.into_value(), padding.into_value(), stride.into_value()])?)
    }

    /// `x - trunc(x)`: the fractional part, with the sign of `x`.
    #[inline]
    pub fn frac(&self) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::round::frac(self);
        }
        Tensor::from_result(ops::through(&table::OPS[table::FRAC], ops::Form::Plain, &smallvec![self.into_value()])?)
    }

    /// `x - trunc(x)`: the fractional part, with the sign of `x`.
    #[inline]
    pub fn frac_(&self) -> Result<Tensor> {
        if !modes::dispatching() {
            return dest::inplace("frac_", self, || ops::round::frac(self));
        }
        Tensor::from_result(ops::through(&table::OPS[table::FRAC], ops::Form::Inplace, &smallvec![self.into_value()])?)
    }

    /// `out[n, c, i, j] = max` over a window of `kernel_size` whose corner moves by steps drawn from `random_samples` in [0, 1), and where in
    /// the plane it is.
    #[inline]
    pub fn fractional_max_pool2d_with_indices(&self, kernel_size: &[i64], output_size: &[i64], random_samples: &Tensor) -> Result<(Tensor, Tensor)> {
        if !modes::dispatching() {
            return ops::fractional_pool::fractional_max_pool2d_with_indices(self, kernel_size, output_size, random_samples);
        }
        <(Tensor, Tensor)>::from_result(ops::through(&table::OPS[table::FRACTIONAL_MAX_POOL2D_WITH_INDICES], ops::Form::Plain, &smallvec![self.into_value(), kernel_size.into_value(), output_size.into_value(), random_samples.into_value()])?)
    }

    /// `out[n, c, i, j, k] = max` over a window of `kernel_size` whose corner moves by steps drawn from `random_samples` in [0, 1), and where
    /// in the volume it is.
    #[inline]
    pub fn fractional_max_pool3d_with_indices(&self, kernel_size: &[i64], output_size: &[i64], random_samples: &Tensor) -> Result<(Tensor, Tensor)> {
        if !modes::dispatching() {
            return ops::fractional_pool::fractional_max_pool3d_with_indices(self, kernel_size, output_size, random_samples);
        }
        <(Tensor, Tensor)>::from_result(ops::through(&table::OPS[table::FRACTIONAL_MAX_POOL3D_WITH_INDICES], ops::Form::Plain, &smallvec![self.into_value(), kernel_size.into_value(), output_size.into_value(), random_samples.into_value()])?)
    }

    /// `x = mantissa * 2^exponent` with `|mantissa|` in [0.5, 1), or both 0.
    #[inline]
    pub fn frexp(&self) -> Result<(Tensor, Tensor)> {
        if !modes::dispatching() {
            return ops::bits::frexp(self);
        }
        <(Tensor, Tensor)>::from_result(ops::through(&table::OPS[table::FREXP], ops::Form::Plain, &smallvec![self.into_value()])?)
    }

    /// `out[i…] = fill_value`.
    #[inline]
    pub fn full_op(size: &[i64], fill_value: Scalar) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::creation::full_op(size, fill_value, None, None);
        }
        Tensor::from_result(ops::through(&table::OPS[table::FULL], ops::Form::Plain, &smallvec![size.into_value(), fill_value.into_value(), Value::None, Value::None])?)
    }

    /// `out[i…] = fill_value`.
    #[inline]
    pub fn full_op_with(size: &[i64], fill_value: Scalar, dtype: Option<DType>, device: Option<Device>) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::creation::full_op(size, fill_value, dtype, device);
        }
        Tensor::from_result(ops::through(&table::OPS[table::FULL], ops::Form::Plain, &smallvec![size.into_value(), fill_value.into_value(), dtype.into_value(), device.into_value()])?)
    }

    /// `out[i…] = fill_value`, in the shape of `input`.
    #[inline]
    pub fn full_like(&self, fill_value: Scalar) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::creation::full_like(self, fill_value, None, None, MemoryFormat::Preserve);
        }
        Tensor::from_result(ops::through(&table::OPS[table::FULL_LIKE], ops::Form::Plain, &smallvec![self.into_value(), fill_value.into_value(), Value::None, Value::None, MemoryFormat::Preserve.into_value()])?)
    }

    /// `out[i…] = fill_value`, in the shape of `input`.
    #[inline]
    pub fn full_like_with(&self, fill_value: Scalar, dtype: Option<DType>, device: Option<Device>, memory_format: MemoryFormat) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::creation::full_like(self, fill_value, dtype, device, memory_format);
        }
        Tensor::from_result(ops::through(&table::OPS[table::FULL_LIKE], ops::Form::Plain, &smallvec![self.into_value(), fill_value.into_value(), dtype.into_value(), device.into_value(), memory_format.into_value()])?)
    }

    /// `P(a, x) = (integral of t^(a - 1) exp(-t) from 0 to x) / Gamma(a)` for `a = input` and `x = other`.
    #[inline]
    pub fn gammainc(&self, other: &Tensor) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::special_gamma::gammainc(self, other);
        }
        Tensor::from_result(ops::through(&table::OPS[table::GAMMAINC], ops::Form::Plain, &smallvec![self.into_value(), other.into_value()])?)
    }

    /// `Q(a, x) = 1 - P(a, x) = (integral of t^(a - 1) exp(-t) from x on) / Gamma(a)` for `a = input` and `x = other`.
    #[inline]
    pub fn gammaincc(&self, other: &Tensor) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::special_gamma::gammaincc(self, other);
        }
        Tensor::from_result(ops::through(&table::OPS[table::GAMMAINCC], ops::Form::Plain, &smallvec![self.into_value(), other.into_value()])?)
    }

    /// `log(|Gamma(x)|)`.
    #[inline]
    pub fn gammaln(&self) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::special::gammaln(self);
        }
        Tensor::from_result(ops::through(&table::OPS[table::GAMMALN], ops::Form::Plain, &smallvec![self.into_value()])?)
    }

    /// `out[i][j] = x[index[i][j]][j]` for `dim` 0, and so on. With `sparse_grad`, the gradient of a leaf is a sparse
    /// tensor of the elements that were read.
    #[inline]
    pub fn gather(&self, dim: i64, index: &Tensor) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::scatter::gather(self, dim, index, false);
        }
        Tensor::from_result(ops::through(&table::OPS[table::GATHER], ops::Form::Plain, &smallvec![self.into_value(), dim.into_value(), index.into_value(), false.into_value()])?)
    }

    /// `out[i][j] = x[index[i][j]][j]` for `dim` 0, and so on. With `sparse_grad`, the gradient of a leaf is a sparse
    /// tensor of the elements that were read.
    #[inline]
    pub fn gather_with(&self, dim: i64, index: &Tensor, sparse_grad: bool) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::scatter::gather(self, dim, index, sparse_grad);
        }
        Tensor::from_result(ops::through(&table::OPS[table::GATHER], ops::Form::Plain, &smallvec![self.into_value(), dim.into_value(), index.into_value(), sparse_grad.into_value()])?)
    }

    /// The largest integer that divides both; `gcd(0, y) = |y|`.
    #[inline]
    pub fn gcd(&self, other: &Tensor) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::bitwise::gcd(self, other);
        }
        Tensor::from_result(ops::through(&table::OPS[table::GCD], ops::Form::Plain, &smallvec![self.into_value(), other.into_value()])?)
    }

    /// The largest integer that divides both; `gcd(0, y) = |y|`.
    #[inline]
    pub fn gcd_(&self, other: &Tensor) -> Result<Tensor> {
        if !modes::dispatching() {
            return dest::inplace("gcd_", self, || ops::bitwise::gcd(self, other));
        }
        Tensor::from_result(ops::through(&table::OPS[table::GCD], ops::Form::Inplace, &smallvec![self.into_value(), other.into_value()])?)
    }

    /// `x >= y`; false for NaN.
    #[inline]
    pub fn ge<'a>(&self, other: impl Into<TensorOrScalar<'a>>) -> Result<Tensor> {
        let other = other.into();
        if !modes::dispatching() {
            return ops::compare::ge(self, other);
        }
        Tensor::from_result(ops::through(&table::OPS[table::GE], ops::Form::Plain, &smallvec![self.into_value(), other.into_value()])?)
    }

    /// `x >= y`; false for NaN.
    #[inline]
    pub fn ge_<'a>(&self, other: impl Into<TensorOrScalar<'a>>) -> Result<Tensor> {
        let other = other.into();
        if !modes::dispatching() {
            return dest::inplace("ge_", self, || ops::compare::ge(self, other));
        }
        Tensor::from_result(ops::through(&table::OPS[table::GE], ops::Form::Inplace, &smallvec![self.into_value(), other.into_value()])?)
    }

    /// `x * P(X <= x)` for a standard normal `X`, that is `x / 2 * (1 + erf(x / sqrt(2)))`; with `approximate='tanh'`, `x / 2 * (1 +
    /// tanh(sqrt(2 / pi) * (x + 0.044715 x^3)))`.
    #[inline]
    pub fn gelu(&self) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::activation::gelu(self, "none");
        }
        Tensor::from_result(ops::through(&table::OPS[table::GELU], ops::Form::Plain, &smallvec![self.into_value(), "none".into_value()])?)
    }

    /// `x * P(X <= x)` for a standard normal `X`, that is `x / 2 * (1 + erf(x / sqrt(2)))`; with `approximate='tanh'`, `x / 2 * (1 +
    /// tanh(sqrt(2 / pi) * (x + 0.044715 x^3)))`.
    #[inline]
    pub fn gelu_with(&self, approximate: &str) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::activation::gelu(self, approximate);
        }
        Tensor::from_result(ops::through(&table::OPS[table::GELU], ops::Form::Plain, &smallvec![self.into_value(), approximate.into_value()])?)
    }

    /// `x * P(X <= x)` for a standard normal `X`, that is `x / 2 * (1 + erf(x / sqrt(2)))`; with `approximate='tanh'`, `x / 2 * (1 +
    /// tanh(sqrt(2 / pi) * (x + 0.044715 x^3)))`.
    #[inline]
    pub fn gelu_(&self) -> Result<Tensor> {
        if !modes::dispatching() {
            return dest::inplace("gelu_", self, || ops::activation::gelu(self, "none"));
        }
        Tensor::from_result(ops::through(&table::OPS[table::GELU], ops::Form::Inplace, &smallvec![self.into_value(), "none".into_value()])?)
    }

    /// `x * P(X <= x)` for a standard normal `X`, that is `x / 2 * (1 + erf(x / sqrt(2)))`; with `approximate='tanh'`, `x / 2 * (1 +
    /// tanh(sqrt(2 / pi) * (x + 0.044715 x^3)))`.
    #[inline]
    pub fn gelu_with_(&self, approximate: &str) -> Result<Tensor> {
        if !modes::dispatching() {
            return dest::inplace("gelu_", self, || ops::activation::gelu(self, approximate));
        }
        Tensor::from_result(ops::through(&table::OPS[table::GELU], ops::Form::Inplace, &smallvec![self.into_value(), approximate.into_value()])?)
    }

    /// `k` with probability `(1 - p)^(k - 1) p`, `k = 1, 2, …`: the number of trials up to the first success, in place.
    #[inline]
    pub fn geometric_(&self, p: f64) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::random_fill::geometric_(self, p, None);
        }
        Tensor::from_result(ops::through(&table::OPS[table::GEOMETRIC_], ops::Form::Plain, &smallvec![self.into_value(), p.into_value(), Value::None])?)
    }

    /// `k` with probability `(1 - p)^(k - 1) p`, `k = 1, 2, …`: the number of trials up to the first success, in place.
    #[inline]
    pub fn geometric_with_(&self, p: f64, generator: Option<&Generator>) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::random_fill::geometric_(self, p, generator);
        }
        Tensor::from_result(ops::through(&table::OPS[table::GEOMETRIC_], ops::Form::Plain, &smallvec![self.into_value(), p.into_value(), generator.into_value()])?)
    }

    /// `A = H_1 H_2 … R` with `H_i = I - tau[i] v_i v_i^H`: `R` on and above the diagonal, the `v_i` below it, and their factors.
    #[inline]
    pub fn geqrf(&self) -> Result<(Tensor, Tensor)> {
        if !modes::dispatching() {
            return ops::linalg::qr::geqrf(self);
        }
        <(Tensor, Tensor)>::from_result(ops::through(&table::OPS[table::GEQRF], ops::Form::Plain, &smallvec![self.into_value()])?)
    }

    /// `a * sigmoid(b)`, where `a` and `b` are the halves of the input along `dim`.
    #[inline]
    pub fn glu(&self) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::activation_functional::glu(self, -1);
        }
        Tensor::from_result(ops::through(&table::OPS[table::GLU], ops::Form::Plain, &smallvec![self.into_value(), (-1).into_value()])?)
    }

    /// `a * sigmoid(b)`, where `a` and `b` are the halves of the input along `dim`.
    #[inline]
    pub fn glu_with(&self, dim: i64) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::activation_functional::glu(self, dim);
        }
        Tensor::from_result(ops::through(&table::OPS[table::GLU], ops::Form::Plain, &smallvec![self.into_value(), dim.into_value()])?)
    }

    /// `grid_sampler_2d` of 4 dimensions, `grid_sampler_3d` of 5.
    #[inline]
    pub fn grid_sampler(&self, grid: &Tensor, interpolation_mode: i64, padding_mode: i64, align_corners: bool) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::grid_sampler::grid_sampler(self, grid, interpolation_mode, padding_mode, align_corners);
        }
        Tensor::from_result(ops::through(&table::OPS[table::GRID_SAMPLER], ops::Form::Plain, &smallvec![self.into_value(), grid.into_value(), interpolation_mode.into_value(), padding_mode.into_value(), align_corners.into_value()])?)
    }

    /// `out[n, c, i, j] = input[n, c]` read at the place `grid[n, i, j] = (x, y)`, which run from -1 to 1. `interpolation_mode`: 0 linear, 1
    /// nearest, 2 cubic; `padding_mode`: outside is 0 zero, 1 the border, 2 reflected; `align_corners`: -1 and 1 are the outer pixels'
    /// centres, not their edges.
    #[inline]
    pub fn grid_sampler_2d(&self, grid: &Tensor, interpolation_mode: i64, padding_mode: i64, align_corners: bool) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::grid_sampler::grid_sampler_2d(self, grid, interpolation_mode, padding_mode, align_corners);
        }
        Tensor::from_result(ops::through(&table::OPS[table::GRID_SAMPLER_2D], ops::Form::Plain, &smallvec![self.into_value(), grid.into_value(), interpolation_mode.into_value(), padding_mode.into_value(), align_corners.into_value()])?)
    }

    /// `out[n, c, i, j, k] = input[n, c]` read at the place `grid[n, i, j, k] = (x, y, z)`; modes as `grid_sampler_2d`, without cubic.
    #[inline]
    pub fn grid_sampler_3d(&self, grid: &Tensor, interpolation_mode: i64, padding_mode: i64, align_corners: bool) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::grid_sampler::grid_sampler_3d(self, grid, interpolation_mode, padding_mode, align_corners);
        }
        Tensor::from_result(ops::through(&table::OPS[table::GRID_SAMPLER_3D], ops::Form::Plain, &smallvec![self.into_value(), grid.into_value(), interpolation_mode.into_value(), padding_mode.into_value(), align_corners.into_value()])?)
    }

    /// `(x - mean) / sqrt(var + eps) * weight + bias` over each of `num_groups` groups of channels of `(N, C, *)`.
    #[inline]
    pub fn group_norm(&self, num_groups: i64) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::batch_norm::group_norm(self, num_groups, None, None, 1e-05, true);
        }
        Tensor::from_result(ops::through(&table::OPS[table::GROUP_NORM], ops::Form::Plain, &smallvec![self.into_value(), num_groups.into_value(), Value::None, Value::None, 1e-05.into_value(), true.into_value()])?)
    }

    /// `(x - mean) / sqrt(var + eps) * weight + bias` over each of `num_groups` groups of channels of `(N, C, *)`.
    #[inline]
    pub fn group_norm_with(&self, num_groups: i64, weight: Option<&Tensor>, bias: Option<&Tensor>, eps: f64, cudnn_enabled: bool) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::batch_norm::group_norm(self, num_groups, weight, bias, eps, cudnn_enabled);
        }
        Tensor::from_result(ops::through(&table::OPS[table::GROUP_NORM], ops::Form::Plain, &smallvec![self.into_value(), num_groups.into_value(), weight.into_value(), bias.into_value(), eps.into_value(), cudnn_enabled.into_value()])?)
    }

    /// `r = sigmoid(W_r x + V_r h)`, `z = sigmoid(W_z x + V_z h)`, `n = tanh(W_n x + r * (V_n h))`, `h' = (1 - z) * n + z * h`, with biases,
    /// for each step, layer and direction: the last layer's outputs and the last states.
    #[inline]
    pub fn gru(&self, hx: &Tensor, params: &[Tensor], has_biases: bool, num_layers: i64, dropout: f64, train: bool, bidirectional: bool, batch_first: bool) -> Result<Value> {
        if !modes::dispatching() {
            return ops::rnn::gru(self, hx, params, has_biases, num_layers, dropout, train, bidirectional, batch_first);
        }
        Value::from_result(ops::through(&table::OPS[table::GRU], ops::Form::Plain, &smallvec![self.into_value(), hx.into_value(), params.into_value(), has_biases.into_value(), num_layers.into_value(), dropout.into_value(), train.into_value(), bidirectional.into_value(), batch_first.into_value()])?)
    }

    /// `gru` over packed rows: `batch_sizes[t]` rows at step t.
    #[inline]
    pub fn gru_data(&self, batch_sizes: &Tensor, hx: &Tensor, params: &[Tensor], has_biases: bool, num_layers: i64, dropout: f64, train: bool, bidirectional: bool) -> Result<Value> {
        if !modes::dispatching() {
            return ops::rnn::gru_data(self, batch_sizes, hx, params, has_biases, num_layers, dropout, train, bidirectional);
        }
        Value::from_result(ops::through(&table::OPS[table::GRU_DATA], ops::Form::Plain, &smallvec![self.into_value(), batch_sizes.into_value(), hx.into_value(), params.into_value(), has_biases.into_value(), num_layers.into_value(), dropout.into_value(), train.into_value(), bidirectional.into_value()])?)
    }

    /// `r = sigmoid(W_r x + V_r h)`, `z = sigmoid(W_z x + V_z h)`, `n = tanh(W_n x + r * (V_n h))`, `h' = (1 - z) * n + z * h`, with biases.
    #[inline]
    pub fn gru_cell(&self, hx: &Tensor, w_ih: &Tensor, w_hh: &Tensor) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::rnn::gru_cell(self, hx, w_ih, w_hh, None, None);
        }
        Tensor::from_result(ops::through(&table::OPS[table::GRU_CELL], ops::Form::Plain, &smallvec![self.into_value(), hx.into_value(), w_ih.into_value(), w_hh.into_value(), Value::None, Value::None])?)
    }

    /// `r = sigmoid(W_r x + V_r h)`, `z = sigmoid(W_z x + V_z h)`, `n = tanh(W_n x + r * (V_n h))`, `h' = (1 - z) * n + z * h`, with biases.
    #[inline]
    pub fn gru_cell_with(&self, hx: &Tensor, w_ih: &Tensor, w_hh: &Tensor, b_ih: Option<&Tensor>, b_hh: Option<&Tensor>) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::rnn::gru_cell(self, hx, w_ih, w_hh, b_ih, b_hh);
        }
        Tensor::from_result(ops::through(&table::OPS[table::GRU_CELL], ops::Form::Plain, &smallvec![self.into_value(), hx.into_value(), w_ih.into_value(), w_hh.into_value(), b_ih.into_value(), b_hh.into_value()])?)
    }

    /// `x > y`; false for NaN.
    #[inline]
    pub fn gt<'a>(&self, other: impl Into<TensorOrScalar<'a>>) -> Result<Tensor> {
        let other = other.into();
        if !modes::dispatching() {
            return ops::compare::gt(self, other);
        }
        Tensor::from_result(ops::through(&table::OPS[table::GT], ops::Form::Plain, &smallvec![self.into_value(), other.into_value()])?)
    }

    /// `x > y`; false for NaN.
    #[inline]
    pub fn gt_<'a>(&self, other: impl Into<TensorOrScalar<'a>>) -> Result<Tensor> {
        let other = other.into();
        if !modes::dispatching() {
            return dest::inplace("gt_", self, || ops::compare::gt(self, other));
        }
        Tensor::from_result(ops::through(&table::OPS[table::GT], ops::Form::Inplace, &smallvec![self.into_value(), other.into_value()])?)
    }

    /// `x` rounded to float16; infinite beyond 65504.
    #[inline]
    pub fn half(&self) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::convert::half(self, MemoryFormat::Preserve);
        }
        Tensor::from_result(ops::through(&table::OPS[table::HALF], ops::Form::Plain, &smallvec![self.into_value(), MemoryFormat::Preserve.into_value()])?)
    }

    /// `x` rounded to float16; infinite beyond 65504.
    #[inline]
    pub fn half_with(&self, memory_format: MemoryFormat) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::convert::half(self, memory_format);
        }
        Tensor::from_result(ops::through(&table::OPS[table::HALF], ops::Form::Plain, &smallvec![self.into_value(), memory_format.into_value()])?)
    }

    /// `alpha - beta cos(2 pi i / n)`; `n` is the length, or one less without `periodic`.
    #[inline]
    pub fn hamming_window(window_length: i64) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::fft::window::hamming_window(window_length, true, 0.54, 0.46, None, None);
        }
        Tensor::from_result(ops::through(&table::OPS[table::HAMMING_WINDOW], ops::Form::Plain, &smallvec![window_length.into_value(), true.into_value(), 0.54.into_value(), 0.46.into_value(), Value::None, Value::None])?)
    }

    /// `alpha - beta cos(2 pi i / n)`; `n` is the length, or one less without `periodic`.
    #[inline]
    pub fn hamming_window_with(window_length: i64, periodic: bool, alpha: f64, beta: f64, dtype: Option<DType>, device: Option<Device>) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::fft::window::hamming_window(window_length, periodic, alpha, beta, dtype, device);
        }
        Tensor::from_result(ops::through(&table::OPS[table::HAMMING_WINDOW], ops::Form::Plain, &smallvec![window_length.into_value(), periodic.into_value(), alpha.into_value(), beta.into_value(), dtype.into_value(), device.into_value()])?)
    }

    /// `sin(pi i / n)^2`; `n` is the length, or one less without `periodic`.
    #[inline]
    pub fn hann_window(window_length: i64) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::fft::window::hann_window(window_length, true, None, None);
        }
        Tensor::from_result(ops::through(&table::OPS[table::HANN_WINDOW], ops::Form::Plain, &smallvec![window_length.into_value(), true.into_value(), Value::None, Value::None])?)
    }

    /// `sin(pi i / n)^2`; `n` is the length, or one less without `periodic`.
    #[inline]
    pub fn hann_window_with(window_length: i64, periodic: bool, dtype: Option<DType>, device: Option<Device>) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::fft::window::hann_window(window_length, periodic, dtype, device);
        }
        Tensor::from_result(ops::through(&table::OPS[table::HANN_WINDOW], ops::Form::Plain, &smallvec![window_length.into_value(), periodic.into_value(), dtype.into_value(), device.into_value()])?)
    }

    /// `x` where `|x| > lambd`, else 0.
    #[inline]
    pub fn hardshrink(&self) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::activation::hardshrink(self, Scalar::Float(0.5));
        }
        Tensor::from_result(ops::through(&table::OPS[table::HARDSHRINK], ops::Form::Plain, &smallvec![self.into_value(), Scalar::Float(0.5).into_value()])?)
    }

    /// `x` where `|x| > lambd`, else 0.
    #[inline]
    pub fn hardshrink_with(&self, lambd: Scalar) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::activation::hardshrink(self, lambd);
        }
        Tensor::from_result(ops::through(&table::OPS[table::HARDSHRINK], ops::Form::Plain, &smallvec![self.into_value(), lambd.into_value()])?)
    }

    /// `relu6(x + 3) / 6`: 0 below -3, 1 above 3, a line between.
    #[inline]
    pub fn hardsigmoid(&self) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::activation::hardsigmoid(self);
        }
        Tensor::from_result(ops::through(&table::OPS[table::HARDSIGMOID], ops::Form::Plain, &smallvec![self.into_value()])?)
    }

    /// `relu6(x + 3) / 6`: 0 below -3, 1 above 3, a line between.
    #[inline]
    pub fn hardsigmoid_(&self) -> Result<Tensor> {
        if !modes::dispatching() {
            return dest::inplace("hardsigmoid_", self, || ops::activation::hardsigmoid(self));
        }
        Tensor::from_result(ops::through(&table::OPS[table::HARDSIGMOID], ops::Form::Inplace, &smallvec![self.into_value()])?)
    }

    /// `relu6(x + 3) / 6`: 0 below -3, 1 above 3, a line between.
    #[inline]
    pub fn hardsigmoid_functional(&self) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::activation_functional::hardsigmoid_functional(self, false);
        }
        Tensor::from_result(ops::through(&table::OPS[table::HARDSIGMOID_FUNCTIONAL], ops::Form::Plain, &smallvec![self.into_value(), false.into_value()])?)
    }

    /// `relu6(x + 3) / 6`: 0 below -3, 1 above 3, a line between.
    #[inline]
    pub fn hardsigmoid_functional_with(&self, inplace: bool) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::activation_functional::hardsigmoid_functional(self, inplace);
        }
        Tensor::from_result(ops::through(&table::OPS[table::HARDSIGMOID_FUNCTIONAL], ops::Form::Plain, &smallvec![self.into_value(), inplace.into_value()])?)
    }

    /// `x * relu6(x + 3) / 6`.
    #[inline]
    pub fn hardswish(&self) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::activation::hardswish(self);
        }
        Tensor::from_result(ops::through(&table::OPS[table::HARDSWISH], ops::Form::Plain, &smallvec![self.into_value()])?)
    }

    /// `x * relu6(x + 3) / 6`.
    #[inline]
    pub fn hardswish_(&self) -> Result<Tensor> {
        if !modes::dispatching() {
            return dest::inplace("hardswish_", self, || ops::activation::hardswish(self));
        }
        Tensor::from_result(ops::through(&table::OPS[table::HARDSWISH], ops::Form::Inplace, &smallvec![self.into_value()])?)
    }

    /// `x * relu6(x + 3) / 6`.
    #[inline]
    pub fn hardswish_functional(&self) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::activation_functional::hardswish_functional(self, false);
        }
        Tensor::from_result(ops::through(&table::OPS[table::HARDSWISH_FUNCTIONAL], ops::Form::Plain, &smallvec![self.into_value(), false.into_value()])?)
    }

    /// `x * relu6(x + 3) / 6`.
    #[inline]
    pub fn hardswish_functional_with(&self, inplace: bool) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::activation_functional::hardswish_functional(self, inplace);
        }
        Tensor::from_result(ops::through(&table::OPS[table::HARDSWISH_FUNCTIONAL], ops::Form::Plain, &smallvec![self.into_value(), inplace.into_value()])?)
    }

    /// `min(max(x, min_val), max_val)`.
    #[inline]
    pub fn hardtanh(&self) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::activation::hardtanh(self, Scalar::Int(-1), Scalar::Int(1));
        }
        Tensor::from_result(ops::through(&table::OPS[table::HARDTANH], ops::Form::Plain, &smallvec![self.into_value(), Scalar::Int(-1).into_value(), Scalar::Int(1).into_value()])?)
    }

    /// `min(max(x, min_val), max_val)`.
    #[inline]
    pub fn hardtanh_with(&self, min_val: Scalar, max_val: Scalar) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::activation::hardtanh(self, min_val, max_val);
        }
        Tensor::from_result(ops::through(&table::OPS[table::HARDTANH], ops::Form::Plain, &smallvec![self.into_value(), min_val.into_value(), max_val.into_value()])?)
    }

    /// `min(max(x, min_val), max_val)`.
    #[inline]
    pub fn hardtanh_(&self) -> Result<Tensor> {
        if !modes::dispatching() {
            return dest::inplace("hardtanh_", self, || ops::activation::hardtanh(self, Scalar::Int(-1), Scalar::Int(1)));
        }
        Tensor::from_result(ops::through(&table::OPS[table::HARDTANH], ops::Form::Inplace, &smallvec![self.into_value(), Scalar::Int(-1).into_value(), Scalar::Int(1).into_value()])?)
    }

    /// `min(max(x, min_val), max_val)`.
    #[inline]
    pub fn hardtanh_with_(&self, min_val: Scalar, max_val: Scalar) -> Result<Tensor> {
        if !modes::dispatching() {
            return dest::inplace("hardtanh_", self, || ops::activation::hardtanh(self, min_val, max_val));
        }
        Tensor::from_result(ops::through(&table::OPS[table::HARDTANH], ops::Form::Inplace, &smallvec![self.into_value(), min_val.into_value(), max_val.into_value()])?)
    }

    /// `min(max(x, min_val), max_val)`.
    #[inline]
    pub fn hardtanh_functional(&self) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::activation_functional::hardtanh_functional(self, Scalar::Float(-1.0), Scalar::Float(1.0), false);
        }
        Tensor::from_result(ops::through(&table::OPS[table::HARDTANH_FUNCTIONAL], ops::Form::Plain, &smallvec![self.into_value(), Scalar::Float(-1.0).into_value(), Scalar::Float(1.0).into_value(), false.into_value()])?)
    }

    /// `min(max(x, min_val), max_val)`.
    #[inline]
    pub fn hardtanh_functional_with(&self, min_val: Scalar, max_val: Scalar, inplace: bool) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::activation_functional::hardtanh_functional(self, min_val, max_val, inplace);
        }
        Tensor::from_result(ops::through(&table::OPS[table::HARDTANH_FUNCTIONAL], ops::Form::Plain, &smallvec![self.into_value(), min_val.into_value(), max_val.into_value(), inplace.into_value()])?)
    }

    /// The exclusive or, over `dim` (all dimensions when empty), of the bits of the elements as 64-bit floats or integers.
    #[inline]
    pub fn hash_tensor(&self) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::bits::hash_tensor(self, &[], false, 0);
        }
        Tensor::from_result(ops::through(&table::OPS[table::HASH_TENSOR], ops::Form::Plain, &smallvec![self.into_value(), <&[i64] as IntoValue>::into_value(&[]), false.into_value(), 0.into_value()])?)
    }

    /// The exclusive or, over `dim` (all dimensions when empty), of the bits of the elements as 64-bit floats or integers.
    #[inline]
    pub fn hash_tensor_with(&self, dim: &[i64], keepdim: bool, mode: i64) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::bits::hash_tensor(self, dim, keepdim, mode);
        }
        Tensor::from_result(ops::through(&table::OPS[table::HASH_TENSOR], ops::Form::Plain, &smallvec![self.into_value(), dim.into_value(), keepdim.into_value(), mode.into_value()])?)
    }

    /// 0 where `x < 0`, 1 where `x > 0`, `values` where `x = 0`.
    #[inline]
    pub fn heaviside(&self, values: &Tensor) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::arith::heaviside(self, values);
        }
        Tensor::from_result(ops::through(&table::OPS[table::HEAVISIDE], ops::Form::Plain, &smallvec![self.into_value(), values.into_value()])?)
    }

    /// 0 where `x < 0`, 1 where `x > 0`, `values` where `x = 0`.
    #[inline]
    pub fn heaviside_(&self, values: &Tensor) -> Result<Tensor> {
        if !modes::dispatching() {
            return dest::inplace("heaviside_", self, || ops::arith::heaviside(self, values));
        }
        Tensor::from_result(ops::through(&table::OPS[table::HEAVISIDE], ops::Form::Inplace, &smallvec![self.into_value(), values.into_value()])?)
    }

    /// `H_n(x)`, with `H_0 = 1`, `H_1 = 2 x` and `H_(n+1) = 2 x H_n - 2 n H_(n-1)` (the physicists'); 0 for `n < 0`.
    #[inline]
    pub fn hermite_polynomial_h<'a>(x: impl Into<TensorOrScalar<'a>>, n: impl Into<TensorOrScalar<'a>>) -> Result<Tensor> {
        let x = x.into();
        let n = n.into();
        if !modes::dispatching() {
            return ops::polynomial::hermite_polynomial_h(x, n);
        }
        Tensor::from_result(ops::through(&table::OPS[table::HERMITE_POLYNOMIAL_H], ops::Form::Plain, &smallvec![x.into_value(), n.into_value()])?)
    }

    /// `He_n(x)`, with `He_0 = 1`, `He_1 = x` and `He_(n+1) = x He_n - n He_(n-1)` (the probabilists'); 0 for `n < 0`.
    #[inline]
    pub fn hermite_polynomial_he<'a>(x: impl Into<TensorOrScalar<'a>>, n: impl Into<TensorOrScalar<'a>>) -> Result<Tensor> {
        let x = x.into();
        let n = n.into();
        if !modes::dispatching() {
            return ops::polynomial::hermite_polynomial_he(x, n);
        }
        Tensor::from_result(ops::through(&table::OPS[table::HERMITE_POLYNOMIAL_HE], ops::Form::Plain, &smallvec![x.into_value(), n.into_value()])?)
    }

    /// `x` where the target is 1, `max(0, margin - x)` where it is -1. `reduction` `'mean'` or `'sum'` of them, or `'none'`.
    #[inline]
    pub fn hinge_embedding_loss(&self, target: &Tensor) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::loss_margin::hinge_embedding_loss(self, target, 1.0, "mean");
        }
        Tensor::from_result(ops::through(&table::OPS[table::HINGE_EMBEDDING_LOSS], ops::Form::Plain, &smallvec![self.into_value(), target.into_value(), 1.0.into_value(), "mean".into_value()])?)
    }

    /// `x` where the target is 1, `max(0, margin - x)` where it is -1. `reduction` `'mean'` or `'sum'` of them, or `'none'`.
    #[inline]
    pub fn hinge_embedding_loss_with(&self, target: &Tensor, margin: f64, reduction: &str) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::loss_margin::hinge_embedding_loss(self, target, margin, reduction);
        }
        Tensor::from_result(ops::through(&table::OPS[table::HINGE_EMBEDDING_LOSS], ops::Form::Plain, &smallvec![self.into_value(), target.into_value(), margin.into_value(), reduction.into_value()])?)
    }

    /// `out[i]` counts the `x` in the `i`-th of `bins` equal intervals from `min` to `max` included; of the data's own range where both are
    /// equal.
    #[inline]
    pub fn histc(&self) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::sort::histc(self, 100, Scalar::Int(0), Scalar::Int(0));
        }
        Tensor::from_result(ops::through(&table::OPS[table::HISTC], ops::Form::Plain, &smallvec![self.into_value(), 100.into_value(), Scalar::Int(0).into_value(), Scalar::Int(0).into_value()])?)
    }

    /// `out[i]` counts the `x` in the `i`-th of `bins` equal intervals from `min` to `max` included; of the data's own range where both are
    /// equal.
    #[inline]
    pub fn histc_with(&self, bins: i64, min: Scalar, max: Scalar) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::sort::histc(self, bins, min, max);
        }
        Tensor::from_result(ops::through(&table::OPS[table::HISTC], ops::Form::Plain, &smallvec![self.into_value(), bins.into_value(), min.into_value(), max.into_value()])?)
    }

    /// `hist[i] = sum of weight[j] where edge[i] <= x[j] < edge[i + 1]` (the last one includes its end) for `bins` equal intervals of
    /// `range`, of the data's own range without it; divided by the sum and the widths with `density`.
    #[inline]
    pub fn histogram(&self) -> Result<(Tensor, Tensor)> {
        if !modes::dispatching() {
            return ops::histogram::histogram(self, 100, None, None, false);
        }
        <(Tensor, Tensor)>::from_result(ops::through(&table::OPS[table::HISTOGRAM], ops::Form::Plain, &smallvec![self.into_value(), 100.into_value(), Value::None, Value::None, false.into_value()])?)
    }

    /// `hist[i] = sum of weight[j] where edge[i] <= x[j] < edge[i + 1]` (the last one includes its end) for `bins` equal intervals of
    /// `range`, of the data's own range without it; divided by the sum and the widths with `density`.
    #[inline]
    pub fn histogram_with(&self, bins: i64, range: Option<&[f64]>, weight: Option<&Tensor>, density: bool) -> Result<(Tensor, Tensor)> {
        if !modes::dispatching() {
            return ops::histogram::histogram(self, bins, range, weight, density);
        }
        <(Tensor, Tensor)>::from_result(ops::through(&table::OPS[table::HISTOGRAM], ops::Form::Plain, &smallvec![self.into_value(), bins.into_value(), range.into_value(), weight.into_value(), density.into_value()])?)
    }

    /// `hist[i] = sum of weight[j] where bins[i] <= x[j] < bins[i + 1]` (the last one includes its end), for increasing edges.
    #[inline]
    pub fn histogram_bins(&self, bins: &Tensor) -> Result<(Tensor, Tensor)> {
        if !modes::dispatching() {
            return ops::histogram::histogram_bins(self, bins, None, false);
        }
        <(Tensor, Tensor)>::from_result(ops::through(&table::OPS[table::HISTOGRAM_BINS_TENSOR], ops::Form::Plain, &smallvec![self.into_value(), bins.into_value(), Value::None, false.into_value()])?)
    }

    /// `hist[i] = sum of weight[j] where bins[i] <= x[j] < bins[i + 1]` (the last one includes its end), for increasing edges.
    #[inline]
    pub fn histogram_bins_with(&self, bins: &Tensor, weight: Option<&Tensor>, density: bool) -> Result<(Tensor, Tensor)> {
        if !modes::dispatching() {
            return ops::histogram::histogram_bins(self, bins, weight, density);
        }
        <(Tensor, Tensor)>::from_result(ops::through(&table::OPS[table::HISTOGRAM_BINS_TENSOR], ops::Form::Plain, &smallvec![self.into_value(), bins.into_value(), weight.into_value(), density.into_value()])?)
    }

    /// As `histogram` of points, whose coordinates are in the last dimension, with `bins[i]` equal intervals for coordinate `i`.
    #[inline]
    pub fn histogramdd(&self, bins: &[i64]) -> Result<(Tensor, Vec<Tensor>)> {
        if !modes::dispatching() {
            return ops::histogram::histogramdd(self, bins, None, None, false);
        }
        <(Tensor, Vec<Tensor>)>::from_result(ops::through(&table::OPS[table::HISTOGRAMDD], ops::Form::Plain, &smallvec![self.into_value(), bins.into_value(), Value::None, Value::None, false.into_value()])?)
    }

    /// As `histogram` of points, whose coordinates are in the last dimension, with `bins[i]` equal intervals for coordinate `i`.
    #[inline]
    pub fn histogramdd_with(&self, bins: &[i64], range: Option<&[f64]>, weight: Option<&Tensor>, density: bool) -> Result<(Tensor, Vec<Tensor>)> {
        if !modes::dispatching() {
            return ops::histogram::histogramdd(self, bins, range, weight, density);
        }
        <(Tensor, Vec<Tensor>)>::from_result(ops::through(&table::OPS[table::HISTOGRAMDD], ops::Form::Plain, &smallvec![self.into_value(), bins.into_value(), range.into_value(), weight.into_value(), density.into_value()])?)
    }

    /// As `histogramdd`, with as many intervals for every coordinate.
    #[inline]
    pub fn histogramdd_int(&self, bins: i64) -> Result<(Tensor, Vec<Tensor>)> {
        if !modes::dispatching() {
            return ops::histogram::histogramdd_int(self, bins, None, None, false);
        }
        <(Tensor, Vec<Tensor>)>::from_result(ops::through(&table::OPS[table::HISTOGRAMDD_INT_BINS], ops::Form::Plain, &smallvec![self.into_value(), bins.into_value(), Value::None, Value::None, false.into_value()])?)
    }

    /// As `histogramdd`, with as many intervals for every coordinate.
    #[inline]
    pub fn histogramdd_int_with(&self, bins: i64, range: Option<&[f64]>, weight: Option<&Tensor>, density: bool) -> Result<(Tensor, Vec<Tensor>)> {
        if !modes::dispatching() {
            return ops::histogram::histogramdd_int(self, bins, range, weight, density);
        }
        <(Tensor, Vec<Tensor>)>::from_result(ops::through(&table::OPS[table::HISTOGRAMDD_INT_BINS], ops::Form::Plain, &smallvec![self.into_value(), bins.into_value(), range.into_value(), weight.into_value(), density.into_value()])?)
    }

    /// As `histogramdd`, between given increasing edges.
    #[inline]
    pub fn histogramdd_edges(&self, bins: &[Tensor]) -> Result<(Tensor, Vec<Tensor>)> {
        if !modes::dispatching() {
            return ops::histogram::histogramdd_edges(self, bins, None, None, false);
        }
        <(Tensor, Vec<Tensor>)>::from_result(ops::through(&table::OPS[table::HISTOGRAMDD_EDGES], ops::Form::Plain, &smallvec![self.into_value(), bins.into_value(), Value::None, Value::None, false.into_value()])?)
    }

    /// As `histogramdd`, between given increasing edges.
    #[inline]
    pub fn histogramdd_edges_with(&self, bins: &[Tensor], range: Option<&[f64]>, weight: Option<&Tensor>, density: bool) -> Result<(Tensor, Vec<Tensor>)> {
        if !modes::dispatching() {
            return ops::histogram::histogramdd_edges(self, bins, range, weight, density);
        }
        <(Tensor, Vec<Tensor>)>::from_result(ops::through(&table::OPS[table::HISTOGRAMDD_EDGES], ops::Form::Plain, &smallvec![self.into_value(), bins.into_value(), range.into_value(), weight.into_value(), density.into_value()])?)
    }

    /// `x` cut into `sections` equal pieces along dimension 1 (of vectors: 0), as views.
    #[inline]
    pub fn hsplit(&self, sections: i64) -> Result<Vec<Tensor>> {
        if !modes::dispatching() {
            return ops::split::hsplit(self, sections);
        }
        <Vec<Tensor>>::from_result(ops::through(&table::OPS[table::HSPLIT], ops::Form::Plain, &smallvec![self.into_value(), sections.into_value()])?)
    }

    /// `x[:, 0 : i0], x[:, i0 : i1], …` (of vectors along 0), as views.
    #[inline]
    pub fn hsplit_array(&self, indices: &[i64]) -> Result<Vec<Tensor>> {
        if !modes::dispatching() {
            return ops::split::hsplit_array(self, indices);
        }
        <Vec<Tensor>>::from_result(ops::through(&table::OPS[table::HSPLIT_ARRAY], ops::Form::Plain, &smallvec![self.into_value(), indices.into_value()])?)
    }

    /// `cat` along dimension 1, of vectors along 0.
    #[inline]
    pub fn hstack(tensors: &[Tensor]) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::join::hstack(tensors);
        }
        Tensor::from_result(ops::through(&table::OPS[table::HSTACK], ops::Form::Plain, &smallvec![tensors.into_value()])?)
    }

    /// `(x - y)^2 / 2` where `|x - y| <= delta`, else `delta * (|x - y| - delta / 2)`. `reduction` `'mean'` or `'sum'` of them, or `'none'`.
    #[inline]
    pub fn huber_loss(&self, target: &Tensor) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::loss::huber_loss(self, target, "mean", 1.0);
        }
        Tensor::from_result(ops::through(&table::OPS[table::HUBER_LOSS], ops::Form::Plain, &smallvec![self.into_value(), target.into_value(), "mean".into_value(), 1.0.into_value()])?)
    }

    /// `(x - y)^2 / 2` where `|x - y| <= delta`, else `delta * (|x - y| - delta / 2)`. `reduction` `'mean'` or `'sum'` of them, or `'none'`.
    #[inline]
    pub fn huber_loss_with(&self, target: &Tensor, reduction: &str, delta: f64) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::loss::huber_loss(self, target, reduction, delta);
        }
        Tensor::from_result(ops::through(&table::OPS[table::HUBER_LOSS], ops::Form::Plain, &smallvec![self.into_value(), target.into_value(), reduction.into_value(), delta.into_value()])?)
    }

    /// `sqrt(x^2 + y^2)`, without overflow in between.
    #[inline]
    pub fn hypot(&self, other: &Tensor) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::arith::hypot(self, other);
        }
        Tensor::from_result(ops::through(&table::OPS[table::HYPOT], ops::Form::Plain, &smallvec![self.into_value(), other.into_value()])?)
    }

    /// `sqrt(x^2 + y^2)`, without overflow in between.
    #[inline]
    pub fn hypot_(&self, other: &Tensor) -> Result<Tensor> {
        if !modes::dispatching() {
            return dest::inplace("hypot_", self, || ops::arith::hypot(self, other));
        }
        Tensor::from_result(ops::through(&table::OPS[table::HYPOT], ops::Form::Inplace, &smallvec![self.into_value(), other.into_value()])?)
    }

    /// `I0(x) = sum((x^2 / 4)^k / (k!)^2)`, the modified Bessel function of the first kind of order 0.
    #[inline]
    pub fn i0(&self) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::special::i0(self);
        }
        Tensor::from_result(ops::through(&table::OPS[table::I0], ops::Form::Plain, &smallvec![self.into_value()])?)
    }

    /// `I0(x) = sum((x^2 / 4)^k / (k!)^2)`, the modified Bessel function of the first kind of order 0.
    #[inline]
    pub fn i0_(&self) -> Result<Tensor> {
        if !modes::dispatching() {
            return dest::inplace("i0_", self, || ops::special::i0(self));
        }
        Tensor::from_result(ops::through(&table::OPS[table::I0], ops::Form::Inplace, &smallvec![self.into_value()])?)
    }

    /// `exp(-|x|) I0(x)`: the modified Bessel function of the first kind of order 0, scaled.
    #[inline]
    pub fn i0e(&self) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::bessel::i0e(self);
        }
        Tensor::from_result(ops::through(&table::OPS[table::I0E], ops::Form::Plain, &smallvec![self.into_value()])?)
    }

    /// `I1(x)`, the derivative of `I0`: the modified Bessel function of the first kind of order 1.
    #[inline]
    pub fn i1(&self) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::special::i1(self);
        }
        Tensor::from_result(ops::through(&table::OPS[table::I1], ops::Form::Plain, &smallvec![self.into_value()])?)
    }

    /// `exp(-|x|) I1(x)`: the modified Bessel function of the first kind of order 1, scaled.
    #[inline]
    pub fn i1e(&self) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::bessel::i1e(self);
        }
        Tensor::from_result(ops::through(&table::OPS[table::I1E], ops::Form::Plain, &smallvec![self.into_value()])?)
    }

    /// `P(a, x) = (integral of t^(a - 1) exp(-t) from 0 to x) / Gamma(a)` for `a = input` and `x = other`.
    #[inline]
    pub fn igamma(&self, other: &Tensor) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::special_gamma::igamma(self, other);
        }
        Tensor::from_result(ops::through(&table::OPS[table::IGAMMA], ops::Form::Plain, &smallvec![self.into_value(), other.into_value()])?)
    }

    /// `P(a, x) = (integral of t^(a - 1) exp(-t) from 0 to x) / Gamma(a)` for `a = input` and `x = other`.
    #[inline]
    pub fn igamma_(&self, other: &Tensor) -> Result<Tensor> {
        if !modes::dispatching() {
            return dest::inplace("igamma_", self, || ops::special_gamma::igamma(self, other));
        }
        Tensor::from_result(ops::through(&table::OPS[table::IGAMMA], ops::Form::Inplace, &smallvec![self.into_value(), other.into_value()])?)
    }

    /// `Q(a, x) = 1 - P(a, x) = (integral of t^(a - 1) exp(-t) from x on) / Gamma(a)` for `a = input` and `x = other`.
    #[inline]
    pub fn igammac(&self, other: &Tensor) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::special_gamma::igammac(self, other);
        }
        Tensor::from_result(ops::through(&table::OPS[table::IGAMMAC], ops::Form::Plain, &smallvec![self.into_value(), other.into_value()])?)
    }

    /// `Q(a, x) = 1 - P(a, x) = (integral of t^(a - 1) exp(-t) from x on) / Gamma(a)` for `a = input` and `x = other`.
    #[inline]
    pub fn igammac_(&self, other: &Tensor) -> Result<Tensor> {
        if !modes::dispatching() {
            return dest::inplace("igammac_", self, || ops::special_gamma::igammac(self, other));
        }
        Tensor::from_result(ops::through(&table::OPS[table::IGAMMAC], ops::Form::Inplace, &smallvec![self.into_value(), other.into_value()])?)
    }

    /// `out[n, (c, i, j), l] = x[n, c, y + i * dilation, x + j * dilation]` for the window `l` at `(y, x)`: the windows as columns.
    #[inline]
    pub fn im2col(&self, kernel_size: &[i64], dilation: &[i64], padding: &[i64], stride: &[i64]) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::pixel::im2col(self, kernel_size, dilation, padding, stride);
        }
        Tensor::from_result(ops::through(&table::OPS[table::IM2COL], ops::Form::Plain, &smallvec![self.into_value(), kernel_size.into_value(), dilation.into_value(), padding.into_value(), stride.into_value()])?)
    }

    /// The imaginary part `im` of `re + i * im`, as a view.
    #[inline]
    pub fn imag(&self) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::complex::imag(self);
        }
        Tensor::from_result(ops::through(&table::OPS[table::IMAG], ops::Form::Plain, &smallvec![self.into_value()])?)
    }

    /// `out[i…] = x[a[i…], b[i…], …]`: integer tensors or masks select along their dimensions; `None` keeps a dimension whole.
    #[inline]
    pub fn index(&self, indices: &[Option<Tensor>]) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::advanced::index(self, indices);
        }
        Tensor::from_result(ops::through(&table::OPS[table::INDEX], ops::Form::Plain, &smallvec![self.into_value(), indices.into_value()])?)
    }

    /// A copy of `x` after `x[index[i]] += alpha * source[i]` along `dim`.
    #[inline]
    pub fn index_add(&self, dim: i64, index: &Tensor, source: &Tensor) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::index::index_add(self, dim, index, source, Scalar::Int(1));
        }
        Tensor::from_result(ops::through(&table::OPS[table::INDEX_ADD], ops::Form::Plain, &smallvec![self.into_value(), dim.into_value(), index.into_value(), source.into_value(), Scalar::Int(1).into_value()])?)
    }

    /// A copy of `x` after `x[index[i]] += alpha * source[i]` along `dim`.
    #[inline]
    pub fn index_add_with(&self, dim: i64, index: &Tensor, source: &Tensor, alpha: Scalar) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::index::index_add(self, dim, index, source, alpha);
        }
        Tensor::from_result(ops::through(&table::OPS[table::INDEX_ADD], ops::Form::Plain, &smallvec![self.into_value(), dim.into_value(), index.into_value(), source.into_value(), alpha.into_value()])?)
    }

    /// A copy of `x` after `x[index[i]] += alpha * source[i]` along `dim`.
    #[inline]
    pub fn index_add_(&self, dim: i64, index: &Tensor, source: &Tensor) -> Result<Tensor> {
        if !modes::dispatching() {
            return dest::inplace("index_add_", self, || ops::index::index_add(self, dim, index, source, Scalar::Int(1)));
        }
        Tensor::from_result(ops::through(&table::OPS[table::INDEX_ADD], ops::Form::Inplace, &smallvec![self.into_value(), dim.into_value(), index.into_value(), source.into_value(), Scalar::Int(1).into_value()])?)
    }

    /// A copy of `x` after `x[index[i]] += alpha * source[i]` along `dim`.
    #[inline]
    pub fn index_add_with_(&self, dim: i64, index: &Tensor, source: &Tensor, alpha: Scalar) -> Result<Tensor> {
        if !modes::dispatching() {
            return dest::inplace("index_add_", self, || ops::index::index_add(self, dim, index, source, alpha));
        }
        Tensor::from_result(ops::through(&table::OPS[table::INDEX_ADD], ops::Form::Inplace, &smallvec![self.into_value(), dim.into_value(), index.into_value(), source.into_value(), alpha.into_value()])?)
    }

    /// `x[index[i]] = source[i]` along `dim`, in a copy or in place.
    #[inline]
    pub fn index_copy(&self, dim: i64, index: &Tensor, source: &Tensor) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::index_more::index_copy(self, dim, index, source);
        }
        Tensor::from_result(ops::through(&table::OPS[table::INDEX_COPY], ops::Form::Plain, &smallvec![self.into_value(), dim.into_value(), index.into_value(), source.into_value()])?)
    }

    /// `x[index[i]] = source[i]` along `dim`, in a copy or in place.
    #[inline]
    pub fn index_copy_(&self, dim: i64, index: &Tensor, source: &Tensor) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::index_more::index_copy_(self, dim, index, source);
        }
        Tensor::from_result(ops::through(&table::OPS[table::INDEX_COPY_], ops::Form::Plain, &smallvec![self.into_value(), dim.into_value(), index.into_value(), source.into_value()])?)
    }

    /// `x[index[i]] = value` along `dim`, in a copy or in place.
    #[inline]
    pub fn index_fill(&self, dim: i64, index: &Tensor, value: Scalar) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::index_more::index_fill(self, dim, index, value);
        }
        Tensor::from_result(ops::through(&table::OPS[table::INDEX_FILL_VALUE], ops::Form::Plain, &smallvec![self.into_value(), dim.into_value(), index.into_value(), value.into_value()])?)
    }

    /// `x[index[i]] = value` along `dim`, in a copy or in place, with the number in a 0-dim tensor.
    #[inline]
    pub fn index_fill_tensor(&self, dim: i64, index: &Tensor, value: &Tensor) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::index_more::index_fill_tensor(self, dim, index, value);
        }
        Tensor::from_result(ops::through(&table::OPS[table::INDEX_FILL_TENSOR], ops::Form::Plain, &smallvec![self.into_value(), dim.into_value(), index.into_value(), value.into_value()])?)
    }

    /// `x[index[i]] = value` along `dim`, in a copy or in place.
    #[inline]
    pub fn index_fill_(&self, dim: i64, index: &Tensor, value: Scalar) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::index_more::index_fill_(self, dim, index, value);
        }
        Tensor::from_result(ops::through(&table::OPS[table::INDEX_FILL__VALUE_], ops::Form::Plain, &smallvec![self.into_value(), dim.into_value(), index.into_value(), value.into_value()])?)
    }

    /// `x[index[i]] = value` along `dim`, in a copy or in place, with the number in a 0-dim tensor.
    #[inline]
    pub fn index_fill_tensor_(&self, dim: i64, index: &Tensor, value: &Tensor) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::index_more::index_fill_tensor_(self, dim, index, value);
        }
        Tensor::from_result(ops::through(&table::OPS[table::INDEX_FILL__TENSOR_], ops::Form::Plain, &smallvec![self.into_value(), dim.into_value(), index.into_value(), value.into_value()])?)
    }

    /// A copy of `x` after `x[a[i…], b[i…], …] = values[i…]`, or `+=` with `accumulate`. Where places repeat, the last one written stays.
    #[inline]
    pub fn index_put(&self, indices: &[Option<Tensor>], values: &Tensor) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::advanced::index_put(self, indices, values, false);
        }
        Tensor::from_result(ops::through(&table::OPS[table::INDEX_PUT], ops::Form::Plain, &smallvec![self.into_value(), indices.into_value(), values.into_value(), false.into_value()])?)
    }

    /// A copy of `x` after `x[a[i…], b[i…], …] = values[i…]`, or `+=` with `accumulate`. Where places repeat, the last one written stays.
    #[inline]
    pub fn index_put_with(&self, indices: &[Option<Tensor>], values: &Tensor, accumulate: bool) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::advanced::index_put(self, indices, values, accumulate);
        }
        Tensor::from_result(ops::through(&table::OPS[table::INDEX_PUT], ops::Form::Plain, &smallvec![self.into_value(), indices.into_value(), values.into_value(), accumulate.into_value()])?)
    }

    /// `x[a[i…], b[i…], …] = values[i…]` in place, or `+=` with `accumulate`.
    #[inline]
    pub fn index_put_at_(&self, indices: &[Option<Tensor>], values: &Tensor) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::advanced::index_put_at_(self, indices, values, false);
        }
        Tensor::from_result(ops::through(&table::OPS[table::INDEX_PUT_], ops::Form::Plain, &smallvec![self.into_value(), indices.into_value(), values.into_value(), false.into_value()])?)
    }

    /// `x[a[i…], b[i…], …] = values[i…]` in place, or `+=` with `accumulate`.
    #[inline]
    pub fn index_put_at_with_(&self, indices: &[Option<Tensor>], values: &Tensor, accumulate: bool) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::advanced::index_put_at_(self, indices, values, accumulate);
        }
        Tensor::from_result(ops::through(&table::OPS[table::INDEX_PUT_], ops::Form::Plain, &smallvec![self.into_value(), indices.into_value(), values.into_value(), accumulate.into_value()])?)
    }

    /// `out[k] = reduce` (`'prod'`, `'mean'`, `'amax'` or `'amin'`) of all `source[i]` along `dim` with `index[i] = k`; with what `input` has
    /// there only if `include_self`.
    #[inline]
    pub fn index_reduce(&self, dim: i64, index: &Tensor, source: &Tensor, reduce: &str) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::segment::index_reduce(self, dim, index, source, reduce, true);
        }
        Tensor::from_result(ops::through(&table::OPS[table::INDEX_REDUCE], ops::Form::Plain, &smallvec![self.into_value(), dim.into_value(), index.into_value(), source.into_value(), reduce.into_value(), true.into_value()])?)
    }

    /// `out[k] = reduce` (`'prod'`, `'mean'`, `'amax'` or `'amin'`) of all `source[i]` along `dim` with `index[i] = k`; with what `input` has
    /// there only if `include_self`.
    #[inline]
    pub fn index_reduce_with(&self, dim: i64, index: &Tensor, source: &Tensor, reduce: &str, include_self: bool) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::segment::index_reduce(self, dim, index, source, reduce, include_self);
        }
        Tensor::from_result(ops::through(&table::OPS[table::INDEX_REDUCE], ops::Form::Plain, &smallvec![self.into_value(), dim.into_value(), index.into_value(), source.into_value(), reduce.into_value(), include_self.into_value()])?)
    }

    /// `out[k] = reduce` (`'prod'`, `'mean'`, `'amax'` or `'amin'`) of all `source[i]` along `dim` with `index[i] = k`; with what `input` has
    /// there only if `include_self`.
    #[inline]
    pub fn index_reduce_(&self, dim: i64, index: &Tensor, source: &Tensor, reduce: &str) -> Result<Tensor> {
        if !modes::dispatching() {
            return dest::inplace("index_reduce_", self, || ops::segment::index_reduce(self, dim, index, source, reduce, true));
        }
        Tensor::from_result(ops::through(&table::OPS[table::INDEX_REDUCE], ops::Form::Inplace, &smallvec![self.into_value(), dim.into_value(), index.into_value(), source.into_value(), reduce.into_value(), true.into_value()])?)
    }

    /// `out[k] = reduce` (`'prod'`, `'mean'`, `'amax'` or `'amin'`) of all `source[i]` along `dim` with `index[i] = k`; with what `input` has
    /// there only if `include_self`.
    #[inline]
    pub fn index_reduce_with_(&self, dim: i64, index: &Tensor, source: &Tensor, reduce: &str, include_self: bool) -> Result<Tensor> {
        if !modes::dispatching() {
            return dest::inplace("index_reduce_", self, || ops::segment::index_reduce(self, dim, index, source, reduce, include_self));
        }
        Tensor::from_result(ops::through(&table::OPS[table::INDEX_REDUCE], ops::Form::Inplace, &smallvec![self.into_value(), dim.into_value(), index.into_value(), source.into_value(), reduce.into_value(), include_self.into_value()])?)
    }

    /// `out[i] = x[index[i]]` along `dim`.
    #[inline]
    pub fn index_select(&self, dim: i64, index: &Tensor) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::index::index_select(self, dim, index);
        }
        Tensor::from_result(ops::through(&table::OPS[table::INDEX_SELECT], ops::Form::Plain, &smallvec![self.into_value(), dim.into_value(), index.into_value()])?)
    }

    /// `out[i…, j…] = sum over k of a[i…, k] * b[j…, k]`.
    #[inline]
    pub fn inner(&self, other: &Tensor) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::einsum::inner(self, other);
        }
        Tensor::from_result(ops::through(&table::OPS[table::INNER], ops::Form::Plain, &smallvec![self.into_value(), other.into_value()])?)
    }

    /// `(x - mean) / sqrt(var + eps) * weight + bias` for each sample and channel of `(N, C, *)`.
    #[inline]
    pub fn instance_norm(&self, weight: Option<&Tensor>, bias: Option<&Tensor>, running_mean: Option<&Tensor>, running_var: Option<&Tensor>, use_input_stats: bool, momentum: f64, eps: f64, cudnn_enabled: bool) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::batch_norm::instance_norm(self, weight, bias, running_mean, running_var, use_input_stats, momentum, eps, cudnn_enabled);
        }
        Tensor::from_result(ops::through(&table::OPS[table::INSTANCE_NORM], ops::Form::Plain, &smallvec![self.into_value(), weight.into_value(), bias.into_value(), running_mean.into_value(), running_var.into_value(), use_input_stats.into_value(), momentum.into_value(), eps.into_value(), cudnn_enabled.into_value()])?)
    }

    /// `x` cut to int32: the fraction dropped.
    #[inline]
    pub fn int(&self) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::convert::int(self, MemoryFormat::Preserve);
        }
        Tensor::from_result(ops::through(&table::OPS[table::INT], ops::Form::Plain, &smallvec![self.into_value(), MemoryFormat::Preserve.into_value()])?)
    }

    /// `x` cut to int32: the fraction dropped.
    #[inline]
    pub fn int_with(&self, memory_format: MemoryFormat) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::convert::int(self, memory_format);
        }
        Tensor::from_result(ops::through(&table::OPS[table::INT], ops::Form::Plain, &smallvec![self.into_value(), memory_format.into_value()])?)
    }

    /// `A^-1`, with `A @ A^-1 = I`.
    #[inline]
    pub fn inverse(&self) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::linalg::solve::inverse(self);
        }
        Tensor::from_result(ops::through(&table::OPS[table::INVERSE], ops::Form::Plain, &smallvec![self.into_value()])?)
    }

    /// Whether the dtype is complex64 or complex128.
    #[inline]
    pub fn is_complex(&self) -> Result<bool> {
        if !modes::dispatching() {
            return ops::complex::is_complex(self);
        }
        bool::from_result(ops::through(&table::OPS[table::IS_COMPLEX], ops::Form::Plain, &smallvec![self.into_value()])?)
    }

    /// Whether the dtype is a real floating-point one.
    #[inline]
    pub fn is_floating_point(&self) -> Result<bool> {
        if !modes::dispatching() {
            return ops::complex::is_floating_point(self);
        }
        bool::from_result(ops::through(&table::OPS[table::IS_FLOATING_POINT], ops::Form::Plain, &smallvec![self.into_value()])?)
    }

    /// `|x - y| <= atol + rtol * |y|`; NaN is close to NaN with `equal_nan` only.
    #[inline]
    pub fn isclose(&self, other: &Tensor) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::compare::isclose(self, other, 1e-05, 1e-08, false);
        }
        Tensor::from_result(ops::through(&table::OPS[table::ISCLOSE], ops::Form::Plain, &smallvec![self.into_value(), other.into_value(), 1e-05.into_value(), 1e-08.into_value(), false.into_value()])?)
    }

    /// `|x - y| <= atol + rtol * |y|`; NaN is close to NaN with `equal_nan` only.
    #[inline]
    pub fn isclose_with(&self, other: &Tensor, rtol: f64, atol: f64, equal_nan: bool) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::compare::isclose(self, other, rtol, atol, equal_nan);
        }
        Tensor::from_result(ops::through(&table::OPS[table::ISCLOSE], ops::Form::Plain, &smallvec![self.into_value(), other.into_value(), rtol.into_value(), atol.into_value(), equal_nan.into_value()])?)
    }

    /// `|x| < inf`; false for NaN.
    #[inline]
    pub fn isfinite(&self) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::round::isfinite(self);
        }
        Tensor::from_result(ops::through(&table::OPS[table::ISFINITE], ops::Form::Plain, &smallvec![self.into_value()])?)
    }

    /// `x == t` for some `t` in `test_elements` (for none with `invert`).
    #[inline]
    pub fn isin<'a>(elements: impl Into<TensorOrScalar<'a>>, test_elements: impl Into<TensorOrScalar<'a>>) -> Result<Tensor> {
        let elements = elements.into();
        let test_elements = test_elements.into();
        if !modes::dispatching() {
            return ops::unique::isin(elements, test_elements, false, false);
        }
        Tensor::from_result(ops::through(&table::OPS[table::ISIN], ops::Form::Plain, &smallvec![elements.into_value(), test_elements.into_value(), false.into_value(), false.into_value()])?)
    }

    /// `x == t` for some `t` in `test_elements` (for none with `invert`).
    #[inline]
    pub fn isin_with<'a>(elements: impl Into<TensorOrScalar<'a>>, test_elements: impl Into<TensorOrScalar<'a>>, assume_unique: bool, invert: bool) -> Result<Tensor> {
        let elements = elements.into();
        let test_elements = test_elements.into();
        if !modes::dispatching() {
            return ops::unique::isin(elements, test_elements, assume_unique, invert);
        }
        Tensor::from_result(ops::through(&table::OPS[table::ISIN], ops::Form::Plain, &smallvec![elements.into_value(), test_elements.into_value(), assume_unique.into_value(), invert.into_value()])?)
    }

    /// `|x| == inf`.
    #[inline]
    pub fn isinf(&self) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::round::isinf(self);
        }
        Tensor::from_result(ops::through(&table::OPS[table::ISINF], ops::Form::Plain, &smallvec![self.into_value()])?)
    }

    /// `x != x`.
    #[inline]
    pub fn isnan(&self) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::round::isnan(self);
        }
        Tensor::from_result(ops::through(&table::OPS[table::ISNAN], ops::Form::Plain, &smallvec![self.into_value()])?)
    }

    /// `x == -inf`.
    #[inline]
    pub fn isneginf(&self) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::round::isneginf(self);
        }
        Tensor::from_result(ops::through(&table::OPS[table::ISNEGINF], ops::Form::Plain, &smallvec![self.into_value()])?)
    }

    /// `x == inf`.
    #[inline]
    pub fn isposinf(&self) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::round::isposinf(self);
        }
        Tensor::from_result(ops::through(&table::OPS[table::ISPOSINF], ops::Form::Plain, &smallvec![self.into_value()])?)
    }

    /// `im(x) == 0`; true for real numbers.
    #[inline]
    pub fn isreal(&self) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::round::isreal(self);
        }
        Tensor::from_result(ops::through(&table::OPS[table::ISREAL], ops::Form::Plain, &smallvec![self.into_value()])?)
    }

    /// The signal whose `stft` is nearest: `sum over frames of w[t] * frame[t] / sum of w[t]^2`. `length` cuts the signal, or fills it with
    /// zeros.
    #[inline]
    pub fn istft(&self, n_fft: i64) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::fft::short_time::istft(self, n_fft, None, None, None, true, false, None, None, false);
        }
        Tensor::from_result(ops::through(&table::OPS[table::ISTFT], ops::Form::Plain, &smallvec![self.into_value(), n_fft.into_value(), Value::None, Value::None, Value::None, true.into_value(), false.into_value(), Value::None, Value::None, false.into_value()])?)
    }

    /// The signal whose `stft` is nearest: `sum over frames of w[t] * frame[t] / sum of w[t]^2`. `length` cuts the signal, or fills it with
    /// zeros.
    #[inline]
    pub fn istft_with(&self, n_fft: i64, hop_length: Option<i64>, win_length: Option<i64>, window: Option<&Tensor>, center: bool, normalized: bool, onesided: Option<bool>, length: Option<i64>, return_complex: bool) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::fft::short_time::istft(self, n_fft, hop_length, win_length, window, center, normalized, onesided, length, return_complex);
        }
        Tensor::from_result(ops::through(&table::OPS[table::ISTFT], ops::Form::Plain, &smallvec![self.into_value(), n_fft.into_value(), hop_length.into_value(), win_length.into_value(), window.into_value(), center.into_value(), normalized.into_value(), onesided.into_value(), length.into_value(), return_complex.into_value()])?)
    }

    /// `I0(beta sqrt(1 - (2 i / n - 1)^2)) / I0(beta)`; `n` is the length, or one less without `periodic`.
    #[inline]
    pub fn kaiser_window(window_length: i64) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::fft::window::kaiser_window(window_length, true, 12.0, None, None);
        }
        Tensor::from_result(ops::through(&table::OPS[table::KAISER_WINDOW], ops::Form::Plain, &smallvec![window_length.into_value(), true.into_value(), 12.0.into_value(), Value::None, Value::None])?)
    }

    /// `I0(beta sqrt(1 - (2 i / n - 1)^2)) / I0(beta)`; `n` is the length, or one less without `periodic`.
    #[inline]
    pub fn kaiser_window_with(window_length: i64, periodic: bool, beta: f64, dtype: Option<DType>, device: Option<Device>) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::fft::window::kaiser_window(window_length, periodic, beta, dtype, device);
        }
        Tensor::from_result(ops::through(&table::OPS[table::KAISER_WINDOW], ops::Form::Plain, &smallvec![window_length.into_value(), periodic.into_value(), beta.into_value(), dtype.into_value(), device.into_value()])?)
    }

    /// `y * (log(y) - x)` for log-probabilities `x` and probabilities (or with `log_target` their logarithms) `y`. `reduction` `'mean'` or
    /// `'sum'` of them, or `'none'`. `'batchmean'` divides the sum by the first size.
    #[inline]
    pub fn kl_div(&self, target: &Tensor) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::loss::kl_div(self, target, "mean", false);
        }
        Tensor::from_result(ops::through(&table::OPS[table::KL_DIV], ops::Form::Plain, &smallvec![self.into_value(), target.into_value(), "mean".into_value(), false.into_value()])?)
    }

    /// `y * (log(y) - x)` for log-probabilities `x` and probabilities (or with `log_target` their logarithms) `y`. `reduction` `'mean'` or
    /// `'sum'` of them, or `'none'`. `'batchmean'` divides the sum by the first size.
    #[inline]
    pub fn kl_div_with(&self, target: &Tensor, reduction: &str, log_target: bool) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::loss::kl_div(self, target, reduction, log_target);
        }
        Tensor::from_result(ops::through(&table::OPS[table::KL_DIV], ops::Form::Plain, &smallvec![self.into_value(), target.into_value(), reduction.into_value(), log_target.into_value()])?)
    }

    /// `out[i * p + k][j * q + l] = a[i][j] * b[k][l]`: every element of `input` times the whole of `other`, block by block.
    #[inline]
    pub fn kron(&self, other: &Tensor) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::einsum::kron(self, other);
        }
        Tensor::from_result(ops::through(&table::OPS[table::KRON], ops::Form::Plain, &smallvec![self.into_value(), other.into_value()])?)
    }

    /// `sorted(x)[k - 1]` along `dim`, and where it is; NaN counts as largest.
    #[inline]
    pub fn kthvalue(&self, k: i64) -> Result<(Tensor, Tensor)> {
        if !modes::dispatching() {
            return ops::sort::kthvalue(self, k, -1, false);
        }
        <(Tensor, Tensor)>::from_result(ops::through(&table::OPS[table::KTHVALUE], ops::Form::Plain, &smallvec![self.into_value(), k.into_value(), (-1).into_value(), false.into_value()])?)
    }

    /// `sorted(x)[k - 1]` along `dim`, and where it is; NaN counts as largest.
    #[inline]
    pub fn kthvalue_with(&self, k: i64, dim: i64, keepdim: bool) -> Result<(Tensor, Tensor)> {
        if !modes::dispatching() {
            return ops::sort::kthvalue(self, k, dim, keepdim);
        }
        <(Tensor, Tensor)>::from_result(ops::through(&table::OPS[table::KTHVALUE], ops::Form::Plain, &smallvec![self.into_value(), k.into_value(), dim.into_value(), keepdim.into_value()])?)
    }

    /// `|x - y|`. `reduction` `'mean'` or `'sum'` of them, or `'none'`.
    #[inline]
    pub fn l1_loss(&self, target: &Tensor) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::loss::l1_loss(self, target, "mean");
        }
        Tensor::from_result(ops::through(&table::OPS[table::L1_LOSS], ops::Form::Plain, &smallvec![self.into_value(), target.into_value(), "mean".into_value()])?)
    }

    /// `|x - y|`. `reduction` `'mean'` or `'sum'` of them, or `'none'`.
    #[inline]
    pub fn l1_loss_with(&self, target: &Tensor, reduction: &str) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::loss::l1_loss(self, target, reduction);
        }
        Tensor::from_result(ops::through(&table::OPS[table::L1_LOSS], ops::Form::Plain, &smallvec![self.into_value(), target.into_value(), reduction.into_value()])?)
    }

    /// `L_n(x)`, with `L_0 = 1`, `L_1 = 1 - x` and `(n + 1) L_(n+1) = (2 n + 1 - x) L_n - n L_(n-1)`; 0 for `n < 0`.
    #[inline]
    pub fn laguerre_polynomial_l<'a>(x: impl Into<TensorOrScalar<'a>>, n: impl Into<TensorOrScalar<'a>>) -> Result<Tensor> {
        let x = x.into();
        let n = n.into();
        if !modes::dispatching() {
            return ops::polynomial::laguerre_polynomial_l(x, n);
        }
        Tensor::from_result(ops::through(&table::OPS[table::LAGUERRE_POLYNOMIAL_L], ops::Form::Plain, &smallvec![x.into_value(), n.into_value()])?)
    }

    /// `(x - mean) / sqrt(var + eps) * weight + bias` over the last dimensions, whose sizes are `normalized_shape`.
    #[inline]
    pub fn layer_norm(&self, normalized_shape: &[i64]) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::norm::layer_norm(self, normalized_shape, None, None, 1e-05, true);
        }
        Tensor::from_result(ops::through(&table::OPS[table::LAYER_NORM], ops::Form::Plain, &smallvec![self.into_value(), normalized_shape.into_value(), Value::None, Value::None, 1e-05.into_value(), true.into_value()])?)
    }

    /// `(x - mean) / sqrt(var + eps) * weight + bias` over the last dimensions, whose sizes are `normalized_shape`.
    #[inline]
    pub fn layer_norm_with(&self, normalized_shape: &[i64], weight: Option<&Tensor>, bias: Option<&Tensor>, eps: f64, cudnn_enable: bool) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::norm::layer_norm(self, normalized_shape, weight, bias, eps, cudnn_enable);
        }
        Tensor::from_result(ops::through(&table::OPS[table::LAYER_NORM], ops::Form::Plain, &smallvec![self.into_value(), normalized_shape.into_value(), weight.into_value(), bias.into_value(), eps.into_value(), cudnn_enable.into_value()])?)
    }

    /// `|x * y| / gcd(x, y)`: the least common multiple.
    #[inline]
    pub fn lcm(&self, other: &Tensor) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::bitwise::lcm(self, other);
        }
        Tensor::from_result(ops::through(&table::OPS[table::LCM], ops::Form::Plain, &smallvec![self.into_value(), other.into_value()])?)
    }

    /// `|x * y| / gcd(x, y)`: the least common multiple.
    #[inline]
    pub fn lcm_(&self, other: &Tensor) -> Result<Tensor> {
        if !modes::dispatching() {
            return dest::inplace("lcm_", self, || ops::bitwise::lcm(self, other));
        }
        Tensor::from_result(ops::through(&table::OPS[table::LCM], ops::Form::Inplace, &smallvec![self.into_value(), other.into_value()])?)
    }

    /// `x * 2^other`.
    #[inline]
    pub fn ldexp(&self, other: &Tensor) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::arith::ldexp(self, other);
        }
        Tensor::from_result(ops::through(&table::OPS[table::LDEXP], ops::Form::Plain, &smallvec![self.into_value(), other.into_value()])?)
    }

    /// `x * 2^other`.
    #[inline]
    pub fn ldexp_(&self, other: &Tensor) -> Result<Tensor> {
        if !modes::dispatching() {
            return dest::inplace("ldexp_", self, || ops::arith::ldexp(self, other));
        }
        Tensor::from_result(ops::through(&table::OPS[table::LDEXP], ops::Form::Inplace, &smallvec![self.into_value(), other.into_value()])?)
    }

    /// `x <= y`; false for NaN.
    #[inline]
    pub fn le<'a>(&self, other: impl Into<TensorOrScalar<'a>>) -> Result<Tensor> {
        let other = other.into();
        if !modes::dispatching() {
            return ops::compare::le(self, other);
        }
        Tensor::from_result(ops::through(&table::OPS[table::LE], ops::Form::Plain, &smallvec![self.into_value(), other.into_value()])?)
    }

    /// `x <= y`; false for NaN.
    #[inline]
    pub fn le_<'a>(&self, other: impl Into<TensorOrScalar<'a>>) -> Result<Tensor> {
        let other = other.into();
        if !modes::dispatching() {
            return dest::inplace("le_", self, || ops::compare::le(self, other));
        }
        Tensor::from_result(ops::through(&table::OPS[table::LE], ops::Form::Inplace, &smallvec![self.into_value(), other.into_value()])?)
    }

    /// `x` where `x > 0`, else `negative_slope * x`.
    #[inline]
    pub fn leaky_relu(&self) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::activation::leaky_relu(self, Scalar::Float(0.01));
        }
        Tensor::from_result(ops::through(&table::OPS[table::LEAKY_RELU], ops::Form::Plain, &smallvec![self.into_value(), Scalar::Float(0.01).into_value()])?)
    }

    /// `x` where `x > 0`, else `negative_slope * x`.
    #[inline]
    pub fn leaky_relu_with(&self, negative_slope: Scalar) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::activation::leaky_relu(self, negative_slope);
        }
        Tensor::from_result(ops::through(&table::OPS[table::LEAKY_RELU], ops::Form::Plain, &smallvec![self.into_value(), negative_slope.into_value()])?)
    }

    /// `x` where `x > 0`, else `negative_slope * x`.
    #[inline]
    pub fn leaky_relu_(&self) -> Result<Tensor> {
        if !modes::dispatching() {
            return dest::inplace("leaky_relu_", self, || ops::activation::leaky_relu(self, Scalar::Float(0.01)));
        }
        Tensor::from_result(ops::through(&table::OPS[table::LEAKY_RELU], ops::Form::Inplace, &smallvec![self.into_value(), Scalar::Float(0.01).into_value()])?)
    }

    /// `x` where `x > 0`, else `negative_slope * x`.
    #[inline]
    pub fn leaky_relu_with_(&self, negative_slope: Scalar) -> Result<Tensor> {
        if !modes::dispatching() {
            return dest::inplace("leaky_relu_", self, || ops::activation::leaky_relu(self, negative_slope));
        }
        Tensor::from_result(ops::through(&table::OPS[table::LEAKY_RELU], ops::Form::Inplace, &smallvec![self.into_value(), negative_slope.into_value()])?)
    }

    /// `x` where `x > 0`, else `negative_slope * x`.
    #[inline]
    pub fn leaky_relu_functional(&self) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::activation_functional::leaky_relu_functional(self, Scalar::Float(0.01), false);
        }
        Tensor::from_result(ops::through(&table::OPS[table::LEAKY_RELU_FUNCTIONAL], ops::Form::Plain, &smallvec![self.into_value(), Scalar::Float(0.01).into_value(), false.into_value()])?)
    }

    /// `x` where `x > 0`, else `negative_slope * x`.
    #[inline]
    pub fn leaky_relu_functional_with(&self, negative_slope: Scalar, inplace: bool) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::activation_functional::leaky_relu_functional(self, negative_slope, inplace);
        }
        Tensor::from_result(ops::through(&table::OPS[table::LEAKY_RELU_FUNCTIONAL], ops::Form::Plain, &smallvec![self.into_value(), negative_slope.into_value(), inplace.into_value()])?)
    }

    /// `P_n(x)`, with `P_0 = 1`, `P_1 = x` and `(n + 1) P_(n+1) = (2 n + 1) x P_n - n P_(n-1)`; 0 for `n < 0`.
    #[inline]
    pub fn legendre_polynomial_p<'a>(x: impl Into<TensorOrScalar<'a>>, n: impl Into<TensorOrScalar<'a>>) -> Result<Tensor> {
        let x = x.into();
        let n = n.into();
        if !modes::dispatching() {
            return ops::polynomial::legendre_polynomial_p(x, n);
        }
        Tensor::from_result(ops::through(&table::OPS[table::LEGENDRE_POLYNOMIAL_P], ops::Form::Plain, &smallvec![x.into_value(), n.into_value()])?)
    }

    /// `x + weight * (end - x)`.
    #[inline]
    pub fn lerp<'a>(&self, end: &Tensor, weight: impl Into<TensorOrScalar<'a>>) -> Result<Tensor> {
        let weight = weight.into();
        if !modes::dispatching() {
            return ops::arith::lerp(self, end, weight);
        }
        Tensor::from_result(ops::through(&table::OPS[table::LERP], ops::Form::Plain, &smallvec![self.into_value(), end.into_value(), weight.into_value()])?)
    }

    /// `x + weight * (end - x)`.
    #[inline]
    pub fn lerp_<'a>(&self, end: &Tensor, weight: impl Into<TensorOrScalar<'a>>) -> Result<Tensor> {
        let weight = weight.into();
        if !modes::dispatching() {
            return dest::inplace("lerp_", self, || ops::arith::lerp(self, end, weight));
        }
        Tensor::from_result(ops::through(&table::OPS[table::LERP], ops::Form::Inplace, &smallvec![self.into_value(), end.into_value(), weight.into_value()])?)
    }

    /// `log(|Gamma(x)|)`.
    #[inline]
    pub fn lgamma(&self) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::special::lgamma(self);
        }
        Tensor::from_result(ops::through(&table::OPS[table::LGAMMA], ops::Form::Plain, &smallvec![self.into_value()])?)
    }

    /// `log(|Gamma(x)|)`.
    #[inline]
    pub fn lgamma_(&self) -> Result<Tensor> {
        if !modes::dispatching() {
            return dest::inplace("lgamma_", self, || ops::special::lgamma(self));
        }
        Tensor::from_result(ops::through(&table::OPS[table::LGAMMA], ops::Form::Inplace, &smallvec![self.into_value()])?)
    }

    /// `L` lower triangular with `L @ L.mH = A` for Hermitian positive-definite matrices, of which the lower triangle is read; with `upper`,
    /// `U = L.mH` from the upper triangle.
    #[inline]
    pub fn linalg_cholesky(&self) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::linalg::cholesky::linalg_cholesky(self, false);
        }
        Tensor::from_result(ops::through(&table::OPS[table::LINALG_CHOLESKY], ops::Form::Plain, &smallvec![self.into_value(), false.into_value()])?)
    }

    /// `L` lower triangular with `L @ L.mH = A` for Hermitian positive-definite matrices, of which the lower triangle is read; with `upper`,
    /// `U = L.mH` from the upper triangle.
    #[inline]
    pub fn linalg_cholesky_with(&self, upper: bool) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::linalg::cholesky::linalg_cholesky(self, upper);
        }
        Tensor::from_result(ops::through(&table::OPS[table::LINALG_CHOLESKY], ops::Form::Plain, &smallvec![self.into_value(), upper.into_value()])?)
    }

    /// `cholesky`, and as `info` the order of the first leading minor that is not positive-definite (0: none) in place of an error.
    #[inline]
    pub fn linalg_cholesky_ex(&self) -> Result<(Tensor, Tensor)> {
        if !modes::dispatching() {
            return ops::linalg::cholesky::linalg_cholesky_ex(self, false, false);
        }
        <(Tensor, Tensor)>::from_result(ops::through(&table::OPS[table::LINALG_CHOLESKY_EX], ops::Form::Plain, &smallvec![self.into_value(), false.into_value(), false.into_value()])?)
    }

    /// `cholesky`, and as `info` the order of the first leading minor that is not positive-definite (0: none) in place of an error.
    #[inline]
    pub fn linalg_cholesky_ex_with(&self, upper: bool, check_errors: bool) -> Result<(Tensor, Tensor)> {
        if !modes::dispatching() {
            return ops::linalg::cholesky::linalg_cholesky_ex(self, upper, check_errors);
        }
        <(Tensor, Tensor)>::from_result(ops::through(&table::OPS[table::LINALG_CHOLESKY_EX], ops::Form::Plain, &smallvec![self.into_value(), upper.into_value(), check_errors.into_value()])?)
    }

    /// `|A|_p |A^-1|_p`; for `None` and `2` the ratio of the largest to the least singular value, for `-2` its inverse.
    #[inline]
    pub fn linalg_cond(&self) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::linalg::norms::linalg_cond(self, None);
        }
        Tensor::from_result(ops::through(&table::OPS[table::LINALG_COND], ops::Form::Plain, &smallvec![self.into_value(), Value::None])?)
    }

    /// `|A|_p |A^-1|_p`; for `None` and `2` the ratio of the largest to the least singular value, for `-2` its inverse.
    #[inline]
    pub fn linalg_cond_with(&self, p: Option<Scalar>) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::linalg::norms::linalg_cond(self, p);
        }
        Tensor::from_result(ops::through(&table::OPS[table::LINALG_COND], ops::Form::Plain, &smallvec![self.into_value(), p.into_value()])?)
    }

    /// `|A|_p |A^-1|_p` in the Frobenius (`'fro'`) or nuclear (`'nuc'`) norm.
    #[inline]
    pub fn linalg_cond_named(&self, p: &str) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::linalg::norms::linalg_cond_named(self, p);
        }
        Tensor::from_result(ops::through(&table::OPS[table::LINALG_COND_P_STR], ops::Form::Plain, &smallvec![self.into_value(), p.into_value()])?)
    }

    /// `(a1 b2 - a2 b1, a2 b0 - a0 b2, a0 b1 - a1 b0)` along `dim`.
    #[inline]
    pub fn linalg_cross(&self, other: &Tensor) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::einsum::linalg_cross(self, other, -1);
        }
        Tensor::from_result(ops::through(&table::OPS[table::LINALG_CROSS], ops::Form::Plain, &smallvec![self.into_value(), other.into_value(), (-1).into_value()])?)
    }

    /// `(a1 b2 - a2 b1, a2 b0 - a0 b2, a0 b1 - a1 b0)` along `dim`.
    #[inline]
    pub fn linalg_cross_with(&self, other: &Tensor, dim: i64) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::einsum::linalg_cross(self, other, dim);
        }
        Tensor::from_result(ops::through(&table::OPS[table::LINALG_CROSS], ops::Form::Plain, &smallvec![self.into_value(), other.into_value(), dim.into_value()])?)
    }

    /// `det(A)`, the product of `U`'s diagonal and the sign of `P` in `A = P L U`; 1 for matrices of size 0.
    #[inline]
    pub fn linalg_det(&self) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::linalg::determinant::linalg_det(self);
        }
        Tensor::from_result(ops::through(&table::OPS[table::LINALG_DET], ops::Form::Plain, &smallvec![self.into_value()])?)
    }

    /// `out[…, i] = A[…, i, i + offset]` over `dim1` and `dim2`, as a view.
    #[inline]
    pub fn linalg_diagonal(&self) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::linalg::products::linalg_diagonal(self, 0, -2, -1);
        }
        Tensor::from_result(ops::through(&table::OPS[table::LINALG_DIAGONAL], ops::Form::Plain, &smallvec![self.into_value(), 0.into_value(), (-2).into_value(), (-1).into_value()])?)
    }

    /// `out[…, i] = A[…, i, i + offset]` over `dim1` and `dim2`, as a view.
    #[inline]
    pub fn linalg_diagonal_with(&self, offset: i64, dim1: i64, dim2: i64) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::linalg::products::linalg_diagonal(self, offset, dim1, dim2);
        }
        Tensor::from_result(ops::through(&table::OPS[table::LINALG_DIAGONAL], ops::Form::Plain, &smallvec![self.into_value(), offset.into_value(), dim1.into_value(), dim2.into_value()])?)
    }

    /// `A @ V = V @ diag(w)`: complex eigenvalues in no order, and eigenvectors (columns) of length 1, each up to a factor of size 1.
    #[inline]
    pub fn linalg_eig(&self) -> Result<(Tensor, Tensor)> {
        if !modes::dispatching() {
            return ops::linalg::eigen::linalg_eig(self);
        }
        <(Tensor, Tensor)>::from_result(ops::through(&table::OPS[table::LINALG_EIG], ops::Form::Plain, &smallvec![self.into_value()])?)
    }

    /// `A @ Q = Q @ diag(w)`: real eigenvalues, ascending, and orthonormal eigenvectors (columns) of Hermitian matrices, of which the
    /// triangle `UPLO` is read.
    #[inline]
    pub fn linalg_eigh(&self) -> Result<(Tensor, Tensor)> {
        if !modes::dispatching() {
            return ops::linalg::eigen::linalg_eigh(self, "L");
        }
        <(Tensor, Tensor)>::from_result(ops::through(&table::OPS[table::LINALG_EIGH], ops::Form::Plain, &smallvec![self.into_value(), "L".into_value()])?)
    }

    /// `A @ Q = Q @ diag(w)`: real eigenvalues, ascending, and orthonormal eigenvectors (columns) of Hermitian matrices, of which the
    /// triangle `UPLO` is read.
    #[inline]
    pub fn linalg_eigh_with(&self, UPLO: &str) -> Result<(Tensor, Tensor)> {
        if !modes::dispatching() {
            return ops::linalg::eigen::linalg_eigh(self, UPLO);
        }
        <(Tensor, Tensor)>::from_result(ops::through(&table::OPS[table::LINALG_EIGH], ops::Form::Plain, &smallvec![self.into_value(), UPLO.into_value()])?)
    }

    /// The complex `w` with `det(A - w I) = 0`, in no order.
    #[inline]
    pub fn linalg_eigvals(&self) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::linalg::eigen::linalg_eigvals(self);
        }
        Tensor::from_result(ops::through(&table::OPS[table::LINALG_EIGVALS], ops::Form::Plain, &smallvec![self.into_value()])?)
    }

    /// The real `w` with `det(A - w I) = 0` of Hermitian matrices, ascending; the triangle `UPLO` is read.
    #[inline]
    pub fn linalg_eigvalsh(&self) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::linalg::eigen::linalg_eigvalsh(self, "L");
        }
        Tensor::from_result(ops::through(&table::OPS[table::LINALG_EIGVALSH], ops::Form::Plain, &smallvec![self.into_value(), "L".into_value()])?)
    }

    /// The real `w` with `det(A - w I) = 0` of Hermitian matrices, ascending; the triangle `UPLO` is read.
    #[inline]
    pub fn linalg_eigvalsh_with(&self, UPLO: &str) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::linalg::eigen::linalg_eigvalsh(self, UPLO);
        }
        Tensor::from_result(ops::through(&table::OPS[table::LINALG_EIGVALSH], ops::Form::Plain, &smallvec![self.into_value(), UPLO.into_value()])?)
    }

    /// The first columns of `H_1 H_2 …` with `H_i = I - tau[i] v_i v_i^H`, the `v_i` below the input's diagonal, as `geqrf` gives them.
    #[inline]
    pub fn linalg_householder_product(&self, tau: &Tensor) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::linalg::reflections::linalg_householder_product(self, tau);
        }
        Tensor::from_result(ops::through(&table::OPS[table::LINALG_HOUSEHOLDER_PRODUCT], ops::Form::Plain, &smallvec![self.into_value(), tau.into_value()])?)
    }

    /// `A^-1`, with `A @ A^-1 = I`.
    #[inline]
    pub fn linalg_inv(&self) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::linalg::solve::linalg_inv(self);
        }
        Tensor::from_result(ops::through(&table::OPS[table::LINALG_INV], ops::Form::Plain, &smallvec![self.into_value()])?)
    }

    /// `A^-1`, and as `info` the number of the first pivot that is zero (0: none) in place of an error.
    #[inline]
    pub fn linalg_inv_ex(&self) -> Result<(Tensor, Tensor)> {
        if !modes::dispatching() {
            return ops::linalg::solve::linalg_inv_ex(self, false);
        }
        <(Tensor, Tensor)>::from_result(ops::through(&table::OPS[table::LINALG_INV_EX], ops::Form::Plain, &smallvec![self.into_value(), false.into_value()])?)
    }

    /// `A^-1`, and as `info` the number of the first pivot that is zero (0: none) in place of an error.
    #[inline]
    pub fn linalg_inv_ex_with(&self, check_errors: bool) -> Result<(Tensor, Tensor)> {
        if !modes::dispatching() {
            return ops::linalg::solve::linalg_inv_ex(self, check_errors);
        }
        <(Tensor, Tensor)>::from_result(ops::through(&table::OPS[table::LINALG_INV_EX], ops::Form::Plain, &smallvec![self.into_value(), check_errors.into_value()])?)
    }

    /// `A = P L D L^T P^T` (`L^H` with `hermitian`) from the lower triangle: `L` with ones on its diagonal below the 1 by 1 and 2 by 2 blocks
    /// of `D`, and LAPACK's pivots.
    #[inline]
    pub fn linalg_ldl_factor(&self) -> Result<(Tensor, Tensor)> {
        if !modes::dispatching() {
            return ops::linalg::ldl::linalg_ldl_factor(self, false);
        }
        <(Tensor, Tensor)>::from_result(ops::through(&table::OPS[table::LINALG_LDL_FACTOR], ops::Form::Plain, &smallvec![self.into_value(), false.into_value()])?)
    }

    /// `A = P L D L^T P^T` (`L^H` with `hermitian`) from the lower triangle: `L` with ones on its diagonal below the 1 by 1 and 2 by 2 blocks
    /// of `D`, and LAPACK's pivots.
    #[inline]
    pub fn linalg_ldl_factor_with(&self, hermitian: bool) -> Result<(Tensor, Tensor)> {
        if !modes::dispatching() {
            return ops::linalg::ldl::linalg_ldl_factor(self, hermitian);
        }
        <(Tensor, Tensor)>::from_result(ops::through(&table::OPS[table::LINALG_LDL_FACTOR], ops::Form::Plain, &smallvec![self.into_value(), hermitian.into_value()])?)
    }

    /// As `ldl_factor`, and as `info` the number of the first pivot that is zero (0: none) in place of an error.
    #[inline]
    pub fn linalg_ldl_factor_ex(&self) -> Result<(Tensor, Tensor, Tensor)> {
        if !modes::dispatching() {
            return ops::linalg::ldl::linalg_ldl_factor_ex(self, false, false);
        }
        <(Tensor, Tensor, Tensor)>::from_result(ops::through(&table::OPS[table::LINALG_LDL_FACTOR_EX], ops::Form::Plain, &smallvec![self.into_value(), false.into_value(), false.into_value()])?)
    }

    /// As `ldl_factor`, and as `info` the number of the first pivot that is zero (0: none) in place of an error.
    #[inline]
    pub fn linalg_ldl_factor_ex_with(&self, hermitian: bool, check_errors: bool) -> Result<(Tensor, Tensor, Tensor)> {
        if !modes::dispatching() {
            return ops::linalg::ldl::linalg_ldl_factor_ex(self, hermitian, check_errors);
        }
        <(Tensor, Tensor, Tensor)>::from_result(ops::through(&table::OPS[table::LINALG_LDL_FACTOR_EX], ops::Form::Plain, &smallvec![self.into_value(), hermitian.into_value(), check_errors.into_value()])?)
    }

    /// `X` with `A @ X = B`, from what `ldl_factor` gives.
    #[inline]
    pub fn linalg_ldl_solve(&self, pivots: &Tensor, B: &Tensor) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::linalg::ldl::linalg_ldl_solve(self, pivots, B, false);
        }
        Tensor::from_result(ops::through(&table::OPS[table::LINALG_LDL_SOLVE], ops::Form::Plain, &smallvec![self.into_value(), pivots.into_value(), B.into_value(), false.into_value()])?)
    }

    /// `X` with `A @ X = B`, from what `ldl_factor` gives.
    #[inline]
    pub fn linalg_ldl_solve_with(&self, pivots: &Tensor, B: &Tensor, hermitian: bool) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::linalg::ldl::linalg_ldl_solve(self, pivots, B, hermitian);
        }
        Tensor::from_result(ops::through(&table::OPS[table::LINALG_LDL_SOLVE], ops::Form::Plain, &smallvec![self.into_value(), pivots.into_value(), B.into_value(), hermitian.into_value()])?)
    }

    /// `X = argmin |A @ X - B|`, the one of least norm where there are many. `residuals` are the squared norms of its columns where `A` has
    /// more rows than columns and full rank; `rank` and `singular_values` are empty where the driver (`gels`, `gelsy`, `gelsd`, `gelss`) does
    /// not find them.
    #[inline]
    pub fn linalg_lstsq(&self, b: &Tensor) -> Result<(Tensor, Tensor, Tensor, Tensor)> {
        if !modes::dispatching() {
            return ops::linalg::lstsq::linalg_lstsq(self, b, None, None);
        }
        <(Tensor, Tensor, Tensor, Tensor)>::from_result(ops::through(&table::OPS[table::LINALG_LSTSQ], ops::Form::Plain, &smallvec![self.into_value(), b.into_value(), Value::None, Value::None])?)
    }

    /// `X = argmin |A @ X - B|`, the one of least norm where there are many. `residuals` are the squared norms of its columns where `A` has
    /// more rows than columns and full rank; `rank` and `singular_values` are empty where the driver (`gels`, `gelsy`, `gelsd`, `gelss`) does
    /// not find them.
    #[inline]
    pub fn linalg_lstsq_with(&self, b: &Tensor, rcond: Option<f64>, driver: Option<&str>) -> Result<(Tensor, Tensor, Tensor, Tensor)> {
        if !modes::dispatching() {
            return ops::linalg::lstsq::linalg_lstsq(self, b, rcond, driver);
        }
        <(Tensor, Tensor, Tensor, Tensor)>::from_result(ops::through(&table::OPS[table::LINALG_LSTSQ], ops::Form::Plain, &smallvec![self.into_value(), b.into_value(), rcond.into_value(), driver.into_value()])?)
    }

    /// `A = P @ L @ U`: a permutation, a lower triangular matrix with ones on its diagonal, an upper triangular one; empty where a factor is
    /// not asked for.
    #[inline]
    pub fn linalg_lu(&self) -> Result<(Tensor, Tensor, Tensor)> {
        if !modes::dispatching() {
            return ops::linalg::lu::linalg_lu(self, true);
        }
        <(Tensor, Tensor, Tensor)>::from_result(ops::through(&table::OPS[table::LINALG_LU], ops::Form::Plain, &smallvec![self.into_value(), true.into_value()])?)
    }

    /// `A = P @ L @ U`: a permutation, a lower triangular matrix with ones on its diagonal, an upper triangular one; empty where a factor is
    /// not asked for.
    #[inline]
    pub fn linalg_lu_with(&self, pivot: bool) -> Result<(Tensor, Tensor, Tensor)> {
        if !modes::dispatching() {
            return ops::linalg::lu::linalg_lu(self, pivot);
        }
        <(Tensor, Tensor, Tensor)>::from_result(ops::through(&table::OPS[table::LINALG_LU], ops::Form::Plain, &smallvec![self.into_value(), pivot.into_value()])?)
    }

    /// `A = P @ L @ U` in one matrix (`L` below the diagonal, without its ones), and the row exchanges, numbered from 1.
    #[inline]
    pub fn linalg_lu_factor(&self) -> Result<(Tensor, Tensor)> {
        if !modes::dispatching() {
            return ops::linalg::lu::linalg_lu_factor(self, true);
        }
        <(Tensor, Tensor)>::from_result(ops::through(&table::OPS[table::LINALG_LU_FACTOR], ops::Form::Plain, &smallvec![self.into_value(), true.into_value()])?)
    }

    /// `A = P @ L @ U` in one matrix (`L` below the diagonal, without its ones), and the row exchanges, numbered from 1.
    #[inline]
    pub fn linalg_lu_factor_with(&self, pivot: bool) -> Result<(Tensor, Tensor)> {
        if !modes::dispatching() {
            return ops::linalg::lu::linalg_lu_factor(self, pivot);
        }
        <(Tensor, Tensor)>::from_result(ops::through(&table::OPS[table::LINALG_LU_FACTOR], ops::Form::Plain, &smallvec![self.into_value(), pivot.into_value()])?)
    }

    /// As `lu_factor`, and as `info` the number of the first pivot that is zero (0: none).
    #[inline]
    pub fn linalg_lu_factor_ex(&self) -> Result<(Tensor, Tensor, Tensor)> {
        if !modes::dispatching() {
            return ops::linalg::lu::linalg_lu_factor_ex(self, true, false);
        }
        <(Tensor, Tensor, Tensor)>::from_result(ops::through(&table::OPS[table::LINALG_LU_FACTOR_EX], ops::Form::Plain, &smallvec![self.into_value(), true.into_value(), false.into_value()])?)
    }

    /// As `lu_factor`, and as `info` the number of the first pivot that is zero (0: none).
    #[inline]
    pub fn linalg_lu_factor_ex_with(&self, pivot: bool, check_errors: bool) -> Result<(Tensor, Tensor, Tensor)> {
        if !modes::dispatching() {
            return ops::linalg::lu::linalg_lu_factor_ex(self, pivot, check_errors);
        }
        <(Tensor, Tensor, Tensor)>::from_result(ops::through(&table::OPS[table::LINALG_LU_FACTOR_EX], ops::Form::Plain, &smallvec![self.into_value(), pivot.into_value(), check_errors.into_value()])?)
    }

    /// `X` with `A @ X = B` (`X @ A = B` without `left`, `A^H` with `adjoint`), from what `lu_factor` gives.
    #[inline]
    pub fn linalg_lu_solve(&self, pivots: &Tensor, B: &Tensor) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::linalg::lu::linalg_lu_solve(self, pivots, B, true, false);
        }
        Tensor::from_result(ops::through(&table::OPS[table::LINALG_LU_SOLVE], ops::Form::Plain, &smallvec![self.into_value(), pivots.into_value(), B.into_value(), true.into_value(), false.into_value()])?)
    }

    /// `X` with `A @ X = B` (`X @ A = B` without `left`, `A^H` with `adjoint`), from what `lu_factor` gives.
    #[inline]
    pub fn linalg_lu_solve_with(&self, pivots: &Tensor, B: &Tensor, left: bool, adjoint: bool) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::linalg::lu::linalg_lu_solve(self, pivots, B, left, adjoint);
        }
        Tensor::from_result(ops::through(&table::OPS[table::LINALG_LU_SOLVE], ops::Form::Plain, &smallvec![self.into_value(), pivots.into_value(), B.into_value(), left.into_value(), adjoint.into_value()])?)
    }

    /// `out[…, i, j] = sum over k of a[…, i, k] * b[…, k, j]`; vectors stand for a row on the left and a column on the right, and their
    /// dimension goes away.
    #[inline]
    pub fn linalg_matmul(&self, other: &Tensor) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::linalg::products::linalg_matmul(self, other);
        }
        Tensor::from_result(ops::through(&table::OPS[table::LINALG_MATMUL], ops::Form::Plain, &smallvec![self.into_value(), other.into_value()])?)
    }

    /// `sum over k of A^k / k!`.
    #[inline]
    pub fn linalg_matrix_exp(&self) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::linalg::exponential::linalg_matrix_exp(self);
        }
        Tensor::from_result(ops::through(&table::OPS[table::LINALG_MATRIX_EXP], ops::Form::Plain, &smallvec![self.into_value()])?)
    }

    /// The largest sum of absolute values of a column (`1`), of a row (`inf`), or the largest singular value (`2`); negative orders give the
    /// least.
    #[inline]
    pub fn linalg_matrix_norm(&self, ord: Scalar) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::linalg::norms::linalg_matrix_norm(self, ord, &[-2, -1], false, None);
        }
        Tensor::from_result(ops::through(&table::OPS[table::LINALG_MATRIX_NORM], ops::Form::Plain, &smallvec![self.into_value(), ord.into_value(), <&[i64] as IntoValue>::into_value(&[-2, -1]), false.into_value(), Value::None])?)
    }

    /// The largest sum of absolute values of a column (`1`), of a row (`inf`), or the largest singular value (`2`); negative orders give the
    /// least.
    #[inline]
    pub fn linalg_matrix_norm_with(&self, ord: Scalar, dim: &[i64], keepdim: bool, dtype: Option<DType>) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::linalg::norms::linalg_matrix_norm(self, ord, dim, keepdim, dtype);
        }
        Tensor::from_result(ops::through(&table::OPS[table::LINALG_MATRIX_NORM], ops::Form::Plain, &smallvec![self.into_value(), ord.into_value(), dim.into_value(), keepdim.into_value(), dtype.into_value()])?)
    }

    /// `sqrt(sum(|x|^2))` (`'fro'`), or the sum of the singular values (`'nuc'`).
    #[inline]
    pub fn linalg_matrix_norm_named(&self) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::linalg::norms::linalg_matrix_norm_named(self, "fro", &[-2, -1], false, None);
        }
        Tensor::from_result(ops::through(&table::OPS[table::LINALG_MATRIX_NORM_STR_ORD], ops::Form::Plain, &smallvec![self.into_value(), "fro".into_value(), <&[i64] as IntoValue>::into_value(&[-2, -1]), false.into_value(), Value::None])?)
    }

    /// `sqrt(sum(|x|^2))` (`'fro'`), or the sum of the singular values (`'nuc'`).
    #[inline]
    pub fn linalg_matrix_norm_named_with(&self, ord: &str, dim: &[i64], keepdim: bool, dtype: Option<DType>) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::linalg::norms::linalg_matrix_norm_named(self, ord, dim, keepdim, dtype);
        }
        Tensor::from_result(ops::through(&table::OPS[table::LINALG_MATRIX_NORM_STR_ORD], ops::Form::Plain, &smallvec![self.into_value(), ord.into_value(), dim.into_value(), keepdim.into_value(), dtype.into_value()])?)
    }

    /// `A @ A @ … @ A`, `n` times: the identity for 0, powers of the inverse for negative `n`.
    #[inline]
    pub fn linalg_matrix_power(&self, n: i64) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::linalg::products::linalg_matrix_power(self, n);
        }
        Tensor::from_result(ops::through(&table::OPS[table::LINALG_MATRIX_POWER], ops::Form::Plain, &smallvec![self.into_value(), n.into_value()])?)
    }

    /// How many singular values (eigenvalues' sizes with `hermitian`) are above `max(atol, rtol * largest)`; `rtol` is `max(m, n) * eps`
    /// where neither is given.
    #[inline]
    pub fn linalg_matrix_rank(&self) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::linalg::pinv::linalg_matrix_rank(self, None, None, false);
        }
        Tensor::from_result(ops::through(&table::OPS[table::LINALG_MATRIX_RANK_ATOL_RTOL_FLOAT], ops::Form::Plain, &smallvec![self.into_value(), Value::None, Value::None, false.into_value()])?)
    }

    /// How many singular values (eigenvalues' sizes with `hermitian`) are above `max(atol, rtol * largest)`; `rtol` is `max(m, n) * eps`
    /// where neither is given.
    #[inline]
    pub fn linalg_matrix_rank_with(&self, atol: Option<f64>, rtol: Option<f64>, hermitian: bool) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::linalg::pinv::linalg_matrix_rank(self, atol, rtol, hermitian);
        }
        Tensor::from_result(ops::through(&table::OPS[table::LINALG_MATRIX_RANK_ATOL_RTOL_FLOAT], ops::Form::Plain, &smallvec![self.into_value(), atol.into_value(), rtol.into_value(), hermitian.into_value()])?)
    }

    /// How many singular values (eigenvalues' sizes with `hermitian`) are above `max(atol, rtol * largest)`; `rtol` is `max(m, n) * eps`
    /// where neither is given.
    #[inline]
    pub fn linalg_matrix_rank_tensors(&self) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::linalg::pinv::linalg_matrix_rank_tensors(self, None, None, false);
        }
        Tensor::from_result(ops::through(&table::OPS[table::LINALG_MATRIX_RANK_ATOL_RTOL_TENSOR], ops::Form::Plain, &smallvec![self.into_value(), Value::None, Value::None, false.into_value()])?)
    }

    /// How many singular values (eigenvalues' sizes with `hermitian`) are above `max(atol, rtol * largest)`; `rtol` is `max(m, n) * eps`
    /// where neither is given.
    #[inline]
    pub fn linalg_matrix_rank_tensors_with(&self, atol: Option<&Tensor>, rtol: Option<&Tensor>, hermitian: bool) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::linalg::pinv::linalg_matrix_rank_tensors(self, atol, rtol, hermitian);
        }
        Tensor::from_result(ops::through(&table::OPS[table::LINALG_MATRIX_RANK_ATOL_RTOL_TENSOR], ops::Form::Plain, &smallvec![self.into_value(), atol.into_value(), rtol.into_value(), hermitian.into_value()])?)
    }

    /// How many singular values (eigenvalues' sizes with `hermitian`) are above `tol`.
    #[inline]
    pub fn linalg_matrix_rank_tol(&self, tol: f64) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::linalg::pinv::linalg_matrix_rank_tol(self, tol, false);
        }
        Tensor::from_result(ops::through(&table::OPS[table::LINALG_MATRIX_RANK], ops::Form::Plain, &smallvec![self.into_value(), tol.into_value(), false.into_value()])?)
    }

    /// How many singular values (eigenvalues' sizes with `hermitian`) are above `tol`.
    #[inline]
    pub fn linalg_matrix_rank_tol_with(&self, tol: f64, hermitian: bool) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::linalg::pinv::linalg_matrix_rank_tol(self, tol, hermitian);
        }
        Tensor::from_result(ops::through(&table::OPS[table::LINALG_MATRIX_RANK], ops::Form::Plain, &smallvec![self.into_value(), tol.into_value(), hermitian.into_value()])?)
    }

    /// How many singular values (eigenvalues' sizes with `hermitian`) are above `tol`.
    #[inline]
    pub fn linalg_matrix_rank_tol_tensor(&self, tol: &Tensor) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::linalg::pinv::linalg_matrix_rank_tol_tensor(self, tol, false);
        }
        Tensor::from_result(ops::through(&table::OPS[table::LINALG_MATRIX_RANK_TOL_TENSOR], ops::Form::Plain, &smallvec![self.into_value(), tol.into_value(), false.into_value()])?)
    }

    /// How many singular values (eigenvalues' sizes with `hermitian`) are above `tol`.
    #[inline]
    pub fn linalg_matrix_rank_tol_tensor_with(&self, tol: &Tensor, hermitian: bool) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::linalg::pinv::linalg_matrix_rank_tol_tensor(self, tol, hermitian);
        }
        Tensor::from_result(ops::through(&table::OPS[table::LINALG_MATRIX_RANK_TOL_TENSOR], ops::Form::Plain, &smallvec![self.into_value(), tol.into_value(), hermitian.into_value()])?)
    }

    /// `R` Hermitian positive-definite with `R @ R = A`, for Hermitian positive-definite matrices, of which the lower triangle is read.
    #[inline]
    pub fn linalg_matrix_sqrth(&self) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::linalg::eigen::linalg_matrix_sqrth(self);
        }
        Tensor::from_result(ops::through(&table::OPS[table::LINALG_MATRIX_SQRTH], ops::Form::Plain, &smallvec![self.into_value()])?)
    }

    /// `A @ B @ C @ …` in the order of fewest multiplications; in `multi_dot` the first and the last may be vectors.
    #[inline]
    pub fn linalg_multi_dot(tensors: &[Tensor]) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::linalg::products::linalg_multi_dot(tensors);
        }
        Tensor::from_result(ops::through(&table::OPS[table::LINALG_MULTI_DOT], ops::Form::Plain, &smallvec![tensors.into_value()])?)
    }

    /// `sum(|x|^ord)^(1 / ord)` over one dimension, or all without `ord`; the matrix norm `ord` over two.
    #[inline]
    pub fn linalg_norm(&self) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::linalg::norms::linalg_norm(self, None, None, false, None);
        }
        Tensor::from_result(ops::through(&table::OPS[table::LINALG_NORM], ops::Form::Plain, &smallvec![self.into_value(), Value::None, Value::None, false.into_value(), Value::None])?)
    }

    /// `sum(|x|^ord)^(1 / ord)` over one dimension, or all without `ord`; the matrix norm `ord` over two.
    #[inline]
    pub fn linalg_norm_with(&self, ord: Option<Scalar>, dim: Option<&[i64]>, keepdim: bool, dtype: Option<DType>) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::linalg::norms::linalg_norm(self, ord, dim, keepdim, dtype);
        }
        Tensor::from_result(ops::through(&table::OPS[table::LINALG_NORM], ops::Form::Plain, &smallvec![self.into_value(), ord.into_value(), dim.into_value(), keepdim.into_value(), dtype.into_value()])?)
    }

    /// The Frobenius (`'fro'`) or nuclear (`'nuc'`) norm of matrices.
    #[inline]
    pub fn linalg_norm_named(&self, ord: &str) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::linalg::norms::linalg_norm_named(self, ord, None, false, None);
        }
        Tensor::from_result(ops::through(&table::OPS[table::LINALG_NORM_ORD_STR], ops::Form::Plain, &smallvec![self.into_value(), ord.into_value(), Value::None, false.into_value(), Value::None])?)
    }

    /// The Frobenius (`'fro'`) or nuclear (`'nuc'`) norm of matrices.
    #[inline]
    pub fn linalg_norm_named_with(&self, ord: &str, dim: Option<&[i64]>, keepdim: bool, dtype: Option<DType>) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::linalg::norms::linalg_norm_named(self, ord, dim, keepdim, dtype);
        }
        Tensor::from_result(ops::through(&table::OPS[table::LINALG_NORM_ORD_STR], ops::Form::Plain, &smallvec![self.into_value(), ord.into_value(), dim.into_value(), keepdim.into_value(), dtype.into_value()])?)
    }

    /// `V diag(1 / s) U^H` of `A = U diag(s) V^H`, where singular values up to `max(atol, rtol * largest)` count as zero; `rtol` is `max(m,
    /// n) * eps` where neither is given.
    #[inline]
    pub fn linalg_pinv(&self) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::linalg::pinv::linalg_pinv(self, None, None, false);
        }
        Tensor::from_result(ops::through(&table::OPS[table::LINALG_PINV_ATOL_RTOL_FLOAT], ops::Form::Plain, &smallvec![self.into_value(), Value::None, Value::None, false.into_value()])?)
    }

    /// `V diag(1 / s) U^H` of `A = U diag(s) V^H`, where singular values up to `max(atol, rtol * largest)` count as zero; `rtol` is `max(m,
    /// n) * eps` where neither is given.
    #[inline]
    pub fn linalg_pinv_with(&self, atol: Option<f64>, rtol: Option<f64>, hermitian: bool) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::linalg::pinv::linalg_pinv(self, atol, rtol, hermitian);
        }
        Tensor::from_result(ops::through(&table::OPS[table::LINALG_PINV_ATOL_RTOL_FLOAT], ops::Form::Plain, &smallvec![self.into_value(), atol.into_value(), rtol.into_value(), hermitian.into_value()])?)
    }

    /// `V diag(1 / s) U^H` of `A = U diag(s) V^H`, where singular values up to `max(atol, rtol * largest)` count as zero; `rtol` is `max(m,
    /// n) * eps` where neither is given.
    #[inline]
    pub fn linalg_pinv_tensors(&self) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::linalg::pinv::linalg_pinv_tensors(self, None, None, false);
        }
        Tensor::from_result(ops::through(&table::OPS[table::LINALG_PINV_ATOL_RTOL_TENSOR], ops::Form::Plain, &smallvec![self.into_value(), Value::None, Value::None, false.into_value()])?)
    }

    /// `V diag(1 / s) U^H` of `A = U diag(s) V^H`, where singular values up to `max(atol, rtol * largest)` count as zero; `rtol` is `max(m,
    /// n) * eps` where neither is given.
    #[inline]
    pub fn linalg_pinv_tensors_with(&self, atol: Option<&Tensor>, rtol: Option<&Tensor>, hermitian: bool) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::linalg::pinv::linalg_pinv_tensors(self, atol, rtol, hermitian);
        }
        Tensor::from_result(ops::through(&table::OPS[table::LINALG_PINV_ATOL_RTOL_TENSOR], ops::Form::Plain, &smallvec![self.into_value(), atol.into_value(), rtol.into_value(), hermitian.into_value()])?)
    }

    /// `V diag(1 / s) U^H` of `A = U diag(s) V^H`, where singular values up to `rcond * largest` count as zero.
    #[inline]
    pub fn linalg_pinv_rcond(&self, rcond: f64) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::linalg::pinv::linalg_pinv_rcond(self, rcond, false);
        }
        Tensor::from_result(ops::through(&table::OPS[table::LINALG_PINV], ops::Form::Plain, &smallvec![self.into_value(), rcond.into_value(), false.into_value()])?)
    }

    /// `V diag(1 / s) U^H` of `A = U diag(s) V^H`, where singular values up to `rcond * largest` count as zero.
    #[inline]
    pub fn linalg_pinv_rcond_with(&self, rcond: f64, hermitian: bool) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::linalg::pinv::linalg_pinv_rcond(self, rcond, hermitian);
        }
        Tensor::from_result(ops::through(&table::OPS[table::LINALG_PINV], ops::Form::Plain, &smallvec![self.into_value(), rcond.into_value(), hermitian.into_value()])?)
    }

    /// `V diag(1 / s) U^H` of `A = U diag(s) V^H`, where singular values up to `rcond * largest` count as zero.
    #[inline]
    pub fn linalg_pinv_rcond_tensor(&self, rcond: &Tensor) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::linalg::pinv::linalg_pinv_rcond_tensor(self, rcond, false);
        }
        Tensor::from_result(ops::through(&table::OPS[table::LINALG_PINV_RCOND_TENSOR], ops::Form::Plain, &smallvec![self.into_value(), rcond.into_value(), false.into_value()])?)
    }

    /// `V diag(1 / s) U^H` of `A = U diag(s) V^H`, where singular values up to `rcond * largest` count as zero.
    #[inline]
    pub fn linalg_pinv_rcond_tensor_with(&self, rcond: &Tensor, hermitian: bool) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::linalg::pinv::linalg_pinv_rcond_tensor(self, rcond, hermitian);
        }
        Tensor::from_result(ops::through(&table::OPS[table::LINALG_PINV_RCOND_TENSOR], ops::Form::Plain, &smallvec![self.into_value(), rcond.into_value(), hermitian.into_value()])?)
    }

    /// `A = U @ H` with orthonormal columns in `U` and Hermitian positive-semidefinite `H`.
    #[inline]
    pub fn linalg_polar(&self) -> Result<(Tensor, Tensor)> {
        if !modes::dispatching() {
            return ops::linalg::svd::linalg_polar(self);
        }
        <(Tensor, Tensor)>::from_result(ops::through(&table::OPS[table::LINALG_POLAR], ops::Form::Plain, &smallvec![self.into_value()])?)
    }

    /// `A = Q @ R` with orthonormal columns in `Q` and upper triangular `R`: `'reduced'` has `min(m, n)` columns, `'complete'` all `m`, and
    /// `'r'` leaves `Q` empty.
    #[inline]
    pub fn linalg_qr(&self) -> Result<(Tensor, Tensor)> {
        if !modes::dispatching() {
            return ops::linalg::qr::linalg_qr(self, "reduced");
        }
        <(Tensor, Tensor)>::from_result(ops::through(&table::OPS[table::LINALG_QR], ops::Form::Plain, &smallvec![self.into_value(), "reduced".into_value()])?)
    }

    /// `A = Q @ R` with orthonormal columns in `Q` and upper triangular `R`: `'reduced'` has `min(m, n)` columns, `'complete'` all `m`, and
    /// `'r'` leaves `Q` empty.
    #[inline]
    pub fn linalg_qr_with(&self, mode: &str) -> Result<(Tensor, Tensor)> {
        if !modes::dispatching() {
            return ops::linalg::qr::linalg_qr(self, mode);
        }
        <(Tensor, Tensor)>::from_result(ops::through(&table::OPS[table::LINALG_QR], ops::Form::Plain, &smallvec![self.into_value(), mode.into_value()])?)
    }

    /// `det(A) = sign * exp(logabsdet)`; the sign is -1, 0 or 1, of complex matrices a number of size 1 or 0.
    #[inline]
    pub fn linalg_slogdet(&self) -> Result<(Tensor, Tensor)> {
        if !modes::dispatching() {
            return ops::linalg::determinant::linalg_slogdet(self);
        }
        <(Tensor, Tensor)>::from_result(ops::through(&table::OPS[table::LINALG_SLOGDET], ops::Form::Plain, &smallvec![self.into_value()])?)
    }

    /// The one `X` with `A @ X = B`, or `X @ A = B` without `left`.
    #[inline]
    pub fn linalg_solve(&self, B: &Tensor) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::linalg::solve::linalg_solve(self, B, true);
        }
        Tensor::from_result(ops::through(&table::OPS[table::LINALG_SOLVE], ops::Form::Plain, &smallvec![self.into_value(), B.into_value(), true.into_value()])?)
    }

    /// The one `X` with `A @ X = B`, or `X @ A = B` without `left`.
    #[inline]
    pub fn linalg_solve_with(&self, B: &Tensor, left: bool) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::linalg::solve::linalg_solve(self, B, left);
        }
        Tensor::from_result(ops::through(&table::OPS[table::LINALG_SOLVE], ops::Form::Plain, &smallvec![self.into_value(), B.into_value(), left.into_value()])?)
    }

    /// As `solve`, and as `info` the number of the first pivot that is zero (0: none) in place of an error.
    #[inline]
    pub fn linalg_solve_ex(&self, B: &Tensor) -> Result<(Tensor, Tensor)> {
        if !modes::dispatching() {
            return ops::linalg::solve::linalg_solve_ex(self, B, true, false);
        }
        <(Tensor, Tensor)>::from_result(ops::through(&table::OPS[table::LINALG_SOLVE_EX], ops::Form::Plain, &smallvec![self.into_value(), B.into_value(), true.into_value(), false.into_value()])?)
    }

    /// As `solve`, and as `info` the number of the first pivot that is zero (0: none) in place of an error.
    #[inline]
    pub fn linalg_solve_ex_with(&self, B: &Tensor, left: bool, check_errors: bool) -> Result<(Tensor, Tensor)> {
        if !modes::dispatching() {
            return ops::linalg::solve::linalg_solve_ex(self, B, left, check_errors);
        }
        <(Tensor, Tensor)>::from_result(ops::through(&table::OPS[table::LINALG_SOLVE_EX], ops::Form::Plain, &smallvec![self.into_value(), B.into_value(), left.into_value(), check_errors.into_value()])?)
    }

    /// `X` with `A @ X = B`, or `X @ A = B` without `left`, for triangular `A`; the other triangle is not read, nor the diagonal with
    /// `unitriangular`.
    #[inline]
    pub fn linalg_solve_triangular(&self, B: &Tensor, upper: bool) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::linalg::triangular::linalg_solve_triangular(self, B, upper, true, false);
        }
        Tensor::from_result(ops::through(&table::OPS[table::LINALG_SOLVE_TRIANGULAR], ops::Form::Plain, &smallvec![self.into_value(), B.into_value(), upper.into_value(), true.into_value(), false.into_value()])?)
    }

    /// `X` with `A @ X = B`, or `X @ A = B` without `left`, for triangular `A`; the other triangle is not read, nor the diagonal with
    /// `unitriangular`.
    #[inline]
    pub fn linalg_solve_triangular_with(&self, B: &Tensor, upper: bool, left: bool, unitriangular: bool) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::linalg::triangular::linalg_solve_triangular(self, B, upper, left, unitriangular);
        }
        Tensor::from_result(ops::through(&table::OPS[table::LINALG_SOLVE_TRIANGULAR], ops::Form::Plain, &smallvec![self.into_value(), B.into_value(), upper.into_value(), left.into_value(), unitriangular.into_value()])?)
    }

    /// `A = U @ diag(S) @ Vh` with orthonormal columns in `U` and rows in `Vh`, the singular values descending; `full_matrices` makes `U` and
    /// `Vh` square. Gradients through the vectors are finite where the singular values differ.
    #[inline]
    pub fn linalg_svd(&self) -> Result<(Tensor, Tensor, Tensor)> {
        if !modes::dispatching() {
            return ops::linalg::svd::linalg_svd(self, true, None);
        }
        <(Tensor, Tensor, Tensor)>::from_result(ops::through(&table::OPS[table::LINALG_SVD], ops::Form::Plain, &smallvec![self.into_value(), true.into_value(), Value::None])?)
    }

    /// `A = U @ diag(S) @ Vh` with orthonormal columns in `U` and rows in `Vh`, the singular values descending; `full_matrices` makes `U` and
    /// `Vh` square. Gradients through the vectors are finite where the singular values differ.
    #[inline]
    pub fn linalg_svd_with(&self, full_matrices: bool, driver: Option<&str>) -> Result<(Tensor, Tensor, Tensor)> {
        if !modes::dispatching() {
            return ops::linalg::svd::linalg_svd(self, full_matrices, driver);
        }
        <(Tensor, Tensor, Tensor)>::from_result(ops::through(&table::OPS[table::LINALG_SVD], ops::Form::Plain, &smallvec![self.into_value(), full_matrices.into_value(), driver.into_value()])?)
    }

    /// The square roots of the eigenvalues of `A^H A`, descending.
    #[inline]
    pub fn linalg_svdvals(&self) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::linalg::svd::linalg_svdvals(self, None);
        }
        Tensor::from_result(ops::through(&table::OPS[table::LINALG_SVDVALS], ops::Form::Plain, &smallvec![self.into_value(), Value::None])?)
    }

    /// The square roots of the eigenvalues of `A^H A`, descending.
    #[inline]
    pub fn linalg_svdvals_with(&self, driver: Option<&str>) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::linalg::svd::linalg_svdvals(self, driver);
        }
        Tensor::from_result(ops::through(&table::OPS[table::LINALG_SVDVALS], ops::Form::Plain, &smallvec![self.into_value(), driver.into_value()])?)
    }

    /// `B` with `tensordot(A, B, dims=A.ndim - ind) = I`: the inverse of `A` as a matrix whose rows are the first `ind` dimensions.
    #[inline]
    pub fn linalg_tensorinv(&self) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::linalg::tensors::linalg_tensorinv(self, 2);
        }
        Tensor::from_result(ops::through(&table::OPS[table::LINALG_TENSORINV], ops::Form::Plain, &smallvec![self.into_value(), 2.into_value()])?)
    }

    /// `B` with `tensordot(A, B, dims=A.ndim - ind) = I`: the inverse of `A` as a matrix whose rows are the first `ind` dimensions.
    #[inline]
    pub fn linalg_tensorinv_with(&self, ind: i64) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::linalg::tensors::linalg_tensorinv(self, ind);
        }
        Tensor::from_result(ops::through(&table::OPS[table::LINALG_TENSORINV], ops::Form::Plain, &smallvec![self.into_value(), ind.into_value()])?)
    }

    /// `X` with `tensordot(A, X, dims=X.ndim) = B`; the dimensions `dims` of `A` go to its end first.
    #[inline]
    pub fn linalg_tensorsolve(&self, other: &Tensor) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::linalg::tensors::linalg_tensorsolve(self, other, None);
        }
        Tensor::from_result(ops::through(&table::OPS[table::LINALG_TENSORSOLVE], ops::Form::Plain, &smallvec![self.into_value(), other.into_value(), Value::None])?)
    }

    /// `X` with `tensordot(A, X, dims=X.ndim) = B`; the dimensions `dims` of `A` go to its end first.
    #[inline]
    pub fn linalg_tensorsolve_with(&self, other: &Tensor, dims: Option<&[i64]>) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::linalg::tensors::linalg_tensorsolve(self, other, dims);
        }
        Tensor::from_result(ops::through(&table::OPS[table::LINALG_TENSORSOLVE], ops::Form::Plain, &smallvec![self.into_value(), other.into_value(), dims.into_value()])?)
    }

    /// `out[…, i, j] = x[…, i]^j` for `j < N`, by default as many as `x` has elements.
    #[inline]
    pub fn linalg_vander(&self) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::linalg::products::linalg_vander(self, None);
        }
        Tensor::from_result(ops::through(&table::OPS[table::LINALG_VANDER], ops::Form::Plain, &smallvec![self.into_value(), Value::None])?)
    }

    /// `out[…, i, j] = x[…, i]^j` for `j < N`, by default as many as `x` has elements.
    #[inline]
    pub fn linalg_vander_with(&self, n: Option<i64>) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::linalg::products::linalg_vander(self, n);
        }
        Tensor::from_result(ops::through(&table::OPS[table::LINALG_VANDER], ops::Form::Plain, &smallvec![self.into_value(), n.into_value()])?)
    }

    /// `sum(conj(x) * y)` along `dim`.
    #[inline]
    pub fn linalg_vecdot(&self, y: &Tensor) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::linalg::products::linalg_vecdot(self, y, -1);
        }
        Tensor::from_result(ops::through(&table::OPS[table::LINALG_VECDOT], ops::Form::Plain, &smallvec![self.into_value(), y.into_value(), (-1).into_value()])?)
    }

    /// `sum(conj(x) * y)` along `dim`.
    #[inline]
    pub fn linalg_vecdot_with(&self, y: &Tensor, dim: i64) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::linalg::products::linalg_vecdot(self, y, dim);
        }
        Tensor::from_result(ops::through(&table::OPS[table::LINALG_VECDOT], ops::Form::Plain, &smallvec![self.into_value(), y.into_value(), dim.into_value()])?)
    }

    /// `sum(|x|^ord)^(1/ord)` over `dim`; the largest (smallest) absolute value for `inf` (`-inf`), the number of nonzeros for 0.
    #[inline]
    pub fn vector_norm(&self) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::norms::vector_norm(self, Scalar::Int(2), None, false, None);
        }
        Tensor::from_result(ops::through(&table::OPS[table::LINALG_VECTOR_NORM], ops::Form::Plain, &smallvec![self.into_value(), Scalar::Int(2).into_value(), Value::None, false.into_value(), Value::None])?)
    }

    /// `sum(|x|^ord)^(1/ord)` over `dim`; the largest (smallest) absolute value for `inf` (`-inf`), the number of nonzeros for 0.
    #[inline]
    pub fn vector_norm_with(&self, ord: Scalar, dim: Option<&[i64]>, keepdim: bool, dtype: Option<DType>) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::norms::vector_norm(self, ord, dim, keepdim, dtype);
        }
        Tensor::from_result(ops::through(&table::OPS[table::LINALG_VECTOR_NORM], ops::Form::Plain, &smallvec![self.into_value(), ord.into_value(), dim.into_value(), keepdim.into_value(), dtype.into_value()])?)
    }

    /// `x @ weight.T + bias`.
    #[inline]
    pub fn linear(&self, weight: &Tensor) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::matmul::linear(self, weight, None);
        }
        Tensor::from_result(ops::through(&table::OPS[table::LINEAR], ops::Form::Plain, &smallvec![self.into_value(), weight.into_value(), Value::None])?)
    }

    /// `x @ weight.T + bias`.
    #[inline]
    pub fn linear_with(&self, weight: &Tensor, bias: Option<&Tensor>) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::matmul::linear(self, weight, bias);
        }
        Tensor::from_result(ops::through(&table::OPS[table::LINEAR], ops::Form::Plain, &smallvec![self.into_value(), weight.into_value(), bias.into_value()])?)
    }

    /// `out[i] = start + i * (end - start) / (steps - 1)`, both ends included.
    #[inline]
    pub fn linspace(start: Scalar, end: Scalar, steps: i64) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::linspace::linspace(start, end, steps, None, None);
        }
        Tensor::from_result(ops::through(&table::OPS[table::LINSPACE], ops::Form::Plain, &smallvec![start.into_value(), end.into_value(), steps.into_value(), Value::None, Value::None])?)
    }

    /// `out[i] = start + i * (end - start) / (steps - 1)`, both ends included.
    #[inline]
    pub fn linspace_with(start: Scalar, end: Scalar, steps: i64, dtype: Option<DType>, device: Option<Device>) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::linspace::linspace(start, end, steps, dtype, device);
        }
        Tensor::from_result(ops::through(&table::OPS[table::LINSPACE], ops::Form::Plain, &smallvec![start.into_value(), end.into_value(), steps.into_value(), dtype.into_value(), device.into_value()])?)
    }

    /// `out[i] = start + i * (end - start) / (steps - 1)`, both ends included.
    #[inline]
    pub fn linspace_tensors<'a>(start: impl Into<TensorOrScalar<'a>>, end: impl Into<TensorOrScalar<'a>>, steps: i64) -> Result<Tensor> {
        let start = start.into();
        let end = end.into();
        if !modes::dispatching() {
            return ops::linspace::linspace_tensors(start, end, steps, None, None);
        }
        Tensor::from_result(ops::through(&table::OPS[table::LINSPACE_TENSORS], ops::Form::Plain, &smallvec![start.into_value(), end.into_value(), steps.into_value(), Value::None, Value::None])?)
    }

    /// `out[i] = start + i * (end - start) / (steps - 1)`, both ends included.
    #[inline]
    pub fn linspace_tensors_with<'a>(start: impl Into<TensorOrScalar<'a>>, end: impl Into<TensorOrScalar<'a>>, steps: i64, dtype: Option<DType>, device: Option<Device>) -> Result<Tensor> {
        let start = start.into();
        let end = end.into();
        if !modes::dispatching() {
            return ops::linspace::linspace_tensors(start, end, steps, dtype, device);
        }
        Tensor::from_result(ops::through(&table::OPS[table::LINSPACE_TENSORS], ops::Form::Plain, &smallvec![start.into_value(), end.into_value(), steps.into_value(), dtype.into_value(), device.into_value()])?)
    }

    /// `y` with `e^y = x`; NaN for real `x < 0`.
    #[inline]
    pub fn log(&self) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::unary::log(self);
        }
        Tensor::from_result(ops::through(&table::OPS[table::LOG], ops::Form::Plain, &smallvec![self.into_value()])?)
    }

    /// `y` with `e^y = x`; NaN for real `x < 0`.
    #[inline]
    pub fn log_(&self) -> Result<Tensor> {
        if !modes::dispatching() {
            return dest::inplace("log_", self, || ops::unary::log(self));
        }
        Tensor::from_result(ops::through(&table::OPS[table::LOG], ops::Form::Inplace, &smallvec![self.into_value()])?)
    }

    /// `y` with `10^y = x`; NaN for real `x < 0`.
    #[inline]
    pub fn log10(&self) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::unary::log10(self);
        }
        Tensor::from_result(ops::through(&table::OPS[table::LOG10], ops::Form::Plain, &smallvec![self.into_value()])?)
    }

    /// `y` with `10^y = x`; NaN for real `x < 0`.
    #[inline]
    pub fn log10_(&self) -> Result<Tensor> {
        if !modes::dispatching() {
            return dest::inplace("log10_", self, || ops::unary::log10(self));
        }
        Tensor::from_result(ops::through(&table::OPS[table::LOG10], ops::Form::Inplace, &smallvec![self.into_value()])?)
    }

    /// `log(1 + x)`, exact near zero.
    #[inline]
    pub fn log1p(&self) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::unary::log1p(self);
        }
        Tensor::from_result(ops::through(&table::OPS[table::LOG1P], ops::Form::Plain, &smallvec![self.into_value()])?)
    }

    /// `log(1 + x)`, exact near zero.
    #[inline]
    pub fn log1p_(&self) -> Result<Tensor> {
        if !modes::dispatching() {
            return dest::inplace("log1p_", self, || ops::unary::log1p(self));
        }
        Tensor::from_result(ops::through(&table::OPS[table::LOG1P], ops::Form::Inplace, &smallvec![self.into_value()])?)
    }

    /// `y` with `2^y = x`; NaN for real `x < 0`.
    #[inline]
    pub fn log2(&self) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::unary::log2(self);
        }
        Tensor::from_result(ops::through(&table::OPS[table::LOG2], ops::Form::Plain, &smallvec![self.into_value()])?)
    }

    /// `y` with `2^y = x`; NaN for real `x < 0`.
    #[inline]
    pub fn log2_(&self) -> Result<Tensor> {
        if !modes::dispatching() {
            return dest::inplace("log2_", self, || ops::unary::log2(self));
        }
        Tensor::from_result(ops::through(&table::OPS[table::LOG2], ops::Form::Inplace, &smallvec![self.into_value()])?)
    }

    /// `log((1 + erf(x / sqrt(2))) / 2)`, exact far to the left.
    #[inline]
    pub fn log_ndtr(&self) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::special_gamma::log_ndtr(self);
        }
        Tensor::from_result(ops::through(&table::OPS[table::LOG_NDTR], ops::Form::Plain, &smallvec![self.into_value()])?)
    }

    /// `exp(mean + std * z[i])` with standard normal `z`, in place.
    #[inline]
    pub fn log_normal_(&self) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::random_fill::log_normal_(self, 1.0, 2.0, None);
        }
        Tensor::from_result(ops::through(&table::OPS[table::LOG_NORMAL_], ops::Form::Plain, &smallvec![self.into_value(), 1.0.into_value(), 2.0.into_value(), Value::None])?)
    }

    /// `exp(mean + std * z[i])` with standard normal `z`, in place.
    #[inline]
    pub fn log_normal_with_(&self, mean: f64, std: f64, generator: Option<&Generator>) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::random_fill::log_normal_(self, mean, std, generator);
        }
        Tensor::from_result(ops::through(&table::OPS[table::LOG_NORMAL_], ops::Form::Plain, &smallvec![self.into_value(), mean.into_value(), std.into_value(), generator.into_value()])?)
    }

    /// `x - log(sum(exp(x)))` along `dim`, without overflow.
    #[inline]
    pub fn log_softmax(&self, dim: i64) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::softmax::log_softmax(self, dim, None);
        }
        Tensor::from_result(ops::through(&table::OPS[table::LOG_SOFTMAX], ops::Form::Plain, &smallvec![self.into_value(), dim.into_value(), Value::None])?)
    }

    /// `x - log(sum(exp(x)))` along `dim`, without overflow.
    #[inline]
    pub fn log_softmax_with(&self, dim: i64, dtype: Option<DType>) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::softmax::log_softmax(self, dim, dtype);
        }
        Tensor::from_result(ops::through(&table::OPS[table::LOG_SOFTMAX], ops::Form::Plain, &smallvec![self.into_value(), dim.into_value(), dtype.into_value()])?)
    }

    /// `log(exp(x) + exp(y))`, without overflow.
    #[inline]
    pub fn logaddexp(&self, other: &Tensor) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::arith::logaddexp(self, other);
        }
        Tensor::from_result(ops::through(&table::OPS[table::LOGADDEXP], ops::Form::Plain, &smallvec![self.into_value(), other.into_value()])?)
    }

    /// `log2(2^x + 2^y)`, without overflow.
    #[inline]
    pub fn logaddexp2(&self, other: &Tensor) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::arith::logaddexp2(self, other);
        }
        Tensor::from_result(ops::through(&table::OPS[table::LOGADDEXP2], ops::Form::Plain, &smallvec![self.into_value(), other.into_value()])?)
    }

    /// `out[i] = log(exp(x[0]) + … + exp(x[i]))` along `dim`, without overflow.
    #[inline]
    pub fn logcumsumexp(&self, dim: i64) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::scan::logcumsumexp(self, dim);
        }
        Tensor::from_result(ops::through(&table::OPS[table::LOGCUMSUMEXP], ops::Form::Plain, &smallvec![self.into_value(), dim.into_value()])?)
    }

    /// `log(det(A))`: NaN where the determinant is negative, minus infinity where it is 0.
    #[inline]
    pub fn logdet(&self) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::linalg::determinant::logdet(self);
        }
        Tensor::from_result(ops::through(&table::OPS[table::LOGDET], ops::Form::Plain, &smallvec![self.into_value()])?)
    }

    /// `x != 0 and y != 0`.
    #[inline]
    pub fn logical_and(&self, other: &Tensor) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::compare::logical_and(self, other);
        }
        Tensor::from_result(ops::through(&table::OPS[table::LOGICAL_AND], ops::Form::Plain, &smallvec![self.into_value(), other.into_value()])?)
    }

    /// `x != 0 and y != 0`.
    #[inline]
    pub fn logical_and_(&self, other: &Tensor) -> Result<Tensor> {
        if !modes::dispatching() {
            return dest::inplace("logical_and_", self, || ops::compare::logical_and(self, other));
        }
        Tensor::from_result(ops::through(&table::OPS[table::LOGICAL_AND], ops::Form::Inplace, &smallvec![self.into_value(), other.into_value()])?)
    }

    /// `x == 0`.
    #[inline]
    pub fn logical_not(&self) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::compare::logical_not(self);
        }
        Tensor::from_result(ops::through(&table::OPS[table::LOGICAL_NOT], ops::Form::Plain, &smallvec![self.into_value()])?)
    }

    /// `x == 0`.
    #[inline]
    pub fn logical_not_(&self) -> Result<Tensor> {
        if !modes::dispatching() {
            return dest::inplace("logical_not_", self, || ops::compare::logical_not(self));
        }
        Tensor::from_result(ops::through(&table::OPS[table::LOGICAL_NOT], ops::Form::Inplace, &smallvec![self.into_value()])?)
    }

    /// `x != 0 or y != 0`.
    #[inline]
    pub fn logical_or(&self, other: &Tensor) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::compare::logical_or(self, other);
        }
        Tensor::from_result(ops::through(&table::OPS[table::LOGICAL_OR], ops::Form::Plain, &smallvec![self.into_value(), other.into_value()])?)
    }

    /// `x != 0 or y != 0`.
    #[inline]
    pub fn logical_or_(&self, other: &Tensor) -> Result<Tensor> {
        if !modes::dispatching() {
            return dest::inplace("logical_or_", self, || ops::compare::logical_or(self, other));
        }
        Tensor::from_result(ops::through(&table::OPS[table::LOGICAL_OR], ops::Form::Inplace, &smallvec![self.into_value(), other.into_value()])?)
    }

    /// `(x != 0) != (y != 0)`.
    #[inline]
    pub fn logical_xor(&self, other: &Tensor) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::compare::logical_xor(self, other);
        }
        Tensor::from_result(ops::through(&table::OPS[table::LOGICAL_XOR], ops::Form::Plain, &smallvec![self.into_value(), other.into_value()])?)
    }

    /// `(x != 0) != (y != 0)`.
    #[inline]
    pub fn logical_xor_(&self, other: &Tensor) -> Result<Tensor> {
        if !modes::dispatching() {
            return dest::inplace("logical_xor_", self, || ops::compare::logical_xor(self, other));
        }
        Tensor::from_result(ops::through(&table::OPS[table::LOGICAL_XOR], ops::Form::Inplace, &smallvec![self.into_value(), other.into_value()])?)
    }

    /// `log(x / (1 - x))`, of `x` clamped to `[eps, 1 - eps]`; NaN outside [0, 1] without `eps`.
    #[inline]
    pub fn logit(&self) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::special::logit(self, None);
        }
        Tensor::from_result(ops::through(&table::OPS[table::LOGIT], ops::Form::Plain, &smallvec![self.into_value(), Value::None])?)
    }

    /// `log(x / (1 - x))`, of `x` clamped to `[eps, 1 - eps]`; NaN outside [0, 1] without `eps`.
    #[inline]
    pub fn logit_with(&self, eps: Option<f64>) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::special::logit(self, eps);
        }
        Tensor::from_result(ops::through(&table::OPS[table::LOGIT], ops::Form::Plain, &smallvec![self.into_value(), eps.into_value()])?)
    }

    /// `log(x / (1 - x))`, of `x` clamped to `[eps, 1 - eps]`; NaN outside [0, 1] without `eps`.
    #[inline]
    pub fn logit_(&self) -> Result<Tensor> {
        if !modes::dispatching() {
            return dest::inplace("logit_", self, || ops::special::logit(self, None));
        }
        Tensor::from_result(ops::through(&table::OPS[table::LOGIT], ops::Form::Inplace, &smallvec![self.into_value(), Value::None])?)
    }

    /// `log(x / (1 - x))`, of `x` clamped to `[eps, 1 - eps]`; NaN outside [0, 1] without `eps`.
    #[inline]
    pub fn logit_with_(&self, eps: Option<f64>) -> Result<Tensor> {
        if !modes::dispatching() {
            return dest::inplace("logit_", self, || ops::special::logit(self, eps));
        }
        Tensor::from_result(ops::through(&table::OPS[table::LOGIT], ops::Form::Inplace, &smallvec![self.into_value(), eps.into_value()])?)
    }

    /// `log(1 / (1 + exp(-x)))`, without overflow.
    #[inline]
    pub fn logsigmoid(&self) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::activation::logsigmoid(self);
        }
        Tensor::from_result(ops::through(&table::OPS[table::LOGSIGMOID], ops::Form::Plain, &smallvec![self.into_value()])?)
    }

    /// `out[i] = base^(start + i * (end - start) / (steps - 1))`.
    #[inline]
    pub fn logspace(start: Scalar, end: Scalar, steps: i64) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::linspace::logspace(start, end, steps, 10.0, None, None);
        }
        Tensor::from_result(ops::through(&table::OPS[table::LOGSPACE], ops::Form::Plain, &smallvec![start.into_value(), end.into_value(), steps.into_value(), 10.0.into_value(), Value::None, Value::None])?)
    }

    /// `out[i] = base^(start + i * (end - start) / (steps - 1))`.
    #[inline]
    pub fn logspace_with(start: Scalar, end: Scalar, steps: i64, base: f64, dtype: Option<DType>, device: Option<Device>) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::linspace::logspace(start, end, steps, base, dtype, device);
        }
        Tensor::from_result(ops::through(&table::OPS[table::LOGSPACE], ops::Form::Plain, &smallvec![start.into_value(), end.into_value(), steps.into_value(), base.into_value(), dtype.into_value(), device.into_value()])?)
    }

    /// `log(sum(exp(x)))` over `dim`, without overflow.
    #[inline]
    pub fn logsumexp(&self, dim: &[i64]) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::softmax::logsumexp(self, dim, false);
        }
        Tensor::from_result(ops::through(&table::OPS[table::LOGSUMEXP], ops::Form::Plain, &smallvec![self.into_value(), dim.into_value(), false.into_value()])?)
    }

    /// `log(sum(exp(x)))` over `dim`, without overflow.
    #[inline]
    pub fn logsumexp_with(&self, dim: &[i64], keepdim: bool) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::softmax::logsumexp(self, dim, keepdim);
        }
        Tensor::from_result(ops::through(&table::OPS[table::LOGSUMEXP], ops::Form::Plain, &smallvec![self.into_value(), dim.into_value(), keepdim.into_value()])?)
    }

    /// `x` cut to int64: the fraction dropped.
    #[inline]
    pub fn long(&self) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::convert::long(self, MemoryFormat::Preserve);
        }
        Tensor::from_result(ops::through(&table::OPS[table::LONG], ops::Form::Plain, &smallvec![self.into_value(), MemoryFormat::Preserve.into_value()])?)
    }

    /// `x` cut to int64: the fraction dropped.
    #[inline]
    pub fn long_with(&self, memory_format: MemoryFormat) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::convert::long(self, memory_format);
        }
        Tensor::from_result(ops::through(&table::OPS[table::LONG], ops::Form::Plain, &smallvec![self.into_value(), memory_format.into_value()])?)
    }

    /// `i, f, o = sigmoid(W x + V h)` each, `g = tanh(W_g x + V_g h)`, `c' = f * c + i * g`, `h' = o * tanh(c')`, with biases, for each step,
    /// layer and direction: the last layer's outputs and both last states.
    #[inline]
    pub fn lstm(&self, hx: &[Tensor], params: &[Tensor], has_biases: bool, num_layers: i64, dropout: f64, train: bool, bidirectional: bool, batch_first: bool) -> Result<Value> {
        if !modes::dispatching() {
            return ops::rnn::lstm(self, hx, params, has_biases, num_layers, dropout, train, bidirectional, batch_first);
        }
        Value::from_result(ops::through(&table::OPS[table::LSTM], ops::Form::Plain, &smallvec![self.into_value(), hx.into_value(), params.into_value(), has_biases.into_value(), num_layers.into_value(), dropout.into_value(), train.into_value(), bidirectional.into_value(), batch_first.into_value()])?)
    }

    /// `lstm` over packed rows: `batch_sizes[t]` rows at step t.
    #[inline]
    pub fn lstm_data(&self, batch_sizes: &Tensor, hx: &[Tensor], params: &[Tensor], has_biases: bool, num_layers: i64, dropout: f64, train: bool, bidirectional: bool) -> Result<Value> {
        if !modes::dispatching() {
            return ops::rnn::lstm_data(self, batch_sizes, hx, params, has_biases, num_layers, dropout, train, bidirectional);
        }
        Value::from_result(ops::through(&table::OPS[table::LSTM_DATA], ops::Form::Plain, &smallvec![self.into_value(), batch_sizes.into_value(), hx.into_value(), params.into_value(), has_biases.into_value(), num_layers.into_value(), dropout.into_value(), train.into_value(), bidirectional.into_value()])?)
    }

    /// `i, f, o = sigmoid(W x + V h)` each, `g = tanh(W_g x + V_g h)`, `c' = f * c + i * g`, `h' = o * tanh(c')`, with biases: h' and c'.
    #[inline]
    pub fn lstm_cell(&self, hx: &[Tensor], w_ih: &Tensor, w_hh: &Tensor) -> Result<Vec<Tensor>> {
        if !modes::dispatching() {
            return ops::rnn::lstm_cell(self, hx, w_ih, w_hh, None, None);
        }
        <Vec<Tensor>>::from_result(ops::through(&table::OPS[table::LSTM_CELL], ops::Form::Plain, &smallvec![self.into_value(), hx.into_value(), w_ih.into_value(), w_hh.into_value(), Value::None, Value::None])?)
    }

    /// `i, f, o = sigmoid(W x + V h)` each, `g = tanh(W_g x + V_g h)`, `c' = f * c + i * g`, `h' = o * tanh(c')`, with biases: h' and c'.
    #[inline]
    pub fn lstm_cell_with(&self, hx: &[Tensor], w_ih: &Tensor, w_hh: &Tensor, b_ih: Option<&Tensor>, b_hh: Option<&Tensor>) -> Result<Vec<Tensor>> {
        if !modes::dispatching() {
            return ops::rnn::lstm_cell(self, hx, w_ih, w_hh, b_ih, b_hh);
        }
        <Vec<Tensor>>::from_result(ops::through(&table::OPS[table::LSTM_CELL], ops::Form::Plain, &smallvec![self.into_value(), hx.into_value(), w_ih.into_value(), w_hh.into_value(), b_ih.into_value(), b_hh.into_value()])?)
    }

    /// `x < y`; false for NaN.
    #[inline]
    pub fn lt<'a>(&self, other: impl Into<TensorOrScalar<'a>>) -> Result<Tensor> {
        let other = other.into();
        if !modes::dispatching() {
            return ops::compare::lt(self, other);
        }
        Tensor::from_result(ops::through(&table::OPS[table::LT], ops::Form::Plain, &smallvec![self.into_value(), other.into_value()])?)
    }

    /// `x < y`; false for NaN.
    #[inline]
    pub fn lt_<'a>(&self, other: impl Into<TensorOrScalar<'a>>) -> Result<Tensor> {
        let other = other.into();
        if !modes::dispatching() {
            return dest::inplace("lt_", self, || ops::compare::lt(self, other));
        }
        Tensor::from_result(ops::through(&table::OPS[table::LT], ops::Form::Inplace, &smallvec![self.into_value(), other.into_value()])?)
    }

    /// `X` with `A @ X = input`, from what `lu_factor` gives.
    #[inline]
    pub fn lu_solve(&self, LU_data: &Tensor, LU_pivots: &Tensor) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::linalg::lu::lu_solve(self, LU_data, LU_pivots);
        }
        Tensor::from_result(ops::through(&table::OPS[table::LU_SOLVE], ops::Form::Plain, &smallvec![self.into_value(), LU_data.into_value(), LU_pivots.into_value()])?)
    }

    /// `A = P @ L @ U`: a permutation, a lower triangular matrix with ones on its diagonal, an upper triangular one; empty where a factor is
    /// not asked for.
    #[inline]
    pub fn lu_unpack(&self, LU_pivots: &Tensor) -> Result<(Tensor, Tensor, Tensor)> {
        if !modes::dispatching() {
            return ops::linalg::lu::lu_unpack(self, LU_pivots, true, true);
        }
        <(Tensor, Tensor, Tensor)>::from_result(ops::through(&table::OPS[table::LU_UNPACK], ops::Form::Plain, &smallvec![self.into_value(), LU_pivots.into_value(), true.into_value(), true.into_value()])?)
    }

    /// `A = P @ L @ U`: a permutation, a lower triangular matrix with ones on its diagonal, an upper triangular one; empty where a factor is
    /// not asked for.
    #[inline]
    pub fn lu_unpack_with(&self, LU_pivots: &Tensor, unpack_data: bool, unpack_pivots: bool) -> Result<(Tensor, Tensor, Tensor)> {
        if !modes::dispatching() {
            return ops::linalg::lu::lu_unpack(self, LU_pivots, unpack_data, unpack_pivots);
        }
        <(Tensor, Tensor, Tensor)>::from_result(ops::through(&table::OPS[table::LU_UNPACK], ops::Form::Plain, &smallvec![self.into_value(), LU_pivots.into_value(), unpack_data.into_value(), unpack_pivots.into_value()])?)
    }

    /// `out[…, i, j] = conj(x[…, j, i])`, as a view.
    #[inline]
    pub fn matrix_hermitian(&self) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::adjoint::matrix_hermitian(self);
        }
        Tensor::from_result(ops::through(&table::OPS[table::MH_CAPITAL], ops::Form::Plain, &smallvec![self.into_value()])?)
    }

    /// `out[…, i, j] = x[…, j, i]`, as a view.
    #[inline]
    pub fn matrix_transposed(&self) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::adjoint::matrix_transposed(self);
        }
        Tensor::from_result(ops::through(&table::OPS[table::MT_CAPITAL], ops::Form::Plain, &smallvec![self.into_value()])?)
    }

    /// `max(0, -target * (x1 - x2) + margin)`. `reduction` `'mean'` or `'sum'` of them, or `'none'`.
    #[inline]
    pub fn margin_ranking_loss(&self, input2: &Tensor, target: &Tensor) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::loss_margin::margin_ranking_loss(self, input2, target, 0.0, "mean");
        }
        Tensor::from_result(ops::through(&table::OPS[table::MARGIN_RANKING_LOSS], ops::Form::Plain, &smallvec![self.into_value(), input2.into_value(), target.into_value(), 0.0.into_value(), "mean".into_value()])?)
    }

    /// `max(0, -target * (x1 - x2) + margin)`. `reduction` `'mean'` or `'sum'` of them, or `'none'`.
    #[inline]
    pub fn margin_ranking_loss_with(&self, input2: &Tensor, target: &Tensor, margin: f64, reduction: &str) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::loss_margin::margin_ranking_loss(self, input2, target, margin, reduction);
        }
        Tensor::from_result(ops::through(&table::OPS[table::MARGIN_RANKING_LOSS], ops::Form::Plain, &smallvec![self.into_value(), input2.into_value(), target.into_value(), margin.into_value(), reduction.into_value()])?)
    }

    /// `value if mask else x`, the value a number or a 0-dim tensor.
    #[inline]
    pub fn masked_fill<'a>(&self, mask: &Tensor, value: impl Into<TensorOrScalar<'a>>) -> Result<Tensor> {
        let value = value.into();
        if !modes::dispatching() {
            return ops::select::masked_fill(self, mask, value);
        }
        Tensor::from_result(ops::through(&table::OPS[table::MASKED_FILL], ops::Form::Plain, &smallvec![self.into_value(), mask.into_value(), value.into_value()])?)
    }

    /// `value if mask else x`, the value a number or a 0-dim tensor.
    #[inline]
    pub fn masked_fill_<'a>(&self, mask: &Tensor, value: impl Into<TensorOrScalar<'a>>) -> Result<Tensor> {
        let value = value.into();
        if !modes::dispatching() {
            return dest::inplace("masked_fill_", self, || ops::select::masked_fill(self, mask, value));
        }
        Tensor::from_result(ops::through(&table::OPS[table::MASKED_FILL], ops::Form::Inplace, &smallvec![self.into_value(), mask.into_value(), value.into_value()])?)
    }

    /// `x[mask] = source[0], source[1], …` in row-major order, in a copy or in place.
    #[inline]
    pub fn masked_scatter(&self, mask: &Tensor, source: &Tensor) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::mask::masked_scatter(self, mask, source);
        }
        Tensor::from_result(ops::through(&table::OPS[table::MASKED_SCATTER], ops::Form::Plain, &smallvec![self.into_value(), mask.into_value(), source.into_value()])?)
    }

    /// `x[mask] = source[0], source[1], …` in row-major order, in a copy or in place.
    #[inline]
    pub fn masked_scatter_(&self, mask: &Tensor, source: &Tensor) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::mask::masked_scatter_(self, mask, source);
        }
        Tensor::from_result(ops::through(&table::OPS[table::MASKED_SCATTER_], ops::Form::Plain, &smallvec![self.into_value(), mask.into_value(), source.into_value()])?)
    }

    /// `x[i]` for all `i` with `mask[i]`, in row-major order; both are broadcast.
    #[inline]
    pub fn masked_select(&self, mask: &Tensor) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::mask::masked_select(self, mask);
        }
        Tensor::from_result(ops::through(&table::OPS[table::MASKED_SELECT], ops::Form::Plain, &smallvec![self.into_value(), mask.into_value()])?)
    }

    /// `out[…, i, j] = sum over k of a[…, i, k] * b[…, k, j]`; vectors stand for a row on the left and a column on the right, and their
    /// dimension goes away.
    #[inline]
    pub fn matmul(&self, other: &Tensor) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::matmul::matmul(self, other);
        }
        Tensor::from_result(ops::through(&table::OPS[table::MATMUL], ops::Form::Plain, &smallvec![self.into_value(), other.into_value()])?)
    }

    /// `sum over k of A^k / k!`.
    #[inline]
    pub fn matrix_exp(&self) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::linalg::exponential::matrix_exp(self);
        }
        Tensor::from_result(ops::through(&table::OPS[table::MATRIX_EXP], ops::Form::Plain, &smallvec![self.into_value()])?)
    }

    /// `A @ A @ … @ A`, `n` times: the identity for 0, powers of the inverse for negative `n`.
    #[inline]
    pub fn matrix_power(&self, n: i64) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::linalg::products::matrix_power(self, n);
        }
        Tensor::from_result(ops::through(&table::OPS[table::MATRIX_POWER], ops::Form::Plain, &smallvec![self.into_value(), n.into_value()])?)
    }

    /// The largest element; NaN if there is one.
    #[inline]
    pub fn max(&self) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::extreme::max(self);
        }
        Tensor::from_result(ops::through(&table::OPS[table::MAX], ops::Form::Plain, &smallvec![self.into_value()])?)
    }

    /// `max(x, y)` of each pair, as `maximum`: NaN if either is.
    #[inline]
    pub fn max_other(&self, other: &Tensor) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::extreme::max_other(self, other);
        }
        Tensor::from_result(ops::through(&table::OPS[table::MAX_OTHER], ops::Form::Plain, &smallvec![self.into_value(), other.into_value()])?)
    }

    /// `values[…] = max over i of x[…, i, …]` along `dim`, and the first `i` that has it; NaN before all.
    #[inline]
    pub fn max_dim(&self, dim: i64) -> Result<(Tensor, Tensor)> {
        if !modes::dispatching() {
            return ops::extreme::max_dim(self, dim, false);
        }
        <(Tensor, Tensor)>::from_result(ops::through(&table::OPS[table::MAX_DIM], ops::Form::Plain, &smallvec![self.into_value(), dim.into_value(), false.into_value()])?)
    }

    /// `values[…] = max over i of x[…, i, …]` along `dim`, and the first `i` that has it; NaN before all.
    #[inline]
    pub fn max_dim_with(&self, dim: i64, keepdim: bool) -> Result<(Tensor, Tensor)> {
        if !modes::dispatching() {
            return ops::extreme::max_dim(self, dim, keepdim);
        }
        <(Tensor, Tensor)>::from_result(ops::through(&table::OPS[table::MAX_DIM], ops::Form::Plain, &smallvec![self.into_value(), dim.into_value(), keepdim.into_value()])?)
    }

    /// `out[…, i] = max over j < k of x[…, i * stride + j * dilation - padding]`; NaN if there is one.
    #[inline]
    pub fn max_pool1d(&self, kernel_size: &[i64]) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::pool::max_pool1d(self, kernel_size, &[], &[0], &[1], false);
        }
        Tensor::from_result(ops::through(&table::OPS[table::MAX_POOL1D], ops::Form::Plain, &smallvec![self.into_value(), kernel_size.into_value(), <&[i64] as IntoValue>::into_value(&[]), <&[i64] as IntoValue>::into_value(&[0]), <&[i64] as IntoValue>::into_value(&[1]), false.into_value()])?)
    }

    /// `out[…, i] = max over j < k of x[…, i * stride + j * dilation - padding]`; NaN if there is one.
    #[inline]
    pub fn max_pool1d_with(&self, kernel_size: &[i64], stride: &[i64], padding: &[i64], dilation: &[i64], ceil_mode: bool) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::pool::max_pool1d(self, kernel_size, stride, padding, dilation, ceil_mode);
        }
        Tensor::from_result(ops::through(&table::OPS[table::MAX_POOL1D], ops::Form::Plain, &smallvec![self.into_value(), kernel_size.into_value(), stride.into_value(), padding.into_value(), dilation.into_value(), ceil_mode.into_value()])?)
    }

    /// `out[…, i] = max over j < k of x[…, i * stride + j * dilation - padding]`, and the place of each maximum, the first among equals.
    #[inline]
    pub fn max_pool1d_with_indices(&self, kernel_size: &[i64]) -> Result<(Tensor, Tensor)> {
        if !modes::dispatching() {
            return ops::pool::max_pool1d_with_indices(self, kernel_size, &[], &[0], &[1], false);
        }
        <(Tensor, Tensor)>::from_result(ops::through(&table::OPS[table::MAX_POOL1D_WITH_INDICES], ops::Form::Plain, &smallvec![self.into_value(), kernel_size.into_value(), <&[i64] as IntoValue>::into_value(&[]), <&[i64] as IntoValue>::into_value(&[0]), <&[i64] as IntoValue>::into_value(&[1]), false.into_value()])?)
    }

    /// `out[…, i] = max over j < k of x[…, i * stride + j * dilation - padding]`, and the place of each maximum, the first among equals.
    #[inline]
    pub fn max_pool1d_with_indices_with(&self, kernel_size: &[i64], stride: &[i64], padding: &[i64], dilation: &[i64], ceil_mode: bool) -> Result<(Tensor, Tensor)> {
        if !modes::dispatching() {
            return ops::pool::max_pool1d_with_indices(self, kernel_size, stride, padding, dilation, ceil_mode);
        }
        <(Tensor, Tensor)>::from_result(ops::through(&table::OPS[table::MAX_POOL1D_WITH_INDICES], ops::Form::Plain, &smallvec![self.into_value(), kernel_size.into_value(), stride.into_value(), padding.into_value(), dilation.into_value(), ceil_mode.into_value()])?)
    }

    /// The largest element of the window `kernel_size` at each multiple of `stride` (by default the window); NaN if there is one.
    #[inline]
    pub fn max_pool2d(&self, kernel_size: &[i64]) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::pool::max_pool2d(self, kernel_size, &[], &[0, 0], &[1, 1], false);
        }
        Tensor::from_result(ops::through(&table::OPS[table::MAX_POOL2D], ops::Form::Plain, &smallvec![self.into_value(), kernel_size.into_value(), <&[i64] as IntoValue>::into_value(&[]), <&[i64] as IntoValue>::into_value(&[0, 0]), <&[i64] as IntoValue>::into_value(&[1, 1]), false.into_value()])?)
    }

    /// The largest element of the window `kernel_size` at each multiple of `stride` (by default the window); NaN if there is one.
    #[inline]
    pub fn max_pool2d_with(&self, kernel_size: &[i64], stride: &[i64], padding: &[i64], dilation: &[i64], ceil_mode: bool) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::pool::max_pool2d(self, kernel_size, stride, padding, dilation, ceil_mode);
        }
        Tensor::from_result(ops::through(&table::OPS[table::MAX_POOL2D], ops::Form::Plain, &smallvec![self.into_value(), kernel_size.into_value(), stride.into_value(), padding.into_value(), dilation.into_value(), ceil_mode.into_value()])?)
    }

    /// The largest element of the window `kernel_size` at each multiple of `stride` (by default the window), and its place in the flattened
    /// plane, the first among equals.
    #[inline]
    pub fn max_pool2d_with_indices(&self, kernel_size: &[i64]) -> Result<(Tensor, Tensor)> {
        if !modes::dispatching() {
            return ops::pool::max_pool2d_with_indices(self, kernel_size, &[], &[0, 0], &[1, 1], false);
        }
        <(Tensor, Tensor)>::from_result(ops::through(&table::OPS[table::MAX_POOL2D_WITH_INDICES], ops::Form::Plain, &smallvec![self.into_value(), kernel_size.into_value(), <&[i64] as IntoValue>::into_value(&[]), <&[i64] as IntoValue>::into_value(&[0, 0]), <&[i64] as IntoValue>::into_value(&[1, 1]), false.into_value()])?)
    }

    /// The largest element of the window `kernel_size` at each multiple of `stride` (by default the window), and its place in the flattened
    /// plane, the first among equals.
    #[inline]
    pub fn max_pool2d_with_indices_with(&self, kernel_size: &[i64], stride: &[i64], padding: &[i64], dilation: &[i64], ceil_mode: bool) -> Result<(Tensor, Tensor)> {
        if !modes::dispatching() {
            return ops::pool::max_pool2d_with_indices(self, kernel_size, stride, padding, dilation, ceil_mode);
        }
        <(Tensor, Tensor)>::from_result(ops::through(&table::OPS[table::MAX_POOL2D_WITH_INDICES], ops::Form::Plain, &smallvec![self.into_value(), kernel_size.into_value(), stride.into_value(), padding.into_value(), dilation.into_value(), ceil_mode.into_value()])?)
    }

    /// `out[n, c, indices[n, c, i, j]] += grad_output[n, c, i, j]` in the flattened plane: the gradient of `max_pool2d` by `input`.
    #[inline]
    pub fn max_pool2d_with_indices_backward(&self, input: &Tensor, kernel_size: &[i64], stride: &[i64], padding: &[i64], dilation: &[i64], ceil_mode: bool, indices: &Tensor) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::pool::max_pool2d_with_indices_backward(self, input, kernel_size, stride, padding, dilation, ceil_mode, indices);
        }
        Tensor::from_result(ops::through(&table::OPS[table::MAX_POOL2D_WITH_INDICES_BACKWARD], ops::Form::Plain, &smallvec![self.into_value(), input.into_value(), kernel_size.into_value(), stride.into_value(), padding.into_value(), dilation.into_value(), ceil_mode.into_value(), indices.into_value()])?)
    }

    /// The largest element of the window `kernel_size` at each multiple of `stride` (by default the window); NaN if there is one.
    #[inline]
    pub fn max_pool3d(&self, kernel_size: &[i64]) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::pool::max_pool3d(self, kernel_size, &[], &[0, 0, 0], &[1, 1, 1], false);
        }
        Tensor::from_result(ops::through(&table::OPS[table::MAX_POOL3D], ops::Form::Plain, &smallvec![self.into_value(), kernel_size.into_value(), <&[i64] as IntoValue>::into_value(&[]), <&[i64] as IntoValue>::into_value(&[0, 0, 0]), <&[i64] as IntoValue>::into_value(&[1, 1, 1]), false.into_value()])?)
    }

    /// The largest element of the window `kernel_size` at each multiple of `stride` (by default the window); NaN if there is one.
    #[inline]
    pub fn max_pool3d_with(&self, kernel_size: &[i64], stride: &[i64], padding: &[i64], dilation: &[i64], ceil_mode: bool) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::pool::max_pool3d(self, kernel_size, stride, padding, dilation, ceil_mode);
        }
        Tensor::from_result(ops::through(&table::OPS[table::MAX_POOL3D], ops::Form::Plain, &smallvec![self.into_value(), kernel_size.into_value(), stride.into_value(), padding.into_value(), dilation.into_value(), ceil_mode.into_value()])?)
    }

    /// The largest element of the window `kernel_size` at each multiple of `stride` (by default the window), and its place in the flattened
    /// volume, the first among equals.
    #[inline]
    pub fn max_pool3d_with_indices(&self, kernel_size: &[i64]) -> Result<(Tensor, Tensor)> {
        if !modes::dispatching() {
            return ops::pool::max_pool3d_with_indices(self, kernel_size, &[], &[0, 0, 0], &[1, 1, 1], false);
        }
        <(Tensor, Tensor)>::from_result(ops::through(&table::OPS[table::MAX_POOL3D_WITH_INDICES], ops::Form::Plain, &smallvec![self.into_value(), kernel_size.into_value(), <&[i64] as IntoValue>::into_value(&[]), <&[i64] as IntoValue>::into_value(&[0, 0, 0]), <&[i64] as IntoValue>::into_value(&[1, 1, 1]), false.into_value()])?)
    }

    /// The largest element of the window `kernel_size` at each multiple of `stride` (by default the window), and its place in the flattened
    /// volume, the first among equals.
    #[inline]
    pub fn max_pool3d_with_indices_with(&self, kernel_size: &[i64], stride: &[i64], padding: &[i64], dilation: &[i64], ceil_mode: bool) -> Result<(Tensor, Tensor)> {
        if !modes::dispatching() {
            return ops::pool::max_pool3d_with_indices(self, kernel_size, stride, padding, dilation, ceil_mode);
        }
        <(Tensor, Tensor)>::from_result(ops::through(&table::OPS[table::MAX_POOL3D_WITH_INDICES], ops::Form::Plain, &smallvec![self.into_value(), kernel_size.into_value(), stride.into_value(), padding.into_value(), dilation.into_value(), ceil_mode.into_value()])?)
    }

    /// `out[n, c, indices[n, c, i, j]] = x[n, c, i, j]` in the flattened plane, else 0: the inverse of `max_pool2d`, as far as its indices
    /// tell.
    #[inline]
    pub fn max_unpool2d(&self, indices: &Tensor, output_size: &[i64]) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::pixel::max_unpool2d(self, indices, output_size);
        }
        Tensor::from_result(ops::through(&table::OPS[table::MAX_UNPOOL2D], ops::Form::Plain, &smallvec![self.into_value(), indices.into_value(), output_size.into_value()])?)
    }

    /// `out[n, c, indices[n, c, i, j, k]] = x[n, c, i, j, k]` in the flattened volume, else 0: the inverse of `max_pool3d`, as far as its
    /// indices tell.
    #[inline]
    pub fn max_unpool3d(&self, indices: &Tensor, output_size: &[i64], stride: &[i64], padding: &[i64]) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::pixel::max_unpool3d(self, indices, output_size, stride, padding);
        }
        Tensor::from_result(ops::through(&table::OPS[table::MAX_UNPOOL3D], ops::Form::Plain, &smallvec![self.into_value(), indices.into_value(), output_size.into_value(), stride.into_value(), padding.into_value()])?)
    }

    /// `max(x, y)`, NaN if either is.
    #[inline]
    pub fn maximum(&self, other: &Tensor) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::arith::maximum(self, other);
        }
        Tensor::from_result(ops::through(&table::OPS[table::MAXIMUM], ops::Form::Plain, &smallvec![self.into_value(), other.into_value()])?)
    }

    /// `sum(x) / n` of all `n` elements; NaN without elements.
    #[inline]
    pub fn mean(&self) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::reduce::mean(self, None);
        }
        Tensor::from_result(ops::through(&table::OPS[table::MEAN], ops::Form::Plain, &smallvec![self.into_value(), Value::None])?)
    }

    /// `sum(x) / n` of all `n` elements; NaN without elements.
    #[inline]
    pub fn mean_with(&self, dtype: Option<DType>) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::reduce::mean(self, dtype);
        }
        Tensor::from_result(ops::through(&table::OPS[table::MEAN], ops::Form::Plain, &smallvec![self.into_value(), dtype.into_value()])?)
    }

    /// `sum(x) / n` over the `n` elements of `dim` (all when it is `None` or empty); NaN over no elements.
    #[inline]
    pub fn mean_dim(&self, dim: Option<&[i64]>) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::reduce::mean_dim(self, dim, false, None);
        }
        Tensor::from_result(ops::through(&table::OPS[table::MEAN_DIM], ops::Form::Plain, &smallvec![self.into_value(), dim.into_value(), false.into_value(), Value::None])?)
    }

    /// `sum(x) / n` over the `n` elements of `dim` (all when it is `None` or empty); NaN over no elements.
    #[inline]
    pub fn mean_dim_with(&self, dim: Option<&[i64]>, keepdim: bool, dtype: Option<DType>) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::reduce::mean_dim(self, dim, keepdim, dtype);
        }
        Tensor::from_result(ops::through(&table::OPS[table::MEAN_DIM], ops::Form::Plain, &smallvec![self.into_value(), dim.into_value(), keepdim.into_value(), dtype.into_value()])?)
    }

    /// `sorted(x)[(n - 1) // 2]` of all `n` elements; NaN if there is one, or none at all.
    #[inline]
    pub fn median(&self) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::sort::median(self);
        }
        Tensor::from_result(ops::through(&table::OPS[table::MEDIAN], ops::Form::Plain, &smallvec![self.into_value()])?)
    }

    /// `sorted(x)[(n - 1) // 2]` along `dim`, and where it is; NaN if there is one.
    #[inline]
    pub fn median_dim(&self, dim: i64) -> Result<(Tensor, Tensor)> {
        if !modes::dispatching() {
            return ops::sort::median_dim(self, dim, false);
        }
        <(Tensor, Tensor)>::from_result(ops::through(&table::OPS[table::MEDIAN_DIM], ops::Form::Plain, &smallvec![self.into_value(), dim.into_value(), false.into_value()])?)
    }

    /// `sorted(x)[(n - 1) // 2]` along `dim`, and where it is; NaN if there is one.
    #[inline]
    pub fn median_dim_with(&self, dim: i64, keepdim: bool) -> Result<(Tensor, Tensor)> {
        if !modes::dispatching() {
            return ops::sort::median_dim(self, dim, keepdim);
        }
        <(Tensor, Tensor)>::from_result(ops::through(&table::OPS[table::MEDIAN_DIM], ops::Form::Plain, &smallvec![self.into_value(), dim.into_value(), keepdim.into_value()])?)
    }

    /// `out[k][i0, i1, …] = tensors[k][i_k]`; with `indexing='xy'` the first two dimensions are exchanged.
    #[inline]
    pub fn meshgrid(tensors: &[Tensor]) -> Result<Vec<Tensor>> {
        if !modes::dispatching() {
            return ops::join::meshgrid(tensors, None);
        }
        <Vec<Tensor>>::from_result(ops::through(&table::OPS[table::MESHGRID], ops::Form::Plain, &smallvec![tensors.into_value(), Value::None])?)
    }

    /// `out[k][i0, i1, …] = tensors[k][i_k]`; with `indexing='xy'` the first two dimensions are exchanged.
    #[inline]
    pub fn meshgrid_with(tensors: &[Tensor], indexing: Option<&str>) -> Result<Vec<Tensor>> {
        if !modes::dispatching() {
            return ops::join::meshgrid(tensors, indexing);
        }
        <Vec<Tensor>>::from_result(ops::through(&table::OPS[table::MESHGRID], ops::Form::Plain, &smallvec![tensors.into_value(), indexing.into_value()])?)
    }

    /// The smallest element; NaN if there is one.
    #[inline]
    pub fn min(&self) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::extreme::min(self);
        }
        Tensor::from_result(ops::through(&table::OPS[table::MIN], ops::Form::Plain, &smallvec![self.into_value()])?)
    }

    /// `min(x, y)` of each pair, as `minimum`: NaN if either is.
    #[inline]
    pub fn min_other(&self, other: &Tensor) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::extreme::min_other(self, other);
        }
        Tensor::from_result(ops::through(&table::OPS[table::MIN_OTHER], ops::Form::Plain, &smallvec![self.into_value(), other.into_value()])?)
    }

    /// `values[…] = min over i of x[…, i, …]` along `dim`, and the first `i` that has it; NaN before all.
    #[inline]
    pub fn min_dim(&self, dim: i64) -> Result<(Tensor, Tensor)> {
        if !modes::dispatching() {
            return ops::extreme::min_dim(self, dim, false);
        }
        <(Tensor, Tensor)>::from_result(ops::through(&table::OPS[table::MIN_DIM], ops::Form::Plain, &smallvec![self.into_value(), dim.into_value(), false.into_value()])?)
    }

    /// `values[…] = min over i of x[…, i, …]` along `dim`, and the first `i` that has it; NaN before all.
    #[inline]
    pub fn min_dim_with(&self, dim: i64, keepdim: bool) -> Result<(Tensor, Tensor)> {
        if !modes::dispatching() {
            return ops::extreme::min_dim(self, dim, keepdim);
        }
        <(Tensor, Tensor)>::from_result(ops::through(&table::OPS[table::MIN_DIM], ops::Form::Plain, &smallvec![self.into_value(), dim.into_value(), keepdim.into_value()])?)
    }

    /// `min(x, y)`, NaN if either is.
    #[inline]
    pub fn minimum(&self, other: &Tensor) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::arith::minimum(self, other);
        }
        Tensor::from_result(ops::through(&table::OPS[table::MINIMUM], ops::Form::Plain, &smallvec![self.into_value(), other.into_value()])?)
    }

    /// `x * tanh(log(1 + exp(x)))`.
    #[inline]
    pub fn mish(&self) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::activation::mish(self);
        }
        Tensor::from_result(ops::through(&table::OPS[table::MISH], ops::Form::Plain, &smallvec![self.into_value()])?)
    }

    /// `x * tanh(log(1 + exp(x)))`.
    #[inline]
    pub fn mish_(&self) -> Result<Tensor> {
        if !modes::dispatching() {
            return dest::inplace("mish_", self, || ops::activation::mish(self));
        }
        Tensor::from_result(ops::through(&table::OPS[table::MISH], ops::Form::Inplace, &smallvec![self.into_value()])?)
    }

    /// `x * tanh(log(1 + exp(x)))`.
    #[inline]
    pub fn mish_functional(&self) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::activation_functional::mish_functional(self, false);
        }
        Tensor::from_result(ops::through(&table::OPS[table::MISH_FUNCTIONAL], ops::Form::Plain, &smallvec![self.into_value(), false.into_value()])?)
    }

    /// `x * tanh(log(1 + exp(x)))`.
    #[inline]
    pub fn mish_functional_with(&self, inplace: bool) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::activation_functional::mish_functional(self, inplace);
        }
        Tensor::from_result(ops::through(&table::OPS[table::MISH_FUNCTIONAL], ops::Form::Plain, &smallvec![self.into_value(), inplace.into_value()])?)
    }

    /// `out[i][j] = sum over k of a[i][k] * b[k][j]`.
    #[inline]
    pub fn mm(&self, mat2: &Tensor) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::matmul::mm(self, mat2);
        }
        Tensor::from_result(ops::through(&table::OPS[table::MM], ops::Form::Plain, &smallvec![self.into_value(), mat2.into_value()])?)
    }

    /// The element that occurs most often along `dim`, the smallest among equals, and an index of it.
    #[inline]
    pub fn mode(&self) -> Result<(Tensor, Tensor)> {
        if !modes::dispatching() {
            return ops::order_stats::mode(self, -1, false);
        }
        <(Tensor, Tensor)>::from_result(ops::through(&table::OPS[table::MODE], ops::Form::Plain, &smallvec![self.into_value(), (-1).into_value(), false.into_value()])?)
    }

    /// The element that occurs most often along `dim`, the smallest among equals, and an index of it.
    #[inline]
    pub fn mode_with(&self, dim: i64, keepdim: bool) -> Result<(Tensor, Tensor)> {
        if !modes::dispatching() {
            return ops::order_stats::mode(self, dim, keepdim);
        }
        <(Tensor, Tensor)>::from_result(ops::through(&table::OPS[table::MODE], ops::Form::Plain, &smallvec![self.into_value(), dim.into_value(), keepdim.into_value()])?)
    }

    /// `I0(x) = sum((x^2 / 4)^k / (k!)^2)`, the modified Bessel function of the first kind of order 0.
    #[inline]
    pub fn modified_bessel_i0(&self) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::bessel::modified_bessel_i0(self);
        }
        Tensor::from_result(ops::through(&table::OPS[table::MODIFIED_BESSEL_I0], ops::Form::Plain, &smallvec![self.into_value()])?)
    }

    /// `I1(x)`, the derivative of `I0`: the modified Bessel function of the first kind of order 1.
    #[inline]
    pub fn modified_bessel_i1(&self) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::bessel::modified_bessel_i1(self);
        }
        Tensor::from_result(ops::through(&table::OPS[table::MODIFIED_BESSEL_I1], ops::Form::Plain, &smallvec![self.into_value()])?)
    }

    /// `K0(x)`, the modified Bessel function of the second kind of order 0; NaN below 0, infinity at 0.
    #[inline]
    pub fn modified_bessel_k0(&self) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::bessel::modified_bessel_k0(self);
        }
        Tensor::from_result(ops::through(&table::OPS[table::MODIFIED_BESSEL_K0], ops::Form::Plain, &smallvec![self.into_value()])?)
    }

    /// `K1(x)`, the modified Bessel function of the second kind of order 1; NaN below 0, infinity at 0.
    #[inline]
    pub fn modified_bessel_k1(&self) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::bessel::modified_bessel_k1(self);
        }
        Tensor::from_result(ops::through(&table::OPS[table::MODIFIED_BESSEL_K1], ops::Form::Plain, &smallvec![self.into_value()])?)
    }

    /// `x` with the dimensions `source` at the places `destination`, the others in their order, as a view.
    #[inline]
    pub fn movedim_int(&self, source: i64, destination: i64) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::shape::movedim_int(self, source, destination);
        }
        Tensor::from_result(ops::through(&table::OPS[table::MOVEDIM_INT], ops::Form::Plain, &smallvec![self.into_value(), source.into_value(), destination.into_value()])?)
    }

    /// `x` with the dimensions `source` at the places `destination`, the others in their order, as a view.
    #[inline]
    pub fn movedim(&self, source: &[i64], destination: &[i64]) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::shape::movedim(self, source, destination);
        }
        Tensor::from_result(ops::through(&table::OPS[table::MOVEDIM], ops::Form::Plain, &smallvec![self.into_value(), source.into_value(), destination.into_value()])?)
    }

    /// `(x - y)^2`. `reduction` `'mean'` or `'sum'` of them, or `'none'`.
    #[inline]
    pub fn mse_loss(&self, target: &Tensor) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::loss::mse_loss(self, target, "mean");
        }
        Tensor::from_result(ops::through(&table::OPS[table::MSE_LOSS], ops::Form::Plain, &smallvec![self.into_value(), target.into_value(), "mean".into_value()])?)
    }

    /// `(x - y)^2`. `reduction` `'mean'` or `'sum'` of them, or `'none'`.
    #[inline]
    pub fn mse_loss_with(&self, target: &Tensor, reduction: &str) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::loss::mse_loss(self, target, reduction);
        }
        Tensor::from_result(ops::through(&table::OPS[table::MSE_LOSS], ops::Form::Plain, &smallvec![self.into_value(), target.into_value(), reduction.into_value()])?)
    }

    /// `out[0] <= out[1] <= …` along dimension 0; NaN counts as largest.
    #[inline]
    pub fn msort(&self) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::sort::msort(self);
        }
        Tensor::from_result(ops::through(&table::OPS[table::MSORT], ops::Form::Plain, &smallvec![self.into_value()])?)
    }

    /// `x * other`.
    #[inline]
    pub fn mul<'a>(&self, other: impl Into<TensorOrScalar<'a>>) -> Result<Tensor> {
        let other = other.into();
        if !modes::dispatching() {
            return ops::pointwise::mul(self, other);
        }
        Tensor::from_result(ops::through(&table::OPS[table::MUL], ops::Form::Plain, &smallvec![self.into_value(), other.into_value()])?)
    }

    /// `x * other`.
    #[inline]
    pub fn mul_<'a>(&self, other: impl Into<TensorOrScalar<'a>>) -> Result<Tensor> {
        let other = other.into();
        if !modes::dispatching() {
            return dest::inplace("mul_", self, || ops::pointwise::mul(self, other));
        }
        Tensor::from_result(ops::through(&table::OPS[table::MUL], ops::Form::Inplace, &smallvec![self.into_value(), other.into_value()])?)
    }

    /// `sum over i != y of max(0, weight[y] * (margin - x[y] + x[i]))^p / C`. `reduction` `'mean'` or `'sum'` of them, or `'none'`.
    #[inline]
    pub fn multi_margin_loss(&self, target: &Tensor) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::loss_margin::multi_margin_loss(self, target, Scalar::Int(1), Scalar::Int(1), None, "mean");
        }
        Tensor::from_result(ops::through(&table::OPS[table::MULTI_MARGIN_LOSS], ops::Form::Plain, &smallvec![self.into_value(), target.into_value(), Scalar::Int(1).into_value(), Scalar::Int(1).into_value(), Value::None, "mean".into_value()])?)
    }

    /// `sum over i != y of max(0, weight[y] * (margin - x[y] + x[i]))^p / C`. `reduction` `'mean'` or `'sum'` of them, or `'none'`.
    #[inline]
    pub fn multi_margin_loss_with(&self, target: &Tensor, p: Scalar, margin: Scalar, weight: Option<&Tensor>, reduction: &str) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::loss_margin::multi_margin_loss(self, target, p, margin, weight, reduction);
        }
        Tensor::from_result(ops::through(&table::OPS[table::MULTI_MARGIN_LOSS], ops::Form::Plain, &smallvec![self.into_value(), target.into_value(), p.into_value(), margin.into_value(), weight.into_value(), reduction.into_value()])?)
    }

    /// `p (p - 1) / 4 * log(pi) + sum over j < p of log(Gamma(x - j / 2))`, for `x > (p - 1) / 2`.
    #[inline]
    pub fn multigammaln(&self, p: i64) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::special::multigammaln(self, p);
        }
        Tensor::from_result(ops::through(&table::OPS[table::MULTIGAMMALN], ops::Form::Plain, &smallvec![self.into_value(), p.into_value()])?)
    }

    /// `sum over target classes j and other classes i of max(0, 1 - (x[j] - x[i])) / C`; a row of targets ends at its first -1. `reduction`
    /// `'mean'` or `'sum'` of them, or `'none'`.
    #[inline]
    pub fn multilabel_margin_loss(&self, target: &Tensor) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::loss_margin::multilabel_margin_loss(self, target, "mean");
        }
        Tensor::from_result(ops::through(&table::OPS[table::MULTILABEL_MARGIN_LOSS], ops::Form::Plain, &smallvec![self.into_value(), target.into_value(), "mean".into_value()])?)
    }

    /// `sum over target classes j and other classes i of max(0, 1 - (x[j] - x[i])) / C`; a row of targets ends at its first -1. `reduction`
    /// `'mean'` or `'sum'` of them, or `'none'`.
    #[inline]
    pub fn multilabel_margin_loss_with(&self, target: &Tensor, reduction: &str) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::loss_margin::multilabel_margin_loss(self, target, reduction);
        }
        Tensor::from_result(ops::through(&table::OPS[table::MULTILABEL_MARGIN_LOSS], ops::Form::Plain, &smallvec![self.into_value(), target.into_value(), reduction.into_value()])?)
    }

    /// Indices `i` drawn with probability `w[i] / sum(w)` from each row of weights, with or without `replacement`.
    #[inline]
    pub fn multinomial(&self, num_samples: i64) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::random::multinomial(self, num_samples, false, None);
        }
        Tensor::from_result(ops::through(&table::OPS[table::MULTINOMIAL], ops::Form::Plain, &smallvec![self.into_value(), num_samples.into_value(), false.into_value(), Value::None])?)
    }

    /// Indices `i` drawn with probability `w[i] / sum(w)` from each row of weights, with or without `replacement`.
    #[inline]
    pub fn multinomial_with(&self, num_samples: i64, replacement: bool, generator: Option<&Generator>) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::random::multinomial(self, num_samples, replacement, generator);
        }
        Tensor::from_result(ops::through(&table::OPS[table::MULTINOMIAL], ops::Form::Plain, &smallvec![self.into_value(), num_samples.into_value(), replacement.into_value(), generator.into_value()])?)
    }

    /// `out[i] = sum over j of x[i][j] * vec[j]`.
    #[inline]
    pub fn mv(&self, vec: &Tensor) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::product::mv(self, vec);
        }
        Tensor::from_result(ops::through(&table::OPS[table::MV], ops::Form::Plain, &smallvec![self.into_value(), vec.into_value()])?)
    }

    /// `p (p - 1) / 4 * log(pi) + sum over j < p of log(Gamma(x - j / 2))`, for `x > (p - 1) / 2`.
    #[inline]
    pub fn mvlgamma(&self, p: i64) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::special::mvlgamma(self, p);
        }
        Tensor::from_result(ops::through(&table::OPS[table::MVLGAMMA], ops::Form::Plain, &smallvec![self.into_value(), p.into_value()])?)
    }

    /// `p (p - 1) / 4 * log(pi) + sum over j < p of log(Gamma(x - j / 2))`, for `x > (p - 1) / 2`.
    #[inline]
    pub fn mvlgamma_(&self, p: i64) -> Result<Tensor> {
        if !modes::dispatching() {
            return dest::inplace("mvlgamma_", self, || ops::special::mvlgamma(self, p));
        }
        Tensor::from_result(ops::through(&table::OPS[table::MVLGAMMA], ops::Form::Inplace, &smallvec![self.into_value(), p.into_value()])?)
    }

    /// `x`, with `nan` (0) in place of NaN, and `posinf` and `neginf` (the largest and smallest finite numbers) in place of the infinities.
    #[inline]
    pub fn nan_to_num(&self) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::round::nan_to_num(self, None, None, None);
        }
        Tensor::from_result(ops::through(&table::OPS[table::NAN_TO_NUM], ops::Form::Plain, &smallvec![self.into_value(), Value::None, Value::None, Value::None])?)
    }

    /// `x`, with `nan` (0) in place of NaN, and `posinf` and `neginf` (the largest and smallest finite numbers) in place of the infinities.
    #[inline]
    pub fn nan_to_num_with(&self, nan: Option<f64>, posinf: Option<f64>, neginf: Option<f64>) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::round::nan_to_num(self, nan, posinf, neginf);
        }
        Tensor::from_result(ops::through(&table::OPS[table::NAN_TO_NUM], ops::Form::Plain, &smallvec![self.into_value(), nan.into_value(), posinf.into_value(), neginf.into_value()])?)
    }

    /// `x`, with `nan` (0) in place of NaN, and `posinf` and `neginf` (the largest and smallest finite numbers) in place of the infinities.
    #[inline]
    pub fn nan_to_num_(&self) -> Result<Tensor> {
        if !modes::dispatching() {
            return dest::inplace("nan_to_num_", self, || ops::round::nan_to_num(self, None, None, None));
        }
        Tensor::from_result(ops::through(&table::OPS[table::NAN_TO_NUM], ops::Form::Inplace, &smallvec![self.into_value(), Value::None, Value::None, Value::None])?)
    }

    /// `x`, with `nan` (0) in place of NaN, and `posinf` and `neginf` (the largest and smallest finite numbers) in place of the infinities.
    #[inline]
    pub fn nan_to_num_with_(&self, nan: Option<f64>, posinf: Option<f64>, neginf: Option<f64>) -> Result<Tensor> {
        if !modes::dispatching() {
            return dest::inplace("nan_to_num_", self, || ops::round::nan_to_num(self, nan, posinf, neginf));
        }
        Tensor::from_result(ops::through(&table::OPS[table::NAN_TO_NUM], ops::Form::Inplace, &smallvec![self.into_value(), nan.into_value(), posinf.into_value(), neginf.into_value()])?)
    }

    /// `sum(x) / n` over the `n` elements of `dim` that are not NaN; NaN where there is none.
    #[inline]
    pub fn nanmean(&self) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::order_stats::nanmean(self, None, false, None);
        }
        Tensor::from_result(ops::through(&table::OPS[table::NANMEAN], ops::Form::Plain, &smallvec![self.into_value(), Value::None, false.into_value(), Value::None])?)
    }

    /// `sum(x) / n` over the `n` elements of `dim` that are not NaN; NaN where there is none.
    #[inline]
    pub fn nanmean_with(&self, dim: Option<&[i64]>, keepdim: bool, dtype: Option<DType>) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::order_stats::nanmean(self, dim, keepdim, dtype);
        }
        Tensor::from_result(ops::through(&table::OPS[table::NANMEAN], ops::Form::Plain, &smallvec![self.into_value(), dim.into_value(), keepdim.into_value(), dtype.into_value()])?)
    }

    /// `median` of the elements that are not NaN; NaN where there is none.
    #[inline]
    pub fn nanmedian(&self) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::sort::nanmedian(self);
        }
        Tensor::from_result(ops::through(&table::OPS[table::NANMEDIAN], ops::Form::Plain, &smallvec![self.into_value()])?)
    }

    /// `median` along `dim` of the elements that are not NaN, and where it is.
    #[inline]
    pub fn nanmedian_dim(&self, dim: i64) -> Result<(Tensor, Tensor)> {
        if !modes::dispatching() {
            return ops::sort::nanmedian_dim(self, dim, false);
        }
        <(Tensor, Tensor)>::from_result(ops::through(&table::OPS[table::NANMEDIAN_DIM], ops::Form::Plain, &smallvec![self.into_value(), dim.into_value(), false.into_value()])?)
    }

    /// `median` along `dim` of the elements that are not NaN, and where it is.
    #[inline]
    pub fn nanmedian_dim_with(&self, dim: i64, keepdim: bool) -> Result<(Tensor, Tensor)> {
        if !modes::dispatching() {
            return ops::sort::nanmedian_dim(self, dim, keepdim);
        }
        <(Tensor, Tensor)>::from_result(ops::through(&table::OPS[table::NANMEDIAN_DIM], ops::Form::Plain, &smallvec![self.into_value(), dim.into_value(), keepdim.into_value()])?)
    }

    /// As `quantile`, of the elements that are not NaN; NaN where there is none.
    #[inline]
    pub fn nanquantile_scalar(&self, q: f64) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::order_stats::nanquantile_scalar(self, q, None, false, "linear");
        }
        Tensor::from_result(ops::through(&table::OPS[table::NANQUANTILE_SCALAR], ops::Form::Plain, &smallvec![self.into_value(), q.into_value(), Value::None, false.into_value(), "linear".into_value()])?)
    }

    /// As `quantile`, of the elements that are not NaN; NaN where there is none.
    #[inline]
    pub fn nanquantile_scalar_with(&self, q: f64, dim: Option<i64>, keepdim: bool, interpolation: &str) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::order_stats::nanquantile_scalar(self, q, dim, keepdim, interpolation);
        }
        Tensor::from_result(ops::through(&table::OPS[table::NANQUANTILE_SCALAR], ops::Form::Plain, &smallvec![self.into_value(), q.into_value(), dim.into_value(), keepdim.into_value(), interpolation.into_value()])?)
    }

    /// As `quantile`, of the elements that are not NaN; NaN where there is none.
    #[inline]
    pub fn nanquantile(&self, q: &Tensor) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::order_stats::nanquantile(self, q, None, false, "linear");
        }
        Tensor::from_result(ops::through(&table::OPS[table::NANQUANTILE], ops::Form::Plain, &smallvec![self.into_value(), q.into_value(), Value::None, false.into_value(), "linear".into_value()])?)
    }

    /// As `quantile`, of the elements that are not NaN; NaN where there is none.
    #[inline]
    pub fn nanquantile_with(&self, q: &Tensor, dim: Option<i64>, keepdim: bool, interpolation: &str) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::order_stats::nanquantile(self, q, dim, keepdim, interpolation);
        }
        Tensor::from_result(ops::through(&table::OPS[table::NANQUANTILE], ops::Form::Plain, &smallvec![self.into_value(), q.into_value(), dim.into_value(), keepdim.into_value(), interpolation.into_value()])?)
    }

    /// `sum(x)` over `dim`, with NaN as 0.
    #[inline]
    pub fn nansum(&self) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::order_stats::nansum(self, None, false, None);
        }
        Tensor::from_result(ops::through(&table::OPS[table::NANSUM], ops::Form::Plain, &smallvec![self.into_value(), Value::None, false.into_value(), Value::None])?)
    }

    /// `sum(x)` over `dim`, with NaN as 0.
    #[inline]
    pub fn nansum_with(&self, dim: Option<&[i64]>, keepdim: bool, dtype: Option<DType>) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::order_stats::nansum(self, dim, keepdim, dtype);
        }
        Tensor::from_result(ops::through(&table::OPS[table::NANSUM], ops::Form::Plain, &smallvec![self.into_value(), dim.into_value(), keepdim.into_value(), dtype.into_value()])?)
    }

    /// `x[start : start + length]` along `dim`, as a view.
    #[inline]
    pub fn narrow(&self, dim: i64, start: i64, length: i64) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::view::narrow(self, dim, start, length);
        }
        Tensor::from_result(ops::through(&table::OPS[table::NARROW], ops::Form::Plain, &smallvec![self.into_value(), dim.into_value(), start.into_value(), length.into_value()])?)
    }

    /// `x[start : start + length]` along `dim`, in memory of its own.
    #[inline]
    pub fn narrow_copy(&self, dim: i64, start: i64, length: i64) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::copies::narrow_copy(self, dim, start, length);
        }
        Tensor::from_result(ops::through(&table::OPS[table::NARROW_COPY], ops::Form::Plain, &smallvec![self.into_value(), dim.into_value(), start.into_value(), length.into_value()])?)
    }

    /// `(x - mean) * rstd * weight + bias` for each channel, with `rstd = 1 / sqrt(var + eps)`; in training the batch's mean and `rstd`
    /// follow, else two empty tensors.
    #[inline]
    pub fn native_batch_norm(&self, weight: Option<&Tensor>, bias: Option<&Tensor>, running_mean: Option<&Tensor>, running_var: Option<&Tensor>, training: bool, momentum: f64, eps: f64) -> Result<(Tensor, Tensor, Tensor)> {
        if !modes::dispatching() {
            return ops::native::native_batch_norm(self, weight, bias, running_mean, running_var, training, momentum, eps);
        }
        <(Tensor, Tensor, Tensor)>::from_result(ops::through(&table::OPS[table::NATIVE_BATCH_NORM], ops::Form::Plain, &smallvec![self.into_value(), weight.into_value(), bias.into_value(), running_mean.into_value(), running_var.into_value(), training.into_value(), momentum.into_value(), eps.into_value()])?)
    }

    /// `x * mask / (1 - p)`, and the mask, true with probability `1 - p`; outside training `x` and all true.
    #[inline]
    pub fn native_dropout(&self, p: f64, train: Option<bool>) -> Result<(Tensor, Tensor)> {
        if !modes::dispatching() {
            return ops::native::native_dropout(self, p, train);
        }
        <(Tensor, Tensor)>::from_result(ops::through(&table::OPS[table::NATIVE_DROPOUT], ops::Form::Plain, &smallvec![self.into_value(), p.into_value(), train.into_value()])?)
    }

    /// `grad_output * mask * scale`.
    #[inline]
    pub fn native_dropout_backward(&self, mask: &Tensor, scale: f64) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::native::native_dropout_backward(self, mask, scale);
        }
        Tensor::from_result(ops::through(&table::OPS[table::NATIVE_DROPOUT_BACKWARD], ops::Form::Plain, &smallvec![self.into_value(), mask.into_value(), scale.into_value()])?)
    }

    /// `(x - mean) * rstd * weight + bias` over each of `group` groups of channels, and the mean and `rstd = 1 / sqrt(var + eps)`.
    #[inline]
    pub fn native_group_norm(&self, weight: Option<&Tensor>, bias: Option<&Tensor>, n: i64, c: i64, hxw: i64, group: i64, eps: f64) -> Result<(Tensor, Tensor, Tensor)> {
        if !modes::dispatching() {
            return ops::native::native_group_norm(self, weight, bias, n, c, hxw, group, eps);
        }
        <(Tensor, Tensor, Tensor)>::from_result(ops::through(&table::OPS[table::NATIVE_GROUP_NORM], ops::Form::Plain, &smallvec![self.into_value(), weight.into_value(), bias.into_value(), n.into_value(), c.into_value(), hxw.into_value(), group.into_value(), eps.into_value()])?)
    }

    /// `(x - mean) * rstd * weight + bias` over the last dimensions, whose sizes are `normalized_shape`, and the mean and `rstd = 1 /
    /// sqrt(var + eps)`.
    #[inline]
    pub fn native_layer_norm(&self, normalized_shape: &[i64], weight: Option<&Tensor>, bias: Option<&Tensor>, eps: f64) -> Result<(Tensor, Tensor, Tensor)> {
        if !modes::dispatching() {
            return ops::native::native_layer_norm(self, normalized_shape, weight, bias, eps);
        }
        <(Tensor, Tensor, Tensor)>::from_result(ops::through(&table::OPS[table::NATIVE_LAYER_NORM], ops::Form::Plain, &smallvec![self.into_value(), normalized_shape.into_value(), weight.into_value(), bias.into_value(), eps.into_value()])?)
    }

    /// `(1 + erf(x / sqrt(2))) / 2`: the area under the standard normal density left of `x`.
    #[inline]
    pub fn ndtr(&self) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::special::ndtr(self);
        }
        Tensor::from_result(ops::through(&table::OPS[table::NDTR], ops::Form::Plain, &smallvec![self.into_value()])?)
    }

    /// `y` with `ndtr(y) = x`; infinite at 0 and 1, NaN outside.
    #[inline]
    pub fn ndtri(&self) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::special_gamma::ndtri(self);
        }
        Tensor::from_result(ops::through(&table::OPS[table::NDTRI], ops::Form::Plain, &smallvec![self.into_value()])?)
    }

    /// `x != y`; true for NaN.
    #[inline]
    pub fn ne<'a>(&self, other: impl Into<TensorOrScalar<'a>>) -> Result<Tensor> {
        let other = other.into();
        if !modes::dispatching() {
            return ops::compare::ne(self, other);
        }
        Tensor::from_result(ops::through(&table::OPS[table::NE], ops::Form::Plain, &smallvec![self.into_value(), other.into_value()])?)
    }

    /// `x != y`; true for NaN.
    #[inline]
    pub fn ne_<'a>(&self, other: impl Into<TensorOrScalar<'a>>) -> Result<Tensor> {
        let other = other.into();
        if !modes::dispatching() {
            return dest::inplace("ne_", self, || ops::compare::ne(self, other));
        }
        Tensor::from_result(ops::through(&table::OPS[table::NE], ops::Form::Inplace, &smallvec![self.into_value(), other.into_value()])?)
    }

    /// `-x`.
    #[inline]
    pub fn neg(&self) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::pointwise::neg(self);
        }
        Tensor::from_result(ops::through(&table::OPS[table::NEG], ops::Form::Plain, &smallvec![self.into_value()])?)
    }

    /// `-x`.
    #[inline]
    pub fn neg_(&self) -> Result<Tensor> {
        if !modes::dispatching() {
            return dest::inplace("neg_", self, || ops::pointwise::neg(self));
        }
        Tensor::from_result(ops::through(&table::OPS[table::NEG], ops::Form::Inplace, &smallvec![self.into_value()])?)
    }

    /// The representable number next to `x` on the way to `other`; `x` where they are equal.
    #[inline]
    pub fn nextafter(&self, other: &Tensor) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::arith::nextafter(self, other);
        }
        Tensor::from_result(ops::through(&table::OPS[table::NEXTAFTER], ops::Form::Plain, &smallvec![self.into_value(), other.into_value()])?)
    }

    /// The representable number next to `x` on the way to `other`; `x` where they are equal.
    #[inline]
    pub fn nextafter_(&self, other: &Tensor) -> Result<Tensor> {
        if !modes::dispatching() {
            return dest::inplace("nextafter_", self, || ops::arith::nextafter(self, other));
        }
        Tensor::from_result(ops::through(&table::OPS[table::NEXTAFTER], ops::Form::Inplace, &smallvec![self.into_value(), other.into_value()])?)
    }

    /// `-weight[y] * x[y]` for log-probabilities `x` and classes `y`. A mean divides by the weights used; targets equal to `ignore_index` do
    /// not count.
    #[inline]
    pub fn nll_loss(&self, target: &Tensor) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::loss_class::nll_loss(self, target, None, "mean", -100);
        }
        Tensor::from_result(ops::through(&table::OPS[table::NLL_LOSS], ops::Form::Plain, &smallvec![self.into_value(), target.into_value(), Value::None, "mean".into_value(), (-100).into_value()])?)
    }

    /// `-weight[y] * x[y]` for log-probabilities `x` and classes `y`. A mean divides by the weights used; targets equal to `ignore_index` do
    /// not count.
    #[inline]
    pub fn nll_loss_with(&self, target: &Tensor, weight: Option<&Tensor>, reduction: &str, ignore_index: i64) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::loss_class::nll_loss(self, target, weight, reduction, ignore_index);
        }
        Tensor::from_result(ops::through(&table::OPS[table::NLL_LOSS], ops::Form::Plain, &smallvec![self.into_value(), target.into_value(), weight.into_value(), reduction.into_value(), ignore_index.into_value()])?)
    }

    /// The boxes that stay when, from the best score down, every box is dropped whose overlap (intersection over union) with a box that stays
    /// is above `iou_threshold`: their indices, best first.
    #[inline]
    pub fn nms(&self, scores: &Tensor, iou_threshold: f64) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::roi::nms(self, scores, iou_threshold);
        }
        Tensor::from_result(ops::through(&table::OPS[table::NMS], ops::Form::Plain, &smallvec![self.into_value(), scores.into_value(), iou_threshold.into_value()])?)
    }

    /// The index vectors `i` with `x[i] != 0`, one row each, in row-major order.
    #[inline]
    pub fn nonzero(&self) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::mask::nonzero(self);
        }
        Tensor::from_result(ops::through(&table::OPS[table::NONZERO], ops::Form::Plain, &smallvec![self.into_value()])?)
    }

    /// As `nonzero`; with `as_tuple` one vector of indices for each dimension.
    #[inline]
    pub fn nonzero_numpy(&self, as_tuple: bool) -> Result<Value> {
        if !modes::dispatching() {
            return ops::mask::nonzero_numpy(self, as_tuple);
        }
        Value::from_result(ops::through(&table::OPS[table::NONZERO_NUMPY], ops::Form::Plain, &smallvec![self.into_value(), as_tuple.into_value()])?)
    }

    /// The first `size` rows of `nonzero`, filled up with `fill_value`.
    #[inline]
    pub fn nonzero_static(&self, size: i64) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::mask::nonzero_static(self, size, -1);
        }
        Tensor::from_result(ops::through(&table::OPS[table::NONZERO_STATIC], ops::Form::Plain, &smallvec![self.into_value(), size.into_value(), (-1).into_value()])?)
    }

    /// The first `size` rows of `nonzero`, filled up with `fill_value`.
    #[inline]
    pub fn nonzero_static_with(&self, size: i64, fill_value: i64) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::mask::nonzero_static(self, size, fill_value);
        }
        Tensor::from_result(ops::through(&table::OPS[table::NONZERO_STATIC], ops::Form::Plain, &smallvec![self.into_value(), size.into_value(), fill_value.into_value()])?)
    }

    /// `sum(|x|^p)^(1/p)` over `dim`; the largest (smallest) absolute value for `inf` (`-inf`), the number of nonzeros for 0.
    #[inline]
    pub fn norm(&self) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::norms::norm(self, Some(Scalar::Int(2)), None, false, None);
        }
        Tensor::from_result(ops::through(&table::OPS[table::NORM], ops::Form::Plain, &smallvec![self.into_value(), Some(Scalar::Int(2)).into_value(), Value::None, false.into_value(), Value::None])?)
    }

    /// `sum(|x|^p)^(1/p)` over `dim`; the largest (smallest) absolute value for `inf` (`-inf`), the number of nonzeros for 0.
    #[inline]
    pub fn norm_with(&self, p: Option<Scalar>, dim: Option<&[i64]>, keepdim: bool, dtype: Option<DType>) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::norms::norm(self, p, dim, keepdim, dtype);
        }
        Tensor::from_result(ops::through(&table::OPS[table::NORM], ops::Form::Plain, &smallvec![self.into_value(), p.into_value(), dim.into_value(), keepdim.into_value(), dtype.into_value()])?)
    }

    /// `sqrt(sum(|x|^2))` for `'fro'`, the largest (smallest) absolute value for `'inf'` (`'-inf'`), the sum of singular values for `'nuc'`.
    #[inline]
    pub fn norm_named(&self, p: &str) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::norms::norm_named(self, p, None, false, None);
        }
        Tensor::from_result(ops::through(&table::OPS[table::NORM_NAMED], ops::Form::Plain, &smallvec![self.into_value(), p.into_value(), Value::None, false.into_value(), Value::None])?)
    }

    /// `sqrt(sum(|x|^2))` for `'fro'`, the largest (smallest) absolute value for `'inf'` (`'-inf'`), the sum of singular values for `'nuc'`.
    #[inline]
    pub fn norm_named_with(&self, p: &str, dim: Option<&[i64]>, keepdim: bool, dtype: Option<DType>) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::norms::norm_named(self, p, dim, keepdim, dtype);
        }
        Tensor::from_result(ops::through(&table::OPS[table::NORM_NAMED], ops::Form::Plain, &smallvec![self.into_value(), p.into_value(), dim.into_value(), keepdim.into_value(), dtype.into_value()])?)
    }

    /// `(sum |v|^pow)^(1/pow)` over every dimension but `dim`, or over all for -1.
    #[inline]
    pub fn norm_except_dim(&self) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::weight_norm::norm_except_dim(self, 2, 0);
        }
        Tensor::from_result(ops::through(&table::OPS[table::NORM_EXCEPT_DIM], ops::Form::Plain, &smallvec![self.into_value(), 2.into_value(), 0.into_value()])?)
    }

    /// `(sum |v|^pow)^(1/pow)` over every dimension but `dim`, or over all for -1.
    #[inline]
    pub fn norm_except_dim_with(&self, pow: i64, dim: i64) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::weight_norm::norm_except_dim(self, pow, dim);
        }
        Tensor::from_result(ops::through(&table::OPS[table::NORM_EXCEPT_DIM], ops::Form::Plain, &smallvec![self.into_value(), pow.into_value(), dim.into_value()])?)
    }

    /// `mean[i] + std[i] * z[i]` with standard normal `z`.
    #[inline]
    pub fn normal_tensors(&self, std: &Tensor) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::random::normal_tensors(self, std, None);
        }
        Tensor::from_result(ops::through(&table::OPS[table::NORMAL_TENSORS], ops::Form::Plain, &smallvec![self.into_value(), std.into_value(), Value::None])?)
    }

    /// `mean[i] + std[i] * z[i]` with standard normal `z`.
    #[inline]
    pub fn normal_tensors_with(&self, std: &Tensor, generator: Option<&Generator>) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::random::normal_tensors(self, std, generator);
        }
        Tensor::from_result(ops::through(&table::OPS[table::NORMAL_TENSORS], ops::Form::Plain, &smallvec![self.into_value(), std.into_value(), generator.into_value()])?)
    }

    /// `mean[i] + std * z[i]` with standard normal `z`.
    #[inline]
    pub fn normal_mean(&self) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::random::normal_mean(self, 1.0, None);
        }
        Tensor::from_result(ops::through(&table::OPS[table::NORMAL_MEAN], ops::Form::Plain, &smallvec![self.into_value(), 1.0.into_value(), Value::None])?)
    }

    /// `mean[i] + std * z[i]` with standard normal `z`.
    #[inline]
    pub fn normal_mean_with(&self, std: f64, generator: Option<&Generator>) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::random::normal_mean(self, std, generator);
        }
        Tensor::from_result(ops::through(&table::OPS[table::NORMAL_MEAN], ops::Form::Plain, &smallvec![self.into_value(), std.into_value(), generator.into_value()])?)
    }

    /// `mean + std[i] * z[i]` with standard normal `z`.
    #[inline]
    pub fn normal_std(mean: f64, std: &Tensor) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::random::normal_std(mean, std, None);
        }
        Tensor::from_result(ops::through(&table::OPS[table::NORMAL_STD], ops::Form::Plain, &smallvec![mean.into_value(), std.into_value(), Value::None])?)
    }

    /// `mean + std[i] * z[i]` with standard normal `z`.
    #[inline]
    pub fn normal_std_with(mean: f64, std: &Tensor, generator: Option<&Generator>) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::random::normal_std(mean, std, generator);
        }
        Tensor::from_result(ops::through(&table::OPS[table::NORMAL_STD], ops::Form::Plain, &smallvec![mean.into_value(), std.into_value(), generator.into_value()])?)
    }

    /// `mean + std * z[i]` with standard normal `z`.
    #[inline]
    pub fn normal_op(mean: f64, std: f64, size: &[i64]) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::random::normal_op(mean, std, size, None, None, None);
        }
        Tensor::from_result(ops::through(&table::OPS[table::NORMAL], ops::Form::Plain, &smallvec![mean.into_value(), std.into_value(), size.into_value(), Value::None, Value::None, Value::None])?)
    }

    /// `mean + std * z[i]` with standard normal `z`.
    #[inline]
    pub fn normal_op_with(mean: f64, std: f64, size: &[i64], generator: Option<&Generator>, dtype: Option<DType>, device: Option<Device>) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::random::normal_op(mean, std, size, generator, dtype, device);
        }
        Tensor::from_result(ops::through(&table::OPS[table::NORMAL], ops::Form::Plain, &smallvec![mean.into_value(), std.into_value(), size.into_value(), generator.into_value(), dtype.into_value(), device.into_value()])?)
    }

    /// `mean + std * z[i]` with standard normal `z`, in place.
    #[inline]
    pub fn normal_(&self) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::random_fill::normal_(self, 0.0, 1.0, None);
        }
        Tensor::from_result(ops::through(&table::OPS[table::NORMAL_], ops::Form::Plain, &smallvec![self.into_value(), 0.0.into_value(), 1.0.into_value(), Value::None])?)
    }

    /// `mean + std * z[i]` with standard normal `z`, in place.
    #[inline]
    pub fn normal_with_(&self, mean: f64, std: f64, generator: Option<&Generator>) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::random_fill::normal_(self, mean, std, generator);
        }
        Tensor::from_result(ops::through(&table::OPS[table::NORMAL_], ops::Form::Plain, &smallvec![self.into_value(), mean.into_value(), std.into_value(), generator.into_value()])?)
    }

    /// `out[…, k] = 1 if x[…] == k else 0`; `num_classes` is by default one more than the largest index.
    #[inline]
    pub fn one_hot(&self) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::mask::one_hot(self, -1);
        }
        Tensor::from_result(ops::through(&table::OPS[table::ONE_HOT], ops::Form::Plain, &smallvec![self.into_value(), (-1).into_value()])?)
    }

    /// `out[…, k] = 1 if x[…] == k else 0`; `num_classes` is by default one more than the largest index.
    #[inline]
    pub fn one_hot_with(&self, num_classes: i64) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::mask::one_hot(self, num_classes);
        }
        Tensor::from_result(ops::through(&table::OPS[table::ONE_HOT], ops::Form::Plain, &smallvec![self.into_value(), num_classes.into_value()])?)
    }

    /// `out[i…] = 1`.
    #[inline]
    pub fn ones_op(size: &[i64]) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::creation::ones_op(size, None, None);
        }
        Tensor::from_result(ops::through(&table::OPS[table::ONES], ops::Form::Plain, &smallvec![size.into_value(), Value::None, Value::None])?)
    }

    /// `out[i…] = 1`.
    #[inline]
    pub fn ones_op_with(size: &[i64], dtype: Option<DType>, device: Option<Device>) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::creation::ones_op(size, dtype, device);
        }
        Tensor::from_result(ops::through(&table::OPS[table::ONES], ops::Form::Plain, &smallvec![size.into_value(), dtype.into_value(), device.into_value()])?)
    }

    /// `out[i…] = 1`, in the shape of `input`.
    #[inline]
    pub fn ones_like(&self) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::creation::ones_like(self, None, None, MemoryFormat::Preserve);
        }
        Tensor::from_result(ops::through(&table::OPS[table::ONES_LIKE], ops::Form::Plain, &smallvec![self.into_value(), Value::None, Value::None, MemoryFormat::Preserve.into_value()])?)
    }

    /// `out[i…] = 1`, in the shape of `input`.
    #[inline]
    pub fn ones_like_with(&self, dtype: Option<DType>, device: Option<Device>, memory_format: MemoryFormat) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::creation::ones_like(self, dtype, device, memory_format);
        }
        Tensor::from_result(ops::through(&table::OPS[table::ONES_LIKE], ops::Form::Plain, &smallvec![self.into_value(), dtype.into_value(), device.into_value(), memory_format.into_value()])?)
    }

    /// The first columns of `H_1 H_2 …` with `H_i = I - tau[i] v_i v_i^H`, the `v_i` below the input's diagonal, as `geqrf` gives them.
    #[inline]
    pub fn orgqr(&self, input2: &Tensor) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::linalg::reflections::orgqr(self, input2);
        }
        Tensor::from_result(ops::through(&table::OPS[table::ORGQR], ops::Form::Plain, &smallvec![self.into_value(), input2.into_value()])?)
    }

    /// `Q @ other`, or `other @ Q` without `left`, for `Q = H_1 H_2 …`; `Q^H` with `transpose`.
    #[inline]
    pub fn ormqr(&self, tau: &Tensor, other: &Tensor) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::linalg::reflections::ormqr(self, tau, other, true, false);
        }
        Tensor::from_result(ops::through(&table::OPS[table::ORMQR], ops::Form::Plain, &smallvec![self.into_value(), tau.into_value(), other.into_value(), true.into_value(), false.into_value()])?)
    }

    /// `Q @ other`, or `other @ Q` without `left`, for `Q = H_1 H_2 …`; `Q^H` with `transpose`.
    #[inline]
    pub fn ormqr_with(&self, tau: &Tensor, other: &Tensor, left: bool, transpose: bool) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::linalg::reflections::ormqr(self, tau, other, left, transpose);
        }
        Tensor::from_result(ops::through(&table::OPS[table::ORMQR], ops::Form::Plain, &smallvec![self.into_value(), tau.into_value(), other.into_value(), left.into_value(), transpose.into_value()])?)
    }

    /// `out[i][j] = x[i] * y[j]`.
    #[inline]
    pub fn outer(&self, vec2: &Tensor) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::product::outer(self, vec2);
        }
        Tensor::from_result(ops::through(&table::OPS[table::OUTER], ops::Form::Plain, &smallvec![self.into_value(), vec2.into_value()])?)
    }

    /// `out[i] = x[i - before]`; outside `value` (`constant`, by default 0), `x` mirrored at the edge (`reflect`), the edge (`replicate`) or
    /// the other end (`circular`). `pad` holds (before, after) from the last dimension on.
    #[inline]
    pub fn pad(&self, pad: &[i64]) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::pad::pad(self, pad, "constant", None);
        }
        Tensor::from_result(ops::through(&table::OPS[table::PAD], ops::Form::Plain, &smallvec![self.into_value(), pad.into_value(), "constant".into_value(), Value::None])?)
    }

    /// `out[i] = x[i - before]`; outside `value` (`constant`, by default 0), `x` mirrored at the edge (`reflect`), the edge (`replicate`) or
    /// the other end (`circular`). `pad` holds (before, after) from the last dimension on.
    #[inline]
    pub fn pad_with(&self, pad: &[i64], mode: &str, value: Option<f64>) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::pad::pad(self, pad, mode, value);
        }
        Tensor::from_result(ops::through(&table::OPS[table::PAD], ops::Form::Plain, &smallvec![self.into_value(), pad.into_value(), mode.into_value(), value.into_value()])?)
    }

    /// `|x1 - x2 + eps|_p` over the last dimension.
    #[inline]
    pub fn pairwise_distance(&self, x2: &Tensor) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::loss_margin::pairwise_distance(self, x2, 2.0, 1e-06, false);
        }
        Tensor::from_result(ops::through(&table::OPS[table::PAIRWISE_DISTANCE], ops::Form::Plain, &smallvec![self.into_value(), x2.into_value(), 2.0.into_value(), 1e-06.into_value(), false.into_value()])?)
    }

    /// `|x1 - x2 + eps|_p` over the last dimension.
    #[inline]
    pub fn pairwise_distance_with(&self, x2: &Tensor, p: f64, eps: f64, keepdim: bool) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::loss_margin::pairwise_distance(self, x2, p, eps, keepdim);
        }
        Tensor::from_result(ops::through(&table::OPS[table::PAIRWISE_DISTANCE], ops::Form::Plain, &smallvec![self.into_value(), x2.into_value(), p.into_value(), eps.into_value(), keepdim.into_value()])?)
    }

    /// `|x[i] - x[j]|_p` for all `i < j`: first with second, first with third, …
    #[inline]
    pub fn pdist(&self) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::pdist::pdist(self, 2.0);
        }
        Tensor::from_result(ops::through(&table::OPS[table::PDIST], ops::Form::Plain, &smallvec![self.into_value(), 2.0.into_value()])?)
    }

    /// `|x[i] - x[j]|_p` for all `i < j`: first with second, first with third, …
    #[inline]
    pub fn pdist_with(&self, p: f64) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::pdist::pdist(self, p);
        }
        Tensor::from_result(ops::through(&table::OPS[table::PDIST], ops::Form::Plain, &smallvec![self.into_value(), p.into_value()])?)
    }

    /// `out[i[dims[0]], i[dims[1]], …] = x[i]`, as a view.
    #[inline]
    pub fn permute(&self, dims: &[i64]) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::view::permute(self, dims);
        }
        Tensor::from_result(ops::through(&table::OPS[table::PERMUTE], ops::Form::Plain, &smallvec![self.into_value(), dims.into_value()])?)
    }

    /// `out[i[dims[0]], i[dims[1]], …] = x[i]`, in memory of its own.
    #[inline]
    pub fn permute_copy(&self, dims: &[i64]) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::copies::permute_copy(self, dims);
        }
        Tensor::from_result(ops::through(&table::OPS[table::PERMUTE_COPY], ops::Form::Plain, &smallvec![self.into_value(), dims.into_value()])?)
    }

    /// `V diag(1 / s) U^H` of `A = U diag(s) V^H`, where singular values up to `rcond * largest` count as zero.
    #[inline]
    pub fn pinverse(&self) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::linalg::pinv::pinverse(self, 1e-15);
        }
        Tensor::from_result(ops::through(&table::OPS[table::PINVERSE], ops::Form::Plain, &smallvec![self.into_value(), 1e-15.into_value()])?)
    }

    /// `V diag(1 / s) U^H` of `A = U diag(s) V^H`, where singular values up to `rcond * largest` count as zero.
    #[inline]
    pub fn pinverse_with(&self, rcond: f64) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::linalg::pinv::pinverse(self, rcond);
        }
        Tensor::from_result(ops::through(&table::OPS[table::PINVERSE], ops::Form::Plain, &smallvec![self.into_value(), rcond.into_value()])?)
    }

    /// `out[…, c, y * r + i, x * r + j] = in[…, c * r^2 + i * r + j, y, x]`.
    #[inline]
    pub fn pixel_shuffle(&self, upscale_factor: i64) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::pixel::pixel_shuffle(self, upscale_factor);
        }
        Tensor::from_result(ops::through(&table::OPS[table::PIXEL_SHUFFLE], ops::Form::Plain, &smallvec![self.into_value(), upscale_factor.into_value()])?)
    }

    /// `out[…, c * r^2 + i * r + j, y, x] = in[…, c, y * r + i, x * r + j]`.
    #[inline]
    pub fn pixel_unshuffle(&self, downscale_factor: i64) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::pixel::pixel_unshuffle(self, downscale_factor);
        }
        Tensor::from_result(ops::through(&table::OPS[table::PIXEL_UNSHUFFLE], ops::Form::Plain, &smallvec![self.into_value(), downscale_factor.into_value()])?)
    }

    /// `k` with probability `l^k exp(-l) / k!` for the rate `l = input[i]`.
    #[inline]
    pub fn poisson(&self) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::random::poisson(self, None);
        }
        Tensor::from_result(ops::through(&table::OPS[table::POISSON], ops::Form::Plain, &smallvec![self.into_value(), Value::None])?)
    }

    /// `k` with probability `l^k exp(-l) / k!` for the rate `l = input[i]`.
    #[inline]
    pub fn poisson_with(&self, generator: Option<&Generator>) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::random::poisson(self, generator);
        }
        Tensor::from_result(ops::through(&table::OPS[table::POISSON], ops::Form::Plain, &smallvec![self.into_value(), generator.into_value()])?)
    }

    /// `exp(x) - y * x`, or `x - y * log(x + eps)` without `log_input`; `full` adds Stirling's `y log(y) - y + log(2 pi y) / 2` where `y >
    /// 1`. `reduction` `'mean'` or `'sum'` of them, or `'none'`.
    #[inline]
    pub fn poisson_nll_loss(&self, target: &Tensor) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::loss::poisson_nll_loss(self, target, true, false, 1e-08, "mean");
        }
        Tensor::from_result(ops::through(&table::OPS[table::POISSON_NLL_LOSS], ops::Form::Plain, &smallvec![self.into_value(), target.into_value(), true.into_value(), false.into_value(), 1e-08.into_value(), "mean".into_value()])?)
    }

    /// `exp(x) - y * x`, or `x - y * log(x + eps)` without `log_input`; `full` adds Stirling's `y log(y) - y + log(2 pi y) / 2` where `y >
    /// 1`. `reduction` `'mean'` or `'sum'` of them, or `'none'`.
    #[inline]
    pub fn poisson_nll_loss_with(&self, target: &Tensor, log_input: bool, full: bool, eps: f64, reduction: &str) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::loss::poisson_nll_loss(self, target, log_input, full, eps, reduction);
        }
        Tensor::from_result(ops::through(&table::OPS[table::POISSON_NLL_LOSS], ops::Form::Plain, &smallvec![self.into_value(), target.into_value(), log_input.into_value(), full.into_value(), eps.into_value(), reduction.into_value()])?)
    }

    /// `abs * cos(angle) + i * abs * sin(angle)`, with the angle in radians.
    #[inline]
    pub fn polar(&self, angle: &Tensor) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::complex::polar(self, angle);
        }
        Tensor::from_result(ops::through(&table::OPS[table::POLAR], ops::Form::Plain, &smallvec![self.into_value(), angle.into_value()])?)
    }

    /// `d^n/dx^n digamma(x)`.
    #[inline]
    pub fn polygamma(n: i64, input: &Tensor) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::special::polygamma(n, input);
        }
        Tensor::from_result(ops::through(&table::OPS[table::POLYGAMMA], ops::Form::Plain, &smallvec![n.into_value(), input.into_value()])?)
    }

    /// `d^n/dx^n digamma(x)`.
    #[inline]
    pub fn polygamma_of(&self, n: i64) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::special::polygamma_of(self, n);
        }
        Tensor::from_result(ops::through(&table::OPS[table::POLYGAMMA_METHOD], ops::Form::Plain, &smallvec![self.into_value(), n.into_value()])?)
    }

    /// `d^n/dx^n digamma(x)`.
    #[inline]
    pub fn polygamma_of_(&self, n: i64) -> Result<Tensor> {
        if !modes::dispatching() {
            return dest::inplace("polygamma_", self, || ops::special::polygamma_of(self, n));
        }
        Tensor::from_result(ops::through(&table::OPS[table::POLYGAMMA_METHOD], ops::Form::Inplace, &smallvec![self.into_value(), n.into_value()])?)
    }

    /// `x` itself.
    #[inline]
    pub fn positive(&self) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::unary::positive(self);
        }
        Tensor::from_result(ops::through(&table::OPS[table::POSITIVE], ops::Form::Plain, &smallvec![self.into_value()])?)
    }

    /// `x ** exponent`.
    #[inline]
    pub fn pow<'a>(&self, exponent: impl Into<TensorOrScalar<'a>>) -> Result<Tensor> {
        let exponent = exponent.into();
        if !modes::dispatching() {
            return ops::arith::pow(self, exponent);
        }
        Tensor::from_result(ops::through(&table::OPS[table::POW], ops::Form::Plain, &smallvec![self.into_value(), exponent.into_value()])?)
    }

    /// `x ** exponent`.
    #[inline]
    pub fn pow_<'a>(&self, exponent: impl Into<TensorOrScalar<'a>>) -> Result<Tensor> {
        let exponent = exponent.into();
        if !modes::dispatching() {
            return dest::inplace("pow_", self, || ops::arith::pow(self, exponent));
        }
        Tensor::from_result(ops::through(&table::OPS[table::POW], ops::Form::Inplace, &smallvec![self.into_value(), exponent.into_value()])?)
    }

    /// `input ** exponent[i]`: a number to the powers in a tensor.
    #[inline]
    pub fn pow_scalar(input: Scalar, exponent: &Tensor) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::arith::pow_scalar(input, exponent);
        }
        Tensor::from_result(ops::through(&table::OPS[table::POW_SCALAR], ops::Form::Plain, &smallvec![input.into_value(), exponent.into_value()])?)
    }

    /// `x` where `x > 0`, else `weight * x`.
    #[inline]
    pub fn prelu(&self, weight: &Tensor) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::activation_functional::prelu(self, weight);
        }
        Tensor::from_result(ops::through(&table::OPS[table::PRELU], ops::Form::Plain, &smallvec![self.into_value(), weight.into_value()])?)
    }

    /// `x[0] * x[1] * …`; 1 without elements.
    #[inline]
    pub fn prod(&self) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::product::prod(self, None);
        }
        Tensor::from_result(ops::through(&table::OPS[table::PROD], ops::Form::Plain, &smallvec![self.into_value(), Value::None])?)
    }

    /// `x[0] * x[1] * …`; 1 without elements.
    #[inline]
    pub fn prod_with(&self, dtype: Option<DType>) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::product::prod(self, dtype);
        }
        Tensor::from_result(ops::through(&table::OPS[table::PROD], ops::Form::Plain, &smallvec![self.into_value(), dtype.into_value()])?)
    }

    /// `x[0] * x[1] * …` along `dim`; 1 over no elements.
    #[inline]
    pub fn prod_dim(&self, dim: i64) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::product::prod_dim(self, dim, false, None);
        }
        Tensor::from_result(ops::through(&table::OPS[table::PROD_DIM], ops::Form::Plain, &smallvec![self.into_value(), dim.into_value(), false.into_value(), Value::None])?)
    }

    /// `x[0] * x[1] * …` along `dim`; 1 over no elements.
    #[inline]
    pub fn prod_dim_with(&self, dim: i64, keepdim: bool, dtype: Option<DType>) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::product::prod_dim(self, dim, keepdim, dtype);
        }
        Tensor::from_result(ops::through(&table::OPS[table::PROD_DIM], ops::Form::Plain, &smallvec![self.into_value(), dim.into_value(), keepdim.into_value(), dtype.into_value()])?)
    }

    /// As `roi_align`, the cell `(i, j)` of channel `c` from channel `(c * pooled_height + i) * pooled_width + j` of the input; and those
    /// channels.
    #[inline]
    pub fn ps_roi_align(&self, rois: &Tensor, spatial_scale: f64, pooled_height: i64, pooled_width: i64, sampling_ratio: i64) -> Result<(Tensor, Tensor)> {
        if !modes::dispatching() {
            return ops::roi::ps_roi_align(self, rois, spatial_scale, pooled_height, pooled_width, sampling_ratio);
        }
        <(Tensor, Tensor)>::from_result(ops::through(&table::OPS[table::PS_ROI_ALIGN], ops::Form::Plain, &smallvec![self.into_value(), rois.into_value(), spatial_scale.into_value(), pooled_height.into_value(), pooled_width.into_value(), sampling_ratio.into_value()])?)
    }

    /// The mean of each cell of the boxes, the cell `(i, j)` of channel `c` from channel `(c * pooled_height + i) * pooled_width + j` of the
    /// input; and those channels.
    #[inline]
    pub fn ps_roi_pool(&self, rois: &Tensor, spatial_scale: f64, pooled_height: i64, pooled_width: i64) -> Result<(Tensor, Tensor)> {
        if !modes::dispatching() {
            return ops::roi::ps_roi_pool(self, rois, spatial_scale, pooled_height, pooled_width);
        }
        <(Tensor, Tensor)>::from_result(ops::through(&table::OPS[table::PS_ROI_POOL], ops::Form::Plain, &smallvec![self.into_value(), rois.into_value(), spatial_scale.into_value(), pooled_height.into_value(), pooled_width.into_value()])?)
    }

    /// `d/dx log(Gamma(x))`; infinite at 0, NaN at negative integers.
    #[inline]
    pub fn psi(&self) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::special::psi(self);
        }
        Tensor::from_result(ops::through(&table::OPS[table::PSI], ops::Form::Plain, &smallvec![self.into_value()])?)
    }

    /// A copy of `x` after `x.flatten()[index[i]] = source[i]`, or `+=` with `accumulate`.
    #[inline]
    pub fn put(&self, index: &Tensor, source: &Tensor) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::index_more::put(self, index, source, false);
        }
        Tensor::from_result(ops::through(&table::OPS[table::PUT], ops::Form::Plain, &smallvec![self.into_value(), index.into_value(), source.into_value(), false.into_value()])?)
    }

    /// A copy of `x` after `x.flatten()[index[i]] = source[i]`, or `+=` with `accumulate`.
    #[inline]
    pub fn put_with(&self, index: &Tensor, source: &Tensor, accumulate: bool) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::index_more::put(self, index, source, accumulate);
        }
        Tensor::from_result(ops::through(&table::OPS[table::PUT], ops::Form::Plain, &smallvec![self.into_value(), index.into_value(), source.into_value(), accumulate.into_value()])?)
    }

    /// A copy of `x` after `x.flatten()[index[i]] = source[i]`, or `+=` with `accumulate`.
    #[inline]
    pub fn put_(&self, index: &Tensor, source: &Tensor) -> Result<Tensor> {
        if !modes::dispatching() {
            return dest::inplace("put_", self, || ops::index_more::put(self, index, source, false));
        }
        Tensor::from_result(ops::through(&table::OPS[table::PUT], ops::Form::Inplace, &smallvec![self.into_value(), index.into_value(), source.into_value(), false.into_value()])?)
    }

    /// A copy of `x` after `x.flatten()[index[i]] = source[i]`, or `+=` with `accumulate`.
    #[inline]
    pub fn put_with_(&self, index: &Tensor, source: &Tensor, accumulate: bool) -> Result<Tensor> {
        if !modes::dispatching() {
            return dest::inplace("put_", self, || ops::index_more::put(self, index, source, accumulate));
        }
        Tensor::from_result(ops::through(&table::OPS[table::PUT], ops::Form::Inplace, &smallvec![self.into_value(), index.into_value(), source.into_value(), accumulate.into_value()])?)
    }

    /// `A = Q @ R` as `linalg.qr`: reduced, or complete without `some`.
    #[inline]
    pub fn qr(&self) -> Result<(Tensor, Tensor)> {
        if !modes::dispatching() {
            return ops::linalg::qr::qr(self, true);
        }
        <(Tensor, Tensor)>::from_result(ops::through(&table::OPS[table::QR], ops::Form::Plain, &smallvec![self.into_value(), true.into_value()])?)
    }

    /// `A = Q @ R` as `linalg.qr`: reduced, or complete without `some`.
    #[inline]
    pub fn qr_with(&self, some: bool) -> Result<(Tensor, Tensor)> {
        if !modes::dispatching() {
            return ops::linalg::qr::qr(self, some);
        }
        <(Tensor, Tensor)>::from_result(ops::through(&table::OPS[table::QR], ops::Form::Plain, &smallvec![self.into_value(), some.into_value()])?)
    }

    /// `x[k] + (h - k) * (x[k + 1] - x[k])` in the sorted `x` along `dim`, at `h = q * (n - 1)` and `k = floor(h)`; NaN if there is one.
    /// `interpolation` takes `lower`, `higher`, `midpoint` or `nearest` instead.
    #[inline]
    pub fn quantile_scalar(&self, q: f64) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::order_stats::quantile_scalar(self, q, None, false, "linear");
        }
        Tensor::from_result(ops::through(&table::OPS[table::QUANTILE_SCALAR], ops::Form::Plain, &smallvec![self.into_value(), q.into_value(), Value::None, false.into_value(), "linear".into_value()])?)
    }

    /// `x[k] + (h - k) * (x[k + 1] - x[k])` in the sorted `x` along `dim`, at `h = q * (n - 1)` and `k = floor(h)`; NaN if there is one.
    /// `interpolation` takes `lower`, `higher`, `midpoint` or `nearest` instead.
    #[inline]
    pub fn quantile_scalar_with(&self, q: f64, dim: Option<i64>, keepdim: bool, interpolation: &str) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::order_stats::quantile_scalar(self, q, dim, keepdim, interpolation);
        }
        Tensor::from_result(ops::through(&table::OPS[table::QUANTILE_SCALAR], ops::Form::Plain, &smallvec![self.into_value(), q.into_value(), dim.into_value(), keepdim.into_value(), interpolation.into_value()])?)
    }

    /// `x[k] + (h - k) * (x[k + 1] - x[k])` in the sorted `x` along `dim`, at `h = q * (n - 1)` and `k = floor(h)`; NaN if there is one.
    /// `interpolation` takes `lower`, `higher`, `midpoint` or `nearest` instead.
    #[inline]
    pub fn quantile(&self, q: &Tensor) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::order_stats::quantile(self, q, None, false, "linear");
        }
        Tensor::from_result(ops::through(&table::OPS[table::QUANTILE], ops::Form::Plain, &smallvec![self.into_value(), q.into_value(), Value::None, false.into_value(), "linear".into_value()])?)
    }

    /// `x[k] + (h - k) * (x[k + 1] - x[k])` in the sorted `x` along `dim`, at `h = q * (n - 1)` and `k = floor(h)`; NaN if there is one.
    /// `interpolation` takes `lower`, `higher`, `midpoint` or `nearest` instead.
    #[inline]
    pub fn quantile_with(&self, q: &Tensor, dim: Option<i64>, keepdim: bool, interpolation: &str) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::order_stats::quantile(self, q, dim, keepdim, interpolation);
        }
        Tensor::from_result(ops::through(&table::OPS[table::QUANTILE], ops::Form::Plain, &smallvec![self.into_value(), q.into_value(), dim.into_value(), keepdim.into_value(), interpolation.into_value()])?)
    }

    /// `x * 180 / pi`.
    #[inline]
    pub fn rad2deg(&self) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::trig::rad2deg(self);
        }
        Tensor::from_result(ops::through(&table::OPS[table::RAD2DEG], ops::Form::Plain, &smallvec![self.into_value()])?)
    }

    /// `x * 180 / pi`.
    #[inline]
    pub fn rad2deg_(&self) -> Result<Tensor> {
        if !modes::dispatching() {
            return dest::inplace("rad2deg_", self, || ops::trig::rad2deg(self));
        }
        Tensor::from_result(ops::through(&table::OPS[table::RAD2DEG], ops::Form::Inplace, &smallvec![self.into_value()])?)
    }

    /// Uniform numbers in [0, 1).
    #[inline]
    pub fn rand_op(size: &[i64]) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::random::rand_op(size, None, None, None);
        }
        Tensor::from_result(ops::through(&table::OPS[table::RAND], ops::Form::Plain, &smallvec![size.into_value(), Value::None, Value::None, Value::None])?)
    }

    /// Uniform numbers in [0, 1).
    #[inline]
    pub fn rand_op_with(size: &[i64], generator: Option<&Generator>, dtype: Option<DType>, device: Option<Device>) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::random::rand_op(size, generator, dtype, device);
        }
        Tensor::from_result(ops::through(&table::OPS[table::RAND], ops::Form::Plain, &smallvec![size.into_value(), generator.into_value(), dtype.into_value(), device.into_value()])?)
    }

    /// Uniform numbers in [0, 1).
    #[inline]
    pub fn rand_like(&self) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::random::rand_like(self, None, None, MemoryFormat::Preserve, None);
        }
        Tensor::from_result(ops::through(&table::OPS[table::RAND_LIKE], ops::Form::Plain, &smallvec![self.into_value(), Value::None, Value::None, MemoryFormat::Preserve.into_value(), Value::None])?)
    }

    /// Uniform numbers in [0, 1).
    #[inline]
    pub fn rand_like_with(&self, dtype: Option<DType>, device: Option<Device>, memory_format: MemoryFormat, generator: Option<&Generator>) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::random::rand_like(self, dtype, device, memory_format, generator);
        }
        Tensor::from_result(ops::through(&table::OPS[table::RAND_LIKE], ops::Form::Plain, &smallvec![self.into_value(), dtype.into_value(), device.into_value(), memory_format.into_value(), generator.into_value()])?)
    }

    /// Uniform integers `i` with `low <= i < high` (`low` is 0 by default).
    #[inline]
    pub fn randint_low(low: i64, high: i64, size: &[i64]) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::random::randint_low(low, high, size, None, None, None);
        }
        Tensor::from_result(ops::through(&table::OPS[table::RANDINT_LOW], ops::Form::Plain, &smallvec![low.into_value(), high.into_value(), size.into_value(), Value::None, Value::None, Value::None])?)
    }

    /// Uniform integers `i` with `low <= i < high` (`low` is 0 by default).
    #[inline]
    pub fn randint_low_with(low: i64, high: i64, size: &[i64], generator: Option<&Generator>, dtype: Option<DType>, device: Option<Device>) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::random::randint_low(low, high, size, generator, dtype, device);
        }
        Tensor::from_result(ops::through(&table::OPS[table::RANDINT_LOW], ops::Form::Plain, &smallvec![low.into_value(), high.into_value(), size.into_value(), generator.into_value(), dtype.into_value(), device.into_value()])?)
    }

    /// Uniform integers `i` with `low <= i < high` (`low` is 0 by default).
    #[inline]
    pub fn randint_high(high: i64, size: &[i64]) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::random::randint_high(high, size, None, None, None);
        }
        Tensor::from_result(ops::through(&table::OPS[table::RANDINT], ops::Form::Plain, &smallvec![high.into_value(), size.into_value(), Value::None, Value::None, Value::None])?)
    }

    /// Uniform integers `i` with `low <= i < high` (`low` is 0 by default).
    #[inline]
    pub fn randint_high_with(high: i64, size: &[i64], generator: Option<&Generator>, dtype: Option<DType>, device: Option<Device>) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::random::randint_high(high, size, generator, dtype, device);
        }
        Tensor::from_result(ops::through(&table::OPS[table::RANDINT], ops::Form::Plain, &smallvec![high.into_value(), size.into_value(), generator.into_value(), dtype.into_value(), device.into_value()])?)
    }

    /// Uniform integers `i` with `low <= i < high` (`low` is 0 by default), in the shape and dtype of `input`.
    #[inline]
    pub fn randint_like_low(&self, low: i64, high: i64) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::random::randint_like_low(self, low, high, None, None, MemoryFormat::Preserve, None);
        }
        Tensor::from_result(ops::through(&table::OPS[table::RANDINT_LIKE_LOW], ops::Form::Plain, &smallvec![self.into_value(), low.into_value(), high.into_value(), Value::None, Value::None, MemoryFormat::Preserve.into_value(), Value::None])?)
    }

    /// Uniform integers `i` with `low <= i < high` (`low` is 0 by default), in the shape and dtype of `input`.
    #[inline]
    pub fn randint_like_low_with(&self, low: i64, high: i64, dtype: Option<DType>, device: Option<Device>, memory_format: MemoryFormat, generator: Option<&Generator>) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::random::randint_like_low(self, low, high, dtype, device, memory_format, generator);
        }
        Tensor::from_result(ops::through(&table::OPS[table::RANDINT_LIKE_LOW], ops::Form::Plain, &smallvec![self.into_value(), low.into_value(), high.into_value(), dtype.into_value(), device.into_value(), memory_format.into_value(), generator.into_value()])?)
    }

    /// Uniform integers `i` with `low <= i < high` (`low` is 0 by default), in the shape and dtype of `input`.
    #[inline]
    pub fn randint_like(&self, high: i64) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::random::randint_like(self, high, None, None, MemoryFormat::Preserve, None);
        }
        Tensor::from_result(ops::through(&table::OPS[table::RANDINT_LIKE], ops::Form::Plain, &smallvec![self.into_value(), high.into_value(), Value::None, Value::None, MemoryFormat::Preserve.into_value(), Value::None])?)
    }

    /// Uniform integers `i` with `low <= i < high` (`low` is 0 by default), in the shape and dtype of `input`.
    #[inline]
    pub fn randint_like_with(&self, high: i64, dtype: Option<DType>, device: Option<Device>, memory_format: MemoryFormat, generator: Option<&Generator>) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::random::randint_like(self, high, dtype, device, memory_format, generator);
        }
        Tensor::from_result(ops::through(&table::OPS[table::RANDINT_LIKE], ops::Form::Plain, &smallvec![self.into_value(), high.into_value(), dtype.into_value(), device.into_value(), memory_format.into_value(), generator.into_value()])?)
    }

    /// `z[i]`, standard normal numbers: mean 0, variance 1 (complex ones half of it in each part).
    #[inline]
    pub fn randn_op(size: &[i64]) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::random::randn_op(size, None, None, None);
        }
        Tensor::from_result(ops::through(&table::OPS[table::RANDN], ops::Form::Plain, &smallvec![size.into_value(), Value::None, Value::None, Value::None])?)
    }

    /// `z[i]`, standard normal numbers: mean 0, variance 1 (complex ones half of it in each part).
    #[inline]
    pub fn randn_op_with(size: &[i64], generator: Option<&Generator>, dtype: Option<DType>, device: Option<Device>) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::random::randn_op(size, generator, dtype, device);
        }
        Tensor::from_result(ops::through(&table::OPS[table::RANDN], ops::Form::Plain, &smallvec![size.into_value(), generator.into_value(), dtype.into_value(), device.into_value()])?)
    }

    /// `z[i]`, standard normal numbers: mean 0, variance 1 (complex ones half of it in each part).
    #[inline]
    pub fn randn_like(&self) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::random::randn_like(self, None, None, MemoryFormat::Preserve, None);
        }
        Tensor::from_result(ops::through(&table::OPS[table::RANDN_LIKE], ops::Form::Plain, &smallvec![self.into_value(), Value::None, Value::None, MemoryFormat::Preserve.into_value(), Value::None])?)
    }

    /// `z[i]`, standard normal numbers: mean 0, variance 1 (complex ones half of it in each part).
    #[inline]
    pub fn randn_like_with(&self, dtype: Option<DType>, device: Option<Device>, memory_format: MemoryFormat, generator: Option<&Generator>) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::random::randn_like(self, dtype, device, memory_format, generator);
        }
        Tensor::from_result(ops::through(&table::OPS[table::RANDN_LIKE], ops::Form::Plain, &smallvec![self.into_value(), dtype.into_value(), device.into_value(), memory_format.into_value(), generator.into_value()])?)
    }

    /// Uniform integers `i` with `from <= i < to` (up to the dtype's largest when `to` is `None`), in place.
    #[inline]
    pub fn random_from_(&self, from: i64, to: Option<i64>) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::random_fill::random_from_(self, from, to, None);
        }
        Tensor::from_result(ops::through(&table::OPS[table::RANDOM__FROM_], ops::Form::Plain, &smallvec![self.into_value(), from.into_value(), to.into_value(), Value::None])?)
    }

    /// Uniform integers `i` with `from <= i < to` (up to the dtype's largest when `to` is `None`), in place.
    #[inline]
    pub fn random_from_with_(&self, from: i64, to: Option<i64>, generator: Option<&Generator>) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::random_fill::random_from_(self, from, to, generator);
        }
        Tensor::from_result(ops::through(&table::OPS[table::RANDOM__FROM_], ops::Form::Plain, &smallvec![self.into_value(), from.into_value(), to.into_value(), generator.into_value()])?)
    }

    /// Uniform integers `i` with `0 <= i < to`, in place.
    #[inline]
    pub fn random_to_(&self, to: i64) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::random_fill::random_to_(self, to, None);
        }
        Tensor::from_result(ops::through(&table::OPS[table::RANDOM__TO_], ops::Form::Plain, &smallvec![self.into_value(), to.into_value(), Value::None])?)
    }

    /// Uniform integers `i` with `0 <= i < to`, in place.
    #[inline]
    pub fn random_to_with_(&self, to: i64, generator: Option<&Generator>) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::random_fill::random_to_(self, to, generator);
        }
        Tensor::from_result(ops::through(&table::OPS[table::RANDOM__TO_], ops::Form::Plain, &smallvec![self.into_value(), to.into_value(), generator.into_value()])?)
    }

    /// Uniform integers from 0 to the dtype's largest (of floats: `2^digits`), in place.
    #[inline]
    pub fn random_(&self) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::random_fill::random_(self, None);
        }
        Tensor::from_result(ops::through(&table::OPS[table::RANDOM_], ops::Form::Plain, &smallvec![self.into_value(), Value::None])?)
    }

    /// Uniform integers from 0 to the dtype's largest (of floats: `2^digits`), in place.
    #[inline]
    pub fn random_with_(&self, generator: Option<&Generator>) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::random_fill::random_(self, generator);
        }
        Tensor::from_result(ops::through(&table::OPS[table::RANDOM_], ops::Form::Plain, &smallvec![self.into_value(), generator.into_value()])?)
    }

    /// `0, 1, …, n - 1` in random order, every order as likely.
    #[inline]
    pub fn randperm_op(n: i64) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::random::randperm_op(n, None, None, None);
        }
        Tensor::from_result(ops::through(&table::OPS[table::RANDPERM], ops::Form::Plain, &smallvec![n.into_value(), Value::None, Value::None, Value::None])?)
    }

    /// `0, 1, …, n - 1` in random order, every order as likely.
    #[inline]
    pub fn randperm_op_with(n: i64, generator: Option<&Generator>, dtype: Option<DType>, device: Option<Device>) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::random::randperm_op(n, generator, dtype, device);
        }
        Tensor::from_result(ops::through(&table::OPS[table::RANDPERM], ops::Form::Plain, &smallvec![n.into_value(), generator.into_value(), dtype.into_value(), device.into_value()])?)
    }

    /// `out[i] = start + i * step`, up to `end` included. `arange` is the usual form.
    #[inline]
    pub fn range() -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::creation_more::range(Scalar::Int(0), Scalar::Int(0), Scalar::Int(1), None, None);
        }
        Tensor::from_result(ops::through(&table::OPS[table::RANGE], ops::Form::Plain, &smallvec![Scalar::Int(0).into_value(), Scalar::Int(0).into_value(), Scalar::Int(1).into_value(), Value::None, Value::None])?)
    }

    /// `out[i] = start + i * step`, up to `end` included. `arange` is the usual form.
    #[inline]
    pub fn range_with(start: Scalar, end: Scalar, step: Scalar, dtype: Option<DType>, device: Option<Device>) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::creation_more::range(start, end, step, dtype, device);
        }
        Tensor::from_result(ops::through(&table::OPS[table::RANGE], ops::Form::Plain, &smallvec![start.into_value(), end.into_value(), step.into_value(), dtype.into_value(), device.into_value()])?)
    }

    /// `out[i] = x`'s `i`-th element in row-major order: a view where possible, else a copy.
    #[inline]
    pub fn ravel(&self) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::shape::ravel(self);
        }
        Tensor::from_result(ops::through(&table::OPS[table::RAVEL], ops::Form::Plain, &smallvec![self.into_value()])?)
    }

    /// The real part `re` of `re + i * im`, as a view; a real tensor itself.
    #[inline]
    pub fn real(&self) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::complex::real(self);
        }
        Tensor::from_result(ops::through(&table::OPS[table::REAL], ops::Form::Plain, &smallvec![self.into_value()])?)
    }

    /// `1 / x`.
    #[inline]
    pub fn reciprocal(&self) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::unary::reciprocal(self);
        }
        Tensor::from_result(ops::through(&table::OPS[table::RECIPROCAL], ops::Form::Plain, &smallvec![self.into_value()])?)
    }

    /// `1 / x`.
    #[inline]
    pub fn reciprocal_(&self) -> Result<Tensor> {
        if !modes::dispatching() {
            return dest::inplace("reciprocal_", self, || ops::unary::reciprocal(self));
        }
        Tensor::from_result(ops::through(&table::OPS[table::RECIPROCAL], ops::Form::Inplace, &smallvec![self.into_value()])?)
    }

    /// `max(x, 0)`.
    #[inline]
    pub fn relu_functional(&self) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::activation_functional::relu_functional(self, false);
        }
        Tensor::from_result(ops::through(&table::OPS[table::RELU_FUNCTIONAL], ops::Form::Plain, &smallvec![self.into_value(), false.into_value()])?)
    }

    /// `max(x, 0)`.
    #[inline]
    pub fn relu_functional_with(&self, inplace: bool) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::activation_functional::relu_functional(self, inplace);
        }
        Tensor::from_result(ops::through(&table::OPS[table::RELU_FUNCTIONAL], ops::Form::Plain, &smallvec![self.into_value(), inplace.into_value()])?)
    }

    /// `max(x, 0)`.
    #[inline]
    pub fn relu(&self) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::pointwise::relu(self);
        }
        Tensor::from_result(ops::through(&table::OPS[table::RELU], ops::Form::Plain, &smallvec![self.into_value()])?)
    }

    /// `max(x, 0)`.
    #[inline]
    pub fn relu_(&self) -> Result<Tensor> {
        if !modes::dispatching() {
            return dest::inplace("relu_", self, || ops::pointwise::relu(self));
        }
        Tensor::from_result(ops::through(&table::OPS[table::RELU], ops::Form::Inplace, &smallvec![self.into_value()])?)
    }

    /// `min(max(x, 0), 6)`.
    #[inline]
    pub fn relu6(&self) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::activation::relu6(self);
        }
        Tensor::from_result(ops::through(&table::OPS[table::RELU6], ops::Form::Plain, &smallvec![self.into_value()])?)
    }

    /// `min(max(x, 0), 6)`.
    #[inline]
    pub fn relu6_(&self) -> Result<Tensor> {
        if !modes::dispatching() {
            return dest::inplace("relu6_", self, || ops::activation::relu6(self));
        }
        Tensor::from_result(ops::through(&table::OPS[table::RELU6], ops::Form::Inplace, &smallvec![self.into_value()])?)
    }

    /// `min(max(x, 0), 6)`.
    #[inline]
    pub fn relu6_functional(&self) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::activation_functional::relu6_functional(self, false);
        }
        Tensor::from_result(ops::through(&table::OPS[table::RELU6_FUNCTIONAL], ops::Form::Plain, &smallvec![self.into_value(), false.into_value()])?)
    }

    /// `min(max(x, 0), 6)`.
    #[inline]
    pub fn relu6_functional_with(&self, inplace: bool) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::activation_functional::relu6_functional(self, inplace);
        }
        Tensor::from_result(ops::through(&table::OPS[table::RELU6_FUNCTIONAL], ops::Form::Plain, &smallvec![self.into_value(), inplace.into_value()])?)
    }

    /// `x - other * floor(x / other)`: the sign is the divisor's.
    #[inline]
    pub fn remainder<'a>(&self, other: impl Into<TensorOrScalar<'a>>) -> Result<Tensor> {
        let other = other.into();
        if !modes::dispatching() {
            return ops::arith::remainder(self, other);
        }
        Tensor::from_result(ops::through(&table::OPS[table::REMAINDER], ops::Form::Plain, &smallvec![self.into_value(), other.into_value()])?)
    }

    /// `x - other * floor(x / other)`: the sign is the divisor's.
    #[inline]
    pub fn remainder_<'a>(&self, other: impl Into<TensorOrScalar<'a>>) -> Result<Tensor> {
        let other = other.into();
        if !modes::dispatching() {
            return dest::inplace("remainder_", self, || ops::arith::remainder(self, other));
        }
        Tensor::from_result(ops::through(&table::OPS[table::REMAINDER], ops::Form::Inplace, &smallvec![self.into_value(), other.into_value()])?)
    }

    /// `x - other * floor(x / other)`: the sign is the divisor's.
    #[inline]
    pub fn remainder_scalar(input: Scalar, other: &Tensor) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::arith::remainder_scalar(input, other);
        }
        Tensor::from_result(ops::through(&table::OPS[table::REMAINDER_SCALAR], ops::Form::Plain, &smallvec![input.into_value(), other.into_value()])?)
    }

    /// `x[i] * min(1, maxnorm / (|x[i]|_p + 1e-7))` for each slice `i` along `dim` whose norm is above `maxnorm`, else `x[i]`.
    #[inline]
    pub fn renorm(&self, p: Scalar, dim: i64, maxnorm: Scalar) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::norms::renorm(self, p, dim, maxnorm);
        }
        Tensor::from_result(ops::through(&table::OPS[table::RENORM], ops::Form::Plain, &smallvec![self.into_value(), p.into_value(), dim.into_value(), maxnorm.into_value()])?)
    }

    /// `x[i] * min(1, maxnorm / (|x[i]|_p + 1e-7))` for each slice `i` along `dim` whose norm is above `maxnorm`, else `x[i]`.
    #[inline]
    pub fn renorm_(&self, p: Scalar, dim: i64, maxnorm: Scalar) -> Result<Tensor> {
        if !modes::dispatching() {
            return dest::inplace("renorm_", self, || ops::norms::renorm(self, p, dim, maxnorm));
        }
        Tensor::from_result(ops::through(&table::OPS[table::RENORM], ops::Form::Inplace, &smallvec![self.into_value(), p.into_value(), dim.into_value(), maxnorm.into_value()])?)
    }

    /// `out[i, j] = x[i % n, j % m]`: copies side by side, `repeats` times along each dimension.
    #[inline]
    pub fn repeat(&self, repeats: &[i64]) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::shape::repeat(self, repeats);
        }
        Tensor::from_result(ops::through(&table::OPS[table::REPEAT], ops::Form::Plain, &smallvec![self.into_value(), repeats.into_value()])?)
    }

    /// `out[i] = x[i // repeats]` along `dim`, or of the flattened tensor.
    #[inline]
    pub fn repeat_interleave(&self, repeats: i64) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::shape::repeat_interleave(self, repeats, None, None);
        }
        Tensor::from_result(ops::through(&table::OPS[table::REPEAT_INTERLEAVE], ops::Form::Plain, &smallvec![self.into_value(), repeats.into_value(), Value::None, Value::None])?)
    }

    /// `out[i] = x[i // repeats]` along `dim`, or of the flattened tensor.
    #[inline]
    pub fn repeat_interleave_with(&self, repeats: i64, dim: Option<i64>, output_size: Option<i64>) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::shape::repeat_interleave(self, repeats, dim, output_size);
        }
        Tensor::from_result(ops::through(&table::OPS[table::REPEAT_INTERLEAVE], ops::Form::Plain, &smallvec![self.into_value(), repeats.into_value(), dim.into_value(), output_size.into_value()])?)
    }

    /// `x[0]` `repeats[0]` times, then `x[1]` `repeats[1]` times, … along `dim`, or of the flattened tensor.
    #[inline]
    pub fn repeat_interleave_tensor(&self, repeats: &Tensor) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::shape::repeat_interleave_tensor(self, repeats, None, None);
        }
        Tensor::from_result(ops::through(&table::OPS[table::REPEAT_INTERLEAVE_TENSOR], ops::Form::Plain, &smallvec![self.into_value(), repeats.into_value(), Value::None, Value::None])?)
    }

    /// `x[0]` `repeats[0]` times, then `x[1]` `repeats[1]` times, … along `dim`, or of the flattened tensor.
    #[inline]
    pub fn repeat_interleave_tensor_with(&self, repeats: &Tensor, dim: Option<i64>, output_size: Option<i64>) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::shape::repeat_interleave_tensor(self, repeats, dim, output_size);
        }
        Tensor::from_result(ops::through(&table::OPS[table::REPEAT_INTERLEAVE_TENSOR], ops::Form::Plain, &smallvec![self.into_value(), repeats.into_value(), dim.into_value(), output_size.into_value()])?)
    }

    /// 0 `repeats[0]` times, 1 `repeats[1]` times, …
    #[inline]
    pub fn repeat_interleave_indices(&self) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::shape::repeat_interleave_indices(self, None);
        }
        Tensor::from_result(ops::through(&table::OPS[table::REPEAT_INTERLEAVE_INDICES], ops::Form::Plain, &smallvec![self.into_value(), Value::None])?)
    }

    /// 0 `repeats[0]` times, 1 `repeats[1]` times, …
    #[inline]
    pub fn repeat_interleave_indices_with(&self, output_size: Option<i64>) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::shape::repeat_interleave_indices(self, output_size);
        }
        Tensor::from_result(ops::through(&table::OPS[table::REPEAT_INTERLEAVE_INDICES], ops::Form::Plain, &smallvec![self.into_value(), output_size.into_value()])?)
    }

    /// `x`'s elements in row-major order under another shape: a view where possible, else a copy; one size may be -1.
    #[inline]
    pub fn reshape(&self, shape: &[i64]) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::view::reshape(self, shape);
        }
        Tensor::from_result(ops::through(&table::OPS[table::RESHAPE], ops::Form::Plain, &smallvec![self.into_value(), shape.into_value()])?)
    }

    /// `x`'s elements in row-major order in the shape of `other`: a view where possible, else a copy.
    #[inline]
    pub fn reshape_as(&self, other: &Tensor) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::shape::reshape_as(self, other);
        }
        Tensor::from_result(ops::through(&table::OPS[table::RESHAPE_AS], ops::Form::Plain, &smallvec![self.into_value(), other.into_value()])?)
    }

    /// `x` with a lazy conjugation applied: itself where there is none, else a copy.
    #[inline]
    pub fn resolve_conj(&self) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::view::resolve_conj(self);
        }
        Tensor::from_result(ops::through(&table::OPS[table::RESOLVE_CONJ], ops::Form::Plain, &smallvec![self.into_value()])?)
    }

    /// `x` with the sign of a `_neg_view` applied: itself where there is none, else a copy.
    #[inline]
    pub fn resolve_neg(&self) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::adjoint::resolve_neg(self);
        }
        Tensor::from_result(ops::through(&table::OPS[table::RESOLVE_NEG], ops::Form::Plain, &smallvec![self.into_value()])?)
    }

    /// The dtype that the two operands compute in: the wider of the higher kind (bool < integer < float < complex), where tensors with
    /// dimensions count before those without, and these before numbers.
    #[inline]
    pub fn result_type_op<'a>(tensor1: impl Into<TensorOrScalar<'a>>, tensor2: impl Into<TensorOrScalar<'a>>) -> Result<DType> {
        let tensor1 = tensor1.into();
        let tensor2 = tensor2.into();
        if !modes::dispatching() {
            return ops::creation::result_type_op(tensor1, tensor2);
        }
        DType::from_result(ops::through(&table::OPS[table::RESULT_TYPE], ops::Form::Plain, &smallvec![tensor1.into_value(), tensor2.into_value()])?)
    }

    /// `x / sqrt(mean(x^2) + eps) * weight` over the last dimensions, whose sizes are `normalized_shape`; `eps` is the dtype's own by
    /// default.
    #[inline]
    pub fn rms_norm(&self, normalized_shape: &[i64]) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::norm::rms_norm(self, normalized_shape, None, None);
        }
        Tensor::from_result(ops::through(&table::OPS[table::RMS_NORM], ops::Form::Plain, &smallvec![self.into_value(), normalized_shape.into_value(), Value::None, Value::None])?)
    }

    /// `x / sqrt(mean(x^2) + eps) * weight` over the last dimensions, whose sizes are `normalized_shape`; `eps` is the dtype's own by
    /// default.
    #[inline]
    pub fn rms_norm_with(&self, normalized_shape: &[i64], weight: Option<&Tensor>, eps: Option<f64>) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::norm::rms_norm(self, normalized_shape, weight, eps);
        }
        Tensor::from_result(ops::through(&table::OPS[table::RMS_NORM], ops::Form::Plain, &smallvec![self.into_value(), normalized_shape.into_value(), weight.into_value(), eps.into_value()])?)
    }

    /// `h' = max(0, W x + b + V h + c)` for each step, layer and direction: the last layer's outputs and the last states.
    #[inline]
    pub fn rnn_relu(&self, hx: &Tensor, params: &[Tensor], has_biases: bool, num_layers: i64, dropout: f64, train: bool, bidirectional: bool, batch_first: bool) -> Result<Value> {
        if !modes::dispatching() {
            return ops::rnn::rnn_relu(self, hx, params, has_biases, num_layers, dropout, train, bidirectional, batch_first);
        }
        Value::from_result(ops::through(&table::OPS[table::RNN_RELU], ops::Form::Plain, &smallvec![self.into_value(), hx.into_value(), params.into_value(), has_biases.into_value(), num_layers.into_value(), dropout.into_value(), train.into_value(), bidirectional.into_value(), batch_first.into_value()])?)
    }

    /// `rnn_relu` over packed rows: `batch_sizes[t]` rows at step t.
    #[inline]
    pub fn rnn_relu_data(&self, batch_sizes: &Tensor, hx: &Tensor, params: &[Tensor], has_biases: bool, num_layers: i64, dropout: f64, train: bool, bidirectional: bool) -> Result<Value> {
        if !modes::dispatching() {
            return ops::rnn::rnn_relu_data(self, batch_sizes, hx, params, has_biases, num_layers, dropout, train, bidirectional);
        }
        Value::from_result(ops::through(&table::OPS[table::RNN_RELU_DATA], ops::Form::Plain, &smallvec![self.into_value(), batch_sizes.into_value(), hx.into_value(), params.into_value(), has_biases.into_value(), num_layers.into_value(), dropout.into_value(), train.into_value(), bidirectional.into_value()])?)
    }

    /// `max(0, W x + b + V h + c)`.
    #[inline]
    pub fn rnn_relu_cell(&self, hx: &Tensor, w_ih: &Tensor, w_hh: &Tensor) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::rnn::rnn_relu_cell(self, hx, w_ih, w_hh, None, None);
        }
        Tensor::from_result(ops::through(&table::OPS[table::RNN_RELU_CELL], ops::Form::Plain, &smallvec![self.into_value(), hx.into_value(), w_ih.into_value(), w_hh.into_value(), Value::None, Value::None])?)
    }

    /// `max(0, W x + b + V h + c)`.
    #[inline]
    pub fn rnn_relu_cell_with(&self, hx: &Tensor, w_ih: &Tensor, w_hh: &Tensor, b_ih: Option<&Tensor>, b_hh: Option<&Tensor>) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::rnn::rnn_relu_cell(self, hx, w_ih, w_hh, b_ih, b_hh);
        }
        Tensor::from_result(ops::through(&table::OPS[table::RNN_RELU_CELL], ops::Form::Plain, &smallvec![self.into_value(), hx.into_value(), w_ih.into_value(), w_hh.into_value(), b_ih.into_value(), b_hh.into_value()])?)
    }

    /// `h' = tanh(W x + b + V h + c)` for each step, layer and direction: the last layer's outputs and the last states.
    #[inline]
    pub fn rnn_tanh(&self, hx: &Tensor, params: &[Tensor], has_biases: bool, num_layers: i64, dropout: f64, train: bool, bidirectional: bool, batch_first: bool) -> Result<Value> {
        if !modes::dispatching() {
            return ops::rnn::rnn_tanh(self, hx, params, has_biases, num_layers, dropout, train, bidirectional, batch_first);
        }
        Value::from_result(ops::through(&table::OPS[table::RNN_TANH], ops::Form::Plain, &smallvec![self.into_value(), hx.into_value(), params.into_value(), has_biases.into_value(), num_layers.into_value(), dropout.into_value(), train.into_value(), bidirectional.into_value(), batch_first.into_value()])?)
    }

    /// `rnn_tanh` over packed rows: `batch_sizes[t]` rows at step t.
    #[inline]
    pub fn rnn_tanh_data(&self, batch_sizes: &Tensor, hx: &Tensor, params: &[Tensor], has_biases: bool, num_layers: i64, dropout: f64, train: bool, bidirectional: bool) -> Result<Value> {
        if !modes::dispatching() {
            return ops::rnn::rnn_tanh_data(self, batch_sizes, hx, params, has_biases, num_layers, dropout, train, bidirectional);
        }
        Value::from_result(ops::through(&table::OPS[table::RNN_TANH_DATA], ops::Form::Plain, &smallvec![self.into_value(), batch_sizes.into_value(), hx.into_value(), params.into_value(), has_biases.into_value(), num_layers.into_value(), dropout.into_value(), train.into_value(), bidirectional.into_value()])?)
    }

    /// `tanh(W x + b + V h + c)`.
    #[inline]
    pub fn rnn_tanh_cell(&self, hx: &Tensor, w_ih: &Tensor, w_hh: &Tensor) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::rnn::rnn_tanh_cell(self, hx, w_ih, w_hh, None, None);
        }
        Tensor::from_result(ops::through(&table::OPS[table::RNN_TANH_CELL], ops::Form::Plain, &smallvec![self.into_value(), hx.into_value(), w_ih.into_value(), w_hh.into_value(), Value::None, Value::None])?)
    }

    /// `tanh(W x + b + V h + c)`.
    #[inline]
    pub fn rnn_tanh_cell_with(&self, hx: &Tensor, w_ih: &Tensor, w_hh: &Tensor, b_ih: Option<&Tensor>, b_hh: Option<&Tensor>) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::rnn::rnn_tanh_cell(self, hx, w_ih, w_hh, b_ih, b_hh);
        }
        Tensor::from_result(ops::through(&table::OPS[table::RNN_TANH_CELL], ops::Form::Plain, &smallvec![self.into_value(), hx.into_value(), w_ih.into_value(), w_hh.into_value(), b_ih.into_value(), b_hh.into_value()])?)
    }

    /// Each box (image, x1, y1, x2, y2) cut into `pooled_height` by `pooled_width` cells, and the mean of bilinear samples in each; with
    /// `aligned` shifted by half a pixel.
    #[inline]
    pub fn roi_align(&self, rois: &Tensor, spatial_scale: f64, pooled_height: i64, pooled_width: i64, sampling_ratio: i64, aligned: bool) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::roi::roi_align(self, rois, spatial_scale, pooled_height, pooled_width, sampling_ratio, aligned);
        }
        Tensor::from_result(ops::through(&table::OPS[table::ROI_ALIGN], ops::Form::Plain, &smallvec![self.into_value(), rois.into_value(), spatial_scale.into_value(), pooled_height.into_value(), pooled_width.into_value(), sampling_ratio.into_value(), aligned.into_value()])?)
    }

    /// The largest element of each cell of the boxes (image, x1, y1, x2, y2), and its place in the plane (-1 for an empty cell).
    #[inline]
    pub fn roi_pool(&self, rois: &Tensor, spatial_scale: f64, pooled_height: i64, pooled_width: i64) -> Result<(Tensor, Tensor)> {
        if !modes::dispatching() {
            return ops::roi::roi_pool(self, rois, spatial_scale, pooled_height, pooled_width);
        }
        <(Tensor, Tensor)>::from_result(ops::through(&table::OPS[table::ROI_POOL], ops::Form::Plain, &smallvec![self.into_value(), rois.into_value(), spatial_scale.into_value(), pooled_height.into_value(), pooled_width.into_value()])?)
    }

    /// `out[(i + shift) % n] = x[i]` along each of `dims`, or of the flattened tensor without.
    #[inline]
    pub fn roll(&self, shifts: &[i64]) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::rearrange::roll(self, shifts, &[]);
        }
        Tensor::from_result(ops::through(&table::OPS[table::ROLL], ops::Form::Plain, &smallvec![self.into_value(), shifts.into_value(), <&[i64] as IntoValue>::into_value(&[])])?)
    }

    /// `out[(i + shift) % n] = x[i]` along each of `dims`, or of the flattened tensor without.
    #[inline]
    pub fn roll_with(&self, shifts: &[i64], dims: &[i64]) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::rearrange::roll(self, shifts, dims);
        }
        Tensor::from_result(ops::through(&table::OPS[table::ROLL], ops::Form::Plain, &smallvec![self.into_value(), shifts.into_value(), dims.into_value()])?)
    }

    /// `out[i, j] = x[j, n - 1 - i]` over `dims`, `k` times: quarter turns from the first towards the second dimension.
    #[inline]
    pub fn rot90(&self) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::rearrange::rot90(self, 1, &[0, 1]);
        }
        Tensor::from_result(ops::through(&table::OPS[table::ROT90], ops::Form::Plain, &smallvec![self.into_value(), 1.into_value(), <&[i64] as IntoValue>::into_value(&[0, 1])])?)
    }

    /// `out[i, j] = x[j, n - 1 - i]` over `dims`, `k` times: quarter turns from the first towards the second dimension.
    #[inline]
    pub fn rot90_with(&self, k: i64, dims: &[i64]) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::rearrange::rot90(self, k, dims);
        }
        Tensor::from_result(ops::through(&table::OPS[table::ROT90], ops::Form::Plain, &smallvec![self.into_value(), k.into_value(), dims.into_value()])?)
    }

    /// `round(x * 10^decimals) / 10^decimals`, halves to the even neighbour.
    #[inline]
    pub fn round(&self) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::round::round(self, 0);
        }
        Tensor::from_result(ops::through(&table::OPS[table::ROUND], ops::Form::Plain, &smallvec![self.into_value(), 0.into_value()])?)
    }

    /// `round(x * 10^decimals) / 10^decimals`, halves to the even neighbour.
    #[inline]
    pub fn round_with(&self, decimals: i64) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::round::round(self, decimals);
        }
        Tensor::from_result(ops::through(&table::OPS[table::ROUND], ops::Form::Plain, &smallvec![self.into_value(), decimals.into_value()])?)
    }

    /// `round(x * 10^decimals) / 10^decimals`, halves to the even neighbour.
    #[inline]
    pub fn round_(&self) -> Result<Tensor> {
        if !modes::dispatching() {
            return dest::inplace("round_", self, || ops::round::round(self, 0));
        }
        Tensor::from_result(ops::through(&table::OPS[table::ROUND], ops::Form::Inplace, &smallvec![self.into_value(), 0.into_value()])?)
    }

    /// `round(x * 10^decimals) / 10^decimals`, halves to the even neighbour.
    #[inline]
    pub fn round_with_(&self, decimals: i64) -> Result<Tensor> {
        if !modes::dispatching() {
            return dest::inplace("round_", self, || ops::round::round(self, decimals));
        }
        Tensor::from_result(ops::through(&table::OPS[table::ROUND], ops::Form::Inplace, &smallvec![self.into_value(), decimals.into_value()])?)
    }

    /// `x` where `x >= 0`, else `a * x`: while training `a` is drawn from [lower, upper) for each element, otherwise it is their middle.
    #[inline]
    pub fn rrelu(&self) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::dropout::rrelu(self, Scalar::Float(0.125), Scalar::Float(0.3333333333333333), false, None);
        }
        Tensor::from_result(ops::through(&table::OPS[table::RRELU], ops::Form::Plain, &smallvec![self.into_value(), Scalar::Float(0.125).into_value(), Scalar::Float(0.3333333333333333).into_value(), false.into_value(), Value::None])?)
    }

    /// `x` where `x >= 0`, else `a * x`: while training `a` is drawn from [lower, upper) for each element, otherwise it is their middle.
    #[inline]
    pub fn rrelu_with(&self, lower: Scalar, upper: Scalar, training: bool, generator: Option<&Generator>) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::dropout::rrelu(self, lower, upper, training, generator);
        }
        Tensor::from_result(ops::through(&table::OPS[table::RRELU], ops::Form::Plain, &smallvec![self.into_value(), lower.into_value(), upper.into_value(), training.into_value(), generator.into_value()])?)
    }

    /// `x` where `x >= 0`, else `a * x`: while training `a` is drawn from [lower, upper) for each element, otherwise it is their middle.
    #[inline]
    pub fn rrelu_(&self) -> Result<Tensor> {
        if !modes::dispatching() {
            return dest::inplace("rrelu_", self, || ops::dropout::rrelu(self, Scalar::Float(0.125), Scalar::Float(0.3333333333333333), false, None));
        }
        Tensor::from_result(ops::through(&table::OPS[table::RRELU], ops::Form::Inplace, &smallvec![self.into_value(), Scalar::Float(0.125).into_value(), Scalar::Float(0.3333333333333333).into_value(), false.into_value(), Value::None])?)
    }

    /// `x` where `x >= 0`, else `a * x`: while training `a` is drawn from [lower, upper) for each element, otherwise it is their middle.
    #[inline]
    pub fn rrelu_with_(&self, lower: Scalar, upper: Scalar, training: bool, generator: Option<&Generator>) -> Result<Tensor> {
        if !modes::dispatching() {
            return dest::inplace("rrelu_", self, || ops::dropout::rrelu(self, lower, upper, training, generator));
        }
        Tensor::from_result(ops::through(&table::OPS[table::RRELU], ops::Form::Inplace, &smallvec![self.into_value(), lower.into_value(), upper.into_value(), training.into_value(), generator.into_value()])?)
    }

    /// `x` where `x >= 0`, else `a * x`: while training `a` is drawn from [lower, upper) for each element, otherwise it is their middle.
    #[inline]
    pub fn rrelu_functional(&self) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::dropout::rrelu_functional(self, 0.125, 0.3333333333333333, false, false);
        }
        Tensor::from_result(ops::through(&table::OPS[table::RRELU_FUNCTIONAL], ops::Form::Plain, &smallvec![self.into_value(), 0.125.into_value(), 0.3333333333333333.into_value(), false.into_value(), false.into_value()])?)
    }

    /// `x` where `x >= 0`, else `a * x`: while training `a` is drawn from [lower, upper) for each element, otherwise it is their middle.
    #[inline]
    pub fn rrelu_functional_with(&self, lower: f64, upper: f64, training: bool, inplace: bool) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::dropout::rrelu_functional(self, lower, upper, training, inplace);
        }
        Tensor::from_result(ops::through(&table::OPS[table::RRELU_FUNCTIONAL], ops::Form::Plain, &smallvec![self.into_value(), lower.into_value(), upper.into_value(), training.into_value(), inplace.into_value()])?)
    }

    /// `1 / sqrt(x)`; NaN for real `x < 0`.
    #[inline]
    pub fn rsqrt(&self) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::unary::rsqrt(self);
        }
        Tensor::from_result(ops::through(&table::OPS[table::RSQRT], ops::Form::Plain, &smallvec![self.into_value()])?)
    }

    /// `1 / sqrt(x)`; NaN for real `x < 0`.
    #[inline]
    pub fn rsqrt_(&self) -> Result<Tensor> {
        if !modes::dispatching() {
            return dest::inplace("rsqrt_", self, || ops::unary::rsqrt(self));
        }
        Tensor::from_result(ops::through(&table::OPS[table::RSQRT], ops::Form::Inplace, &smallvec![self.into_value()])?)
    }

    /// `other - alpha * x`.
    #[inline]
    pub fn rsub<'a>(&self, other: impl Into<TensorOrScalar<'a>>) -> Result<Tensor> {
        let other = other.into();
        if !modes::dispatching() {
            return ops::pointwise::rsub(self, other, Scalar::Int(1));
        }
        Tensor::from_result(ops::through(&table::OPS[table::RSUB], ops::Form::Plain, &smallvec![self.into_value(), other.into_value(), Scalar::Int(1).into_value()])?)
    }

    /// `other - alpha * x`.
    #[inline]
    pub fn rsub_with<'a>(&self, other: impl Into<TensorOrScalar<'a>>, alpha: Scalar) -> Result<Tensor> {
        let other = other.into();
        if !modes::dispatching() {
            return ops::pointwise::rsub(self, other, alpha);
        }
        Tensor::from_result(ops::through(&table::OPS[table::RSUB], ops::Form::Plain, &smallvec![self.into_value(), other.into_value(), alpha.into_value()])?)
    }

    /// `out[()] = s`: a tensor of one number, in the default dtype unless `dtype` is given.
    #[inline]
    pub fn scalar_tensor(s: Scalar) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::creation_more::scalar_tensor(s, None, None);
        }
        Tensor::from_result(ops::through(&table::OPS[table::SCALAR_TENSOR], ops::Form::Plain, &smallvec![s.into_value(), Value::None, Value::None])?)
    }

    /// `out[()] = s`: a tensor of one number, in the default dtype unless `dtype` is given.
    #[inline]
    pub fn scalar_tensor_with(s: Scalar, dtype: Option<DType>, device: Option<Device>) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::creation_more::scalar_tensor(s, dtype, device);
        }
        Tensor::from_result(ops::through(&table::OPS[table::SCALAR_TENSOR], ops::Form::Plain, &smallvec![s.into_value(), dtype.into_value(), device.into_value()])?)
    }

    /// `softmax(query @ key.mT * scale + mask) @ value`; `scale` is `1 / sqrt(E)` by default. A boolean mask allows where it is true;
    /// `is_causal` allows no later places. Rows that are allowed nothing are zero. Weights are dropped with probability `dropout_p`.
    #[inline]
    pub fn scaled_dot_product_attention(&self, key: &Tensor, value: &Tensor) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::attention::scaled_dot_product_attention(self, key, value, None, 0.0, false, None, false);
        }
        Tensor::from_result(ops::through(&table::OPS[table::SCALED_DOT_PRODUCT_ATTENTION], ops::Form::Plain, &smallvec![self.into_value(), key.into_value(), value.into_value(), Value::None, 0.0.into_value(), false.into_value(), Value::None, false.into_value()])?)
    }

    /// `softmax(query @ key.mT * scale + mask) @ value`; `scale` is `1 / sqrt(E)` by default. A boolean mask allows where it is true;
    /// `is_causal` allows no later places. Rows that are allowed nothing are zero. Weights are dropped with probability `dropout_p`.
    #[inline]
    pub fn scaled_dot_product_attention_with(&self, key: &Tensor, value: &Tensor, attn_mask: Option<&Tensor>, dropout_p: f64, is_causal: bool, scale: Option<f64>, enable_gqa: bool) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::attention::scaled_dot_product_attention(self, key, value, attn_mask, dropout_p, is_causal, scale, enable_gqa);
        }
        Tensor::from_result(ops::through(&table::OPS[table::SCALED_DOT_PRODUCT_ATTENTION], ops::Form::Plain, &smallvec![self.into_value(), key.into_value(), value.into_value(), attn_mask.into_value(), dropout_p.into_value(), is_causal.into_value(), scale.into_value(), enable_gqa.into_value()])?)
    }

    /// `exp(x) K0(x)`.
    #[inline]
    pub fn scaled_modified_bessel_k0(&self) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::bessel::scaled_modified_bessel_k0(self);
        }
        Tensor::from_result(ops::through(&table::OPS[table::SCALED_MODIFIED_BESSEL_K0], ops::Form::Plain, &smallvec![self.into_value()])?)
    }

    /// `exp(x) K1(x)`.
    #[inline]
    pub fn scaled_modified_bessel_k1(&self) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::bessel::scaled_modified_bessel_k1(self);
        }
        Tensor::from_result(ops::through(&table::OPS[table::SCALED_MODIFIED_BESSEL_K1], ops::Form::Plain, &smallvec![self.into_value()])?)
    }

    /// `out[index[i][j]][j] = src[i][j]` for `dim` 0, and so on, in a copy of `x` or in place.
    #[inline]
    pub fn scatter(&self, dim: i64, index: &Tensor, src: &Tensor) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::scatter::scatter(self, dim, index, src);
        }
        Tensor::from_result(ops::through(&table::OPS[table::SCATTER_SRC], ops::Form::Plain, &smallvec![self.into_value(), dim.into_value(), index.into_value(), src.into_value()])?)
    }

    /// `out[index[i][j]][j] = value` for `dim` 0, and so on, in a copy of `x` or in place.
    #[inline]
    pub fn scatter_value(&self, dim: i64, index: &Tensor, value: Scalar) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::scatter::scatter_value(self, dim, index, value);
        }
        Tensor::from_result(ops::through(&table::OPS[table::SCATTER_VALUE], ops::Form::Plain, &smallvec![self.into_value(), dim.into_value(), index.into_value(), value.into_value()])?)
    }

    /// `out[index[i][j]][j] += src[i][j]` (`'add'`) or `*=` (`'multiply'`) for `dim` 0, and so on, in a copy of `x` or in place.
    #[inline]
    pub fn scatter_combine(&self, dim: i64, index: &Tensor, src: &Tensor, reduce: &str) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::scatter::scatter_combine(self, dim, index, src, reduce);
        }
        Tensor::from_result(ops::through(&table::OPS[table::SCATTER_SRC_REDUCE], ops::Form::Plain, &smallvec![self.into_value(), dim.into_value(), index.into_value(), src.into_value(), reduce.into_value()])?)
    }

    /// `out[index[i][j]][j] += value` (`'add'`) or `*=` (`'multiply'`) for `dim` 0, and so on, in a copy of `x` or in place.
    #[inline]
    pub fn scatter_combine_value(&self, dim: i64, index: &Tensor, value: Scalar, reduce: &str) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::scatter::scatter_combine_value(self, dim, index, value, reduce);
        }
        Tensor::from_result(ops::through(&table::OPS[table::SCATTER_VALUE_REDUCE], ops::Form::Plain, &smallvec![self.into_value(), dim.into_value(), index.into_value(), value.into_value(), reduce.into_value()])?)
    }

    /// `out[index[i][j]][j] = src[i][j]` for `dim` 0, and so on, in a copy of `x` or in place.
    #[inline]
    pub fn scatter_(&self, dim: i64, index: &Tensor, src: &Tensor) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::scatter::scatter_(self, dim, index, src);
        }
        Tensor::from_result(ops::through(&table::OPS[table::SCATTER__SRC_], ops::Form::Plain, &smallvec![self.into_value(), dim.into_value(), index.into_value(), src.into_value()])?)
    }

    /// `out[index[i][j]][j] = value` for `dim` 0, and so on, in a copy of `x` or in place.
    #[inline]
    pub fn scatter_value_(&self, dim: i64, index: &Tensor, value: Scalar) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::scatter::scatter_value_(self, dim, index, value);
        }
        Tensor::from_result(ops::through(&table::OPS[table::SCATTER__VALUE_], ops::Form::Plain, &smallvec![self.into_value(), dim.into_value(), index.into_value(), value.into_value()])?)
    }

    /// `out[index[i][j]][j] += src[i][j]` (`'add'`) or `*=` (`'multiply'`) for `dim` 0, and so on, in a copy of `x` or in place.
    #[inline]
    pub fn scatter_combine_(&self, dim: i64, index: &Tensor, src: &Tensor, reduce: &str) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::scatter::scatter_combine_(self, dim, index, src, reduce);
        }
        Tensor::from_result(ops::through(&table::OPS[table::SCATTER__SRC_REDUCE_], ops::Form::Plain, &smallvec![self.into_value(), dim.into_value(), index.into_value(), src.into_value(), reduce.into_value()])?)
    }

    /// `out[index[i][j]][j] += value` (`'add'`) or `*=` (`'multiply'`) for `dim` 0, and so on, in a copy of `x` or in place.
    #[inline]
    pub fn scatter_combine_value_(&self, dim: i64, index: &Tensor, value: Scalar, reduce: &str) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::scatter::scatter_combine_value_(self, dim, index, value, reduce);
        }
        Tensor::from_result(ops::through(&table::OPS[table::SCATTER__VALUE_REDUCE_], ops::Form::Plain, &smallvec![self.into_value(), dim.into_value(), index.into_value(), value.into_value(), reduce.into_value()])?)
    }

    /// `out[index[i][j]][j] += src[i][j]` for `dim` 0, and so on, in a copy of `x` or in place.
    #[inline]
    pub fn scatter_add(&self, dim: i64, index: &Tensor, src: &Tensor) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::scatter::scatter_add(self, dim, index, src);
        }
        Tensor::from_result(ops::through(&table::OPS[table::SCATTER_ADD], ops::Form::Plain, &smallvec![self.into_value(), dim.into_value(), index.into_value(), src.into_value()])?)
    }

    /// `out[index[i][j]][j] += src[i][j]` for `dim` 0, and so on, in a copy of `x` or in place.
    #[inline]
    pub fn scatter_add_(&self, dim: i64, index: &Tensor, src: &Tensor) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::scatter::scatter_add_(self, dim, index, src);
        }
        Tensor::from_result(ops::through(&table::OPS[table::SCATTER_ADD_], ops::Form::Plain, &smallvec![self.into_value(), dim.into_value(), index.into_value(), src.into_value()])?)
    }

    /// `out[index[i][j]][j] = reduce` (`'sum'`, `'prod'`, `'mean'`, `'amax'` or `'amin'`) of all `src[i][j]` that meet there, for `dim` 0,
    /// and so on; with what `input` has there only if `include_self`.
    #[inline]
    pub fn scatter_reduce(&self, dim: i64, index: &Tensor, src: &Tensor, reduce: &str) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::scatter_reduce::scatter_reduce(self, dim, index, src, reduce, true);
        }
        Tensor::from_result(ops::through(&table::OPS[table::SCATTER_REDUCE], ops::Form::Plain, &smallvec![self.into_value(), dim.into_value(), index.into_value(), src.into_value(), reduce.into_value(), true.into_value()])?)
    }

    /// `out[index[i][j]][j] = reduce` (`'sum'`, `'prod'`, `'mean'`, `'amax'` or `'amin'`) of all `src[i][j]` that meet there, for `dim` 0,
    /// and so on; with what `input` has there only if `include_self`.
    #[inline]
    pub fn scatter_reduce_with(&self, dim: i64, index: &Tensor, src: &Tensor, reduce: &str, include_self: bool) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::scatter_reduce::scatter_reduce(self, dim, index, src, reduce, include_self);
        }
        Tensor::from_result(ops::through(&table::OPS[table::SCATTER_REDUCE], ops::Form::Plain, &smallvec![self.into_value(), dim.into_value(), index.into_value(), src.into_value(), reduce.into_value(), include_self.into_value()])?)
    }

    /// `out[index[i][j]][j] = reduce` (`'sum'`, `'prod'`, `'mean'`, `'amax'` or `'amin'`) of all `src[i][j]` that meet there, for `dim` 0,
    /// and so on; with what `input` has there only if `include_self`.
    #[inline]
    pub fn scatter_reduce_(&self, dim: i64, index: &Tensor, src: &Tensor, reduce: &str) -> Result<Tensor> {
        if !modes::dispatching() {
            return dest::inplace("scatter_reduce_", self, || ops::scatter_reduce::scatter_reduce(self, dim, index, src, reduce, true));
        }
        Tensor::from_result(ops::through(&table::OPS[table::SCATTER_REDUCE], ops::Form::Inplace, &smallvec![self.into_value(), dim.into_value(), index.into_value(), src.into_value(), reduce.into_value(), true.into_value()])?)
    }

    /// `out[index[i][j]][j] = reduce` (`'sum'`, `'prod'`, `'mean'`, `'amax'` or `'amin'`) of all `src[i][j]` that meet there, for `dim` 0,
    /// and so on; with what `input` has there only if `include_self`.
    #[inline]
    pub fn scatter_reduce_with_(&self, dim: i64, index: &Tensor, src: &Tensor, reduce: &str, include_self: bool) -> Result<Tensor> {
        if !modes::dispatching() {
            return dest::inplace("scatter_reduce_", self, || ops::scatter_reduce::scatter_reduce(self, dim, index, src, reduce, include_self));
        }
        Tensor::from_result(ops::through(&table::OPS[table::SCATTER_REDUCE], ops::Form::Inplace, &smallvec![self.into_value(), dim.into_value(), index.into_value(), src.into_value(), reduce.into_value(), include_self.into_value()])?)
    }

    /// The `i` with `s[i - 1] < x <= s[i]` (`<= x <` with `right`) in the sorted rows `s`: where `x` goes to keep them in order. `sorter` is
    /// the order of rows that are not sorted.
    #[inline]
    pub fn searchsorted(&self, input: &Tensor) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::sort::searchsorted(self, input, false, false, None, None);
        }
        Tensor::from_result(ops::through(&table::OPS[table::SEARCHSORTED], ops::Form::Plain, &smallvec![self.into_value(), input.into_value(), false.into_value(), false.into_value(), Value::None, Value::None])?)
    }

    /// The `i` with `s[i - 1] < x <= s[i]` (`<= x <` with `right`) in the sorted rows `s`: where `x` goes to keep them in order. `sorter` is
    /// the order of rows that are not sorted.
    #[inline]
    pub fn searchsorted_with(&self, input: &Tensor, out_int32: bool, right: bool, side: Option<&str>, sorter: Option<&Tensor>) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::sort::searchsorted(self, input, out_int32, right, side, sorter);
        }
        Tensor::from_result(ops::through(&table::OPS[table::SEARCHSORTED], ops::Form::Plain, &smallvec![self.into_value(), input.into_value(), out_int32.into_value(), right.into_value(), side.into_value(), sorter.into_value()])?)
    }

    /// The `i` with `s[i - 1] < x <= s[i]` (`<= x <` with `right`) in the sorted rows `s`: where `x` goes to keep them in order. `sorter` is
    /// the order of rows that are not sorted.
    #[inline]
    pub fn searchsorted_scalar(&self, input: Scalar) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::sort::searchsorted_scalar(self, input, false, false, None, None);
        }
        Tensor::from_result(ops::through(&table::OPS[table::SEARCHSORTED_SCALAR], ops::Form::Plain, &smallvec![self.into_value(), input.into_value(), false.into_value(), false.into_value(), Value::None, Value::None])?)
    }

    /// The `i` with `s[i - 1] < x <= s[i]` (`<= x <` with `right`) in the sorted rows `s`: where `x` goes to keep them in order. `sorter` is
    /// the order of rows that are not sorted.
    #[inline]
    pub fn searchsorted_scalar_with(&self, input: Scalar, out_int32: bool, right: bool, side: Option<&str>, sorter: Option<&Tensor>) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::sort::searchsorted_scalar(self, input, out_int32, right, side, sorter);
        }
        Tensor::from_result(ops::through(&table::OPS[table::SEARCHSORTED_SCALAR], ops::Form::Plain, &smallvec![self.into_value(), input.into_value(), out_int32.into_value(), right.into_value(), side.into_value(), sorter.into_value()])?)
    }

    /// `reduce` (`'sum'`, `'mean'`, `'max'`, `'min'` or `'prod'`) of `data[offset[i] : offset[i + 1]]` along `axis`, or of stretches of the
    /// given `lengths`. `initial` joins every segment; `unsafe` leaves out the check that the lengths fill the axis.
    #[inline]
    pub fn segment_reduce(&self, reduce: &str) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::segment::segment_reduce(self, reduce, None, None, None, 0, false, None);
        }
        Tensor::from_result(ops::through(&table::OPS[table::SEGMENT_REDUCE], ops::Form::Plain, &smallvec![self.into_value(), reduce.into_value(), Value::None, Value::None, Value::None, 0.into_value(), false.into_value(), Value::None])?)
    }

    /// `reduce` (`'sum'`, `'mean'`, `'max'`, `'min'` or `'prod'`) of `data[offset[i] : offset[i + 1]]` along `axis`, or of stretches of the
    /// given `lengths`. `initial` joins every segment; `unsafe` leaves out the check that the lengths fill the axis.
    #[inline]
    pub fn segment_reduce_with(&self, reduce: &str, lengths: Option<&Tensor>, indices: Option<&Tensor>, offsets: Option<&Tensor>, axis: i64, unsafe_: bool, initial: Option<Scalar>) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::segment::segment_reduce(self, reduce, lengths, indices, offsets, axis, unsafe_, initial);
        }
        Tensor::from_result(ops::through(&table::OPS[table::SEGMENT_REDUCE], ops::Form::Plain, &smallvec![self.into_value(), reduce.into_value(), lengths.into_value(), indices.into_value(), offsets.into_value(), axis.into_value(), unsafe_.into_value(), initial.into_value()])?)
    }

    /// `x[index]` along `dim`, as a view.
    #[inline]
    pub fn select(&self, dim: i64, index: i64) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::view::select(self, dim, index);
        }
        Tensor::from_result(ops::through(&table::OPS[table::SELECT], ops::Form::Plain, &smallvec![self.into_value(), dim.into_value(), index.into_value()])?)
    }

    /// `x[index]` along `dim`, in memory of its own.
    #[inline]
    pub fn select_copy(&self, dim: i64, index: i64) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::copies::select_copy(self, dim, index);
        }
        Tensor::from_result(ops::through(&table::OPS[table::SELECT_COPY], ops::Form::Plain, &smallvec![self.into_value(), dim.into_value(), index.into_value()])?)
    }

    /// A copy of `x` after `x[index] = src` along `dim`.
    #[inline]
    pub fn select_scatter(&self, src: &Tensor, dim: i64, index: i64) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::view_scatter::select_scatter(self, src, dim, index);
        }
        Tensor::from_result(ops::through(&table::OPS[table::SELECT_SCATTER], ops::Form::Plain, &smallvec![self.into_value(), src.into_value(), dim.into_value(), index.into_value()])?)
    }

    /// `s * x` where `x > 0`, else `s * a * (exp(x) - 1)`, with `s = 1.0507…` and `a = 1.6733…`, which keep mean 0 and variance 1 from layer
    /// to layer.
    #[inline]
    pub fn selu(&self) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::activation::selu(self);
        }
        Tensor::from_result(ops::through(&table::OPS[table::SELU], ops::Form::Plain, &smallvec![self.into_value()])?)
    }

    /// `s * x` where `x > 0`, else `s * a * (exp(x) - 1)`, with `s = 1.0507…` and `a = 1.6733…`, which keep mean 0 and variance 1 from layer
    /// to layer.
    #[inline]
    pub fn selu_(&self) -> Result<Tensor> {
        if !modes::dispatching() {
            return dest::inplace("selu_", self, || ops::activation::selu(self));
        }
        Tensor::from_result(ops::through(&table::OPS[table::SELU], ops::Form::Inplace, &smallvec![self.into_value()])?)
    }

    /// `s * x` where `x > 0`, else `s * a * (exp(x) - 1)`, with `s = 1.0507…` and `a = 1.6733…`, which keep mean 0 and variance 1 from layer
    /// to layer.
    #[inline]
    pub fn selu_functional(&self) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::activation_functional::selu_functional(self, false);
        }
        Tensor::from_result(ops::through(&table::OPS[table::SELU_FUNCTIONAL], ops::Form::Plain, &smallvec![self.into_value(), false.into_value()])?)
    }

    /// `s * x` where `x > 0`, else `s * a * (exp(x) - 1)`, with `s = 1.0507…` and `a = 1.6733…`, which keep mean 0 and variance 1 from layer
    /// to layer.
    #[inline]
    pub fn selu_functional_with(&self, inplace: bool) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::activation_functional::selu_functional(self, inplace);
        }
        Tensor::from_result(ops::through(&table::OPS[table::SELU_FUNCTIONAL], ops::Form::Plain, &smallvec![self.into_value(), inplace.into_value()])?)
    }

    /// `x / |x|`, 0 at 0.
    #[inline]
    pub fn sgn(&self) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::unary::sgn(self);
        }
        Tensor::from_result(ops::through(&table::OPS[table::SGN], ops::Form::Plain, &smallvec![self.into_value()])?)
    }

    /// `x / |x|`, 0 at 0.
    #[inline]
    pub fn sgn_(&self) -> Result<Tensor> {
        if !modes::dispatching() {
            return dest::inplace("sgn_", self, || ops::unary::sgn(self));
        }
        Tensor::from_result(ops::through(&table::OPS[table::SGN], ops::Form::Inplace, &smallvec![self.into_value()])?)
    }

    /// `T_n(2 x - 1)`, the Chebyshev polynomial of the first kind on [0, 1]; 0 for `n < 0`.
    #[inline]
    pub fn shifted_chebyshev_polynomial_t<'a>(x: impl Into<TensorOrScalar<'a>>, n: impl Into<TensorOrScalar<'a>>) -> Result<Tensor> {
        let x = x.into();
        let n = n.into();
        if !modes::dispatching() {
            return ops::polynomial::shifted_chebyshev_polynomial_t(x, n);
        }
        Tensor::from_result(ops::through(&table::OPS[table::SHIFTED_CHEBYSHEV_POLYNOMIAL_T], ops::Form::Plain, &smallvec![x.into_value(), n.into_value()])?)
    }

    /// `U_n(2 x - 1)`, the Chebyshev polynomial of the second kind on [0, 1]; 0 for `n < 0`.
    #[inline]
    pub fn shifted_chebyshev_polynomial_u<'a>(x: impl Into<TensorOrScalar<'a>>, n: impl Into<TensorOrScalar<'a>>) -> Result<Tensor> {
        let x = x.into();
        let n = n.into();
        if !modes::dispatching() {
            return ops::polynomial::shifted_chebyshev_polynomial_u(x, n);
        }
        Tensor::from_result(ops::through(&table::OPS[table::SHIFTED_CHEBYSHEV_POLYNOMIAL_U], ops::Form::Plain, &smallvec![x.into_value(), n.into_value()])?)
    }

    /// `V_n(2 x - 1)`, the Chebyshev polynomial of the third kind on [0, 1]; 0 for `n < 0`.
    #[inline]
    pub fn shifted_chebyshev_polynomial_v<'a>(x: impl Into<TensorOrScalar<'a>>, n: impl Into<TensorOrScalar<'a>>) -> Result<Tensor> {
        let x = x.into();
        let n = n.into();
        if !modes::dispatching() {
            return ops::polynomial::shifted_chebyshev_polynomial_v(x, n);
        }
        Tensor::from_result(ops::through(&table::OPS[table::SHIFTED_CHEBYSHEV_POLYNOMIAL_V], ops::Form::Plain, &smallvec![x.into_value(), n.into_value()])?)
    }

    /// `W_n(2 x - 1)`, the Chebyshev polynomial of the fourth kind on [0, 1]; 0 for `n < 0`.
    #[inline]
    pub fn shifted_chebyshev_polynomial_w<'a>(x: impl Into<TensorOrScalar<'a>>, n: impl Into<TensorOrScalar<'a>>) -> Result<Tensor> {
        let x = x.into();
        let n = n.into();
        if !modes::dispatching() {
            return ops::polynomial::shifted_chebyshev_polynomial_w(x, n);
        }
        Tensor::from_result(ops::through(&table::OPS[table::SHIFTED_CHEBYSHEV_POLYNOMIAL_W], ops::Form::Plain, &smallvec![x.into_value(), n.into_value()])?)
    }

    /// `x` cut to int16: the fraction dropped.
    #[inline]
    pub fn short(&self) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::convert::short(self, MemoryFormat::Preserve);
        }
        Tensor::from_result(ops::through(&table::OPS[table::SHORT], ops::Form::Plain, &smallvec![self.into_value(), MemoryFormat::Preserve.into_value()])?)
    }

    /// `x` cut to int16: the fraction dropped.
    #[inline]
    pub fn short_with(&self, memory_format: MemoryFormat) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::convert::short(self, memory_format);
        }
        Tensor::from_result(ops::through(&table::OPS[table::SHORT], ops::Form::Plain, &smallvec![self.into_value(), memory_format.into_value()])?)
    }

    /// `1 / (1 + exp(-x))`.
    #[inline]
    pub fn sigmoid(&self) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::unary::sigmoid(self);
        }
        Tensor::from_result(ops::through(&table::OPS[table::SIGMOID], ops::Form::Plain, &smallvec![self.into_value()])?)
    }

    /// `1 / (1 + exp(-x))`.
    #[inline]
    pub fn sigmoid_(&self) -> Result<Tensor> {
        if !modes::dispatching() {
            return dest::inplace("sigmoid_", self, || ops::unary::sigmoid(self));
        }
        Tensor::from_result(ops::through(&table::OPS[table::SIGMOID], ops::Form::Inplace, &smallvec![self.into_value()])?)
    }

    /// `(x > 0) - (x < 0)`.
    #[inline]
    pub fn sign(&self) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::unary::sign(self);
        }
        Tensor::from_result(ops::through(&table::OPS[table::SIGN], ops::Form::Plain, &smallvec![self.into_value()])?)
    }

    /// `(x > 0) - (x < 0)`.
    #[inline]
    pub fn sign_(&self) -> Result<Tensor> {
        if !modes::dispatching() {
            return dest::inplace("sign_", self, || ops::unary::sign(self));
        }
        Tensor::from_result(ops::through(&table::OPS[table::SIGN], ops::Form::Inplace, &smallvec![self.into_value()])?)
    }

    /// Whether the sign bit is set: `x < 0`, and true for -0.0.
    #[inline]
    pub fn signbit(&self) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::unary::signbit(self);
        }
        Tensor::from_result(ops::through(&table::OPS[table::SIGNBIT], ops::Form::Plain, &smallvec![self.into_value()])?)
    }

    /// `x / (1 + exp(-x))`.
    #[inline]
    pub fn silu(&self) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::activation::silu(self);
        }
        Tensor::from_result(ops::through(&table::OPS[table::SILU], ops::Form::Plain, &smallvec![self.into_value()])?)
    }

    /// `x / (1 + exp(-x))`.
    #[inline]
    pub fn silu_(&self) -> Result<Tensor> {
        if !modes::dispatching() {
            return dest::inplace("silu_", self, || ops::activation::silu(self));
        }
        Tensor::from_result(ops::through(&table::OPS[table::SILU], ops::Form::Inplace, &smallvec![self.into_value()])?)
    }

    /// `x / (1 + exp(-x))`.
    #[inline]
    pub fn silu_functional(&self) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::activation_functional::silu_functional(self, false);
        }
        Tensor::from_result(ops::through(&table::OPS[table::SILU_FUNCTIONAL], ops::Form::Plain, &smallvec![self.into_value(), false.into_value()])?)
    }

    /// `x / (1 + exp(-x))`.
    #[inline]
    pub fn silu_functional_with(&self, inplace: bool) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::activation_functional::silu_functional(self, inplace);
        }
        Tensor::from_result(ops::through(&table::OPS[table::SILU_FUNCTIONAL], ops::Form::Plain, &smallvec![self.into_value(), inplace.into_value()])?)
    }

    /// `sin(x)` of radians.
    #[inline]
    pub fn sin(&self) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::trig::sin(self);
        }
        Tensor::from_result(ops::through(&table::OPS[table::SIN], ops::Form::Plain, &smallvec![self.into_value()])?)
    }

    /// `sin(x)` of radians.
    #[inline]
    pub fn sin_(&self) -> Result<Tensor> {
        if !modes::dispatching() {
            return dest::inplace("sin_", self, || ops::trig::sin(self));
        }
        Tensor::from_result(ops::through(&table::OPS[table::SIN], ops::Form::Inplace, &smallvec![self.into_value()])?)
    }

    /// `sin(pi * x) / (pi * x)`, 1 at 0.
    #[inline]
    pub fn sinc(&self) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::special::sinc(self);
        }
        Tensor::from_result(ops::through(&table::OPS[table::SINC], ops::Form::Plain, &smallvec![self.into_value()])?)
    }

    /// `sin(pi * x) / (pi * x)`, 1 at 0.
    #[inline]
    pub fn sinc_(&self) -> Result<Tensor> {
        if !modes::dispatching() {
            return dest::inplace("sinc_", self, || ops::special::sinc(self));
        }
        Tensor::from_result(ops::through(&table::OPS[table::SINC], ops::Form::Inplace, &smallvec![self.into_value()])?)
    }

    /// `(e^x - e^-x) / 2`.
    #[inline]
    pub fn sinh(&self) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::trig::sinh(self);
        }
        Tensor::from_result(ops::through(&table::OPS[table::SINH], ops::Form::Plain, &smallvec![self.into_value()])?)
    }

    /// `(e^x - e^-x) / 2`.
    #[inline]
    pub fn sinh_(&self) -> Result<Tensor> {
        if !modes::dispatching() {
            return dest::inplace("sinh_", self, || ops::trig::sinh(self));
        }
        Tensor::from_result(ops::through(&table::OPS[table::SINH], ops::Form::Inplace, &smallvec![self.into_value()])?)
    }

    /// `x[start:end:step]` along `dim`, as a view.
    #[inline]
    pub fn slice(&self) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::view::slice(self, 0, None, None, 1);
        }
        Tensor::from_result(ops::through(&table::OPS[table::SLICE], ops::Form::Plain, &smallvec![self.into_value(), 0.into_value(), Value::None, Value::None, 1.into_value()])?)
    }

    /// `x[start:end:step]` along `dim`, as a view.
    #[inline]
    pub fn slice_with(&self, dim: i64, start: Option<i64>, end: Option<i64>, step: i64) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::view::slice(self, dim, start, end, step);
        }
        Tensor::from_result(ops::through(&table::OPS[table::SLICE], ops::Form::Plain, &smallvec![self.into_value(), dim.into_value(), start.into_value(), end.into_value(), step.into_value()])?)
    }

    /// `x[start:end:step]` along `dim`, in memory of its own.
    #[inline]
    pub fn slice_copy(&self) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::copies::slice_copy(self, 0, None, None, 1);
        }
        Tensor::from_result(ops::through(&table::OPS[table::SLICE_COPY], ops::Form::Plain, &smallvec![self.into_value(), 0.into_value(), Value::None, Value::None, 1.into_value()])?)
    }

    /// `x[start:end:step]` along `dim`, in memory of its own.
    #[inline]
    pub fn slice_copy_with(&self, dim: i64, start: Option<i64>, end: Option<i64>, step: i64) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::copies::slice_copy(self, dim, start, end, step);
        }
        Tensor::from_result(ops::through(&table::OPS[table::SLICE_COPY], ops::Form::Plain, &smallvec![self.into_value(), dim.into_value(), start.into_value(), end.into_value(), step.into_value()])?)
    }

    /// A view of `input`'s memory with the sizes, strides and offset of `src`, of which `input` is a slice.
    #[inline]
    pub fn slice_inverse(&self, src: &Tensor) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::copies::slice_inverse(self, src, 0, None, None, 1);
        }
        Tensor::from_result(ops::through(&table::OPS[table::SLICE_INVERSE], ops::Form::Plain, &smallvec![self.into_value(), src.into_value(), 0.into_value(), Value::None, Value::None, 1.into_value()])?)
    }

    /// A view of `input`'s memory with the sizes, strides and offset of `src`, of which `input` is a slice.
    #[inline]
    pub fn slice_inverse_with(&self, src: &Tensor, dim: i64, start: Option<i64>, end: Option<i64>, step: i64) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::copies::slice_inverse(self, src, dim, start, end, step);
        }
        Tensor::from_result(ops::through(&table::OPS[table::SLICE_INVERSE], ops::Form::Plain, &smallvec![self.into_value(), src.into_value(), dim.into_value(), start.into_value(), end.into_value(), step.into_value()])?)
    }

    /// A copy of `x` after `x[start:end:step] = src` along `dim`.
    #[inline]
    pub fn slice_scatter(&self, src: &Tensor) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::view_scatter::slice_scatter(self, src, 0, None, None, 1);
        }
        Tensor::from_result(ops::through(&table::OPS[table::SLICE_SCATTER], ops::Form::Plain, &smallvec![self.into_value(), src.into_value(), 0.into_value(), Value::None, Value::None, 1.into_value()])?)
    }

    /// A copy of `x` after `x[start:end:step] = src` along `dim`.
    #[inline]
    pub fn slice_scatter_with(&self, src: &Tensor, dim: i64, start: Option<i64>, end: Option<i64>, step: i64) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::view_scatter::slice_scatter(self, src, dim, start, end, step);
        }
        Tensor::from_result(ops::through(&table::OPS[table::SLICE_SCATTER], ops::Form::Plain, &smallvec![self.into_value(), src.into_value(), dim.into_value(), start.into_value(), end.into_value(), step.into_value()])?)
    }

    /// `det(A) = sign * exp(logabsdet)`; the sign is -1, 0 or 1, of complex matrices a number of size 1 or 0.
    #[inline]
    pub fn slogdet(&self) -> Result<(Tensor, Tensor)> {
        if !modes::dispatching() {
            return ops::linalg::determinant::slogdet(self);
        }
        <(Tensor, Tensor)>::from_result(ops::through(&table::OPS[table::SLOGDET], ops::Form::Plain, &smallvec![self.into_value()])?)
    }

    /// `(x - y)^2 / (2 * beta)` where `|x - y| < beta`, else `|x - y| - beta / 2`. `reduction` `'mean'` or `'sum'` of them, or `'none'`.
    #[inline]
    pub fn smooth_l1_loss(&self, target: &Tensor) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::loss::smooth_l1_loss(self, target, "mean", 1.0);
        }
        Tensor::from_result(ops::through(&table::OPS[table::SMOOTH_L1_LOSS], ops::Form::Plain, &smallvec![self.into_value(), target.into_value(), "mean".into_value(), 1.0.into_value()])?)
    }

    /// `(x - y)^2 / (2 * beta)` where `|x - y| < beta`, else `|x - y| - beta / 2`. `reduction` `'mean'` or `'sum'` of them, or `'none'`.
    #[inline]
    pub fn smooth_l1_loss_with(&self, target: &Tensor, reduction: &str, beta: f64) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::loss::smooth_l1_loss(self, target, reduction, beta);
        }
        Tensor::from_result(ops::through(&table::OPS[table::SMOOTH_L1_LOSS], ops::Form::Plain, &smallvec![self.into_value(), target.into_value(), reduction.into_value(), beta.into_value()])?)
    }

    /// `log(1 + exp(-y * x))` for targets of 1 and -1. `reduction` `'mean'` or `'sum'` of them, or `'none'`.
    #[inline]
    pub fn soft_margin_loss(&self, target: &Tensor) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::loss::soft_margin_loss(self, target, "mean");
        }
        Tensor::from_result(ops::through(&table::OPS[table::SOFT_MARGIN_LOSS], ops::Form::Plain, &smallvec![self.into_value(), target.into_value(), "mean".into_value()])?)
    }

    /// `log(1 + exp(-y * x))` for targets of 1 and -1. `reduction` `'mean'` or `'sum'` of them, or `'none'`.
    #[inline]
    pub fn soft_margin_loss_with(&self, target: &Tensor, reduction: &str) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::loss::soft_margin_loss(self, target, reduction);
        }
        Tensor::from_result(ops::through(&table::OPS[table::SOFT_MARGIN_LOSS], ops::Form::Plain, &smallvec![self.into_value(), target.into_value(), reduction.into_value()])?)
    }

    /// `exp(x) / sum(exp(x))` along `dim`, without overflow.
    #[inline]
    pub fn softmax(&self, dim: i64) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::softmax::softmax(self, dim, None);
        }
        Tensor::from_result(ops::through(&table::OPS[table::SOFTMAX], ops::Form::Plain, &smallvec![self.into_value(), dim.into_value(), Value::None])?)
    }

    /// `exp(x) / sum(exp(x))` along `dim`, without overflow.
    #[inline]
    pub fn softmax_with(&self, dim: i64, dtype: Option<DType>) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::softmax::softmax(self, dim, dtype);
        }
        Tensor::from_result(ops::through(&table::OPS[table::SOFTMAX], ops::Form::Plain, &smallvec![self.into_value(), dim.into_value(), dtype.into_value()])?)
    }

    /// `log(1 + exp(beta * x)) / beta`; `x` itself where `beta * x > threshold`.
    #[inline]
    pub fn softplus(&self) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::activation::softplus(self, Scalar::Int(1), Scalar::Int(20));
        }
        Tensor::from_result(ops::through(&table::OPS[table::SOFTPLUS], ops::Form::Plain, &smallvec![self.into_value(), Scalar::Int(1).into_value(), Scalar::Int(20).into_value()])?)
    }

    /// `log(1 + exp(beta * x)) / beta`; `x` itself where `beta * x > threshold`.
    #[inline]
    pub fn softplus_with(&self, beta: Scalar, threshold: Scalar) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::activation::softplus(self, beta, threshold);
        }
        Tensor::from_result(ops::through(&table::OPS[table::SOFTPLUS], ops::Form::Plain, &smallvec![self.into_value(), beta.into_value(), threshold.into_value()])?)
    }

    /// `x - lambd` where `x > lambd`, `x + lambd` where `x < -lambd`, else 0.
    #[inline]
    pub fn softshrink(&self) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::activation::softshrink(self, Scalar::Float(0.5));
        }
        Tensor::from_result(ops::through(&table::OPS[table::SOFTSHRINK], ops::Form::Plain, &smallvec![self.into_value(), Scalar::Float(0.5).into_value()])?)
    }

    /// `x - lambd` where `x > lambd`, `x + lambd` where `x < -lambd`, else 0.
    #[inline]
    pub fn softshrink_with(&self, lambd: Scalar) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::activation::softshrink(self, lambd);
        }
        Tensor::from_result(ops::through(&table::OPS[table::SOFTSHRINK], ops::Form::Plain, &smallvec![self.into_value(), lambd.into_value()])?)
    }

    /// `x / (1 + |x|)`.
    #[inline]
    pub fn softsign(&self) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::activation_functional::softsign(self);
        }
        Tensor::from_result(ops::through(&table::OPS[table::SOFTSIGN], ops::Form::Plain, &smallvec![self.into_value()])?)
    }

    /// `values[i] = x[indices[i]]` ascending along `dim` (descending with `descending`); equal ones keep their order, NaN counts as largest.
    #[inline]
    pub fn sort(&self) -> Result<(Tensor, Tensor)> {
        if !modes::dispatching() {
            return ops::sort::sort(self, -1, false);
        }
        <(Tensor, Tensor)>::from_result(ops::through(&table::OPS[table::SORT], ops::Form::Plain, &smallvec![self.into_value(), (-1).into_value(), false.into_value()])?)
    }

    /// `values[i] = x[indices[i]]` ascending along `dim` (descending with `descending`); equal ones keep their order, NaN counts as largest.
    #[inline]
    pub fn sort_with(&self, dim: i64, descending: bool) -> Result<(Tensor, Tensor)> {
        if !modes::dispatching() {
            return ops::sort::sort(self, dim, descending);
        }
        <(Tensor, Tensor)>::from_result(ops::through(&table::OPS[table::SORT], ops::Form::Plain, &smallvec![self.into_value(), dim.into_value(), descending.into_value()])?)
    }

    /// `values[i] = x[indices[i]]` ascending along `dim` (descending with `descending`); equal ones keep their order, NaN counts as largest.
    #[inline]
    pub fn sort_stable(&self, stable: Option<bool>) -> Result<(Tensor, Tensor)> {
        if !modes::dispatching() {
            return ops::sort::sort_stable(self, stable, -1, false);
        }
        <(Tensor, Tensor)>::from_result(ops::through(&table::OPS[table::SORT_STABLE], ops::Form::Plain, &smallvec![self.into_value(), stable.into_value(), (-1).into_value(), false.into_value()])?)
    }

    /// `values[i] = x[indices[i]]` ascending along `dim` (descending with `descending`); equal ones keep their order, NaN counts as largest.
    #[inline]
    pub fn sort_stable_with(&self, stable: Option<bool>, dim: i64, descending: bool) -> Result<(Tensor, Tensor)> {
        if !modes::dispatching() {
            return ops::sort::sort_stable(self, stable, dim, descending);
        }
        <(Tensor, Tensor)>::from_result(ops::through(&table::OPS[table::SORT_STABLE], ops::Form::Plain, &smallvec![self.into_value(), stable.into_value(), dim.into_value(), descending.into_value()])?)
    }

    /// `sin(x) / x`, 1 at 0: the spherical Bessel function of the first kind of order 0.
    #[inline]
    pub fn spherical_bessel_j0(&self) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::bessel::spherical_bessel_j0(self);
        }
        Tensor::from_result(ops::through(&table::OPS[table::SPHERICAL_BESSEL_J0], ops::Form::Plain, &smallvec![self.into_value()])?)
    }

    /// `x[0 : s], x[s : 2 s], …` along `dim`, as views; the last piece may be smaller.
    #[inline]
    pub fn split(&self, split_size: i64) -> Result<Vec<Tensor>> {
        if !modes::dispatching() {
            return ops::split::split(self, split_size, 0);
        }
        <Vec<Tensor>>::from_result(ops::through(&table::OPS[table::SPLIT], ops::Form::Plain, &smallvec![self.into_value(), split_size.into_value(), 0.into_value()])?)
    }

    /// `x[0 : s], x[s : 2 s], …` along `dim`, as views; the last piece may be smaller.
    #[inline]
    pub fn split_with(&self, split_size: i64, dim: i64) -> Result<Vec<Tensor>> {
        if !modes::dispatching() {
            return ops::split::split(self, split_size, dim);
        }
        <Vec<Tensor>>::from_result(ops::through(&table::OPS[table::SPLIT], ops::Form::Plain, &smallvec![self.into_value(), split_size.into_value(), dim.into_value()])?)
    }

    /// `x[0 : s], x[s : 2 s], …` along `dim`, as views; the last piece may be smaller.
    #[inline]
    pub fn split_function(&self, split_size_or_sections: i64) -> Result<Vec<Tensor>> {
        if !modes::dispatching() {
            return ops::split::split_function(self, split_size_or_sections, 0);
        }
        <Vec<Tensor>>::from_result(ops::through(&table::OPS[table::SPLIT_FUNCTION], ops::Form::Plain, &smallvec![self.into_value(), split_size_or_sections.into_value(), 0.into_value()])?)
    }

    /// `x[0 : s], x[s : 2 s], …` along `dim`, as views; the last piece may be smaller.
    #[inline]
    pub fn split_function_with(&self, split_size_or_sections: i64, dim: i64) -> Result<Vec<Tensor>> {
        if !modes::dispatching() {
            return ops::split::split_function(self, split_size_or_sections, dim);
        }
        <Vec<Tensor>>::from_result(ops::through(&table::OPS[table::SPLIT_FUNCTION], ops::Form::Plain, &smallvec![self.into_value(), split_size_or_sections.into_value(), dim.into_value()])?)
    }

    /// `x` cut along `dim` into pieces of the given sizes, as views.
    #[inline]
    pub fn split_function_sizes(&self, split_size_or_sections: &[i64]) -> Result<Vec<Tensor>> {
        if !modes::dispatching() {
            return ops::split::split_function_sizes(self, split_size_or_sections, 0);
        }
        <Vec<Tensor>>::from_result(ops::through(&table::OPS[table::SPLIT_FUNCTION_SIZES], ops::Form::Plain, &smallvec![self.into_value(), split_size_or_sections.into_value(), 0.into_value()])?)
    }

    /// `x` cut along `dim` into pieces of the given sizes, as views.
    #[inline]
    pub fn split_function_sizes_with(&self, split_size_or_sections: &[i64], dim: i64) -> Result<Vec<Tensor>> {
        if !modes::dispatching() {
            return ops::split::split_function_sizes(self, split_size_or_sections, dim);
        }
        <Vec<Tensor>>::from_result(ops::through(&table::OPS[table::SPLIT_FUNCTION_SIZES], ops::Form::Plain, &smallvec![self.into_value(), split_size_or_sections.into_value(), dim.into_value()])?)
    }

    /// `x` cut along `dim` into pieces of the given sizes, as views.
    #[inline]
    pub fn split_sizes(&self, split_size: &[i64]) -> Result<Vec<Tensor>> {
        if !modes::dispatching() {
            return ops::view_parts::split_sizes(self, split_size, 0);
        }
        <Vec<Tensor>>::from_result(ops::through(&table::OPS[table::SPLIT_SIZES], ops::Form::Plain, &smallvec![self.into_value(), split_size.into_value(), 0.into_value()])?)
    }

    /// `x` cut along `dim` into pieces of the given sizes, as views.
    #[inline]
    pub fn split_sizes_with(&self, split_size: &[i64], dim: i64) -> Result<Vec<Tensor>> {
        if !modes::dispatching() {
            return ops::view_parts::split_sizes(self, split_size, dim);
        }
        <Vec<Tensor>>::from_result(ops::through(&table::OPS[table::SPLIT_SIZES], ops::Form::Plain, &smallvec![self.into_value(), split_size.into_value(), dim.into_value()])?)
    }

    /// `x[0 : s], x[s : 2 s], …` along `dim` for `s = split_size`, each piece in memory of its own.
    #[inline]
    pub fn split_copy(&self, split_size: i64) -> Result<Vec<Tensor>> {
        if !modes::dispatching() {
            return ops::copies::split_copy(self, split_size, 0);
        }
        <Vec<Tensor>>::from_result(ops::through(&table::OPS[table::SPLIT_COPY], ops::Form::Plain, &smallvec![self.into_value(), split_size.into_value(), 0.into_value()])?)
    }

    /// `x[0 : s], x[s : 2 s], …` along `dim` for `s = split_size`, each piece in memory of its own.
    #[inline]
    pub fn split_copy_with(&self, split_size: i64, dim: i64) -> Result<Vec<Tensor>> {
        if !modes::dispatching() {
            return ops::copies::split_copy(self, split_size, dim);
        }
        <Vec<Tensor>>::from_result(ops::through(&table::OPS[table::SPLIT_COPY], ops::Form::Plain, &smallvec![self.into_value(), split_size.into_value(), dim.into_value()])?)
    }

    /// `x` cut along `dim` into pieces of the given sizes, as views.
    #[inline]
    pub fn split_with_sizes(&self, split_sizes: &[i64]) -> Result<Vec<Tensor>> {
        if !modes::dispatching() {
            return ops::split::split_with_sizes(self, split_sizes, 0);
        }
        <Vec<Tensor>>::from_result(ops::through(&table::OPS[table::SPLIT_WITH_SIZES], ops::Form::Plain, &smallvec![self.into_value(), split_sizes.into_value(), 0.into_value()])?)
    }

    /// `x` cut along `dim` into pieces of the given sizes, as views.
    #[inline]
    pub fn split_with_sizes_with(&self, split_sizes: &[i64], dim: i64) -> Result<Vec<Tensor>> {
        if !modes::dispatching() {
            return ops::split::split_with_sizes(self, split_sizes, dim);
        }
        <Vec<Tensor>>::from_result(ops::through(&table::OPS[table::SPLIT_WITH_SIZES], ops::Form::Plain, &smallvec![self.into_value(), split_sizes.into_value(), dim.into_value()])?)
    }

    /// `x` cut along `dim` into pieces of the given sizes, each in memory of its own.
    #[inline]
    pub fn split_with_sizes_copy(&self, split_sizes: &[i64]) -> Result<Vec<Tensor>> {
        if !modes::dispatching() {
            return ops::copies::split_with_sizes_copy(self, split_sizes, 0);
        }
        <Vec<Tensor>>::from_result(ops::through(&table::OPS[table::SPLIT_WITH_SIZES_COPY], ops::Form::Plain, &smallvec![self.into_value(), split_sizes.into_value(), 0.into_value()])?)
    }

    /// `x` cut along `dim` into pieces of the given sizes, each in memory of its own.
    #[inline]
    pub fn split_with_sizes_copy_with(&self, split_sizes: &[i64], dim: i64) -> Result<Vec<Tensor>> {
        if !modes::dispatching() {
            return ops::copies::split_with_sizes_copy(self, split_sizes, dim);
        }
        <Vec<Tensor>>::from_result(ops::through(&table::OPS[table::SPLIT_WITH_SIZES_COPY], ops::Form::Plain, &smallvec![self.into_value(), split_sizes.into_value(), dim.into_value()])?)
    }

    /// `y` with `y^2 = x`; NaN for real `x < 0`.
    #[inline]
    pub fn sqrt(&self) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::unary::sqrt(self);
        }
        Tensor::from_result(ops::through(&table::OPS[table::SQRT], ops::Form::Plain, &smallvec![self.into_value()])?)
    }

    /// `y` with `y^2 = x`; NaN for real `x < 0`.
    #[inline]
    pub fn sqrt_(&self) -> Result<Tensor> {
        if !modes::dispatching() {
            return dest::inplace("sqrt_", self, || ops::unary::sqrt(self));
        }
        Tensor::from_result(ops::through(&table::OPS[table::SQRT], ops::Form::Inplace, &smallvec![self.into_value()])?)
    }

    /// `x * x`.
    #[inline]
    pub fn square(&self) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::unary::square(self);
        }
        Tensor::from_result(ops::through(&table::OPS[table::SQUARE], ops::Form::Plain, &smallvec![self.into_value()])?)
    }

    /// `x * x`.
    #[inline]
    pub fn square_(&self) -> Result<Tensor> {
        if !modes::dispatching() {
            return dest::inplace("square_", self, || ops::unary::square(self));
        }
        Tensor::from_result(ops::through(&table::OPS[table::SQUARE], ops::Form::Inplace, &smallvec![self.into_value()])?)
    }

    /// `x` without its dimensions of size 1, as a view.
    #[inline]
    pub fn squeeze(&self) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::view::squeeze(self);
        }
        Tensor::from_result(ops::through(&table::OPS[table::SQUEEZE], ops::Form::Plain, &smallvec![self.into_value()])?)
    }

    /// `x` without its dimensions of size 1, as a view.
    #[inline]
    pub fn squeeze_(&self) -> Result<Tensor> {
        if !modes::dispatching() {
            return dest::inplace_view("squeeze_", self, || ops::view::squeeze(self));
        }
        Tensor::from_result(ops::through(&table::OPS[table::SQUEEZE], ops::Form::Inplace, &smallvec![self.into_value()])?)
    }

    /// `x` without those of the dimensions `dim` that have size 1, as a view.
    #[inline]
    pub fn squeeze_dim(&self, dim: &[i64]) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::view::squeeze_dim(self, dim);
        }
        Tensor::from_result(ops::through(&table::OPS[table::SQUEEZE_DIM], ops::Form::Plain, &smallvec![self.into_value(), dim.into_value()])?)
    }

    /// `x` without those of the dimensions `dim` that have size 1, as a view.
    #[inline]
    pub fn squeeze_dim_(&self, dim: &[i64]) -> Result<Tensor> {
        if !modes::dispatching() {
            return dest::inplace_view("squeeze_", self, || ops::view::squeeze_dim(self, dim));
        }
        Tensor::from_result(ops::through(&table::OPS[table::SQUEEZE_DIM], ops::Form::Inplace, &smallvec![self.into_value(), dim.into_value()])?)
    }

    /// `x` without its dimensions of size 1, in memory of its own.
    #[inline]
    pub fn squeeze_copy(&self) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::copies::squeeze_copy(self);
        }
        Tensor::from_result(ops::through(&table::OPS[table::SQUEEZE_COPY], ops::Form::Plain, &smallvec![self.into_value()])?)
    }

    /// `x` without those of the dimensions `dim` that have size 1, in memory of its own.
    #[inline]
    pub fn squeeze_copy_dim(&self, dim: &[i64]) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::copies::squeeze_copy_dim(self, dim);
        }
        Tensor::from_result(ops::through(&table::OPS[table::SQUEEZE_COPY_DIM], ops::Form::Plain, &smallvec![self.into_value(), dim.into_value()])?)
    }

    /// `out[…, i, …] = tensors[i]`, with `i` in a new dimension `dim`.
    #[inline]
    pub fn stack(tensors: &[Tensor]) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::join::stack(tensors, 0);
        }
        Tensor::from_result(ops::through(&table::OPS[table::STACK], ops::Form::Plain, &smallvec![tensors.into_value(), 0.into_value()])?)
    }

    /// `out[…, i, …] = tensors[i]`, with `i` in a new dimension `dim`.
    #[inline]
    pub fn stack_with(tensors: &[Tensor], dim: i64) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::join::stack(tensors, dim);
        }
        Tensor::from_result(ops::through(&table::OPS[table::STACK], ops::Form::Plain, &smallvec![tensors.into_value(), dim.into_value()])?)
    }

    /// `sqrt(sum((x - mean)^2) / max(0, n - c))` of all elements or over `dim`; `c` is `correction`, 1 by default, and 0 without `unbiased`.
    #[inline]
    pub fn std_dim(&self, dim: Option<&[i64]>) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::statistics::std_dim(self, dim, true, false);
        }
        Tensor::from_result(ops::through(&table::OPS[table::STD_DIM], ops::Form::Plain, &smallvec![self.into_value(), dim.into_value(), true.into_value(), false.into_value()])?)
    }

    /// `sqrt(sum((x - mean)^2) / max(0, n - c))` of all elements or over `dim`; `c` is `correction`, 1 by default, and 0 without `unbiased`.
    #[inline]
    pub fn std_dim_with(&self, dim: Option<&[i64]>, unbiased: bool, keepdim: bool) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::statistics::std_dim(self, dim, unbiased, keepdim);
        }
        Tensor::from_result(ops::through(&table::OPS[table::STD_DIM], ops::Form::Plain, &smallvec![self.into_value(), dim.into_value(), unbiased.into_value(), keepdim.into_value()])?)
    }

    /// `sqrt(sum((x - mean)^2) / max(0, n - c))` of all elements or over `dim`; `c` is `correction`, 1 by default, and 0 without `unbiased`.
    #[inline]
    pub fn std(&self) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::statistics::std(self, None, None, false);
        }
        Tensor::from_result(ops::through(&table::OPS[table::STD_CORRECTION], ops::Form::Plain, &smallvec![self.into_value(), Value::None, Value::None, false.into_value()])?)
    }

    /// `sqrt(sum((x - mean)^2) / max(0, n - c))` of all elements or over `dim`; `c` is `correction`, 1 by default, and 0 without `unbiased`.
    #[inline]
    pub fn std_with(&self, dim: Option<&[i64]>, correction: Option<Scalar>, keepdim: bool) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::statistics::std(self, dim, correction, keepdim);
        }
        Tensor::from_result(ops::through(&table::OPS[table::STD_CORRECTION], ops::Form::Plain, &smallvec![self.into_value(), dim.into_value(), correction.into_value(), keepdim.into_value()])?)
    }

    /// `sqrt(sum((x - mean)^2) / max(0, n - c))` of all elements or over `dim`; `c` is `correction`, 1 by default, and 0 without `unbiased`.
    #[inline]
    pub fn std_all(&self) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::statistics::std_all(self, true);
        }
        Tensor::from_result(ops::through(&table::OPS[table::STD], ops::Form::Plain, &smallvec![self.into_value(), true.into_value()])?)
    }

    /// `sqrt(sum((x - mean)^2) / max(0, n - c))` of all elements or over `dim`; `c` is `correction`, 1 by default, and 0 without `unbiased`.
    #[inline]
    pub fn std_all_with(&self, unbiased: bool) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::statistics::std_all(self, unbiased);
        }
        Tensor::from_result(ops::through(&table::OPS[table::STD], ops::Form::Plain, &smallvec![self.into_value(), unbiased.into_value()])?)
    }

    /// `sqrt(sum((x - mean)^2) / max(0, n - c))` and `mean = sum(x) / n` of all elements or over `dim`; `c` is `correction`, 1 by default,
    /// and 0 without `unbiased`.
    #[inline]
    pub fn std_mean_dim(&self, dim: Option<&[i64]>) -> Result<(Tensor, Tensor)> {
        if !modes::dispatching() {
            return ops::statistics::std_mean_dim(self, dim, true, false);
        }
        <(Tensor, Tensor)>::from_result(ops::through(&table::OPS[table::STD_MEAN_DIM], ops::Form::Plain, &smallvec![self.into_value(), dim.into_value(), true.into_value(), false.into_value()])?)
    }

    /// `sqrt(sum((x - mean)^2) / max(0, n - c))` and `mean = sum(x) / n` of all elements or over `dim`; `c` is `correction`, 1 by default,
    /// and 0 without `unbiased`.
    #[inline]
    pub fn std_mean_dim_with(&self, dim: Option<&[i64]>, unbiased: bool, keepdim: bool) -> Result<(Tensor, Tensor)> {
        if !modes::dispatching() {
            return ops::statistics::std_mean_dim(self, dim, unbiased, keepdim);
        }
        <(Tensor, Tensor)>::from_result(ops::through(&table::OPS[table::STD_MEAN_DIM], ops::Form::Plain, &smallvec![self.into_value(), dim.into_value(), unbiased.into_value(), keepdim.into_value()])?)
    }

    /// `sqrt(sum((x - mean)^2) / max(0, n - c))` and `mean = sum(x) / n` of all elements or over `dim`; `c` is `correction`, 1 by default,
    /// and 0 without `unbiased`.
    #[inline]
    pub fn std_mean(&self) -> Result<(Tensor, Tensor)> {
        if !modes::dispatching() {
            return ops::statistics::std_mean(self, None, None, false);
        }
        <(Tensor, Tensor)>::from_result(ops::through(&table::OPS[table::STD_MEAN_CORRECTION], ops::Form::Plain, &smallvec![self.into_value(), Value::None, Value::None, false.into_value()])?)
    }

    /// `sqrt(sum((x - mean)^2) / max(0, n - c))` and `mean = sum(x) / n` of all elements or over `dim`; `c` is `correction`, 1 by default,
    /// and 0 without `unbiased`.
    #[inline]
    pub fn std_mean_with(&self, dim: Option<&[i64]>, correction: Option<Scalar>, keepdim: bool) -> Result<(Tensor, Tensor)> {
        if !modes::dispatching() {
            return ops::statistics::std_mean(self, dim, correction, keepdim);
        }
        <(Tensor, Tensor)>::from_result(ops::through(&table::OPS[table::STD_MEAN_CORRECTION], ops::Form::Plain, &smallvec![self.into_value(), dim.into_value(), correction.into_value(), keepdim.into_value()])?)
    }

    /// `sqrt(sum((x - mean)^2) / max(0, n - c))` and `mean = sum(x) / n` of all elements or over `dim`; `c` is `correction`, 1 by default,
    /// and 0 without `unbiased`.
    #[inline]
    pub fn std_mean_all(&self) -> Result<(Tensor, Tensor)> {
        if !modes::dispatching() {
            return ops::statistics::std_mean_all(self, true);
        }
        <(Tensor, Tensor)>::from_result(ops::through(&table::OPS[table::STD_MEAN], ops::Form::Plain, &smallvec![self.into_value(), true.into_value()])?)
    }

    /// `sqrt(sum((x - mean)^2) / max(0, n - c))` and `mean = sum(x) / n` of all elements or over `dim`; `c` is `correction`, 1 by default,
    /// and 0 without `unbiased`.
    #[inline]
    pub fn std_mean_all_with(&self, unbiased: bool) -> Result<(Tensor, Tensor)> {
        if !modes::dispatching() {
            return ops::statistics::std_mean_all(self, unbiased);
        }
        <(Tensor, Tensor)>::from_result(ops::through(&table::OPS[table::STD_MEAN], ops::Form::Plain, &smallvec![self.into_value(), unbiased.into_value()])?)
    }

    /// `out[f, t] = sum over k of w[k] * x[t * hop_length + k] * exp(-2 pi i f k / n_fft)`, complex, or with a last dimension of parts
    /// without `return_complex`. `hop_length` is `n_fft // 4` by default; `center` pads the signal so that frame `t` is centred at `t *
    /// hop_length`.
    #[inline]
    pub fn stft(&self, n_fft: i64) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::fft::short_time::stft(self, n_fft, None, None, None, true, "reflect", false, None, None, None);
        }
        Tensor::from_result(ops::through(&table::OPS[table::STFT], ops::Form::Plain, &smallvec![self.into_value(), n_fft.into_value(), Value::None, Value::None, Value::None, true.into_value(), "reflect".into_value(), false.into_value(), Value::None, Value::None, Value::None])?)
    }

    /// `out[f, t] = sum over k of w[k] * x[t * hop_length + k] * exp(-2 pi i f k / n_fft)`, complex, or with a last dimension of parts
    /// without `return_complex`. `hop_length` is `n_fft // 4` by default; `center` pads the signal so that frame `t` is centred at `t *
    /// hop_length`.
    #[inline]
    pub fn stft_with(&self, n_fft: i64, hop_length: Option<i64>, win_length: Option<i64>, window: Option<&Tensor>, center: bool, pad_mode: &str, normalized: bool, onesided: Option<bool>, return_complex: Option<bool>, align_to_window: Option<bool>) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::fft::short_time::stft(self, n_fft, hop_length, win_length, window, center, pad_mode, normalized, onesided, return_complex, align_to_window);
        }
        Tensor::from_result(ops::through(&table::OPS[table::STFT], ops::Form::Plain, &smallvec![self.into_value(), n_fft.into_value(), hop_length.into_value(), win_length.into_value(), window.into_value(), center.into_value(), pad_mode.into_value(), normalized.into_value(), onesided.into_value(), return_complex.into_value(), align_to_window.into_value()])?)
    }

    /// `x - alpha * other`.
    #[inline]
    pub fn sub<'a>(&self, other: impl Into<TensorOrScalar<'a>>) -> Result<Tensor> {
        let other = other.into();
        if !modes::dispatching() {
            return ops::pointwise::sub(self, other, Scalar::Int(1));
        }
        Tensor::from_result(ops::through(&table::OPS[table::SUB], ops::Form::Plain, &smallvec![self.into_value(), other.into_value(), Scalar::Int(1).into_value()])?)
    }

    /// `x - alpha * other`.
    #[inline]
    pub fn sub_with<'a>(&self, other: impl Into<TensorOrScalar<'a>>, alpha: Scalar) -> Result<Tensor> {
        let other = other.into();
        if !modes::dispatching() {
            return ops::pointwise::sub(self, other, alpha);
        }
        Tensor::from_result(ops::through(&table::OPS[table::SUB], ops::Form::Plain, &smallvec![self.into_value(), other.into_value(), alpha.into_value()])?)
    }

    /// `x - alpha * other`.
    #[inline]
    pub fn sub_<'a>(&self, other: impl Into<TensorOrScalar<'a>>) -> Result<Tensor> {
        let other = other.into();
        if !modes::dispatching() {
            return dest::inplace("sub_", self, || ops::pointwise::sub(self, other, Scalar::Int(1)));
        }
        Tensor::from_result(ops::through(&table::OPS[table::SUB], ops::Form::Inplace, &smallvec![self.into_value(), other.into_value(), Scalar::Int(1).into_value()])?)
    }

    /// `x - alpha * other`.
    #[inline]
    pub fn sub_with_<'a>(&self, other: impl Into<TensorOrScalar<'a>>, alpha: Scalar) -> Result<Tensor> {
        let other = other.into();
        if !modes::dispatching() {
            return dest::inplace("sub_", self, || ops::pointwise::sub(self, other, alpha));
        }
        Tensor::from_result(ops::through(&table::OPS[table::SUB], ops::Form::Inplace, &smallvec![self.into_value(), other.into_value(), alpha.into_value()])?)
    }

    /// `x[0] + x[1] + …`; 0 without elements.
    #[inline]
    pub fn sum(&self) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::reduce::sum(self, None);
        }
        Tensor::from_result(ops::through(&table::OPS[table::SUM], ops::Form::Plain, &smallvec![self.into_value(), Value::None])?)
    }

    /// `x[0] + x[1] + …`; 0 without elements.
    #[inline]
    pub fn sum_with(&self, dtype: Option<DType>) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::reduce::sum(self, dtype);
        }
        Tensor::from_result(ops::through(&table::OPS[table::SUM], ops::Form::Plain, &smallvec![self.into_value(), dtype.into_value()])?)
    }

    /// `x[0] + x[1] + …` over `dim` (all when it is `None` or empty); 0 over no elements.
    #[inline]
    pub fn sum_dim(&self, dim: Option<&[i64]>) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::reduce::sum_dim(self, dim, false, None);
        }
        Tensor::from_result(ops::through(&table::OPS[table::SUM_DIM], ops::Form::Plain, &smallvec![self.into_value(), dim.into_value(), false.into_value(), Value::None])?)
    }

    /// `x[0] + x[1] + …` over `dim` (all when it is `None` or empty); 0 over no elements.
    #[inline]
    pub fn sum_dim_with(&self, dim: Option<&[i64]>, keepdim: bool, dtype: Option<DType>) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::reduce::sum_dim(self, dim, keepdim, dtype);
        }
        Tensor::from_result(ops::through(&table::OPS[table::SUM_DIM], ops::Form::Plain, &smallvec![self.into_value(), dim.into_value(), keepdim.into_value(), dtype.into_value()])?)
    }

    /// `sum` over the dimensions in which `size` would have been stretched to this shape.
    #[inline]
    pub fn sum_to_size(&self, size: &[i64]) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::creation::sum_to_size(self, size);
        }
        Tensor::from_result(ops::through(&table::OPS[table::SUM_TO_SIZE], ops::Form::Plain, &smallvec![self.into_value(), size.into_value()])?)
    }

    /// `input = U @ diag(S) @ V.mH`, thin with `some`; zeros for `U` and `V` without `compute_uv`.
    #[inline]
    pub fn svd(&self) -> Result<(Tensor, Tensor, Tensor)> {
        if !modes::dispatching() {
            return ops::linalg::svd::svd(self, true, true);
        }
        <(Tensor, Tensor, Tensor)>::from_result(ops::through(&table::OPS[table::SVD], ops::Form::Plain, &smallvec![self.into_value(), true.into_value(), true.into_value()])?)
    }

    /// `input = U @ diag(S) @ V.mH`, thin with `some`; zeros for `U` and `V` without `compute_uv`.
    #[inline]
    pub fn svd_with(&self, some: bool, compute_uv: bool) -> Result<(Tensor, Tensor, Tensor)> {
        if !modes::dispatching() {
            return ops::linalg::svd::svd(self, some, compute_uv);
        }
        <(Tensor, Tensor, Tensor)>::from_result(ops::through(&table::OPS[table::SVD], ops::Form::Plain, &smallvec![self.into_value(), some.into_value(), compute_uv.into_value()])?)
    }

    /// `out[i][j] = x[j][i]`, as a view; vectors and numbers as they are.
    #[inline]
    pub fn t(&self) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::view::t(self);
        }
        Tensor::from_result(ops::through(&table::OPS[table::T], ops::Form::Plain, &smallvec![self.into_value()])?)
    }

    /// `out[i][j] = x[j][i]`, as a view; vectors and numbers as they are.
    #[inline]
    pub fn t_(&self) -> Result<Tensor> {
        if !modes::dispatching() {
            return dest::inplace_view("t_", self, || ops::view::t(self));
        }
        Tensor::from_result(ops::through(&table::OPS[table::T], ops::Form::Inplace, &smallvec![self.into_value()])?)
    }

    /// `out[i][j] = x[j][i]`, in memory of its own; vectors and numbers as they are.
    #[inline]
    pub fn t_copy(&self) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::copies::t_copy(self);
        }
        Tensor::from_result(ops::through(&table::OPS[table::T_COPY], ops::Form::Plain, &smallvec![self.into_value()])?)
    }

    /// `out[i…] = x.flatten()[index[i…]]`.
    #[inline]
    pub fn take(&self, index: &Tensor) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::index_more::take(self, index);
        }
        Tensor::from_result(ops::through(&table::OPS[table::TAKE], ops::Form::Plain, &smallvec![self.into_value(), index.into_value()])?)
    }

    /// `out[i][j] = x[indices[i][j]][j]` for `dim` 0 and so on, with both broadcast against each other outside `dim`; of the flattened tensor
    /// without `dim`.
    #[inline]
    pub fn take_along_dim(&self, indices: &Tensor) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::index_more::take_along_dim(self, indices, None);
        }
        Tensor::from_result(ops::through(&table::OPS[table::TAKE_ALONG_DIM], ops::Form::Plain, &smallvec![self.into_value(), indices.into_value(), Value::None])?)
    }

    /// `out[i][j] = x[indices[i][j]][j]` for `dim` 0 and so on, with both broadcast against each other outside `dim`; of the flattened tensor
    /// without `dim`.
    #[inline]
    pub fn take_along_dim_with(&self, indices: &Tensor, dim: Option<i64>) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::index_more::take_along_dim(self, indices, dim);
        }
        Tensor::from_result(ops::through(&table::OPS[table::TAKE_ALONG_DIM], ops::Form::Plain, &smallvec![self.into_value(), indices.into_value(), dim.into_value()])?)
    }

    /// `sin(x) / cos(x)` of radians.
    #[inline]
    pub fn tan(&self) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::trig::tan(self);
        }
        Tensor::from_result(ops::through(&table::OPS[table::TAN], ops::Form::Plain, &smallvec![self.into_value()])?)
    }

    /// `sin(x) / cos(x)` of radians.
    #[inline]
    pub fn tan_(&self) -> Result<Tensor> {
        if !modes::dispatching() {
            return dest::inplace("tan_", self, || ops::trig::tan(self));
        }
        Tensor::from_result(ops::through(&table::OPS[table::TAN], ops::Form::Inplace, &smallvec![self.into_value()])?)
    }

    /// `(e^x - e^-x) / (e^x + e^-x)`, the hyperbolic tangent.
    #[inline]
    pub fn tanh(&self) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::pointwise::tanh(self);
        }
        Tensor::from_result(ops::through(&table::OPS[table::TANH], ops::Form::Plain, &smallvec![self.into_value()])?)
    }

    /// `(e^x - e^-x) / (e^x + e^-x)`, the hyperbolic tangent.
    #[inline]
    pub fn tanh_(&self) -> Result<Tensor> {
        if !modes::dispatching() {
            return dest::inplace("tanh_", self, || ops::pointwise::tanh(self));
        }
        Tensor::from_result(ops::through(&table::OPS[table::TANH], ops::Form::Inplace, &smallvec![self.into_value()])?)
    }

    /// `x - tanh(x)`.
    #[inline]
    pub fn tanhshrink(&self) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::activation_functional::tanhshrink(self);
        }
        Tensor::from_result(ops::through(&table::OPS[table::TANHSHRINK], ops::Form::Plain, &smallvec![self.into_value()])?)
    }

    /// `x` cut along `dim` into `sections` pieces, the first `n % sections` one longer than the others, as views.
    #[inline]
    pub fn tensor_split_sections(&self, sections: i64) -> Result<Vec<Tensor>> {
        if !modes::dispatching() {
            return ops::split::tensor_split_sections(self, sections, 0);
        }
        <Vec<Tensor>>::from_result(ops::through(&table::OPS[table::TENSOR_SPLIT_SECTIONS], ops::Form::Plain, &smallvec![self.into_value(), sections.into_value(), 0.into_value()])?)
    }

    /// `x` cut along `dim` into `sections` pieces, the first `n % sections` one longer than the others, as views.
    #[inline]
    pub fn tensor_split_sections_with(&self, sections: i64, dim: i64) -> Result<Vec<Tensor>> {
        if !modes::dispatching() {
            return ops::split::tensor_split_sections(self, sections, dim);
        }
        <Vec<Tensor>>::from_result(ops::through(&table::OPS[table::TENSOR_SPLIT_SECTIONS], ops::Form::Plain, &smallvec![self.into_value(), sections.into_value(), dim.into_value()])?)
    }

    /// `x[0 : i0], x[i0 : i1], …` along `dim`, as views.
    #[inline]
    pub fn tensor_split_indices(&self, indices: &[i64]) -> Result<Vec<Tensor>> {
        if !modes::dispatching() {
            return ops::split::tensor_split_indices(self, indices, 0);
        }
        <Vec<Tensor>>::from_result(ops::through(&table::OPS[table::TENSOR_SPLIT_INDICES], ops::Form::Plain, &smallvec![self.into_value(), indices.into_value(), 0.into_value()])?)
    }

    /// `x[0 : i0], x[i0 : i1], …` along `dim`, as views.
    #[inline]
    pub fn tensor_split_indices_with(&self, indices: &[i64], dim: i64) -> Result<Vec<Tensor>> {
        if !modes::dispatching() {
            return ops::split::tensor_split_indices(self, indices, dim);
        }
        <Vec<Tensor>>::from_result(ops::through(&table::OPS[table::TENSOR_SPLIT_INDICES], ops::Form::Plain, &smallvec![self.into_value(), indices.into_value(), dim.into_value()])?)
    }

    /// `x[0 : i0], x[i0 : i1], …` along `dim`, or that many pieces, with the indices or the number in a tensor.
    #[inline]
    pub fn tensor_split_tensor(&self, tensor_indices_or_sections: &Tensor) -> Result<Vec<Tensor>> {
        if !modes::dispatching() {
            return ops::split::tensor_split_tensor(self, tensor_indices_or_sections, 0);
        }
        <Vec<Tensor>>::from_result(ops::through(&table::OPS[table::TENSOR_SPLIT_TENSOR], ops::Form::Plain, &smallvec![self.into_value(), tensor_indices_or_sections.into_value(), 0.into_value()])?)
    }

    /// `x[0 : i0], x[i0 : i1], …` along `dim`, or that many pieces, with the indices or the number in a tensor.
    #[inline]
    pub fn tensor_split_tensor_with(&self, tensor_indices_or_sections: &Tensor, dim: i64) -> Result<Vec<Tensor>> {
        if !modes::dispatching() {
            return ops::split::tensor_split_tensor(self, tensor_indices_or_sections, dim);
        }
        <Vec<Tensor>>::from_result(ops::through(&table::OPS[table::TENSOR_SPLIT_TENSOR], ops::Form::Plain, &smallvec![self.into_value(), tensor_indices_or_sections.into_value(), dim.into_value()])?)
    }

    /// `out[i…, j…] = sum over k… of a[i…, k…] * b[k…, j…]` over the last `dims` dimensions of `a` and the first of `b`.
    #[inline]
    pub fn tensordot(&self, b: &Tensor) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::einsum::tensordot(self, b, 2);
        }
        Tensor::from_result(ops::through(&table::OPS[table::TENSORDOT_DIMS], ops::Form::Plain, &smallvec![self.into_value(), b.into_value(), 2.into_value()])?)
    }

    /// `out[i…, j…] = sum over k… of a[i…, k…] * b[k…, j…]` over the last `dims` dimensions of `a` and the first of `b`.
    #[inline]
    pub fn tensordot_with(&self, b: &Tensor, dims: i64) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::einsum::tensordot(self, b, dims);
        }
        Tensor::from_result(ops::through(&table::OPS[table::TENSORDOT_DIMS], ops::Form::Plain, &smallvec![self.into_value(), b.into_value(), dims.into_value()])?)
    }

    /// `x` where `x > threshold`, else `value`.
    #[inline]
    pub fn threshold(&self, threshold: Scalar, value: Scalar) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::activation::threshold(self, threshold, value);
        }
        Tensor::from_result(ops::through(&table::OPS[table::THRESHOLD], ops::Form::Plain, &smallvec![self.into_value(), threshold.into_value(), value.into_value()])?)
    }

    /// `x` where `x > threshold`, else `value`.
    #[inline]
    pub fn threshold_(&self, threshold: Scalar, value: Scalar) -> Result<Tensor> {
        if !modes::dispatching() {
            return dest::inplace("threshold_", self, || ops::activation::threshold(self, threshold, value));
        }
        Tensor::from_result(ops::through(&table::OPS[table::THRESHOLD], ops::Form::Inplace, &smallvec![self.into_value(), threshold.into_value(), value.into_value()])?)
    }

    /// `x` where `x > threshold`, else `value`.
    #[inline]
    pub fn threshold_functional(&self, threshold: Scalar, value: Scalar) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::activation_functional::threshold_functional(self, threshold, value, false);
        }
        Tensor::from_result(ops::through(&table::OPS[table::THRESHOLD_FUNCTIONAL], ops::Form::Plain, &smallvec![self.into_value(), threshold.into_value(), value.into_value(), false.into_value()])?)
    }

    /// `x` where `x > threshold`, else `value`.
    #[inline]
    pub fn threshold_functional_with(&self, threshold: Scalar, value: Scalar, inplace: bool) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::activation_functional::threshold_functional(self, threshold, value, inplace);
        }
        Tensor::from_result(ops::through(&table::OPS[table::THRESHOLD_FUNCTIONAL], ops::Form::Plain, &smallvec![self.into_value(), threshold.into_value(), value.into_value(), inplace.into_value()])?)
    }

    /// `out[i, j] = x[i % n, j % m]`: copies side by side; fewer numbers than dimensions leave the leading ones alone.
    #[inline]
    pub fn tile(&self, dims: &[i64]) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::shape::tile(self, dims);
        }
        Tensor::from_result(ops::through(&table::OPS[table::TILE], ops::Form::Plain, &smallvec![self.into_value(), dims.into_value()])?)
    }

    /// `x` cast to `dtype`: rounded to a float, cut towards 0 to an integer, `x != 0` for bool. Itself when it has the dtype and `copy` is
    /// false.
    #[inline]
    pub fn to_type(&self, dtype: DType) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::convert::to_type(self, dtype, false, false, None);
        }
        Tensor::from_result(ops::through(&table::OPS[table::TO_DTYPE], ops::Form::Plain, &smallvec![self.into_value(), dtype.into_value(), false.into_value(), false.into_value(), Value::None])?)
    }

    /// `x` cast to `dtype`: rounded to a float, cut towards 0 to an integer, `x != 0` for bool. Itself when it has the dtype and `copy` is
    /// false.
    #[inline]
    pub fn to_type_with(&self, dtype: DType, non_blocking: bool, copy: bool, memory_format: Option<MemoryFormat>) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::convert::to_type(self, dtype, non_blocking, copy, memory_format);
        }
        Tensor::from_result(ops::through(&table::OPS[table::TO_DTYPE], ops::Form::Plain, &smallvec![self.into_value(), dtype.into_value(), non_blocking.into_value(), copy.into_value(), memory_format.into_value()])?)
    }

    /// `x` on another device, in another dtype or both; itself when nothing changes and `copy` is false.
    #[inline]
    pub fn to_device(&self) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::convert::to_device(self, None, None, false, false, None);
        }
        Tensor::from_result(ops::through(&table::OPS[table::TO_DEVICE], ops::Form::Plain, &smallvec![self.into_value(), Value::None, Value::None, false.into_value(), false.into_value(), Value::None])?)
    }

    /// `x` on another device, in another dtype or both; itself when nothing changes and `copy` is false.
    #[inline]
    pub fn to_device_with(&self, device: Option<Device>, dtype: Option<DType>, non_blocking: bool, copy: bool, memory_format: Option<MemoryFormat>) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::convert::to_device(self, device, dtype, non_blocking, copy, memory_format);
        }
        Tensor::from_result(ops::through(&table::OPS[table::TO_DEVICE], ops::Form::Plain, &smallvec![self.into_value(), device.into_value(), dtype.into_value(), non_blocking.into_value(), copy.into_value(), memory_format.into_value()])?)
    }

    /// `x` cast to the dtype and moved to the device of `other`; itself when nothing changes.
    #[inline]
    pub fn to_other(&self, other: &Tensor) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::convert::to_other(self, other, false, false, None);
        }
        Tensor::from_result(ops::through(&table::OPS[table::TO_OTHER], ops::Form::Plain, &smallvec![self.into_value(), other.into_value(), false.into_value(), false.into_value(), Value::None])?)
    }

    /// `x` cast to the dtype and moved to the device of `other`; itself when nothing changes.
    #[inline]
    pub fn to_other_with(&self, other: &Tensor, non_blocking: bool, copy: bool, memory_format: Option<MemoryFormat>) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::convert::to_other(self, other, non_blocking, copy, memory_format);
        }
        Tensor::from_result(ops::through(&table::OPS[table::TO_OTHER], ops::Form::Plain, &smallvec![self.into_value(), other.into_value(), non_blocking.into_value(), copy.into_value(), memory_format.into_value()])?)
    }

    /// The `k` largest elements (smallest without `largest`) along `dim`, in order, and where they are; NaN counts as largest.
    #[inline]
    pub fn topk(&self, k: i64) -> Result<(Tensor, Tensor)> {
        if !modes::dispatching() {
            return ops::sort::topk(self, k, -1, true, true);
        }
        <(Tensor, Tensor)>::from_result(ops::through(&table::OPS[table::TOPK], ops::Form::Plain, &smallvec![self.into_value(), k.into_value(), (-1).into_value(), true.into_value(), true.into_value()])?)
    }

    /// The `k` largest elements (smallest without `largest`) along `dim`, in order, and where they are; NaN counts as largest.
    #[inline]
    pub fn topk_with(&self, k: i64, dim: i64, largest: bool, sorted: bool) -> Result<(Tensor, Tensor)> {
        if !modes::dispatching() {
            return ops::sort::topk(self, k, dim, largest, sorted);
        }
        <(Tensor, Tensor)>::from_result(ops::through(&table::OPS[table::TOPK], ops::Form::Plain, &smallvec![self.into_value(), k.into_value(), dim.into_value(), largest.into_value(), sorted.into_value()])?)
    }

    /// `sum over i of x[i][i]`.
    #[inline]
    pub fn trace(&self) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::rearrange::trace(self);
        }
        Tensor::from_result(ops::through(&table::OPS[table::TRACE], ops::Form::Plain, &smallvec![self.into_value()])?)
    }

    /// `out[…, i, …, j, …] = x[…, j, …, i, …]`: two dimensions exchanged, as a view.
    #[inline]
    pub fn transpose(&self, dim0: i64, dim1: i64) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::view::transpose(self, dim0, dim1);
        }
        Tensor::from_result(ops::through(&table::OPS[table::TRANSPOSE], ops::Form::Plain, &smallvec![self.into_value(), dim0.into_value(), dim1.into_value()])?)
    }

    /// `out[…, i, …, j, …] = x[…, j, …, i, …]`: two dimensions exchanged, as a view.
    #[inline]
    pub fn transpose_(&self, dim0: i64, dim1: i64) -> Result<Tensor> {
        if !modes::dispatching() {
            return dest::inplace_view("transpose_", self, || ops::view::transpose(self, dim0, dim1));
        }
        Tensor::from_result(ops::through(&table::OPS[table::TRANSPOSE], ops::Form::Inplace, &smallvec![self.into_value(), dim0.into_value(), dim1.into_value()])?)
    }

    /// `x` with two dimensions exchanged, in memory of its own.
    #[inline]
    pub fn transpose_copy(&self, dim0: i64, dim1: i64) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::copies::transpose_copy(self, dim0, dim1);
        }
        Tensor::from_result(ops::through(&table::OPS[table::TRANSPOSE_COPY], ops::Form::Plain, &smallvec![self.into_value(), dim0.into_value(), dim1.into_value()])?)
    }

    /// `sum over i of (x[i + 1] - x[i]) * (y[i] + y[i + 1]) / 2` along `dim`.
    #[inline]
    pub fn trapezoid_x(&self, x: &Tensor) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::order_stats::trapezoid_x(self, x, -1);
        }
        Tensor::from_result(ops::through(&table::OPS[table::TRAPEZOID_X], ops::Form::Plain, &smallvec![self.into_value(), x.into_value(), (-1).into_value()])?)
    }

    /// `sum over i of (x[i + 1] - x[i]) * (y[i] + y[i + 1]) / 2` along `dim`.
    #[inline]
    pub fn trapezoid_x_with(&self, x: &Tensor, dim: i64) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::order_stats::trapezoid_x(self, x, dim);
        }
        Tensor::from_result(ops::through(&table::OPS[table::TRAPEZOID_X], ops::Form::Plain, &smallvec![self.into_value(), x.into_value(), dim.into_value()])?)
    }

    /// `dx * sum over i of (y[i] + y[i + 1]) / 2` along `dim`.
    #[inline]
    pub fn trapezoid(&self) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::order_stats::trapezoid(self, Scalar::Int(1), -1);
        }
        Tensor::from_result(ops::through(&table::OPS[table::TRAPEZOID], ops::Form::Plain, &smallvec![self.into_value(), Scalar::Int(1).into_value(), (-1).into_value()])?)
    }

    /// `dx * sum over i of (y[i] + y[i + 1]) / 2` along `dim`.
    #[inline]
    pub fn trapezoid_with(&self, dx: Scalar, dim: i64) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::order_stats::trapezoid(self, dx, dim);
        }
        Tensor::from_result(ops::through(&table::OPS[table::TRAPEZOID], ops::Form::Plain, &smallvec![self.into_value(), dx.into_value(), dim.into_value()])?)
    }

    /// `X` with `A @ X = input` (`A^T` with `transpose`) for triangular `A`, and a copy of `A`.
    #[inline]
    pub fn triangular_solve(&self, A: &Tensor) -> Result<(Tensor, Tensor)> {
        if !modes::dispatching() {
            return ops::linalg::triangular::triangular_solve(self, A, true, false, false);
        }
        <(Tensor, Tensor)>::from_result(ops::through(&table::OPS[table::TRIANGULAR_SOLVE], ops::Form::Plain, &smallvec![self.into_value(), A.into_value(), true.into_value(), false.into_value(), false.into_value()])?)
    }

    /// `X` with `A @ X = input` (`A^T` with `transpose`) for triangular `A`, and a copy of `A`.
    #[inline]
    pub fn triangular_solve_with(&self, A: &Tensor, upper: bool, transpose: bool, unitriangular: bool) -> Result<(Tensor, Tensor)> {
        if !modes::dispatching() {
            return ops::linalg::triangular::triangular_solve(self, A, upper, transpose, unitriangular);
        }
        <(Tensor, Tensor)>::from_result(ops::through(&table::OPS[table::TRIANGULAR_SOLVE], ops::Form::Plain, &smallvec![self.into_value(), A.into_value(), upper.into_value(), transpose.into_value(), unitriangular.into_value()])?)
    }

    /// `out[…, i, j] = x[…, i, j] if j - i <= diagonal else 0`.
    #[inline]
    pub fn tril(&self) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::rearrange::tril(self, 0);
        }
        Tensor::from_result(ops::through(&table::OPS[table::TRIL], ops::Form::Plain, &smallvec![self.into_value(), 0.into_value()])?)
    }

    /// `out[…, i, j] = x[…, i, j] if j - i <= diagonal else 0`.
    #[inline]
    pub fn tril_with(&self, diagonal: i64) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::rearrange::tril(self, diagonal);
        }
        Tensor::from_result(ops::through(&table::OPS[table::TRIL], ops::Form::Plain, &smallvec![self.into_value(), diagonal.into_value()])?)
    }

    /// `out[…, i, j] = x[…, i, j] if j - i <= diagonal else 0`.
    #[inline]
    pub fn tril_(&self) -> Result<Tensor> {
        if !modes::dispatching() {
            return dest::inplace("tril_", self, || ops::rearrange::tril(self, 0));
        }
        Tensor::from_result(ops::through(&table::OPS[table::TRIL], ops::Form::Inplace, &smallvec![self.into_value(), 0.into_value()])?)
    }

    /// `out[…, i, j] = x[…, i, j] if j - i <= diagonal else 0`.
    #[inline]
    pub fn tril_with_(&self, diagonal: i64) -> Result<Tensor> {
        if !modes::dispatching() {
            return dest::inplace("tril_", self, || ops::rearrange::tril(self, diagonal));
        }
        Tensor::from_result(ops::through(&table::OPS[table::TRIL], ops::Form::Inplace, &smallvec![self.into_value(), diagonal.into_value()])?)
    }

    /// All `(i, j)` with `j - i <= offset` in a `row` by `col` matrix, in row-major order: the rows, then the columns.
    #[inline]
    pub fn tril_indices(row: i64, col: i64) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::rearrange::tril_indices(row, col, 0, None, None);
        }
        Tensor::from_result(ops::through(&table::OPS[table::TRIL_INDICES], ops::Form::Plain, &smallvec![row.into_value(), col.into_value(), 0.into_value(), Value::None, Value::None])?)
    }

    /// All `(i, j)` with `j - i <= offset` in a `row` by `col` matrix, in row-major order: the rows, then the columns.
    #[inline]
    pub fn tril_indices_with(row: i64, col: i64, offset: i64, dtype: Option<DType>, device: Option<Device>) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::rearrange::tril_indices(row, col, offset, dtype, device);
        }
        Tensor::from_result(ops::through(&table::OPS[table::TRIL_INDICES], ops::Form::Plain, &smallvec![row.into_value(), col.into_value(), offset.into_value(), dtype.into_value(), device.into_value()])?)
    }

    /// `max(0, d(a, p) - d(a, n) + margin)` with `d(x, y) = |x - y + eps|_p`; with `swap`, `d(a, n)` is at most `d(p, n)`. `reduction`
    /// `'mean'` or `'sum'` of them, or `'none'`.
    #[inline]
    pub fn triplet_margin_loss(&self, positive: &Tensor, negative: &Tensor) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::loss_margin::triplet_margin_loss(self, positive, negative, 1.0, 2.0, 1e-06, false, "mean");
        }
        Tensor::from_result(ops::through(&table::OPS[table::TRIPLET_MARGIN_LOSS], ops::Form::Plain, &smallvec![self.into_value(), positive.into_value(), negative.into_value(), 1.0.into_value(), 2.0.into_value(), 1e-06.into_value(), false.into_value(), "mean".into_value()])?)
    }

    /// `max(0, d(a, p) - d(a, n) + margin)` with `d(x, y) = |x - y + eps|_p`; with `swap`, `d(a, n)` is at most `d(p, n)`. `reduction`
    /// `'mean'` or `'sum'` of them, or `'none'`.
    #[inline]
    pub fn triplet_margin_loss_with(&self, positive: &Tensor, negative: &Tensor, margin: f64, p: f64, eps: f64, swap: bool, reduction: &str) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::loss_margin::triplet_margin_loss(self, positive, negative, margin, p, eps, swap, reduction);
        }
        Tensor::from_result(ops::through(&table::OPS[table::TRIPLET_MARGIN_LOSS], ops::Form::Plain, &smallvec![self.into_value(), positive.into_value(), negative.into_value(), margin.into_value(), p.into_value(), eps.into_value(), swap.into_value(), reduction.into_value()])?)
    }

    /// `out[…, i, j] = x[…, i, j] if j - i >= diagonal else 0`.
    #[inline]
    pub fn triu(&self) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::rearrange::triu(self, 0);
        }
        Tensor::from_result(ops::through(&table::OPS[table::TRIU], ops::Form::Plain, &smallvec![self.into_value(), 0.into_value()])?)
    }

    /// `out[…, i, j] = x[…, i, j] if j - i >= diagonal else 0`.
    #[inline]
    pub fn triu_with(&self, diagonal: i64) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::rearrange::triu(self, diagonal);
        }
        Tensor::from_result(ops::through(&table::OPS[table::TRIU], ops::Form::Plain, &smallvec![self.into_value(), diagonal.into_value()])?)
    }

    /// `out[…, i, j] = x[…, i, j] if j - i >= diagonal else 0`.
    #[inline]
    pub fn triu_(&self) -> Result<Tensor> {
        if !modes::dispatching() {
            return dest::inplace("triu_", self, || ops::rearrange::triu(self, 0));
        }
        Tensor::from_result(ops::through(&table::OPS[table::TRIU], ops::Form::Inplace, &smallvec![self.into_value(), 0.into_value()])?)
    }

    /// `out[…, i, j] = x[…, i, j] if j - i >= diagonal else 0`.
    #[inline]
    pub fn triu_with_(&self, diagonal: i64) -> Result<Tensor> {
        if !modes::dispatching() {
            return dest::inplace("triu_", self, || ops::rearrange::triu(self, diagonal));
        }
        Tensor::from_result(ops::through(&table::OPS[table::TRIU], ops::Form::Inplace, &smallvec![self.into_value(), diagonal.into_value()])?)
    }

    /// All `(i, j)` with `j - i >= offset` in a `row` by `col` matrix, in row-major order: the rows, then the columns.
    #[inline]
    pub fn triu_indices(row: i64, col: i64) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::rearrange::triu_indices(row, col, 0, None, None);
        }
        Tensor::from_result(ops::through(&table::OPS[table::TRIU_INDICES], ops::Form::Plain, &smallvec![row.into_value(), col.into_value(), 0.into_value(), Value::None, Value::None])?)
    }

    /// All `(i, j)` with `j - i >= offset` in a `row` by `col` matrix, in row-major order: the rows, then the columns.
    #[inline]
    pub fn triu_indices_with(row: i64, col: i64, offset: i64, dtype: Option<DType>, device: Option<Device>) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::rearrange::triu_indices(row, col, offset, dtype, device);
        }
        Tensor::from_result(ops::through(&table::OPS[table::TRIU_INDICES], ops::Form::Plain, &smallvec![row.into_value(), col.into_value(), offset.into_value(), dtype.into_value(), device.into_value()])?)
    }

    /// `x / other`, in floating point.
    #[inline]
    pub fn true_divide<'a>(&self, other: impl Into<TensorOrScalar<'a>>) -> Result<Tensor> {
        let other = other.into();
        if !modes::dispatching() {
            return ops::arith::true_divide(self, other);
        }
        Tensor::from_result(ops::through(&table::OPS[table::TRUE_DIVIDE], ops::Form::Plain, &smallvec![self.into_value(), other.into_value()])?)
    }

    /// `x / other`, in floating point.
    #[inline]
    pub fn true_divide_<'a>(&self, other: impl Into<TensorOrScalar<'a>>) -> Result<Tensor> {
        let other = other.into();
        if !modes::dispatching() {
            return dest::inplace("true_divide_", self, || ops::arith::true_divide(self, other));
        }
        Tensor::from_result(ops::through(&table::OPS[table::TRUE_DIVIDE], ops::Form::Inplace, &smallvec![self.into_value(), other.into_value()])?)
    }

    /// `x` without its fraction: the nearest integer towards 0.
    #[inline]
    pub fn trunc(&self) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::round::trunc(self);
        }
        Tensor::from_result(ops::through(&table::OPS[table::TRUNC], ops::Form::Plain, &smallvec![self.into_value()])?)
    }

    /// `x` without its fraction: the nearest integer towards 0.
    #[inline]
    pub fn trunc_(&self) -> Result<Tensor> {
        if !modes::dispatching() {
            return dest::inplace("trunc_", self, || ops::round::trunc(self));
        }
        Tensor::from_result(ops::through(&table::OPS[table::TRUNC], ops::Form::Inplace, &smallvec![self.into_value()])?)
    }

    /// `x` cast to the dtype and moved to the device of `other`; itself when nothing changes.
    #[inline]
    pub fn type_as(&self, other: &Tensor) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::convert::type_as(self, other);
        }
        Tensor::from_result(ops::through(&table::OPS[table::TYPE_AS], ops::Form::Plain, &smallvec![self.into_value(), other.into_value()])?)
    }

    /// `x[0], x[1], …` along `dim`, as views.
    #[inline]
    pub fn unbind(&self) -> Result<Vec<Tensor>> {
        if !modes::dispatching() {
            return ops::view_parts::unbind(self, 0);
        }
        <Vec<Tensor>>::from_result(ops::through(&table::OPS[table::UNBIND], ops::Form::Plain, &smallvec![self.into_value(), 0.into_value()])?)
    }

    /// `x[0], x[1], …` along `dim`, as views.
    #[inline]
    pub fn unbind_with(&self, dim: i64) -> Result<Vec<Tensor>> {
        if !modes::dispatching() {
            return ops::view_parts::unbind(self, dim);
        }
        <Vec<Tensor>>::from_result(ops::through(&table::OPS[table::UNBIND], ops::Form::Plain, &smallvec![self.into_value(), dim.into_value()])?)
    }

    /// `x[0], x[1], …` along `dim`, each in memory of its own.
    #[inline]
    pub fn unbind_copy(&self) -> Result<Vec<Tensor>> {
        if !modes::dispatching() {
            return ops::copies::unbind_copy(self, 0);
        }
        <Vec<Tensor>>::from_result(ops::through(&table::OPS[table::UNBIND_COPY], ops::Form::Plain, &smallvec![self.into_value(), 0.into_value()])?)
    }

    /// `x[0], x[1], …` along `dim`, each in memory of its own.
    #[inline]
    pub fn unbind_copy_with(&self, dim: i64) -> Result<Vec<Tensor>> {
        if !modes::dispatching() {
            return ops::copies::unbind_copy(self, dim);
        }
        <Vec<Tensor>>::from_result(ops::through(&table::OPS[table::UNBIND_COPY], ops::Form::Plain, &smallvec![self.into_value(), dim.into_value()])?)
    }

    /// `out[…, i, j, …] = x[…, i * sizes[1] + j, …]`: one dimension seen as several; one size may be -1.
    #[inline]
    pub fn unflatten(&self, dim: i64, sizes: &[i64]) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::shape::unflatten(self, dim, sizes);
        }
        Tensor::from_result(ops::through(&table::OPS[table::UNFLATTEN], ops::Form::Plain, &smallvec![self.into_value(), dim.into_value(), sizes.into_value()])?)
    }

    /// `out[n, (c, i, j), l] = x[n, c, y + i * dilation, x + j * dilation]` for the window `l` at `(y, x)`: the windows as columns.
    #[inline]
    pub fn unfold_functional(&self, kernel_size: &[i64]) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::pixel::unfold_functional(self, kernel_size, &[1, 1], &[0, 0], &[1, 1]);
        }
        Tensor::from_result(ops::through(&table::OPS[table::UNFOLD_FUNCTIONAL], ops::Form::Plain, &smallvec![self.into_value(), kernel_size.into_value(), <&[i64] as IntoValue>::into_value(&[1, 1]), <&[i64] as IntoValue>::into_value(&[0, 0]), <&[i64] as IntoValue>::into_value(&[1, 1])])?)
    }

    /// `out[n, (c, i, j), l] = x[n, c, y + i * dilation, x + j * dilation]` for the window `l` at `(y, x)`: the windows as columns.
    #[inline]
    pub fn unfold_functional_with(&self, kernel_size: &[i64], dilation: &[i64], padding: &[i64], stride: &[i64]) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::pixel::unfold_functional(self, kernel_size, dilation, padding, stride);
        }
        Tensor::from_result(ops::through(&table::OPS[table::UNFOLD_FUNCTIONAL], ops::Form::Plain, &smallvec![self.into_value(), kernel_size.into_value(), dilation.into_value(), padding.into_value(), stride.into_value()])?)
    }

    /// `out[…, i, …, j] = x[…, i * step + j, …]`: all windows of `size` along a dimension, as a view.
    #[inline]
    pub fn unfold(&self, dimension: i64, size: i64, step: i64) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::shape::unfold(self, dimension, size, step);
        }
        Tensor::from_result(ops::through(&table::OPS[table::UNFOLD], ops::Form::Plain, &smallvec![self.into_value(), dimension.into_value(), size.into_value(), step.into_value()])?)
    }

    /// `out[…, i, …, j] = x[…, i * step + j, …]`: the windows along a dimension, in memory of its own.
    #[inline]
    pub fn unfold_copy(&self, dimension: i64, size: i64, step: i64) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::copies::unfold_copy(self, dimension, size, step);
        }
        Tensor::from_result(ops::through(&table::OPS[table::UNFOLD_COPY], ops::Form::Plain, &smallvec![self.into_value(), dimension.into_value(), size.into_value(), step.into_value()])?)
    }

    /// Uniform numbers in [from, to), in place.
    #[inline]
    pub fn uniform_(&self) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::random_fill::uniform_(self, 0.0, 1.0, None);
        }
        Tensor::from_result(ops::through(&table::OPS[table::UNIFORM_], ops::Form::Plain, &smallvec![self.into_value(), 0.0.into_value(), 1.0.into_value(), Value::None])?)
    }

    /// Uniform numbers in [from, to), in place.
    #[inline]
    pub fn uniform_with_(&self, from: f64, to: f64, generator: Option<&Generator>) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::random_fill::uniform_(self, from, to, generator);
        }
        Tensor::from_result(ops::through(&table::OPS[table::UNIFORM_], ops::Form::Plain, &smallvec![self.into_value(), from.into_value(), to.into_value(), generator.into_value()])?)
    }

    /// The distinct elements, or slices along `dim`, in ascending order; with `return_inverse` the number of each element's class, with
    /// `return_counts` the size of each class.
    #[inline]
    pub fn unique(&self) -> Result<Value> {
        if !modes::dispatching() {
            return ops::unique::unique(self, true, false, false, None);
        }
        Value::from_result(ops::through(&table::OPS[table::UNIQUE], ops::Form::Plain, &smallvec![self.into_value(), true.into_value(), false.into_value(), false.into_value(), Value::None])?)
    }

    /// The distinct elements, or slices along `dim`, in ascending order; with `return_inverse` the number of each element's class, with
    /// `return_counts` the size of each class.
    #[inline]
    pub fn unique_with(&self, sorted: bool, return_inverse: bool, return_counts: bool, dim: Option<i64>) -> Result<Value> {
        if !modes::dispatching() {
            return ops::unique::unique(self, sorted, return_inverse, return_counts, dim);
        }
        Value::from_result(ops::through(&table::OPS[table::UNIQUE], ops::Form::Plain, &smallvec![self.into_value(), sorted.into_value(), return_inverse.into_value(), return_counts.into_value(), dim.into_value()])?)
    }

    /// The first element (or slice along `dim`) of each run of equal ones; with `return_inverse` the number of each element's run, with
    /// `return_counts` the length of each run.
    #[inline]
    pub fn unique_consecutive(&self) -> Result<Value> {
        if !modes::dispatching() {
            return ops::unique::unique_consecutive(self, false, false, None);
        }
        Value::from_result(ops::through(&table::OPS[table::UNIQUE_CONSECUTIVE], ops::Form::Plain, &smallvec![self.into_value(), false.into_value(), false.into_value(), Value::None])?)
    }

    /// The first element (or slice along `dim`) of each run of equal ones; with `return_inverse` the number of each element's run, with
    /// `return_counts` the length of each run.
    #[inline]
    pub fn unique_consecutive_with(&self, return_inverse: bool, return_counts: bool, dim: Option<i64>) -> Result<Value> {
        if !modes::dispatching() {
            return ops::unique::unique_consecutive(self, return_inverse, return_counts, dim);
        }
        Value::from_result(ops::through(&table::OPS[table::UNIQUE_CONSECUTIVE], ops::Form::Plain, &smallvec![self.into_value(), return_inverse.into_value(), return_counts.into_value(), dim.into_value()])?)
    }

    /// `x` cut along `dim` into pieces of `ceil(n / chunks)`; the last may be smaller, and there may be fewer.
    #[inline]
    pub fn unsafe_chunk(&self, chunks: i64) -> Result<Vec<Tensor>> {
        if !modes::dispatching() {
            return ops::split::unsafe_chunk(self, chunks, 0);
        }
        <Vec<Tensor>>::from_result(ops::through(&table::OPS[table::UNSAFE_CHUNK], ops::Form::Plain, &smallvec![self.into_value(), chunks.into_value(), 0.into_value()])?)
    }

    /// `x` cut along `dim` into pieces of `ceil(n / chunks)`; the last may be smaller, and there may be fewer.
    #[inline]
    pub fn unsafe_chunk_with(&self, chunks: i64, dim: i64) -> Result<Vec<Tensor>> {
        if !modes::dispatching() {
            return ops::split::unsafe_chunk(self, chunks, dim);
        }
        <Vec<Tensor>>::from_result(ops::through(&table::OPS[table::UNSAFE_CHUNK], ops::Form::Plain, &smallvec![self.into_value(), chunks.into_value(), dim.into_value()])?)
    }

    /// `x[0 : s], x[s : 2 s], …` along `dim`, as views; the last piece may be smaller.
    #[inline]
    pub fn unsafe_split(&self, split_size: i64) -> Result<Vec<Tensor>> {
        if !modes::dispatching() {
            return ops::split::unsafe_split(self, split_size, 0);
        }
        <Vec<Tensor>>::from_result(ops::through(&table::OPS[table::UNSAFE_SPLIT], ops::Form::Plain, &smallvec![self.into_value(), split_size.into_value(), 0.into_value()])?)
    }

    /// `x[0 : s], x[s : 2 s], …` along `dim`, as views; the last piece may be smaller.
    #[inline]
    pub fn unsafe_split_with(&self, split_size: i64, dim: i64) -> Result<Vec<Tensor>> {
        if !modes::dispatching() {
            return ops::split::unsafe_split(self, split_size, dim);
        }
        <Vec<Tensor>>::from_result(ops::through(&table::OPS[table::UNSAFE_SPLIT], ops::Form::Plain, &smallvec![self.into_value(), split_size.into_value(), dim.into_value()])?)
    }

    /// `x` cut along `dim` into pieces of the given sizes.
    #[inline]
    pub fn unsafe_split_with_sizes(&self, split_sizes: &[i64]) -> Result<Vec<Tensor>> {
        if !modes::dispatching() {
            return ops::copies::unsafe_split_with_sizes(self, split_sizes, 0);
        }
        <Vec<Tensor>>::from_result(ops::through(&table::OPS[table::UNSAFE_SPLIT_WITH_SIZES], ops::Form::Plain, &smallvec![self.into_value(), split_sizes.into_value(), 0.into_value()])?)
    }

    /// `x` cut along `dim` into pieces of the given sizes.
    #[inline]
    pub fn unsafe_split_with_sizes_with(&self, split_sizes: &[i64], dim: i64) -> Result<Vec<Tensor>> {
        if !modes::dispatching() {
            return ops::copies::unsafe_split_with_sizes(self, split_sizes, dim);
        }
        <Vec<Tensor>>::from_result(ops::through(&table::OPS[table::UNSAFE_SPLIT_WITH_SIZES], ops::Form::Plain, &smallvec![self.into_value(), split_sizes.into_value(), dim.into_value()])?)
    }

    /// `x` with a dimension of size 1 put in at `dim`, as a view.
    #[inline]
    pub fn unsqueeze(&self, dim: i64) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::view::unsqueeze(self, dim);
        }
        Tensor::from_result(ops::through(&table::OPS[table::UNSQUEEZE], ops::Form::Plain, &smallvec![self.into_value(), dim.into_value()])?)
    }

    /// `x` with a dimension of size 1 put in at `dim`, as a view.
    #[inline]
    pub fn unsqueeze_(&self, dim: i64) -> Result<Tensor> {
        if !modes::dispatching() {
            return dest::inplace_view("unsqueeze_", self, || ops::view::unsqueeze(self, dim));
        }
        Tensor::from_result(ops::through(&table::OPS[table::UNSQUEEZE], ops::Form::Inplace, &smallvec![self.into_value(), dim.into_value()])?)
    }

    /// `x` with a dimension of size 1 put in at `dim`, in memory of its own.
    #[inline]
    pub fn unsqueeze_copy(&self, dim: i64) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::copies::unsqueeze_copy(self, dim);
        }
        Tensor::from_result(ops::through(&table::OPS[table::UNSQUEEZE_COPY], ops::Form::Plain, &smallvec![self.into_value(), dim.into_value()])?)
    }

    /// `out[y, x] = sum over 4 by 4 neighbours of w(i) w(j) in[i, j]` with Keys' cubic `w` (a = -0.75); `align_corners` puts the outer
    /// pixels' centres on each other, not their edges.
    #[inline]
    pub fn upsample_bicubic2d(&self, output_size: Option<&[i64]>, align_corners: bool) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::upsample::upsample_bicubic2d(self, output_size, align_corners, None);
        }
        Tensor::from_result(ops::through(&table::OPS[table::UPSAMPLE_BICUBIC2D], ops::Form::Plain, &smallvec![self.into_value(), output_size.into_value(), align_corners.into_value(), Value::None])?)
    }

    /// `out[y, x] = sum over 4 by 4 neighbours of w(i) w(j) in[i, j]` with Keys' cubic `w` (a = -0.75); `align_corners` puts the outer
    /// pixels' centres on each other, not their edges.
    #[inline]
    pub fn upsample_bicubic2d_with(&self, output_size: Option<&[i64]>, align_corners: bool, scale_factors: Option<&[f64]>) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::upsample::upsample_bicubic2d(self, output_size, align_corners, scale_factors);
        }
        Tensor::from_result(ops::through(&table::OPS[table::UPSAMPLE_BICUBIC2D], ops::Form::Plain, &smallvec![self.into_value(), output_size.into_value(), align_corners.into_value(), scale_factors.into_value()])?)
    }

    /// `out[y, x] = ` the mean of the 2 by 2 neighbours, weighted by nearness; `align_corners` puts the outer pixels' centres on each other,
    /// not their edges.
    #[inline]
    pub fn upsample_bilinear2d(&self, output_size: Option<&[i64]>, align_corners: bool) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::upsample::upsample_bilinear2d(self, output_size, align_corners, None);
        }
        Tensor::from_result(ops::through(&table::OPS[table::UPSAMPLE_BILINEAR2D], ops::Form::Plain, &smallvec![self.into_value(), output_size.into_value(), align_corners.into_value(), Value::None])?)
    }

    /// `out[y, x] = ` the mean of the 2 by 2 neighbours, weighted by nearness; `align_corners` puts the outer pixels' centres on each other,
    /// not their edges.
    #[inline]
    pub fn upsample_bilinear2d_with(&self, output_size: Option<&[i64]>, align_corners: bool, scale_factors: Option<&[f64]>) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::upsample::upsample_bilinear2d(self, output_size, align_corners, scale_factors);
        }
        Tensor::from_result(ops::through(&table::OPS[table::UPSAMPLE_BILINEAR2D], ops::Form::Plain, &smallvec![self.into_value(), output_size.into_value(), align_corners.into_value(), scale_factors.into_value()])?)
    }

    /// `out[i] = (1 - t) in[k] + t in[k + 1]` at the place `k + t` of `i` in the input; `align_corners` puts the outer elements' centres on
    /// each other, not their edges.
    #[inline]
    pub fn upsample_linear1d(&self, output_size: Option<&[i64]>, align_corners: bool) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::upsample::upsample_linear1d(self, output_size, align_corners, None);
        }
        Tensor::from_result(ops::through(&table::OPS[table::UPSAMPLE_LINEAR1D], ops::Form::Plain, &smallvec![self.into_value(), output_size.into_value(), align_corners.into_value(), Value::None])?)
    }

    /// `out[i] = (1 - t) in[k] + t in[k + 1]` at the place `k + t` of `i` in the input; `align_corners` puts the outer elements' centres on
    /// each other, not their edges.
    #[inline]
    pub fn upsample_linear1d_with(&self, output_size: Option<&[i64]>, align_corners: bool, scale_factors: Option<&[f64]>) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::upsample::upsample_linear1d(self, output_size, align_corners, scale_factors);
        }
        Tensor::from_result(ops::through(&table::OPS[table::UPSAMPLE_LINEAR1D], ops::Form::Plain, &smallvec![self.into_value(), output_size.into_value(), align_corners.into_value(), scale_factors.into_value()])?)
    }

    /// `out[i] = in[floor(i * n / m)]`.
    #[inline]
    pub fn upsample_nearest1d(&self) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::upsample::upsample_nearest1d(self, None, None);
        }
        Tensor::from_result(ops::through(&table::OPS[table::UPSAMPLE_NEAREST1D], ops::Form::Plain, &smallvec![self.into_value(), Value::None, Value::None])?)
    }

    /// `out[i] = in[floor(i * n / m)]`.
    #[inline]
    pub fn upsample_nearest1d_with(&self, output_size: Option<&[i64]>, scale_factors: Option<&[f64]>) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::upsample::upsample_nearest1d(self, output_size, scale_factors);
        }
        Tensor::from_result(ops::through(&table::OPS[table::UPSAMPLE_NEAREST1D], ops::Form::Plain, &smallvec![self.into_value(), output_size.into_value(), scale_factors.into_value()])?)
    }

    /// `out[y, x] = in[floor(y * H / H'), floor(x * W / W')]`.
    #[inline]
    pub fn upsample_nearest2d(&self) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::upsample::upsample_nearest2d(self, None, None);
        }
        Tensor::from_result(ops::through(&table::OPS[table::UPSAMPLE_NEAREST2D], ops::Form::Plain, &smallvec![self.into_value(), Value::None, Value::None])?)
    }

    /// `out[y, x] = in[floor(y * H / H'), floor(x * W / W')]`.
    #[inline]
    pub fn upsample_nearest2d_with(&self, output_size: Option<&[i64]>, scale_factors: Option<&[f64]>) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::upsample::upsample_nearest2d(self, output_size, scale_factors);
        }
        Tensor::from_result(ops::through(&table::OPS[table::UPSAMPLE_NEAREST2D], ops::Form::Plain, &smallvec![self.into_value(), output_size.into_value(), scale_factors.into_value()])?)
    }

    /// `out[z, y, x] = in[floor(z * D / D'), floor(y * H / H'), floor(x * W / W')]`.
    #[inline]
    pub fn upsample_nearest3d(&self) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::upsample::upsample_nearest3d(self, None, None);
        }
        Tensor::from_result(ops::through(&table::OPS[table::UPSAMPLE_NEAREST3D], ops::Form::Plain, &smallvec![self.into_value(), Value::None, Value::None])?)
    }

    /// `out[z, y, x] = in[floor(z * D / D'), floor(y * H / H'), floor(x * W / W')]`.
    #[inline]
    pub fn upsample_nearest3d_with(&self, output_size: Option<&[i64]>, scale_factors: Option<&[f64]>) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::upsample::upsample_nearest3d(self, output_size, scale_factors);
        }
        Tensor::from_result(ops::through(&table::OPS[table::UPSAMPLE_NEAREST3D], ops::Form::Plain, &smallvec![self.into_value(), output_size.into_value(), scale_factors.into_value()])?)
    }

    /// `out[z, y, x] = ` the mean of the 2 by 2 by 2 neighbours, weighted by nearness; `align_corners` puts the outer elements' centres on
    /// each other, not their edges.
    #[inline]
    pub fn upsample_trilinear3d(&self, output_size: Option<&[i64]>, align_corners: bool) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::upsample::upsample_trilinear3d(self, output_size, align_corners, None);
        }
        Tensor::from_result(ops::through(&table::OPS[table::UPSAMPLE_TRILINEAR3D], ops::Form::Plain, &smallvec![self.into_value(), output_size.into_value(), align_corners.into_value(), Value::None])?)
    }

    /// `out[z, y, x] = ` the mean of the 2 by 2 by 2 neighbours, weighted by nearness; `align_corners` puts the outer elements' centres on
    /// each other, not their edges.
    #[inline]
    pub fn upsample_trilinear3d_with(&self, output_size: Option<&[i64]>, align_corners: bool, scale_factors: Option<&[f64]>) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::upsample::upsample_trilinear3d(self, output_size, align_corners, scale_factors);
        }
        Tensor::from_result(ops::through(&table::OPS[table::UPSAMPLE_TRILINEAR3D], ops::Form::Plain, &smallvec![self.into_value(), output_size.into_value(), align_corners.into_value(), scale_factors.into_value()])?)
    }

    /// `out[i][j] = x[i]^(N - 1 - j)`, or `x[i]^j` with `increasing`; `N` is the vector's length by default.
    #[inline]
    pub fn vander(&self) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::creation_more::vander(self, None, false);
        }
        Tensor::from_result(ops::through(&table::OPS[table::VANDER], ops::Form::Plain, &smallvec![self.into_value(), Value::None, false.into_value()])?)
    }

    /// `out[i][j] = x[i]^(N - 1 - j)`, or `x[i]^j` with `increasing`; `N` is the vector's length by default.
    #[inline]
    pub fn vander_with(&self, n: Option<i64>, increasing: bool) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::creation_more::vander(self, n, increasing);
        }
        Tensor::from_result(ops::through(&table::OPS[table::VANDER], ops::Form::Plain, &smallvec![self.into_value(), n.into_value(), increasing.into_value()])?)
    }

    /// `sum((x - mean)^2) / max(0, n - c)` of all elements or over `dim`; `c` is `correction`, 1 by default, and 0 without `unbiased`.
    #[inline]
    pub fn var_dim(&self, dim: Option<&[i64]>) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::statistics::var_dim(self, dim, true, false);
        }
        Tensor::from_result(ops::through(&table::OPS[table::VAR_DIM], ops::Form::Plain, &smallvec![self.into_value(), dim.into_value(), true.into_value(), false.into_value()])?)
    }

    /// `sum((x - mean)^2) / max(0, n - c)` of all elements or over `dim`; `c` is `correction`, 1 by default, and 0 without `unbiased`.
    #[inline]
    pub fn var_dim_with(&self, dim: Option<&[i64]>, unbiased: bool, keepdim: bool) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::statistics::var_dim(self, dim, unbiased, keepdim);
        }
        Tensor::from_result(ops::through(&table::OPS[table::VAR_DIM], ops::Form::Plain, &smallvec![self.into_value(), dim.into_value(), unbiased.into_value(), keepdim.into_value()])?)
    }

    /// `sum((x - mean)^2) / max(0, n - c)` of all elements or over `dim`; `c` is `correction`, 1 by default, and 0 without `unbiased`.
    #[inline]
    pub fn var(&self) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::statistics::var(self, None, None, false);
        }
        Tensor::from_result(ops::through(&table::OPS[table::VAR_CORRECTION], ops::Form::Plain, &smallvec![self.into_value(), Value::None, Value::None, false.into_value()])?)
    }

    /// `sum((x - mean)^2) / max(0, n - c)` of all elements or over `dim`; `c` is `correction`, 1 by default, and 0 without `unbiased`.
    #[inline]
    pub fn var_with(&self, dim: Option<&[i64]>, correction: Option<Scalar>, keepdim: bool) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::statistics::var(self, dim, correction, keepdim);
        }
        Tensor::from_result(ops::through(&table::OPS[table::VAR_CORRECTION], ops::Form::Plain, &smallvec![self.into_value(), dim.into_value(), correction.into_value(), keepdim.into_value()])?)
    }

    /// `sum((x - mean)^2) / max(0, n - c)` of all elements or over `dim`; `c` is `correction`, 1 by default, and 0 without `unbiased`.
    #[inline]
    pub fn var_all(&self) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::statistics::var_all(self, true);
        }
        Tensor::from_result(ops::through(&table::OPS[table::VAR], ops::Form::Plain, &smallvec![self.into_value(), true.into_value()])?)
    }

    /// `sum((x - mean)^2) / max(0, n - c)` of all elements or over `dim`; `c` is `correction`, 1 by default, and 0 without `unbiased`.
    #[inline]
    pub fn var_all_with(&self, unbiased: bool) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::statistics::var_all(self, unbiased);
        }
        Tensor::from_result(ops::through(&table::OPS[table::VAR], ops::Form::Plain, &smallvec![self.into_value(), unbiased.into_value()])?)
    }

    /// `sum((x - mean)^2) / max(0, n - c)` and `mean = sum(x) / n` of all elements or over `dim`; `c` is `correction`, 1 by default, and 0
    /// without `unbiased`.
    #[inline]
    pub fn var_mean_dim(&self, dim: Option<&[i64]>) -> Result<(Tensor, Tensor)> {
        if !modes::dispatching() {
            return ops::statistics::var_mean_dim(self, dim, true, false);
        }
        <(Tensor, Tensor)>::from_result(ops::through(&table::OPS[table::VAR_MEAN_DIM], ops::Form::Plain, &smallvec![self.into_value(), dim.into_value(), true.into_value(), false.into_value()])?)
    }

    /// `sum((x - mean)^2) / max(0, n - c)` and `mean = sum(x) / n` of all elements or over `dim`; `c` is `correction`, 1 by default, and 0
    /// without `unbiased`.
    #[inline]
    pub fn var_mean_dim_with(&self, dim: Option<&[i64]>, unbiased: bool, keepdim: bool) -> Result<(Tensor, Tensor)> {
        if !modes::dispatching() {
            return ops::statistics::var_mean_dim(self, dim, unbiased, keepdim);
        }
        <(Tensor, Tensor)>::from_result(ops::through(&table::OPS[table::VAR_MEAN_DIM], ops::Form::Plain, &smallvec![self.into_value(), dim.into_value(), unbiased.into_value(), keepdim.into_value()])?)
    }

    /// `sum((x - mean)^2) / max(0, n - c)` and `mean = sum(x) / n` of all elements or over `dim`; `c` is `correction`, 1 by default, and 0
    /// without `unbiased`.
    #[inline]
    pub fn var_mean(&self) -> Result<(Tensor, Tensor)> {
        if !modes::dispatching() {
            return ops::statistics::var_mean(self, None, None, false);
        }
        <(Tensor, Tensor)>::from_result(ops::through(&table::OPS[table::VAR_MEAN_CORRECTION], ops::Form::Plain, &smallvec![self.into_value(), Value::None, Value::None, false.into_value()])?)
    }

    /// `sum((x - mean)^2) / max(0, n - c)` and `mean = sum(x) / n` of all elements or over `dim`; `c` is `correction`, 1 by default, and 0
    /// without `unbiased`.
    #[inline]
    pub fn var_mean_with(&self, dim: Option<&[i64]>, correction: Option<Scalar>, keepdim: bool) -> Result<(Tensor, Tensor)> {
        if !modes::dispatching() {
            return ops::statistics::var_mean(self, dim, correction, keepdim);
        }
        <(Tensor, Tensor)>::from_result(ops::through(&table::OPS[table::VAR_MEAN_CORRECTION], ops::Form::Plain, &smallvec![self.into_value(), dim.into_value(), correction.into_value(), keepdim.into_value()])?)
    }

    /// `sum((x - mean)^2) / max(0, n - c)` and `mean = sum(x) / n` of all elements or over `dim`; `c` is `correction`, 1 by default, and 0
    /// without `unbiased`.
    #[inline]
    pub fn var_mean_all(&self) -> Result<(Tensor, Tensor)> {
        if !modes::dispatching() {
            return ops::statistics::var_mean_all(self, true);
        }
        <(Tensor, Tensor)>::from_result(ops::through(&table::OPS[table::VAR_MEAN], ops::Form::Plain, &smallvec![self.into_value(), true.into_value()])?)
    }

    /// `sum((x - mean)^2) / max(0, n - c)` and `mean = sum(x) / n` of all elements or over `dim`; `c` is `correction`, 1 by default, and 0
    /// without `unbiased`.
    #[inline]
    pub fn var_mean_all_with(&self, unbiased: bool) -> Result<(Tensor, Tensor)> {
        if !modes::dispatching() {
            return ops::statistics::var_mean_all(self, unbiased);
        }
        <(Tensor, Tensor)>::from_result(ops::through(&table::OPS[table::VAR_MEAN], ops::Form::Plain, &smallvec![self.into_value(), unbiased.into_value()])?)
    }

    /// `sum over i of conj(x[i]) * y[i]`.
    #[inline]
    pub fn vdot(&self, other: &Tensor) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::product::vdot(self, other);
        }
        Tensor::from_result(ops::through(&table::OPS[table::VDOT], ops::Form::Plain, &smallvec![self.into_value(), other.into_value()])?)
    }

    /// `x`'s elements in row-major order under another shape, over the same memory; one size may be -1.
    #[inline]
    pub fn view(&self, size: &[i64]) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::view::view(self, size);
        }
        Tensor::from_result(ops::through(&table::OPS[table::VIEW], ops::Form::Plain, &smallvec![self.into_value(), size.into_value()])?)
    }

    /// `x`'s bytes read as another dtype; where the sizes of the dtypes differ, the last dimension shrinks or grows.
    #[inline]
    pub fn view_dtype(&self, dtype: DType) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::view_dtype::view_dtype(self, dtype);
        }
        Tensor::from_result(ops::through(&table::OPS[table::VIEW_DTYPE], ops::Form::Plain, &smallvec![self.into_value(), dtype.into_value()])?)
    }

    /// `x`'s elements in row-major order in the shape of `other`, as a view.
    #[inline]
    pub fn view_as(&self, other: &Tensor) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::shape::view_as(self, other);
        }
        Tensor::from_result(ops::through(&table::OPS[table::VIEW_AS], ops::Form::Plain, &smallvec![self.into_value(), other.into_value()])?)
    }

    /// `x[…, 0] + i * x[…, 1]`, as a view.
    #[inline]
    pub fn view_as_complex(&self) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::view_dtype::view_as_complex(self);
        }
        Tensor::from_result(ops::through(&table::OPS[table::VIEW_AS_COMPLEX], ops::Form::Plain, &smallvec![self.into_value()])?)
    }

    /// `x[…, 0] + i * x[…, 1]`, in memory of its own.
    #[inline]
    pub fn view_as_complex_copy(&self) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::copies::view_as_complex_copy(self);
        }
        Tensor::from_result(ops::through(&table::OPS[table::VIEW_AS_COMPLEX_COPY], ops::Form::Plain, &smallvec![self.into_value()])?)
    }

    /// `out[…, 0] = re, out[…, 1] = im`, as a view.
    #[inline]
    pub fn view_as_real(&self) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::view_dtype::view_as_real(self);
        }
        Tensor::from_result(ops::through(&table::OPS[table::VIEW_AS_REAL], ops::Form::Plain, &smallvec![self.into_value()])?)
    }

    /// `out[…, 0] = re, out[…, 1] = im`, in memory of its own.
    #[inline]
    pub fn view_as_real_copy(&self) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::copies::view_as_real_copy(self);
        }
        Tensor::from_result(ops::through(&table::OPS[table::VIEW_AS_REAL_COPY], ops::Form::Plain, &smallvec![self.into_value()])?)
    }

    /// `x`'s elements in row-major order under another shape, in memory of its own; one size may be -1.
    #[inline]
    pub fn view_copy(&self, size: &[i64]) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::copies::view_copy(self, size);
        }
        Tensor::from_result(ops::through(&table::OPS[table::VIEW_COPY], ops::Form::Plain, &smallvec![self.into_value(), size.into_value()])?)
    }

    /// `x`'s bytes read as another dtype, in memory of its own.
    #[inline]
    pub fn view_copy_dtype(&self, dtype: DType) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::copies::view_copy_dtype(self, dtype);
        }
        Tensor::from_result(ops::through(&table::OPS[table::VIEW_COPY_DTYPE], ops::Form::Plain, &smallvec![self.into_value(), dtype.into_value()])?)
    }

    /// `x` cut into `sections` equal pieces along dimension 0, as views.
    #[inline]
    pub fn vsplit(&self, sections: i64) -> Result<Vec<Tensor>> {
        if !modes::dispatching() {
            return ops::split::vsplit(self, sections);
        }
        <Vec<Tensor>>::from_result(ops::through(&table::OPS[table::VSPLIT], ops::Form::Plain, &smallvec![self.into_value(), sections.into_value()])?)
    }

    /// `x[0 : i0], x[i0 : i1], …`, as views.
    #[inline]
    pub fn vsplit_array(&self, indices: &[i64]) -> Result<Vec<Tensor>> {
        if !modes::dispatching() {
            return ops::split::vsplit_array(self, indices);
        }
        <Vec<Tensor>>::from_result(ops::through(&table::OPS[table::VSPLIT_ARRAY], ops::Form::Plain, &smallvec![self.into_value(), indices.into_value()])?)
    }

    /// `cat` along dimension 0, after `atleast_2d`.
    #[inline]
    pub fn vstack(tensors: &[Tensor]) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::join::vstack(tensors);
        }
        Tensor::from_result(ops::through(&table::OPS[table::VSTACK], ops::Form::Plain, &smallvec![tensors.into_value()])?)
    }

    /// `input if condition else other`.
    #[inline]
    pub fn where_cond<'a>(&self, input: impl Into<TensorOrScalar<'a>>, other: impl Into<TensorOrScalar<'a>>) -> Result<Tensor> {
        let input = input.into();
        let other = other.into();
        if !modes::dispatching() {
            return ops::select::where_cond(self, input, other);
        }
        Tensor::from_result(ops::through(&table::OPS[table::WHERE], ops::Form::Plain, &smallvec![self.into_value(), input.into_value(), other.into_value()])?)
    }

    /// `nonzero(condition, as_tuple=True)`: the indices of the elements that are not zero.
    #[inline]
    pub fn where_condition(&self) -> Result<Vec<Tensor>> {
        if !modes::dispatching() {
            return ops::select::where_condition(self);
        }
        <Vec<Tensor>>::from_result(ops::through(&table::OPS[table::WHERE_CONDITION], ops::Form::Plain, &smallvec![self.into_value()])?)
    }

    /// `nonzero(condition, as_tuple=True)`: the indices of the elements that are not zero.
    #[inline]
    pub fn where_nonzero(&self) -> Result<Vec<Tensor>> {
        if !modes::dispatching() {
            return ops::select::where_nonzero(self);
        }
        <Vec<Tensor>>::from_result(ops::through(&table::OPS[table::WHERE_SELF], ops::Form::Plain, &smallvec![self.into_value()])?)
    }

    /// `x if condition else other`.
    #[inline]
    pub fn where_method<'a>(&self, condition: &Tensor, other: impl Into<TensorOrScalar<'a>>) -> Result<Tensor> {
        let other = other.into();
        if !modes::dispatching() {
            return ops::select::where_method(self, condition, other);
        }
        Tensor::from_result(ops::through(&table::OPS[table::WHERE_METHOD], ops::Form::Plain, &smallvec![self.into_value(), condition.into_value(), other.into_value()])?)
    }

    /// `x * log(1 + y)`, 0 where `x` is 0 and `y` is not NaN.
    #[inline]
    pub fn xlog1py<'a>(&self, other: impl Into<TensorOrScalar<'a>>) -> Result<Tensor> {
        let other = other.into();
        if !modes::dispatching() {
            return ops::arith::xlog1py(self, other);
        }
        Tensor::from_result(ops::through(&table::OPS[table::XLOG1PY], ops::Form::Plain, &smallvec![self.into_value(), other.into_value()])?)
    }

    /// `x * log(1 + y)`, 0 where `x` is 0 and `y` is not NaN.
    #[inline]
    pub fn xlog1py_scalar(input: Scalar, other: &Tensor) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::arith::xlog1py_scalar(input, other);
        }
        Tensor::from_result(ops::through(&table::OPS[table::XLOG1PY_SCALAR], ops::Form::Plain, &smallvec![input.into_value(), other.into_value()])?)
    }

    /// `x * log(y)`, 0 where `x` is 0 and `y` is not NaN.
    #[inline]
    pub fn xlogy<'a>(&self, other: impl Into<TensorOrScalar<'a>>) -> Result<Tensor> {
        let other = other.into();
        if !modes::dispatching() {
            return ops::arith::xlogy(self, other);
        }
        Tensor::from_result(ops::through(&table::OPS[table::XLOGY], ops::Form::Plain, &smallvec![self.into_value(), other.into_value()])?)
    }

    /// `x * log(y)`, 0 where `x` is 0 and `y` is not NaN.
    #[inline]
    pub fn xlogy_<'a>(&self, other: impl Into<TensorOrScalar<'a>>) -> Result<Tensor> {
        let other = other.into();
        if !modes::dispatching() {
            return dest::inplace("xlogy_", self, || ops::arith::xlogy(self, other));
        }
        Tensor::from_result(ops::through(&table::OPS[table::XLOGY], ops::Form::Inplace, &smallvec![self.into_value(), other.into_value()])?)
    }

    /// `x * log(y)`, 0 where `x` is 0 and `y` is not NaN.
    #[inline]
    pub fn xlogy_scalar(input: Scalar, other: &Tensor) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::arith::xlogy_scalar(input, other);
        }
        Tensor::from_result(ops::through(&table::OPS[table::XLOGY_SCALAR], ops::Form::Plain, &smallvec![input.into_value(), other.into_value()])?)
    }

    /// `out[i…] = 0`.
    #[inline]
    pub fn zero(&self) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::creation::zero(self);
        }
        Tensor::from_result(ops::through(&table::OPS[table::ZERO], ops::Form::Plain, &smallvec![self.into_value()])?)
    }

    /// `out[i…] = 0`.
    #[inline]
    pub fn zero_(&self) -> Result<Tensor> {
        if !modes::dispatching() {
            return dest::inplace("zero_", self, || ops::creation::zero(self));
        }
        Tensor::from_result(ops::through(&table::OPS[table::ZERO], ops::Form::Inplace, &smallvec![self.into_value()])?)
    }

    /// `out[i…] = 0`.
    #[inline]
    pub fn zeros_op(size: &[i64]) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::creation::zeros_op(size, None, None);
        }
        Tensor::from_result(ops::through(&table::OPS[table::ZEROS], ops::Form::Plain, &smallvec![size.into_value(), Value::None, Value::None])?)
    }

    /// `out[i…] = 0`.
    #[inline]
    pub fn zeros_op_with(size: &[i64], dtype: Option<DType>, device: Option<Device>) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::creation::zeros_op(size, dtype, device);
        }
        Tensor::from_result(ops::through(&table::OPS[table::ZEROS], ops::Form::Plain, &smallvec![size.into_value(), dtype.into_value(), device.into_value()])?)
    }

    /// `out[i…] = 0`, in the shape of `input`.
    #[inline]
    pub fn zeros_like(&self) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::creation::zeros_like(self, None, None, MemoryFormat::Preserve);
        }
        Tensor::from_result(ops::through(&table::OPS[table::ZEROS_LIKE], ops::Form::Plain, &smallvec![self.into_value(), Value::None, Value::None, MemoryFormat::Preserve.into_value()])?)
    }

    /// `out[i…] = 0`, in the shape of `input`.
    #[inline]
    pub fn zeros_like_with(&self, dtype: Option<DType>, device: Option<Device>, memory_format: MemoryFormat) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::creation::zeros_like(self, dtype, device, memory_format);
        }
        Tensor::from_result(ops::through(&table::OPS[table::ZEROS_LIKE], ops::Form::Plain, &smallvec![self.into_value(), dtype.into_value(), device.into_value(), memory_format.into_value()])?)
    }

    /// `sum over k = 0, 1, … of (k + q)^-x` for `x = input` and `q = other`: Hurwitz' zeta function.
    #[inline]
    pub fn zeta<'a>(input: impl Into<TensorOrScalar<'a>>, other: impl Into<TensorOrScalar<'a>>) -> Result<Tensor> {
        let input = input.into();
        let other = other.into();
        if !modes::dispatching() {
            return ops::special_gamma::zeta(input, other);
        }
        Tensor::from_result(ops::through(&table::OPS[table::ZETA], ops::Form::Plain, &smallvec![input.into_value(), other.into_value()])?)
    }

}
