//! Convolutions of real floating tensors: which loop takes which shape.

use super::shape::{Shape, each};
use super::taps::Taps;
use super::{depthwise, planes, tiles};
use crate::isa::{Level, level};
use crate::gemm::num::Num;
use crate::gemm::vector::Float;
use crate::{View, ViewMut};

pub(super) fn forward<S: Num<Acc: Float>>(s: &Shape, x: &View, w: &View, bias: Option<View>, out: &ViewMut) {
    if planes::fits_narrow::<S>(s, x, w) {
        // SAFETY: live views; the CPU has the registers of its level.
        return unsafe {
            match level() {
                Level::Avx512 => planes::forward::<S, <S::Acc as Float>::Wide>(s, x, w, bias, out),
                Level::Avx2 => planes::forward::<S, <S::Acc as Float>::Middle>(s, x, w, bias, out),
                Level::Baseline => planes::forward::<S, <S::Acc as Float>::Base>(s, x, w, bias, out),
            }
        };
    }
    convolve(&Taps::<S>::forward(s, x, w, bias, &out.as_view()));
}

pub(super) fn backward_input<S: Num<Acc: Float>>(s: &Shape, g: &View, w: &View, gx: &ViewMut) {
    if planes::fits_narrow::<S>(s, &gx.as_view(), w) {
        // SAFETY: live views; the CPU has the registers of its level.
        return unsafe {
            match level() {
                Level::Avx512 => planes::backward_input::<S, <S::Acc as Float>::Wide>(s, g, w, gx),
                Level::Avx2 => planes::backward_input::<S, <S::Acc as Float>::Middle>(s, g, w, gx),
                Level::Baseline => planes::backward_input::<S, <S::Acc as Float>::Base>(s, g, w, gx),
            }
        };
    }
    let mut phases = Vec::new();
    each(s.stride, |rest| phases.push(Taps::<S>::backward(s, g, w, &gx.as_view(), rest)));
    if is_depthwise(&phases[0]) {
        if gx.sizes.iter().all(|&n| n > 0) {
            // SAFETY: fields of live views.
            unsafe { depthwise::convolve(&phases, s.stride) };
        }
        return;
    }
    phases.iter().for_each(convolve);
}

fn is_depthwise<S: Num>(t: &Taps<S>) -> bool {
    t.c == 1 && t.o <= 2
}

fn convolve<S: Num<Acc: Float>>(t: &Taps<S>) {
    if t.n * t.groups * t.o * t.output.iter().product::<i64>() <= 0 {
        return;
    }
    // SAFETY: fields of live views; the CPU has the registers of its level.
    unsafe {
        match level() {
            _ if is_depthwise(t) => depthwise::convolve(std::slice::from_ref(t), [1; 3]),
            Level::Avx512 => tiles::convolve::<S, <S::Acc as Float>::Wide>(t),
            Level::Avx2 => tiles::convolve::<S, <S::Acc as Float>::Middle>(t),
            Level::Baseline => tiles::convolve::<S, <S::Acc as Float>::Base>(t),
        }
    }
}
