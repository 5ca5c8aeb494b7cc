//! Kernels from source: compiled by NVRTC for the GPU at hand at first use, kept in a folder for the next process.

use super::gpu::Gpu;
use super::status::check;
use crate::bail;
use crate::error::{Error, Kind, Result};
use cudarc::driver::sys::{self, CUfunction, CUfunction_attribute};
use std::collections::HashMap;
use std::ffi::{CStr, CString, c_char, c_int, c_void};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, OnceLock, RwLock};

/// A kernel of a loaded module; modules are never unloaded.
#[derive(Clone, Copy)]
pub struct Function(usize);

impl Function {
    #[inline]
    pub fn raw(self) -> CUfunction {
        self.0 as CUfunction
    }
}

/// What names one kernel: source family, the variant's name, element types, and a number for the rest.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Key {
    pub family: &'static str,
    pub name: &'static str,
    pub entry: &'static str,
    pub types: [u8; 4],
    pub variant: u32,
}

type Map = HashMap<(u8, Key), Function>;
/// Kernels of texts that were made for a program, by GPU and what tells the texts apart.
static PROGRAMS: OnceLock<RwLock<HashMap<Box<[u8]>, Function>>> = OnceLock::new();
/// Loaded modules by GPU and digest of their source.
static MODULES: Mutex<Option<HashMap<(u8, u128), usize>>> = Mutex::new(None);
static FUNCTIONS: OnceLock<RwLock<Map>> = OnceLock::new();
/// One compilation at a time: two threads that need the same kernel compile it once.
static COMPILING: Mutex<()> = Mutex::new(());

/// The kernel `key.entry` of a source, compiled at first use. `source` is asked only then.
pub fn function(gpu: &Gpu, key: Key, source: impl FnOnce() -> Result<String>) -> Result<Function> {
    let map = FUNCTIONS.get_or_init(Default::default);
    let id = (gpu.index, key);
    if let Some(f) = map.read().unwrap_or_else(|e| e.into_inner()).get(&id) {
        return Ok(*f);
    }
    // The binding's global lock is given up before this one is waited for: its holder may be waiting for that.
    super::wait::blocking(|| {
        let _one = COMPILING.lock().unwrap_or_else(|e| e.into_inner());
        if let Some(f) = map.read().unwrap_or_else(|e| e.into_inner()).get(&id) {
            return Ok(*f);
        }
        let text = source()?;
        let module = module(gpu, &text)?;
        let f = find(module, key.entry)?;
        map.write().unwrap_or_else(|e| e.into_inner()).insert(id, f);
        Ok(f)
    })
}

/// As `function`, for a source that was made for one program. `key` begins with the GPU's number.
pub fn made(gpu: &Gpu, key: &[u8], entry: &str, source: impl FnOnce() -> Result<String>) -> Result<Function> {
    let map = PROGRAMS.get_or_init(Default::default);
    let known = || map.read().unwrap_or_else(|e| e.into_inner()).get(key).copied();
    if let Some(f) = known() {
        return Ok(f);
    }
    super::wait::blocking(|| {
        let _one = COMPILING.lock().unwrap_or_else(|e| e.into_inner());
        if let Some(f) = known() {
            return Ok(f);
        }
        let f = find(module(gpu, &source()?)?, entry)?;
        map.write().unwrap_or_else(|e| e.into_inner()).insert(key.into(), f);
        Ok(f)
    })
}

fn module(gpu: &Gpu, source: &str) -> Result<usize> {
    let id = (gpu.index, digest(source, &[]));
    let known = |map: &HashMap<(u8, u128), usize>| map.get(&id).copied();
    if let Some(m) = MODULES.lock().unwrap_or_else(|e| e.into_inner()).as_ref().and_then(known) {
        return Ok(m);
    }
    let image = image(gpu, source)?;
    let mut module = std::ptr::null_mut();
    // SAFETY: a whole image (checked against its length and checksum) and a place for the handle; the context is bound.
    let code = super::graph::relaxed(|| unsafe { sys::cuModuleLoadData(&mut module, image.as_ptr().cast()) });
    check("cuModuleLoadData", code)?;
    MODULES.lock().unwrap_or_else(|e| e.into_inner()).get_or_insert_with(HashMap::new).insert(id, module as usize);
    Ok(module as usize)
}

