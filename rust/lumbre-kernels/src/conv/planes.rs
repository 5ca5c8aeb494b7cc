//! Convolutions of small planes, where a row of pixels does not fill a register tile: matrix products over the pixels of
//! several images. A table says which input element each tap of each output pixel meets.

#[cfg(target_arch = "x86_64")]
use super::lanes::Lanes;
use super::shape::{Shape, Strides, each};
use super::taps::Field;
use crate::Element;
use crate::gemm::block::{Product, product};
use crate::gemm::num::{Arith, Num, Ptr};
use crate::gemm::pack::Matrix;
use crate::gemm::vector::Vector;
use crate::isa::{Level, level};
use crate::parallel::parallel_for;
use crate::scratch::{Scratch, capacity};
use crate::view::is_contiguous;
use crate::{DType, View, ViewMut};

/// Output columns up to which a plane counts as small: for outputs and gradients by the input, and by the weight.
const NARROW: i64 = 3;
/// Pixels of a plane that fits a register.
const REGISTER: i64 = 16;
pub(super) const NARROW_WEIGHT: i64 = 6;
/// Output channels and depth from which products pay.
const CHANNELS: i64 = 8;
const DEPTH: i64 = 32;
/// Pixels of one product (fewer, where they are its columns, so that its rows take few pages) and elements of its columns.
const PIXELS: usize = 1024;
const PIXELS_ACROSS: usize = 256;
const COLUMNS: usize = 1 << 20;
/// Elements that one task copies.
const COPY: usize = 1 << 14;

/// Whether this module takes the convolution with a weight in this place, for output planes up to this width.
pub(super) fn fits<S: Num>(s: &Shape, w: &View, width: i64) -> bool {
    let taps: i64 = s.kernel.iter().product();
    S::DTYPE == S::Acc::DTYPE
        && s.n * s.groups > 0
        && s.input.iter().chain(&s.output).all(|&n| n > 0)
        && s.output[2] <= width
        && s.output.iter().product::<i64>() <= width * width
        && s.o >= CHANNELS
        && s.c * taps >= DEPTH
        && is_contiguous(w.sizes, w.strides)
}

/// As `fits`, for an output or a gradient by the input `x`; planes that fit a register may be wider.
pub(super) fn fits_narrow<S: Num>(s: &Shape, x: &View, w: &View) -> bool {
    let fit = |d: [i64; 3]| d.iter().product::<i64>() <= REGISTER;
    let lanes = has_lanes::<S>() && fit(s.input) && fit(s.output) && is_flat(&Strides::of(x.strides), s.input);
    fits::<S>(s, w, if lanes { REGISTER } else { NARROW })
}

/// Whether planes of a register are permuted.
fn has_lanes<S: Num>() -> bool {
    cfg!(target_arch = "x86_64") && S::DTYPE == DType::F32 && level() == Level::Avx512
}

/// Whether the pixels of a plane follow each other.
fn is_flat(strides: &Strides, dims: [i64; 3]) -> bool {
    is_contiguous(&dims, &strides.s)
}

struct Planes {
    /// Output pixels of an image.
    size: usize,
    taps: usize,
    /// The taps that meet the input at all: every one, or a single one.
    live: Vec<usize>,
    /// For each live tap and output pixel, the index of the input element, or -1.
    table: Vec<i32>,
    /// Images of one product.
    images: usize,
    #[cfg(target_arch = "x86_64")]
    lanes: Option<Lanes>,
}

