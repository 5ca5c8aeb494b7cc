//! Finding NVIDIA's libraries: the folders of their PyPI wheels or of `LUMBRE_CUDA_LIBS`, then the system's. Each is loaded at
//! its first use by its full path, after what it needs itself, and its functions are looked up by name in it.

use crate::error::{Error, Kind, Result};
use libloading::Library;
use std::ffi::c_void;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Lib {
    Driver,
    Nvrtc,
    CublasLt,
    Cudnn,
    Cufft,
    Cusolver,
    Cublas,
    Nccl,
}

/// A library's file name up to its version, and its versions for CUDA 13 and CUDA 12.
type File = (&'static str, [&'static str; 2]);

/// Files to load in order (the last is the library itself) and the packages that bring them, for CUDA 13 and CUDA 12.
struct Recipe {
    files: &'static [File],
    packages: [&'static str; 2],
}

const BUILTINS: File = ("libnvrtc-builtins.so", ["13", "12"]);
const NVRTC: File = ("libnvrtc.so", ["13", "12"]);
const JIT_LINK: File = ("libnvJitLink.so", ["13", "12"]);
const BLAS_LT: File = ("libcublasLt.so", ["13", "12"]);
const BLAS: File = ("libcublas.so", ["13", "12"]);
const SPARSE: File = ("libcusparse.so", ["12", "12"]);

const RECIPES: [(Lib, Recipe); 8] = [
    (Lib::Driver, Recipe { files: &[("libcuda.so", ["1", "1"])], packages: ["the NVIDIA driver"; 2] }),
    (
        Lib::Nvrtc,
        Recipe {
            files: &[BUILTINS, NVRTC],
            packages: ["nvidia-cuda-nvrtc", "nvidia-cuda-nvrtc-cu12"],
        },
    ),
    (Lib::CublasLt, Recipe { files: &[BLAS_LT], packages: ["nvidia-cublas", "nvidia-cublas-cu12"] }),
    (Lib::Cudnn, Recipe { files: &[BUILTINS, NVRTC, BLAS_LT, BLAS, ("libcudnn.so", ["9", "9"])], packages: ["nvidia-cudnn-cu13", "nvidia-cudnn-cu12"] }),
    (Lib::Cufft, Recipe { files: &[BUILTINS, NVRTC, JIT_LINK, ("libcufft.so", ["12", "11"])], packages: ["nvidia-cufft", "nvidia-cufft-cu12"] }),
    (
        Lib::Cusolver,
        Recipe { files: &[JIT_LINK, BLAS_LT, BLAS, SPARSE, ("libcusolver.so", ["12", "11"])], packages: ["nvidia-cusolver", "nvidia-cusolver-cu12"] },
    ),
    (Lib::Cublas, Recipe { files: &[BLAS_LT, BLAS], packages: ["nvidia-cublas", "nvidia-cublas-cu12"] }),
    (Lib::Nccl, Recipe { files: &[("libnccl.so", ["2", "2"])], packages: ["nvidia-nccl-cu13", "nvidia-nccl-cu12"] }),
];

/// A loaded library and where it came from.
struct Loaded {
    path: PathBuf,
    library: &'static Library,
}

/// Where a binding says NVIDIA's wheels lie.
static FOLDERS_HOOK: OnceLock<fn() -> Vec<PathBuf>> = OnceLock::new();
static LOADED: [OnceLock<std::result::Result<Loaded, String>>; RECIPES.len()] = [const { OnceLock::new() }; RECIPES.len()];

/// Installs how a binding finds the folders of NVIDIA's wheels. Asked once, when the first library is needed.
pub fn set_folders_hook(hook: fn() -> Vec<PathBuf>) {
    let _ = FOLDERS_HOOK.set(hook);
}

/// The folders to look in, in order.
pub fn folders() -> &'static [PathBuf] {
    static FOLDERS: OnceLock<Vec<PathBuf>> = OnceLock::new();
    FOLDERS.get_or_init(|| {
        let named = std::env::var_os("LUMBRE_CUDA_LIBS");
        let mut all: Vec<PathBuf> = named.map(|v| std::env::split_paths(&v).collect()).unwrap_or_default();
        if let Some(hook) = FOLDERS_HOOK.get() {
            all.extend(hook());
        }
        all
    })
}

/// Loads a library once; the error names what brings it.
pub fn need(lib: Lib) -> Result<()> {
    loaded(lib).map(|_| ())
}

fn loaded(lib: Lib) -> Result<&'static Loaded> {
    let at = RECIPES.iter().position(|(l, _)| *l == lib).unwrap_or(0);
    LOADED[at].get_or_init(|| load(lib, &RECIPES[at].1)).as_ref().map_err(|why| Error::new(Kind::Runtime, why.clone()))
}

/// The address of a function.
pub fn symbol(lib: Lib, name: &str) -> Result<*mut c_void> {
    let from = loaded(lib)?;
    // SAFETY: only the address is taken; whoever calls it says what it is.
    let found = unsafe { from.library.get::<*mut c_void>(name.as_bytes()) };
    found.map(|f| *f).map_err(|_| Error::new(Kind::Runtime, format!("{} has no function {name}: another version of it is needed", from.path.display())))
}

