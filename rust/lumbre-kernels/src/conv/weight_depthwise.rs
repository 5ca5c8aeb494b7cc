//! The gradient by the weight with one channel in and one out per group: dot products of output gradients and shifted rows.

use super::shape::Shape;
use super::taps::{Taps, Window};
use crate::gemm::num::{Arith, Num, Ptr};
use crate::gemm::pack::widen;
use crate::gemm::vector::{Body, Vector};
use crate::parallel::parallel_for;
use crate::scratch::Scratch;
use crate::{Element, View, ViewMut};

/// Multiply-adds of one task.
const TASK: usize = 1 << 17;
/// Output rows that share a padded copy of the input.
const ROWS: i64 = 32;
/// Taps that are summed at once.
const TAPS: usize = 9;

/// Whether this module takes the shape.
pub(super) fn fits(s: &Shape) -> bool {
    s.c == 1 && s.o == 1 && s.input[0] == 1 && s.output[0] == 1 && s.kernel[0] == 1 && s.padding[0] == 0
}

/// # Safety
/// The CPU has `V`; `fits` holds.
pub(super) unsafe fn sum<S: Num<Acc = V::E>, V: Vector>(s: &Shape, g: &View, x: &View, gw: &ViewMut) {
    let t = Taps::<S>::forward(s, x, &gw.as_view(), None, g);
    let rows = s.output[1].clamp(1, ROWS);
    let bands = if s.output[2] > 0 { (s.output[1] + rows - 1) / rows } else { 0 };
    let window = t.window(rows as usize, true);
    let mut places = Vec::new();
    t.each_tap(|_, at, tap| places.push((at, window.tap(&t, tap))));
    let kernel = [s.kernel[1], s.kernel[2]];
    let work = (s.n * s.output[1] * s.output[2] * kernel[0] * kernel[1]) as usize;
    let to = Ptr::new(t.w.ptr);
    let direct = S::DTYPE == V::E::DTYPE && t.out.strides.s[2] == 1;
    parallel_for(s.groups as usize, (TASK / work.max(1)).max(1), &|groups| {
        let mut copy = Scratch::<V::E>::new(window.channel() + V::N);
        let mut grads = Scratch::<V::E>::new((rows * s.output[2]) as usize + V::N);
        let mut sums = Scratch::<V::E>::new(places.len());
        for group in groups {
            sums.fill(V::E::default());
            for unit in 0..s.n * bands {
                let (n, h0) = (unit / bands, unit % bands * rows);
                let rows = rows.min(s.output[1] - h0);
                // SAFETY: the buffers hold the band.
                unsafe {
                    t.copy_input(&window, n, [group as i64, 1], [0, h0], &mut copy[..window.channel()]);
                    let row_of = |r: i64| t.out.at(n, group as i64, [0, h0 + r, 0]);
                    let (from, pitch) = if direct {
                        (row_of(0) as *const V::E, t.out.strides.s[1] as isize)
                    } else {
                        for (r, row) in grads.chunks_exact_mut(s.output[2] as usize).enumerate().take(rows as usize) {
                            widen::<S>(row_of(r as i64), t.out.strides.s[2] as isize, row);
                        }
                        (grads.as_ptr(), s.output[2] as isize)
                    };
                    add_band::<V>(&t.step, &window, [rows as usize, s.output[2] as usize], &copy, from, pitch, &places, &mut sums);
                }
            }
            let own = (group as i64 * t.w_group) as isize;
            for h in 0..kernel[0] {
                for w in 0..kernel[1] {
                    // SAFETY: elements of the gradient; taps in the padding stay zero.
                    unsafe { to.at((own as i64) + h * t.w.strides.s[1] + w * t.w.strides.s[2]).write(S::down(V::E::default())) };
                }
            }
            for (&(at, _), &sum) in places.iter().zip(&*sums) {
                // SAFETY: as above.
                unsafe { to.at(own as i64 + at).write(S::down(sum)) };
            }
        }
    });
}

unsafe fn add_band<V: Vector>(
    step: &[i64; 3],
    window: &Window,
    [rows, cols]: [usize; 2],
    x: &[V::E],
    grads: *const V::E,
    grads_pitch: isize,
    places: &[(i64, usize)],
    sums: &mut [V::E],
) {
    let row = step[1] as usize * window.row();
    for (places, sums) in places.chunks(TAPS).zip(sums.chunks_mut(TAPS)) {
        macro_rules! arms {
            ($($m:literal)*) => {
                match places.len() {
                    // SAFETY: by the contract of `sum`; the copies have room for one vector more than they need.
                    $($m => unsafe {
                        let x: [*const V::E; $m] = std::array::from_fn(|i| x[places[i].1..].as_ptr());
                        V::apply(Dots::<V, $m> { rows, cols, row, x, grads, grads_pitch, sums: sums.as_mut_ptr() })
                    },)*
                    _ => {}
                }
            };
        }
        arms!(1 2 3 4 5 6 7 8 9);
    }
}

struct Dots<V: Vector, const M: usize> {
    rows: usize,
    cols: usize,
    row: usize,
    x: [*const V::E; M],
    grads: *const V::E,
    grads_pitch: isize,
    sums: *mut V::E,
}

impl<V: Vector, const M: usize> Body for Dots<V, M> {
    #[inline(always)]
    unsafe fn run(self) {
        // SAFETY: the copies hold what the taps meet.
        unsafe {
            let (whole, rest) = (self.cols / V::N * V::N, self.cols % V::N);
            let mut lanes = [V::splat(V::E::default()); M];
            let (mut x, mut g) = (self.x, self.grads);
            for _ in 0..self.rows {
                let mut col = 0;
                while col < whole {
                    let b = V::load(g.add(col));
                    for i in 0..M {
                        lanes[i] = b.fma(V::load(x[i].add(col)), lanes[i]);
                    }
                    col += V::N;
                }
                if rest > 0 {
                    let b = V::load_first(g.add(col), rest);
                    for i in 0..M {
                        lanes[i] = b.fma(V::load_first(x[i].add(col), rest), lanes[i]);
                    }
                }
                g = g.wrapping_offset(self.grads_pitch);
                x.iter_mut().for_each(|x| *x = x.wrapping_add(self.row));
            }
            for i in 0..M {
                let mut parts = [V::E::default(); 16];
                lanes[i].store(parts.as_mut_ptr());
                let sum = parts[..V::N].iter().fold(V::E::default(), |a, &b| a.plus(b));
                *self.sums.add(i) = (*self.sums.add(i)).plus(sum);
            }
        }
    }
}
