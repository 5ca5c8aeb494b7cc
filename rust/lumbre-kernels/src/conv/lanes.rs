//! Planes of at most sixteen pixels of f32, each in one register: what a tap meets is a permutation of the plane's lanes.

use std::arch::x86_64::*;

/// Pixels of a register.
pub(super) const LANES: usize = 16;

/// Which lane each lane takes, and which take none.
#[derive(Clone, Copy)]
struct Pick {
    from: [i32; LANES],
    mask: u16,
}

impl Pick {
    fn new(spots: impl Iterator<Item = i32>) -> Pick {
        let mut pick = Pick { from: [0; LANES], mask: 0 };
        for (i, spot) in spots.enumerate().filter(|&(_, spot)| spot >= 0) {
            pick.from[i] = spot;
            pick.mask |= 1 << i;
        }
        pick
    }
}

/// The permutations of a convolution's taps.
pub(super) struct Lanes {
    /// Pixels of the output's and of the input's plane.
    size: usize,
    plane: usize,
    /// For each tap, the input pixel of each output pixel, and the reverse.
    forward: Vec<Pick>,
    backward: Vec<Pick>,
}

impl Lanes {
    /// `table` names, tap by tap, the input pixel of each of `size` output pixels, or -1. None if a plane needs more than a register.
    pub(super) fn new(table: &[i32], size: usize, plane: usize) -> Option<Lanes> {
        if size > LANES || plane > LANES {
            return None;
        }
        let taps = || table.chunks_exact(size);
        let back = |line: &[i32], pixel: usize| line.iter().position(|&at| at == pixel as i32).map_or(-1, |i| i as i32);
        Some(Lanes {
            size,
            plane,
            forward: taps().map(|line| Pick::new(line.iter().copied())).collect(),
            backward: taps().map(|line| Pick::new((0..plane).map(|pixel| back(line, pixel)))).collect(),
        })
    }

    /// For each tap and image, `to[tap * line + image * size + i]` becomes what output pixel `i` meets of the image's plane.
    ///
    /// # Safety
    /// The CPU has AVX-512; `images` planes are readable, `step` apart; the lines are writable.
    #[target_feature(enable = "avx512f,avx512vl,avx512bw,avx512dq,avx2,fma")]
    pub(super) unsafe fn gather(&self, from: *const f32, step: isize, images: usize, to: *mut f32, line: usize) {
        let (read, written) = (first(self.plane), first(self.size));
        for (tap, pick) in self.forward.iter().enumerate() {
            // SAFETY: by this function's contract; the masks keep to the planes.
            unsafe {
                let spots = _mm512_loadu_si512(pick.from.as_ptr().cast());
                for image in 0..images {
                    let x = _mm512_maskz_loadu_ps(read, from.offset(image as isize * step));
                    let met = _mm512_maskz_permutexvar_ps(pick.mask, spots, x);
                    _mm512_mask_storeu_ps(to.add(tap * line + image * self.size), written, met);
                }
            }
        }
    }

    /// The reverse: every pixel of the image's plane becomes the sum of what `from[tap * line + image * size + i]` holds for it.
    ///
    /// # Safety
    /// As for `gather`, with reading and writing exchanged.
    #[target_feature(enable = "avx512f,avx512vl,avx512bw,avx512dq,avx2,fma")]
    pub(super) unsafe fn scatter(&self, from: *const f32, line: usize, images: usize, to: *mut f32, step: isize) {
        let (read, written) = (first(self.size), first(self.plane));
        for image in 0..images {
            // SAFETY: by this function's contract; the masks keep to the planes.
            unsafe {
                let mut sum = _mm512_setzero_ps();
                for (tap, pick) in self.backward.iter().enumerate() {
                    let g = _mm512_maskz_loadu_ps(read, from.add(tap * line + image * self.size));
                    let spots = _mm512_loadu_si512(pick.from.as_ptr().cast());
                    sum = _mm512_add_ps(sum, _mm512_maskz_permutexvar_ps(pick.mask, spots, g));
                }
                _mm512_mask_storeu_ps(to.offset(image as isize * step), written, sum);
            }
        }
    }
}

/// The mask of the first `n` lanes.
fn first(n: usize) -> u16 {
    if n >= LANES { u16::MAX } else { (1 << n) - 1 }
}
