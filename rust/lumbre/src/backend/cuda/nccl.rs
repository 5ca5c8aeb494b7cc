//! Collective communication between GPUs by NVIDIA's NCCL: one communicator for each process and group, in the queue that is current.

use super::Cx;
use crate::cuda::{Stream, status};
use crate::error::{Error, Kind, Result};
use crate::tensor::Tensor;
use crate::{bail, ensure};
use lumbre_kernels::DType;
use std::ffi::{CStr, c_char, c_int, c_void};

/// What processes that want to meet have to know alike.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct UniqueId(pub [u8; 128]);

type Comm = *mut c_void;
type Ptr = *mut c_void;

crate::nvidia_functions! { Nccl of Nccl:
    fn ncclGetUniqueId(*mut UniqueId) -> c_int;
    fn ncclCommInitRank(*mut Comm, c_int, UniqueId, c_int) -> c_int;
    fn ncclCommDestroy(Comm) -> c_int;
    fn ncclGetErrorString(c_int) -> *const c_char;
    fn ncclAllReduce(Ptr, Ptr, usize, c_int, c_int, Comm, Ptr) -> c_int;
    fn ncclBroadcast(Ptr, Ptr, usize, c_int, c_int, Comm, Ptr) -> c_int;
    fn ncclReduce(Ptr, Ptr, usize, c_int, c_int, c_int, Comm, Ptr) -> c_int;
    fn ncclAllGather(Ptr, Ptr, usize, c_int, Comm, Ptr) -> c_int;
    fn ncclReduceScatter(Ptr, Ptr, usize, c_int, c_int, Comm, Ptr) -> c_int;
    fn ncclSend(Ptr, usize, c_int, c_int, Comm, Ptr) -> c_int;
    fn ncclRecv(Ptr, usize, c_int, c_int, Comm, Ptr) -> c_int;
    fn ncclGroupStart() -> c_int;
    fn ncclGroupEnd() -> c_int;
}

impl Nccl {
    fn ok(&self, what: &str, code: c_int) -> Result<()> {
        if code == 0 {
            return Ok(());
        }
        // SAFETY: answers a constant string for every code.
        let text = unsafe { CStr::from_ptr((self.ncclGetErrorString)(code)) }.to_string_lossy();
        Err(Error::new(Kind::Runtime, format!("NCCL error in {what}: {text} ({code})")))
    }
}

/// How numbers of several processes become one.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Fold {
    Sum = 0,
    Product = 1,
    Max = 2,
    Min = 3,
    Average = 4,
}

fn kind(op: &str, d: DType) -> Result<c_int> {
    Ok(match d {
        DType::I8 => 0,
        DType::U8 | DType::Bool => 1,
        DType::I32 => 2,
        DType::U32 => 3,
        DType::I64 => 4,
        DType::U64 => 5,
        DType::F16 => 6,
        DType::F32 => 7,
        DType::F64 => 8,
        DType::BF16 => 9,
        d => bail!(NotImplemented, "{op}: NCCL has no numbers of dtype {}", d.name()),
    })
}

/// One process's end of a group.
pub struct Communicator {
    lib: &'static Nccl,
    raw: Comm,
    pub device: u8,
    pub rank: i32,
    pub size: i32,
}

// SAFETY: the handle may be used by any thread, one at a time: its owner sees to that.
unsafe impl Send for Communicator {}

/// A number that the process of rank 0 makes and gives to the others.
pub fn unique_id() -> Result<UniqueId> {
    let lib = Nccl::get()?;
    let mut id = UniqueId([0; 128]);
    // SAFETY: a place for 128 bytes.
    lib.ok("ncclGetUniqueId", unsafe { (lib.ncclGetUniqueId)(&mut id) })?;
    Ok(id)
}

impl Communicator {
    /// Meets the other processes of the group; returns when all are there.
    pub fn new(device: u8, id: UniqueId, rank: i32, size: i32) -> Result<Communicator> {
        let lib = Nccl::get()?;
        ensure!(rank >= 0 && rank < size, "NCCL: rank {rank} of {size} processes");
        crate::cuda::gpu(device)?;
        let mut raw = std::ptr::null_mut();
        let place = &raw mut raw as usize;
        // SAFETY: a place for the handle; the GPU's context is bound. Other threads go on while the processes meet.
        let code = crate::cuda::wait::blocking(|| unsafe { (lib.ncclCommInitRank)(place as *mut Comm, size, id, rank) });
        lib.ok("ncclCommInitRank", code)?;
        Ok(Communicator { lib, raw, device, rank, size })
    }

    /// Addresses of tensors of this GPU that lie in one run each, with guards held while `f` runs.
    fn with(&self, op: &str, read: &[&Tensor], write: &[&Tensor], f: impl FnOnce(&[u64], &[u64], Ptr) -> c_int) -> Result<()> {
        use crate::backend::Operand;
        for t in read.iter().chain(write) {
            ensure!(t.device() == crate::Device::Cuda(self.device), "{op}: expected tensors on cuda:{}, got {}", self.device, t.device());
            ensure!(t.is_contiguous(), "{op}: Tensors must be contiguous");
        }
        Cx::new(op, self.device)?;
        let ins: Vec<Operand> = read.iter().map(|t| Operand::new(t)).collect();
        let outs: Vec<Operand> = write.iter().map(|t| Operand::new(t)).collect();
        let _guards = crate::backend::guards(&ins, &outs)?;
        let places = |list: &[Operand]| list.iter().map(|o| o.address(op).map(|p| p as u64)).collect::<Result<Vec<u64>>>();
        let (i, o) = (places(&ins)?, places(&outs)?);
        let stream = Stream::current(self.device);
        self.lib.ok(op, f(&i, &o, stream.raw().cast()))?;
        status::launched(op);
        for t in write {
            t.mark_changed();
        }
        Ok(())
    }

