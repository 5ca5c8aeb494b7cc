//! Fourier transforms along dimensions of strided views.

mod frames;
mod lines;
mod real;

pub use frames::{Edge, Framing, fold, overlap_add, overlap_add_windows, stft};
pub use real::{c2r, r2c};

use crate::runs::Ptr;
use crate::scratch::{Number, Scratch};
use crate::{DType, View, ViewMut};
use lines::{Lines, gather, pitch, spread};
use lumbre_linalg::fft::{Complexes, Real};
use num_complex::Complex;

/// Complex transforms of `x` along `dims` into `out`, times `scale`.
pub fn c2c(x: View, dims: &[usize], forward: bool, scale: f64, out: ViewMut) {
    match x.dtype {
        DType::C64 => complex::<f32>(x, dims, forward, scale, out),
        _ => complex::<f64>(x, dims, forward, scale, out),
    }
}

/// The same in place.
pub fn c2c_in_place(x: ViewMut, dims: &[usize], forward: bool, scale: f64) {
    // SAFETY: the same memory; each line is read before it is written.
    let source = unsafe { View::new(x.ptr::<u8>(), x.dtype, x.sizes, x.strides) };
    c2c(source, dims, forward, scale, x);
}

fn complex<T: Real>(x: View, dims: &[usize], forward: bool, scale: f64, out: ViewMut)
where
    Complex<T>: Number,
{
    let (first, dst) = (Ptr::new(x.ptr::<Complex<T>>()), Ptr::new(out.ptr::<Complex<T>>()));
    for (nth, &dim) in dims.iter().enumerate() {
        let n = out.sizes[dim] as usize;
        let (src, from) = if nth == 0 { (first, x.strides) } else { (dst, out.strides) };
        let factor = T::from_f64(if nth + 1 == dims.len() { scale } else { 1.0 }).unwrap_or_default();
        let plan = Complexes::<T>::new(n, forward);
        let lines = Lines::new(out.sizes, dim, [from, out.strides]);
        let [a, b] = lines.steps();
        let (pitch, need) = (pitch(n), plan.scratch());
        lines.run(n, |at| {
            let m = at.len();
            let mut scratch = Scratch::<Complex<T>>::new(need);
            if a == 1 && b == 1 {
                // SAFETY: lines of the views; the output's belong to this call, and in-place passes read what they write.
                unsafe { rows(&plan, [src, dst], at, n, factor, &mut scratch) };
                return;
            }
            let mut rows = Scratch::<Complex<T>>::new(pitch * m);
            // SAFETY: as above.
            unsafe {
                gather(src, at, 0, a, n, pitch, &mut rows);
                if pitch == n {
                    plan.run(&mut rows, &mut scratch);
                } else {
                    rows.chunks_mut(pitch).for_each(|row| plan.run(&mut row[..n], &mut scratch));
                }
                spread(dst, at, b, n, pitch, &rows, |z| z * factor);
            }
        });
    }
}

/// Lines whose elements lie side by side in both views.
///
/// # Safety
/// The lines of the first view are readable, those of the second writable and nobody else's; a line is the same in both or apart.
unsafe fn rows<T: Real>(plan: &Complexes<T>, [src, dst]: [Ptr<Complex<T>>; 2], at: &[[isize; 2]], n: usize, factor: T, scratch: &mut [Complex<T>]) {
    // Short rows behind one another are one call.
    let joined = at.windows(2).all(|w| w[1][0] - w[0][0] == n as isize && w[1][1] - w[0][1] == n as isize);
    let each = if joined { at.len() } else { 1 };
    for &[from, to] in at.iter().step_by(each) {
        let (from, to) = (src.at(from), dst.at(to));
        // SAFETY: by this function's contract.
        let done = unsafe {
            let done = std::slice::from_raw_parts_mut(to, n * each);
            if from == to {
                plan.run(done, scratch);
            } else {
                plan.run_into(std::slice::from_raw_parts(from, n * each), done, scratch);
            }
            done
        };
        if factor != T::one() {
            done.iter_mut().for_each(|z| *z = *z * factor);
        }
    }
}
