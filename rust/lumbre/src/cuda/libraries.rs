//! Finding NVIDIA's libraries: the folders of their PyPI wheels or of `LUMBRE_CUDA_LIBS`, then the system's. Each is loaded at
//! its first use by its full path, after what it needs itself; the loader then finds it by name.

use crate::error::{Error, Kind, Result};
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
}

/// Files to load in order (the last is the library itself) and the package that brings them.
struct Recipe {
    files: &'static [&'static str],
    package: &'static str,
}

const RECIPES: [(Lib, Recipe); 6] = [
    (Lib::Driver, Recipe { files: &["libcuda.so.1"], package: "the NVIDIA driver" }),
    (Lib::Nvrtc, Recipe { files: &["libnvrtc-builtins.so.13.0", "libnvrtc.so.13"], package: "nvidia-cuda-nvrtc" }),
    (Lib::CublasLt, Recipe { files: &["libcublasLt.so.13"], package: "nvidia-cublas" }),
    (Lib::Cudnn, Recipe { files: &["libcudnn.so.9"], package: "nvidia-cudnn-cu13" }),
    (Lib::Cufft, Recipe { files: &["libcufft.so.12"], package: "nvidia-cufft" }),
    (
        Lib::Cusolver,
        Recipe { files: &["libnvJitLink.so.13", "libcublasLt.so.13", "libcublas.so.13", "libcusparse.so.12", "libcusolver.so.12"], package: "nvidia-cusolver" },
    ),
];

/// Where a binding says NVIDIA's wheels lie.
static FOLDERS_HOOK: OnceLock<fn() -> Vec<PathBuf>> = OnceLock::new();
static LOADED: [OnceLock<std::result::Result<PathBuf, String>>; 6] = [const { OnceLock::new() }; 6];

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
    let Some(at) = RECIPES.iter().position(|(l, _)| *l == lib) else { return Ok(()) };
    let recipe = &RECIPES[at].1;
    match LOADED[at].get_or_init(|| load(recipe)) {
        Ok(_) => Ok(()),
        Err(why) => Err(Error::new(Kind::Runtime, why.clone())),
    }
}

/// Where each library that was asked for came from, or why it did not come.
pub fn report() -> Vec<(String, String)> {
    let tell = |(at, (lib, _)): (usize, &(Lib, Recipe))| {
        let state = match LOADED[at].get() {
            None => "not asked for".to_string(),
            Some(Ok(path)) => path.display().to_string(),
            Some(Err(why)) => why.clone(),
        };
        (format!("{lib:?}").to_lowercase(), state)
    };
    RECIPES.iter().enumerate().map(tell).collect()
}

fn load(recipe: &Recipe) -> std::result::Result<PathBuf, String> {
    let mut last = Err(String::new());
    for file in recipe.files {
        last = load_file(file);
    }
    last.map_err(|why| format!("{} could not be loaded ({why}). It comes with {}.", recipe.files[recipe.files.len() - 1], source(recipe.package)))
}

fn source(package: &str) -> String {
    if package.starts_with("nvidia-") { format!("`pip install {package}`, or all of them with `pip install lumbre[cuda]`") } else { package.to_string() }
}

/// The newest file of that name in the folders (a wheel of another minor version has another number), else what the system finds.
fn load_file(file: &str) -> std::result::Result<PathBuf, String> {
    for folder in folders() {
        if let Some(path) = find(folder, file) {
            return open(&path).map(|()| path);
        }
    }
    let name = PathBuf::from(file);
    open(&name).map(|()| name)
}

fn find(folder: &Path, file: &str) -> Option<PathBuf> {
    let exact = folder.join(file);
    if exact.exists() {
        return Some(exact);
    }
    // `libnvrtc-builtins.so.13.0` stands for any minor version.
    let stem = file.split_inclusive(".so").next()?;
    let entries = std::fs::read_dir(folder).ok()?;
    let mut found: Vec<PathBuf> = entries
        .filter_map(|e| e.ok())
        .filter(|e| e.file_name().to_str().is_some_and(|n| n == stem || n.strip_prefix(stem).is_some_and(|rest| rest.starts_with('.'))))
        .map(|e| e.path())
        .collect();
    found.sort();
    found.pop()
}

#[cfg(unix)]
fn open(path: &Path) -> std::result::Result<(), String> {
    use libloading::os::unix::{Library, RTLD_LOCAL, RTLD_NOW};
    // SAFETY: NVIDIA's libraries may run code when they are loaded; that is what the user installed them for.
    match unsafe { Library::open(Some(path), RTLD_NOW | RTLD_LOCAL) } {
        Ok(lib) => {
            // Kept until the process ends: its functions are called by address.
            std::mem::forget(lib);
            Ok(())
        }
        Err(e) => Err(e.to_string()),
    }
}

#[cfg(not(unix))]
fn open(path: &Path) -> std::result::Result<(), String> {
    // SAFETY: as on Unix.
    match unsafe { libloading::Library::new(path) } {
        Ok(lib) => {
            std::mem::forget(lib);
            Ok(())
        }
        Err(e) => Err(e.to_string()),
    }
}