    /// Every process's `x` becomes the fold of all.
    pub fn all_reduce(&self, x: &Tensor, fold: Fold) -> Result<()> {
        let (n, t) = (x.numel() as usize, kind("all_reduce", x.dtype())?);
        // SAFETY: live memory of `n` numbers, a live communicator and queue; so below.
        self.with("all_reduce", &[], &[x], |_, o, s| unsafe { (self.lib.ncclAllReduce)(o[0] as Ptr, o[0] as Ptr, n, t, fold as c_int, self.raw, s) })
    }

    /// Every process's `x` becomes that of `root`.
    pub fn broadcast(&self, x: &Tensor, root: i32) -> Result<()> {
        let (n, t) = (x.numel() as usize, kind("broadcast", x.dtype())?);
        // SAFETY: as above.
        self.with("broadcast", &[], &[x], |_, o, s| unsafe { (self.lib.ncclBroadcast)(o[0] as Ptr, o[0] as Ptr, n, t, root, self.raw, s) })
    }

    /// The `x` of `root` becomes the fold of all.
    pub fn reduce(&self, x: &Tensor, root: i32, fold: Fold) -> Result<()> {
        let (n, t) = (x.numel() as usize, kind("reduce", x.dtype())?);
        // SAFETY: as above.
        self.with("reduce", &[], &[x], |_, o, s| unsafe { (self.lib.ncclReduce)(o[0] as Ptr, o[0] as Ptr, n, t, fold as c_int, root, self.raw, s) })
    }

    /// `out` holds the `x` of all processes, one after the other.
    pub fn all_gather(&self, out: &Tensor, x: &Tensor) -> Result<()> {
        let (n, t) = (x.numel() as usize, kind("all_gather", x.dtype())?);
        ensure!(out.dtype() == x.dtype() && out.numel() == x.numel() * self.size as i64, "all_gather: the output must hold {} tensors of the input's size and dtype", self.size);
        // SAFETY: as above.
        self.with("all_gather", &[x], &[out], |i, o, s| unsafe { (self.lib.ncclAllGather)(i[0] as Ptr, o[0] as Ptr, n, t, self.raw, s) })
    }

    /// `out` is this process's part of the fold of all `x`.
    pub fn reduce_scatter(&self, out: &Tensor, x: &Tensor, fold: Fold) -> Result<()> {
        let (n, t) = (out.numel() as usize, kind("reduce_scatter", x.dtype())?);
        ensure!(out.dtype() == x.dtype() && x.numel() == out.numel() * self.size as i64, "reduce_scatter: the input must hold {} tensors of the output's size and dtype", self.size);
        // SAFETY: as above.
        self.with("reduce_scatter", &[x], &[out], |i, o, s| unsafe { (self.lib.ncclReduceScatter)(i[0] as Ptr, o[0] as Ptr, n, t, fold as c_int, self.raw, s) })
    }

    pub fn send(&self, x: &Tensor, to: i32) -> Result<()> {
        let (n, t) = (x.numel() as usize, kind("send", x.dtype())?);
        // SAFETY: as above.
        self.with("send", &[x], &[], |i, _, s| unsafe { (self.lib.ncclSend)(i[0] as Ptr, n, t, to, self.raw, s) })
    }

    pub fn receive(&self, x: &Tensor, from: i32) -> Result<()> {
        let (n, t) = (x.numel() as usize, kind("recv", x.dtype())?);
        // SAFETY: as above.
        self.with("recv", &[], &[x], |_, o, s| unsafe { (self.lib.ncclRecv)(o[0] as Ptr, n, t, from, self.raw, s) })
    }

    /// What `f` starts runs as one: sends and receives between the same processes do not wait for each other.
    pub fn grouped<T>(&self, f: impl FnOnce() -> Result<T>) -> Result<T> {
        // SAFETY: no arguments; the pair is closed below whatever `f` does.
        self.lib.ok("ncclGroupStart", unsafe { (self.lib.ncclGroupStart)() })?;
        let done = f();
        // SAFETY: as above.
        let code = crate::cuda::wait::blocking(|| unsafe { (self.lib.ncclGroupEnd)() });
        let out = done?;
        self.lib.ok("ncclGroupEnd", code)?;
        Ok(out)
    }
}

impl Drop for Communicator {
    fn drop(&mut self) {
        if !crate::cuda::gpu::in_bad_fork() && crate::cuda::gpu(self.device).is_ok() {
            // SAFETY: the last use of the handle; the library waits for what was started.
            unsafe { (self.lib.ncclCommDestroy)(self.raw) };
        }
    }
}