fn find(module: usize, entry: &str) -> Result<Function> {
    let name = CString::new(entry).map_err(|e| Error::new(Kind::Runtime, e.to_string()))?;
    let mut f = std::ptr::null_mut();
    // The driver may load the kernel only now, which a recording would forbid.
    // SAFETY: a live module, a zero-terminated name, a place for the handle.
    let code = super::graph::relaxed(|| unsafe { sys::cuModuleGetFunction(&mut f, module as sys::CUmodule, name.as_ptr()) });
    check(entry, code)?;
    Ok(Function(f as usize))
}

/// Lets a kernel use more shared memory than the default 48 KiB.
pub fn allow_shared(f: Function, bytes: usize) -> Result<()> {
    let what = CUfunction_attribute::CU_FUNC_ATTRIBUTE_MAX_DYNAMIC_SHARED_SIZE_BYTES;
    // SAFETY: a live function.
    check("cuFuncSetAttribute", unsafe { sys::cuFuncSetAttribute(f.raw(), what, bytes as i32) })
}

fn options(gpu: &Gpu) -> Vec<String> {
    let arch = format!("-arch=sm_{}{}", gpu.props.major, gpu.props.minor);
    vec![arch, "--std=c++17".into(), "-default-device".into(), "--fmad=true".into()]
}

/// The machine code for a source, from the folder or the compiler.
fn image(gpu: &Gpu, source: &str) -> Result<Vec<u8>> {
    let options = options(gpu);
    let file = folder().map(|f| f.join(format!("{:032x}.cubin", digest(source, &options))));
    if let Some(image) = file.as_deref().and_then(read) {
        return Ok(image);
    }
    let image = compile(source, &options)?;
    if let Some(file) = &file {
        // A folder that cannot be written costs time, nothing else.
        let _ = write(file, &image);
    }
    Ok(image)
}

/// Where compiled kernels are kept: `LUMBRE_CUDA_CACHE`, else `lumbre/cuda` in the user's cache folder.
pub fn folder() -> Option<PathBuf> {
    let set = |name| std::env::var_os(name).filter(|v| !v.is_empty()).map(PathBuf::from);
    set("LUMBRE_CUDA_CACHE")
        .or_else(|| set("XDG_CACHE_HOME").map(|d| d.join("lumbre/cuda")))
        .or_else(|| set("HOME").map(|d| d.join(".cache/lumbre/cuda")))
}

/// Names an image by all that goes into it. `LUMBRE_CUDA_LIBS` is part of it: other libraries make other code.
fn digest(source: &str, options: &[String]) -> u128 {
    let libs = std::env::var("LUMBRE_CUDA_LIBS").unwrap_or_default();
    let parts = [env!("CARGO_PKG_VERSION"), &libs, source].into_iter().chain(options.iter().map(String::as_str));
    let mut h: u128 = 0x6c62272e07bb014262b821756295c58d;
    for part in parts {
        for b in part.bytes().chain([0xff]) {
            h = (h ^ b as u128).wrapping_mul(0x0000000001000000000000000000013b);
        }
    }
    h
}

const MAGIC: &[u8; 8] = b"lmbcuda1";

/// An image whose length and checksum are those it was written with.
fn read(file: &Path) -> Option<Vec<u8>> {
    let bytes = std::fs::read(file).ok()?;
    let (head, image) = bytes.split_at_checked(20)?;
    let length = u64::from_le_bytes(head[8..16].try_into().ok()?);
    let sum = u32::from_le_bytes(head[16..20].try_into().ok()?);
    (&head[..8] == MAGIC && length == image.len() as u64 && sum == crc32fast::hash(image)).then(|| image.to_vec())
}

fn write(file: &Path, image: &[u8]) -> std::io::Result<()> {
    let Some(folder) = file.parent() else { return Ok(()) };
    std::fs::create_dir_all(folder)?;
    let temporary = file.with_extension(format!("{}.tmp", std::process::id()));
    let mut bytes = Vec::with_capacity(image.len() + 20);
    bytes.extend_from_slice(MAGIC);
    bytes.extend_from_slice(&(image.len() as u64).to_le_bytes());
    bytes.extend_from_slice(&crc32fast::hash(image).to_le_bytes());
    bytes.extend_from_slice(image);
    std::fs::write(&temporary, bytes)?;
    std::fs::rename(&temporary, file)
}