impl Planes {
    fn new<S: Num>(s: &Shape, pixels: usize) -> Planes {
        let size = s.output.iter().product::<i64>() as usize;
        let taps = s.kernel.iter().product::<i64>() as usize;
        let mut table = capacity(taps * size);
        each(s.kernel, |k| {
            each(s.output, |at| {
                let spot = |d: usize| s.input_at(d, at[d], k[d]);
                table.push(match (spot(0), spot(1), spot(2)) {
                    (Some(d), Some(h), Some(w)) => ((d * s.input[1] + h) * s.input[2] + w) as i32,
                    _ => -1,
                });
            })
        });
        let mut live: Vec<usize> = (0..taps).filter(|&t| table[t * size..][..size].iter().any(|&i| i >= 0)).collect();
        // The places of one tap, or of all, lie at even distances in the weight.
        match live[..] {
            [one] => table = table[one * size..][..size].to_vec(),
            _ => live = (0..taps).collect(),
        }
        let depth = s.c as usize * live.len();
        let images = (pixels / size).min(COLUMNS / (depth * size)).clamp(1, s.n as usize);
        #[cfg(target_arch = "x86_64")]
        let lanes = if has_lanes::<S>() { Lanes::new(&table, size, s.input.iter().product::<i64>() as usize) } else { None };
        Planes {
            size,
            taps,
            live,
            table,
            images,
            #[cfg(target_arch = "x86_64")]
            lanes,
        }
    }

    fn lines(&self, s: &Shape) -> usize {
        s.c as usize * self.live.len()
    }

    /// The weight of a group as `[output channel][line]`.
    fn weight<E: Element>(&self, s: &Shape, w: *const E, group: i64) -> Matrix<E> {
        let row = s.c as isize * self.taps as isize;
        let step = if self.live.len() == 1 { self.taps } else { 1 };
        Matrix { ptr: w.wrapping_offset((group * s.o) as isize * row).wrapping_add(self.live[0]), row, col: step as isize }
    }

    /// Calls `f(group, first image, images)`.
    fn each_block(&self, s: &Shape, mut f: impl FnMut(i64, i64, usize)) {
        for group in 0..s.groups {
            for n in (0..s.n).step_by(self.images) {
                f(group, n, self.images.min((s.n - n) as usize));
            }
        }
    }

    /// `to[channel and tap][image and pixel]` of the channels of a group.
    fn columns<S: Num>(&self, s: &Shape, x: &Field<S>, group: i64, n: i64, images: usize, to: &mut [S::Acc]) {
        let pixels = images * self.size;
        let live = self.live.len();
        let offsets = offsets(s, &x.strides, &self.table);
        let flat = is_flat(&x.strides, s.input);
        let to = Ptr::new(to.as_ptr());
        parallel_for(s.c as usize, (COPY / (pixels * live)).max(1), &|channels| {
            #[cfg(target_arch = "x86_64")]
            if let (Some(lanes), true) = (&self.lanes, flat) {
                for c in channels {
                    let from = x.at(n, group * s.c + c as i64, [0; 3]) as *const f32;
                    let to = to.at((c * live * pixels) as i64) as *mut f32;
                    // SAFETY: `S` is f32 and the CPU has AVX-512 where there are lanes; lines are disjoint.
                    unsafe { lanes.gather(from, x.strides.n as isize, images, to, pixels) };
                }
                return;
            }
            let _ = flat;
            for c in channels {
                for image in 0..images {
                    let from = x.at(n + image as i64, group * s.c + c as i64, [0; 3]);
                    for (tap, line) in offsets.chunks_exact(self.size).enumerate() {
                        let to = to.at(((c * live + tap) * pixels + image * self.size) as i64);
                        for (i, &at) in line.iter().enumerate() {
                            // SAFETY: the table names elements of the plane; lines are disjoint.
                            unsafe { *to.add(i) = if at == isize::MIN { S::Acc::default() } else { (*from.offset(at)).up() } };
                        }
                    }
                }
            }
        });
    }

    /// `to[channel][image and pixel]` of the output channels of a group.
    fn pixels<S: Num>(&self, s: &Shape, g: &Field<S>, group: i64, n: i64, images: usize, to: &mut [S::Acc]) {
        let mut spots = capacity(self.size);
        each(s.output, |at| spots.push(g.strides.at(0, 0, at) as isize));
        let flat = is_flat(&g.strides, s.output);
        for (line, to) in to.chunks_exact_mut(self.size).enumerate() {
            let (o, image) = (line / images, line % images);
            let from = g.at(n + image as i64, group * s.o + o as i64, [0; 3]);
            // SAFETY: elements of the plane.
            unsafe {
                if flat {
                    to.iter_mut().enumerate().for_each(|(i, v)| *v = (*from.add(i)).up());
                } else {
                    to.iter_mut().zip(&spots).for_each(|(v, &at)| *v = (*from.offset(at)).up());
                }
            }
        }
    }
}

