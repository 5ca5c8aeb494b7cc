//! Waiting for the GPU while other threads of the binding go on.

use std::sync::OnceLock;

/// Runs a closure with the binding's global lock released.
pub type Release = fn(&mut dyn FnMut());

static RELEASE: OnceLock<Release> = OnceLock::new();

pub fn set_release_hook(hook: Release) {
    let _ = RELEASE.set(hook);
}

/// Runs a call that may wait long.
pub fn blocking<T>(f: impl FnOnce() -> T) -> T {
    let Some(hook) = RELEASE.get() else { return f() };
    let (mut f, mut out) = (Some(f), None);
    hook(&mut || {
        if let Some(f) = f.take() {
            out = Some(f());
        }
    });
    match (out, f) {
        (Some(out), _) => out,
        (None, Some(f)) => f(),
        // The hook neither ran the closure nor left it: not possible, as `f` is taken only where `out` is set.
        (None, None) => std::process::abort(),
    }
}
