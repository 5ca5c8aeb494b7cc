//! The guard word of a storage: many readers or one writer for the length of a kernel.
//!
//! One 64-bit atomic word holds the fork epoch (high half), a writer bit and the count of readers (low half). A word whose
//! epoch is not the process's own is from before a fork: the threads that held it do not exist here, so it counts as free.

use std::sync::atomic::{AtomicU32, AtomicU64, Ordering};

static EPOCH: AtomicU32 = AtomicU32::new(0);
static ATFORK: std::sync::Once = std::sync::Once::new();

const WRITER: u64 = 1 << 31;
const READERS: u64 = WRITER - 1;
const SPINS: u32 = 200;

/// How a thread lets others run while it waits; a binding with a global lock releases it around the wait.
pub type WaitHook = fn(&mut dyn FnMut());
static WAIT_HOOK: std::sync::OnceLock<WaitHook> = std::sync::OnceLock::new();

pub fn set_wait_hook(hook: WaitHook) {
    let _ = WAIT_HOOK.set(hook);
}

extern "C" fn child_after_fork() {
    EPOCH.fetch_add(1, Ordering::Relaxed);
}

/// Registers the fork handler; called before the first guard is taken.
pub fn register_fork_handler() {
    ATFORK.call_once(|| {
        // SAFETY: the handler only touches an atomic, which is async-signal-safe.
        unsafe { libc::pthread_atfork(None, None, Some(child_after_fork)) };
    });
}

#[inline]
fn epoch() -> u64 {
    (EPOCH.load(Ordering::Relaxed) as u64) << 32
}

pub struct GuardWord(AtomicU64);

impl Default for GuardWord {
    fn default() -> Self {
        GuardWord(AtomicU64::new(epoch()))
    }
}

impl GuardWord {
    #[inline]
    pub fn read(&self) {
        let seen = self.0.load(Ordering::Relaxed);
        if seen & WRITER == 0 && seen & !(WRITER | READERS) == epoch() {
            let ok = self.0.compare_exchange_weak(seen, seen + 1, Ordering::Acquire, Ordering::Relaxed);
            if ok.is_ok() {
                return;
            }
        }
        self.slow(|w| if w & WRITER == 0 { Some(w + 1) } else { None });
    }

    #[inline]
    pub fn write(&self) {
        let free = epoch();
        if self.0.compare_exchange(free, free | WRITER, Ordering::Acquire, Ordering::Relaxed).is_err() {
            self.slow(|w| if w & (WRITER | READERS) == 0 { Some(w | WRITER) } else { None });
        }
    }

    /// Takes the write guard if nobody holds the word.
    pub fn try_write(&self) -> bool {
        let free = epoch();
        let seen = self.0.load(Ordering::Relaxed);
        let stale = seen & !(WRITER | READERS) != free;
        (stale || seen == free)
            && self.0.compare_exchange(seen, free | WRITER, Ordering::Acquire, Ordering::Relaxed).is_ok()
    }

    #[inline]
    pub fn end_read(&self) {
        // A guard taken before a fork and dropped in the child must not touch the child's count.
        let mut seen = self.0.load(Ordering::Relaxed);
        while seen & READERS != 0 && seen & !(WRITER | READERS) == epoch() {
            match self.0.compare_exchange_weak(seen, seen - 1, Ordering::Release, Ordering::Relaxed) {
                Ok(_) => return,
                Err(now) => seen = now,
            }
        }
    }

    #[inline]
    pub fn end_write(&self) {
        self.0.store(epoch(), Ordering::Release);
    }

    #[cold]
    fn slow(&self, step: impl Fn(u64) -> Option<u64>) {
        let attempt = || -> bool {
            let seen = self.0.load(Ordering::Relaxed);
            let word = if seen & !(WRITER | READERS) == epoch() { seen } else { epoch() };
            match step(word) {
                Some(next) => self.0.compare_exchange(seen, next, Ordering::Acquire, Ordering::Relaxed).is_ok(),
                None => false,
            }
        };
        for _ in 0..SPINS {
            if attempt() {
                return;
            }
            std::hint::spin_loop();
        }
        let mut wait = || {
            let mut pause = 20;
            while !attempt() {
                std::thread::sleep(std::time::Duration::from_micros(pause));
                pause = (pause * 2).min(1000);
            }
        };
        match WAIT_HOOK.get() {
            Some(hook) => hook(&mut wait),
            None => wait(),
        }
    }
}