/// The table's elements as offsets in memory; `isize::MIN` for none.
fn offsets(s: &Shape, strides: &Strides, table: &[i32]) -> Vec<isize> {
    let place = |i: i64| {
        let (rest, w) = (i / s.input[2], i % s.input[2]);
        strides.at(0, 0, [rest / s.input[1], rest % s.input[1], w]) as isize
    };
    table.iter().map(|&i| if i < 0 { isize::MIN } else { place(i as i64) }).collect()
}

/// # Safety
/// The CPU has `V`; `fits` holds.
pub(super) unsafe fn forward<S: Num<Acc = V::E>, V: Vector>(s: &Shape, x: &View, w: &View, bias: Option<View>, out: &ViewMut) {
    let p = Planes::new::<S>(s, PIXELS_ACROSS);
    let (lines, o, most) = (p.lines(s), s.o as usize, p.images * p.size);
    let (xf, of) = (Field::<S>::of(x), Field::<S>::of(&out.as_view()));
    let mut col = Scratch::<V::E>::new(lines * most);
    let mut sums = Scratch::<V::E>::new(o * most);
    let mut spots = capacity(p.size);
    each(s.output, |at| spots.push(of.strides.at(0, 0, at) as isize));
    let flat = is_flat(&of.strides, s.output);
    p.each_block(s, |group, n, images| {
        let pixels = images * p.size;
        p.columns(s, &xf, group, n, images, &mut col);
        // SAFETY: the buffers hold the block; `fits` says that `S` is the type of the sums and the weight is contiguous.
        unsafe {
            product::<V::E, V>(&Product {
                m: o,
                n: pixels,
                k: lines,
                a: p.weight(s, w.ptr::<V::E>(), group),
                b: Matrix { ptr: col.as_ptr(), row: pixels as isize, col: 1 },
                init: std::ptr::null(),
                init_row: 0,
                c: sums.as_mut_ptr(),
                c_row: pixels as isize,
                alpha: V::E::from_f64(1.0),
            });
        }
        for (j, line) in sums.chunks_exact(pixels).enumerate().take(o) {
            let channel = group * s.o + j as i64;
            // SAFETY: one element for each output channel.
            let start = bias.map_or(V::E::default(), |b| unsafe { *b.ptr::<S>().offset((channel * b.strides[0]) as isize) }.up());
            for (image, plane) in line.chunks_exact(p.size).enumerate() {
                let to = of.at(n + image as i64, channel, [0; 3]) as *mut S;
                // SAFETY: elements of the output's plane.
                unsafe {
                    if flat {
                        plane.iter().enumerate().for_each(|(i, &v)| to.add(i).write(S::down(v.plus(start))));
                    } else {
                        plane.iter().zip(&spots).for_each(|(&v, &at)| to.offset(at).write(S::down(v.plus(start))));
                    }
                }
            }
        }
    });
}

