//! CPU kernels on GPU memory: the bytes are brought to the CPU, the kernel runs there, what it wrote goes back. For reading
//! elements, and, where the user asks for it, for ops without a CUDA kernel.

use super::Cx;
use crate::backend::Operand;
use crate::cuda::transfer;
use crate::error::Result;
use crate::storage::Storage;
use lumbre_kernels::{View, ViewMut};
use smallvec::SmallVec;
use std::collections::BTreeSet;
use std::sync::atomic::{AtomicU8, Ordering};
use std::sync::Mutex;

/// 0: as the environment says, 1: off, 2: on.
static FALLBACK: AtomicU8 = AtomicU8::new(0);
static WARNED: Mutex<BTreeSet<String>> = Mutex::new(BTreeSet::new());

/// Whether ops without a CUDA kernel run on the CPU, with copies both ways.
pub fn fallback() -> bool {
    match FALLBACK.load(Ordering::Relaxed) {
        0 => {
            let on = std::env::var_os("LUMBRE_CUDA_FALLBACK").is_some_and(|v| v == "1");
            FALLBACK.store(1 + on as u8, Ordering::Relaxed);
            on
        }
        n => n == 2,
    }
}

pub fn set_fallback(on: bool) {
    FALLBACK.store(1 + on as u8, Ordering::Relaxed);
}

/// Says once for each op that it runs on the CPU.
pub fn warn(op: &str) {
    let new = WARNED.lock().unwrap_or_else(|e| e.into_inner()).insert(op.to_string());
    if new {
        // Where warnings are errors, this one is lost: no frame of the user's can take it here.
        let _ = crate::error::warn(&format!("{op} has no CUDA kernel: it runs on the CPU, with copies from and to the GPU, which is slow."));
    }
}

/// The bytes of one storage that the operands reach, on the CPU.
struct Staged<'a> {
    storage: &'a Storage,
    from: usize,
    to: usize,
    written: bool,
    // 16-byte words, so that every dtype is aligned.
    bytes: Vec<u128>,
}

impl Staged<'_> {
    fn host(&mut self) -> *mut u8 {
        self.bytes.as_mut_ptr().cast()
    }
}

/// First and past-the-last byte of an operand's elements in its storage; offsets start at a multiple of 16.
fn reach(o: &Operand) -> (usize, usize) {
    let size = o.g.dtype.size() as i64;
    if o.sizes().contains(&0) {
        return (0, 0);
    }
    let (mut low, mut high) = (o.g.offset, o.g.offset);
    for (n, s) in o.sizes().iter().zip(o.strides()) {
        let far = (n - 1) * s;
        low += far.min(0);
        high += far.max(0);
    }
    (((low * size) as usize) & !15, ((high + 1) * size) as usize)
}

/// Runs `kernel` on copies. The operands' guards are held. `made`: the kernel writes every output whole, so nothing has to be
/// brought here (an output may otherwise hold what the kernel works on).
pub(crate) fn run(
    cx: &Cx,
    inputs: &[Operand],
    outs: &[Operand],
    made: bool,
    kernel: impl FnOnce(&[View], &mut [ViewMut]) -> Result<()>,
) -> Result<()> {
    let mut staged: SmallVec<[Staged; 4]> = SmallVec::new();
    for (o, write) in inputs.iter().map(|o| (o, false)).chain(outs.iter().map(|o| (o, true))) {
        o.address(cx.op)?;
        let (from, to) = reach(o);
        match staged.iter_mut().find(|s| s.storage.same(&o.g.storage)) {
            Some(s) => {
                (s.from, s.to) = if s.from == s.to { (from, to) } else if from == to { (s.from, s.to) } else { (s.from.min(from), s.to.max(to)) };
                s.written |= write;
            }
            None => staged.push(Staged { storage: &o.g.storage, from, to, written: write, bytes: Vec::new() }),
        }
    }
    for s in &mut staged {
        s.bytes = vec![0u128; (s.to - s.from).div_ceil(16)];
        if !made {
            let source = s.storage.address() as u64 + s.from as u64;
            // SAFETY: `address` checked that the elements lie in the storage, and the buffer is as long as the range.
            unsafe { transfer::to_host(cx.gpu.index, s.host(), source, s.to - s.from, false)? };
        }
    }
    let mut place = |o: &Operand| -> *mut u8 {
        let Some(s) = staged.iter_mut().find(|s| s.storage.same(&o.g.storage)) else { return std::ptr::null_mut() };
        let at = (o.g.offset as usize * o.g.dtype.size()).wrapping_sub(s.from);
        s.host().wrapping_add(at)
    };
    let mut views: SmallVec<[View; 4]> = SmallVec::new();
    for o in inputs {
        let p = place(o);
        // SAFETY: the buffer holds every element the operand reaches; bytes of bool come from kernels that write 0 and 1.
        views.push(unsafe { View::new(p, o.g.dtype, o.sizes(), o.strides()) });
    }
    let mut out_views: SmallVec<[ViewMut; 2]> = SmallVec::new();
    for o in outs {
        let p = place(o);
        // SAFETY: as above; inputs and outputs share memory exactly where their tensors do.
        out_views.push(unsafe { ViewMut::new(p, o.g.dtype, o.sizes(), o.strides()) });
    }
    let result = kernel(&views, &mut out_views);
    drop((views, out_views));
    result?;
    for s in &mut staged {
        if s.written {
            let target = s.storage.address() as u64 + s.from as u64;
            let n = s.to - s.from;
            // SAFETY: as for the way here.
            unsafe { transfer::to_gpu(cx.gpu.index, target, s.host(), n, false)? };
        }
    }
    Ok(())
}