/// A table of a library's functions: `Table::get()` loads the library and looks all of them up, once.
#[macro_export]
macro_rules! nvidia_functions {
    ($Table:ident of $lib:ident: $(fn $f:ident($($t:ty),* $(,)?) $(-> $r:ty)?;)*) => {
        #[allow(non_snake_case)]
        pub(crate) struct $Table { $(pub $f: unsafe extern "C" fn($($t),*) $(-> $r)?,)* }

        impl $Table {
            pub(crate) fn get() -> $crate::error::Result<&'static $Table> {
                static TABLE: std::sync::OnceLock<$Table> = std::sync::OnceLock::new();
                if let Some(t) = TABLE.get() {
                    return Ok(t);
                }
                let made = $Table { $($f: {
                    let p = $crate::cuda::libraries::symbol($crate::cuda::Lib::$lib, stringify!($f))?;
                    // SAFETY: NVIDIA's header declares the function with these types.
                    unsafe { std::mem::transmute::<*mut std::ffi::c_void, unsafe extern "C" fn($($t),*) $(-> $r)?>(p) }
                },)* };
                Ok(TABLE.get_or_init(|| made))
            }
        }
    };
}

/// Where each library that was asked for came from, or why it did not come.
pub fn report() -> Vec<(String, String)> {
    let tell = |(at, (lib, _)): (usize, &(Lib, Recipe))| {
        let state = match LOADED[at].get() {
            None => "not asked for".to_string(),
            Some(Ok(from)) => from.path.display().to_string(),
            Some(Err(why)) => why.clone(),
        };
        (format!("{lib:?}").to_lowercase(), state)
    };
    RECIPES.iter().enumerate().map(tell).collect()
}

/// Which of a recipe's two versions may be used, best first: a driver of CUDA 12 does not run what comes with CUDA 13.
fn generations(lib: Lib) -> &'static [usize] {
    let old = lib != Lib::Driver && super::gpu::driver_version().is_ok_and(|v| v < 13000);
    if old { &[1] } else { &[0, 1] }
}

fn load(lib: Lib, recipe: &Recipe) -> std::result::Result<Loaded, String> {
    let mut why = String::new();
    let generations = generations(lib);
    for &g in generations {
        let mut last = Err(String::new());
        for (stem, versions) in recipe.files {
            last = load_file(stem, versions[g]);
        }
        match last {
            Ok(found) => return Ok(found),
            Err(e) if why.is_empty() => why = e,
            Err(_) => {}
        }
    }
    let (stem, versions) = recipe.files[recipe.files.len() - 1];
    let g = generations[0];
    Err(format!("{stem}.{} could not be loaded ({why}). It comes with {}.", versions[g], source(recipe.packages[g])))
}

fn source(package: &str) -> String {
    match package.strip_suffix("-cu12") {
        Some(_) => format!("`pip install {package}`, the version for this driver"),
        None if package.starts_with("nvidia-") => format!("`pip install {package}`, or all of them with `pip install lumbre[cuda]`"),
        None => package.to_string(),
    }
}

/// The newest file of that name in the folders, else what the system finds.
fn load_file(stem: &str, version: &str) -> std::result::Result<Loaded, String> {
    for folder in folders() {
        if let Some(path) = find(folder, stem, version) {
            return open(path);
        }
    }
    open(PathBuf::from(format!("{stem}.{version}")))
}

fn find(folder: &Path, stem: &str, version: &str) -> Option<PathBuf> {
    let name = format!("{stem}.{version}");
    let exact = folder.join(&name);
    if exact.exists() {
        return Some(exact);
    }
    // `libnvrtc-builtins.so.13` stands for any minor version.
    let fits = |n: &str| n.strip_prefix(&name).is_some_and(|rest| rest.starts_with('.'));
    let entries = std::fs::read_dir(folder).ok()?;
    let found = entries.filter_map(|e| e.ok()).filter(|e| e.file_name().to_str().is_some_and(fits));
    found.map(|e| e.path()).max()
}

/// Libraries are kept until the process ends: their functions are called by address.
fn kept(path: PathBuf, library: Library) -> Loaded {
    Loaded { path, library: Box::leak(Box::new(library)) }
}

#[cfg(unix)]
fn open(path: PathBuf) -> std::result::Result<Loaded, String> {
    use libloading::os::unix::{self, RTLD_LOCAL, RTLD_NOW};
    // SAFETY: NVIDIA's libraries may run code when they are loaded; that is what the user installed them for.
    match unsafe { unix::Library::open(Some(&path), RTLD_NOW | RTLD_LOCAL) } {
        Ok(lib) => Ok(kept(path, lib.into())),
        Err(e) => Err(e.to_string()),
    }
}

#[cfg(not(unix))]
fn open(path: PathBuf) -> std::result::Result<Loaded, String> {
    // SAFETY: as on Unix.
    match unsafe { Library::new(&path) } {
        Ok(lib) => Ok(kept(path, lib)),
        Err(e) => Err(e.to_string()),
    }
}