/// # Safety
/// As for `forward`.
pub(super) unsafe fn backward_input<S: Num<Acc = V::E>, V: Vector>(s: &Shape, g: &View, w: &View, gx: &ViewMut) {
    let p = Planes::new::<S>(s, PIXELS_ACROSS);
    let (lines, o, most, live) = (p.lines(s), s.o as usize, p.images * p.size, p.live.len());
    let plane = s.input.iter().product::<i64>() as usize;
    let (gf, xf) = (Field::<S>::of(g), Field::<S>::of(&gx.as_view()));
    let mut grad = Scratch::<V::E>::new(o * most);
    let mut col = Scratch::<V::E>::new(lines * most);
    let mut spots = capacity(plane);
    each(s.input, |at| spots.push(xf.strides.at(0, 0, at) as isize));
    p.each_block(s, |group, n, images| {
        let pixels = images * p.size;
        p.pixels(s, &gf, group, n, images, &mut grad[..o * pixels]);
        // SAFETY: as in `forward`.
        unsafe {
            product::<V::E, V>(&Product {
                m: lines,
                n: pixels,
                k: o,
                a: p.weight(s, w.ptr::<V::E>(), group).transposed(),
                b: Matrix { ptr: grad.as_ptr(), row: pixels as isize, col: 1 },
                init: std::ptr::null(),
                init_row: 0,
                c: col.as_mut_ptr(),
                c_row: pixels as isize,
                alpha: V::E::from_f64(1.0),
            });
        }
        let col = &*col;
        let flat = is_flat(&xf.strides, s.input);
        parallel_for(s.c as usize, (COPY / (pixels * live)).max(1), &|channels| {
            #[cfg(target_arch = "x86_64")]
            if let (Some(lanes), true) = (&p.lanes, flat) {
                for c in channels {
                    let from = col[c * live * pixels..].as_ptr() as *const f32;
                    let to = xf.at(n, group * s.c + c as i64, [0; 3]) as *mut f32;
                    // SAFETY: `S` is f32 and the CPU has AVX-512 where there are lanes; planes are disjoint.
                    unsafe { lanes.scatter(from, pixels, images, to, xf.strides.n as isize) };
                }
                return;
            }
            let _ = flat;
            let mut sums = Scratch::<V::E>::new(plane);
            for c in channels {
                for image in 0..images {
                    sums.fill(V::E::default());
                    for (tap, table) in p.table.chunks_exact(p.size).enumerate() {
                        let line = &col[(c * live + tap) * pixels + image * p.size..][..p.size];
                        for (&at, &v) in table.iter().zip(line) {
                            if at >= 0 {
                                sums[at as usize] = sums[at as usize].plus(v);
                            }
                        }
                    }
                    let to = xf.at(n + image as i64, group * s.c + c as i64, [0; 3]) as *mut S;
                    // SAFETY: elements of the gradient's plane.
                    sums.iter().zip(&spots).for_each(|(&v, &at)| unsafe { to.offset(at).write(S::down(v)) });
                }
            }
        });
    });
}

/// # Safety
/// As for `forward`, with `gw` for the weight.
pub(super) unsafe fn backward_weight<S: Num<Acc = V::E>, V: Vector>(s: &Shape, g: &View, x: &View, gw: &ViewMut) {
    let p = Planes::new::<S>(s, PIXELS);
    let (lines, o, most, live) = (p.lines(s), s.o as usize, p.images * p.size, p.live.len());
    let (gf, xf) = (Field::<S>::of(g), Field::<S>::of(x));
    let mut grad = Scratch::<V::E>::new(o * most);
    let mut col = Scratch::<V::E>::new(lines * most);
    // With a single live tap the sums go to their places afterwards.
    let apart = live < p.taps;
    let mut sums = Scratch::<V::E>::new(if apart { o * lines } else { 0 });
    p.each_block(s, |group, n, images| {
        let pixels = images * p.size;
        p.pixels(s, &gf, group, n, images, &mut grad[..o * pixels]);
        p.columns(s, &xf, group, n, images, &mut col);
        let whole = gw.ptr::<V::E>().wrapping_add(group as usize * o * s.c as usize * p.taps);
        let c = if apart { sums.as_mut_ptr() } else { whole };
        // SAFETY: as in `forward`.
        unsafe {
            product::<V::E, V>(&Product {
                m: o,
                n: lines,
                k: pixels,
                a: Matrix { ptr: grad.as_ptr(), row: pixels as isize, col: 1 },
                b: Matrix { ptr: col.as_ptr(), row: 1, col: pixels as isize },
                init: if n == 0 { std::ptr::null() } else { c },
                init_row: lines as isize,
                c,
                c_row: lines as isize,
                alpha: V::E::from_f64(1.0),
            });
        }
        if apart && n as usize + images == s.n as usize {
            // SAFETY: the group's weights.
            let to = unsafe { std::slice::from_raw_parts_mut(whole, o * lines * p.taps) };
            to.fill(V::E::default());
            to.iter_mut().skip(p.live[0]).step_by(p.taps).zip(&*sums).for_each(|(w, &v)| *w = v);
        }
    });
}