crate::nvidia_functions! { Nvrtc of Nvrtc:
    fn nvrtcCreateProgram(*mut *mut c_void, *const c_char, *const c_char, c_int, *const *const c_char, *const *const c_char) -> c_int;
    fn nvrtcCompileProgram(*mut c_void, c_int, *const *const c_char) -> c_int;
    fn nvrtcDestroyProgram(*mut *mut c_void) -> c_int;
    fn nvrtcGetCUBINSize(*mut c_void, *mut usize) -> c_int;
    fn nvrtcGetCUBIN(*mut c_void, *mut c_char) -> c_int;
    fn nvrtcGetProgramLogSize(*mut c_void, *mut usize) -> c_int;
    fn nvrtcGetProgramLog(*mut c_void, *mut c_char) -> c_int;
    fn nvrtcGetErrorString(c_int) -> *const c_char;
    fn nvrtcVersion(*mut c_int, *mut c_int) -> c_int;
}

struct Program {
    lib: &'static Nvrtc,
    raw: *mut c_void,
}

impl Drop for Program {
    fn drop(&mut self) {
        // SAFETY: the program is ours and not used again.
        unsafe { (self.lib.nvrtcDestroyProgram)(&mut self.raw) };
    }
}

fn compile(source: &str, options: &[String]) -> Result<Vec<u8>> {
    let lib = Nvrtc::get()?;
    let (Ok(text), Ok(name)) = (CString::new(source), CString::new("lumbre.cu")) else { bail!("NVRTC: a source with a zero byte") };
    let mut raw = std::ptr::null_mut();
    // SAFETY: zero-terminated texts, no headers, a place for the handle.
    let code = unsafe { (lib.nvrtcCreateProgram)(&mut raw, text.as_ptr(), name.as_ptr(), 0, std::ptr::null(), std::ptr::null()) };
    lib.ok("nvrtcCreateProgram", code)?;
    let program = Program { lib, raw };
    let texts: Vec<CString> = options.iter().filter_map(|o| CString::new(o.as_str()).ok()).collect();
    let pointers: Vec<_> = texts.iter().map(|o| o.as_ptr()).collect();
    // SAFETY: a live program and an array of zero-terminated texts.
    let code = unsafe { (lib.nvrtcCompileProgram)(program.raw, pointers.len() as c_int, pointers.as_ptr()) };
    if code != 0 {
        bail!("a CUDA kernel does not compile ({}, options {}): {}\n{}", lib.version(), options.join(" "), lib.describe(code), log(&program));
    }
    let mut n = 0usize;
    // SAFETY: a compiled program and a place for the length.
    lib.ok("nvrtcGetCUBINSize", unsafe { (lib.nvrtcGetCUBINSize)(program.raw, &mut n) })?;
    let mut image = vec![0u8; n];
    // SAFETY: the buffer has the length that was answered.
    lib.ok("nvrtcGetCUBIN", unsafe { (lib.nvrtcGetCUBIN)(program.raw, image.as_mut_ptr().cast()) })?;
    Ok(image)
}

fn log(program: &Program) -> String {
    let mut n = 0usize;
    // SAFETY: a live program and a place for the length.
    if unsafe { (program.lib.nvrtcGetProgramLogSize)(program.raw, &mut n) } != 0 {
        return String::new();
    }
    let mut text = vec![0u8; n];
    // SAFETY: the buffer has the length that was answered.
    unsafe { (program.lib.nvrtcGetProgramLog)(program.raw, text.as_mut_ptr().cast()) };
    String::from_utf8_lossy(&text).trim_end_matches('\0').to_string()
}

impl Nvrtc {
    fn describe(&self, code: c_int) -> String {
        // SAFETY: answers a constant string for every code.
        unsafe { CStr::from_ptr((self.nvrtcGetErrorString)(code)) }.to_string_lossy().into_owned()
    }

    fn version(&self) -> String {
        let (mut major, mut minor) = (0, 0);
        // SAFETY: places for two numbers.
        unsafe { (self.nvrtcVersion)(&mut major, &mut minor) };
        format!("NVRTC {major}.{minor}")
    }

    fn ok(&self, what: &str, code: c_int) -> Result<()> {
        if code == 0 { Ok(()) } else { Err(Error::new(Kind::Runtime, format!("{what}: {}", self.describe(code)))) }
    }
}
