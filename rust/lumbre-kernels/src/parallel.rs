//! The thread pool: one job at a time, split in chunks by shape, so that results do not depend on the number of threads.
//!
//! The caller publishes a job, works on it through an atomic chunk counter, closes it and waits only for the workers
//! that entered; a worker that comes late finds the job closed. Workers spin for a while after a job, then sleep.

use std::any::Any;
use std::cell::{Cell, UnsafeCell};
use std::ops::Range;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::ptr;
use std::sync::atomic::{AtomicBool, AtomicPtr, AtomicU32, AtomicU64, AtomicUsize, Ordering::*};
use std::sync::{Condvar, Mutex, OnceLock, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

/// How long an idle worker spins before it sleeps: a fork-join costs 0.1 us while it spins and 30 us once it sleeps.
const SPIN: Duration = Duration::from_micros(150);
/// Pauses between two looks at the clock and offers of the CPU to whoever waits for it.
const PAUSES: u32 = 64;
const MAX_THREADS: usize = 1024;

type Body<'a> = dyn Fn(Range<usize>) + Sync + 'a;

/// Runs `f` over `0..n` in chunks of `grain` (split by shape, never by thread count), in parallel where that pays.
///
/// `f` is called once per chunk, with `chunk * grain .. min(n, (chunk + 1) * grain)`, whatever the number of threads.
/// Nested calls run on the calling thread. A panic in `f` reaches the caller once every thread has left `f`.
pub fn parallel_for(n: usize, grain: usize, f: &(dyn Fn(Range<usize>) + Sync)) {
    let grain = grain.max(1);
    if n <= grain {
        if n > 0 {
            f(0..n);
        }
        return;
    }
    let threads = get_num_threads();
    if threads > 1 && !in_parallel() {
        let pool = pool();
        if !pool.busy.swap(true, Acquire) {
            pool.run(Job::new(n, grain, f), threads);
            return;
        }
    }
    let mut watch = Watch::new(!in_parallel());
    for chunk in 0..n.div_ceil(grain) {
        f(chunk * grain..n.min((chunk + 1) * grain));
        watch.look();
    }
}

/// What unwinds out of a `parallel_for` that was interrupted.
pub struct Interrupted;

/// How often a long job asks whether it is to stop.
const ASK_EVERY: Duration = Duration::from_millis(50);

static INTERRUPT: OnceLock<fn() -> bool> = OnceLock::new();

/// Installs what the calling thread of a long job asks now and then; `true` unwinds out of the job with `Interrupted`.
pub fn set_interrupt_check(check: fn() -> bool) {
    let _ = INTERRUPT.set(check);
}

/// Whether a loop that is no job is to stop: asks at once.
pub fn interrupted() -> bool {
    !in_parallel() && INTERRUPT.get().is_some_and(|check| check())
}

thread_local! {
    static UNINTERRUPTED: Cell<bool> = const { Cell::new(false) };
}

/// Runs jobs that nothing interrupts.
pub fn uninterrupted<T>(f: impl FnOnce() -> T) -> T {
    struct Restore(bool);
    impl Drop for Restore {
        fn drop(&mut self) {
            UNINTERRUPTED.set(self.0);
        }
    }
    let _restore = Restore(UNINTERRUPTED.replace(true));
    f()
}

/// The clock of the calling thread of a job.
struct Watch {
    asked: Option<Instant>,
    check: Option<fn() -> bool>,
}

impl Watch {
    fn new(caller: bool) -> Watch {
        Watch { asked: None, check: INTERRUPT.get().copied().filter(|_| caller && !UNINTERRUPTED.get()) }
    }

    #[inline]
    fn look(&mut self) {
        let Some(check) = self.check else { return };
        let now = Instant::now();
        match self.asked {
            None => self.asked = Some(now),
            Some(t) if now - t > ASK_EVERY => {
                self.asked = Some(now);
                if check() {
                    resume_unwind(Box::new(Interrupted));
                }
            }
            Some(_) => {}
        }
    }
}

/// Threads that work on one job, the caller included.
pub fn get_num_threads() -> usize {
    match THREADS.load(Relaxed) {
        0 => {
            let n = default_threads();
            // Whoever set a number meanwhile wins.
            let _ = THREADS.compare_exchange(0, n, Relaxed, Relaxed);
            THREADS.load(Relaxed)
        }
        n => n,
    }
}

/// Sets the number of threads for the whole process (at least 1). Results do not depend on it.
pub fn set_num_threads(n: usize) {
    THREADS.store(n.clamp(1, MAX_THREADS), Relaxed);
}

/// Whether the calling thread is inside a `parallel_for`.
pub fn in_parallel() -> bool {
    IN_PARALLEL.get()
}

static THREADS: AtomicUsize = AtomicUsize::new(0);
static POOL: AtomicPtr<Pool> = AtomicPtr::new(ptr::null_mut());
thread_local! {
    static IN_PARALLEL: Cell<bool> = const { Cell::new(false) };
}

/// `OMP_NUM_THREADS` where it is set; otherwise what CPU affinity and the cgroup quota allow.
fn default_threads() -> usize {
    let asked = std::env::var("OMP_NUM_THREADS").ok().and_then(|v| v.trim().parse::<usize>().ok());
    asked.filter(|&n| n > 0).unwrap_or_else(cpus).min(MAX_THREADS)
}

fn cpus() -> usize {
    thread::available_parallelism().map_or(1, |n| n.get())
}

#[derive(Clone, Copy)]
struct Job {
    body: *const Body<'static>,
    n: usize,
    grain: usize,
    chunks: usize,
}

impl Job {
    fn new(n: usize, grain: usize, f: &Body<'_>) -> Job {
        // SAFETY: only the lifetime changes; `Pool::run` returns after the last call of the body.
        let body = unsafe { std::mem::transmute::<*const Body<'_>, *const Body<'static>>(f) };
        Job { body, n, grain, chunks: n.div_ceil(grain) }
    }
}

/// Keeps what the workers poll apart from what they count on.
#[repr(align(128))]
struct Apart<T>(T);

// The state word: epoch (32 bits) | most workers that may enter (15) | open (1) | workers inside (16).
const OPEN: u64 = 1 << 16;
const LIMIT_SHIFT: u32 = 17;
const LIMIT_MASK: u64 = (1 << 15) - 1;
const INSIDE_MASK: u64 = OPEN - 1;

struct Pool {
    state: Apart<AtomicU64>,
    next: Apart<AtomicUsize>,
    busy: AtomicBool,
    spin: AtomicBool,
    workers: AtomicUsize,
    sleepers: AtomicU32,
    job: UnsafeCell<Job>,
    panic: Mutex<Option<Box<dyn Any + Send>>>,
    sleep: Mutex<()>,
    wake: Condvar,
}

// SAFETY: `job` is written only by the holder of `busy` while the state is closed and nobody is inside.
unsafe impl Sync for Pool {}

fn pool() -> &'static Pool {
    let mut p = POOL.load(Acquire);
    if p.is_null() {
        watch_forks();
        let new = Box::into_raw(Box::new(Pool::new()));
        match POOL.compare_exchange(ptr::null_mut(), new, AcqRel, Acquire) {
            Ok(_) => p = new,
            Err(other) => {
                // SAFETY: `new` was never published.
                drop(unsafe { Box::from_raw(new) });
                p = other;
            }
        }
    }
    // SAFETY: a published pool is never freed.
    unsafe { &*p }
}

/// A forked child has none of the parent's workers: it forgets the pool and makes its own at first need.
#[cfg(unix)]
fn watch_forks() {
    static WATCHED: AtomicBool = AtomicBool::new(false);
    extern "C" fn forget() {
        POOL.store(ptr::null_mut(), Relaxed);
    }
    // Registered before the flag is set: twice is harmless, not at all (a fork in between) would not be.
    if !WATCHED.load(Acquire) {
        // SAFETY: the handler only stores to an atomic.
        unsafe { libc::pthread_atfork(None, None, Some(forget)) };
        WATCHED.store(true, Release);
    }
}

#[cfg(not(unix))]
fn watch_forks() {}

impl Pool {
    fn new() -> Pool {
        Pool {
            state: Apart(AtomicU64::new(0)),
            next: Apart(AtomicUsize::new(0)),
            busy: AtomicBool::new(false),
            spin: AtomicBool::new(true),
            workers: AtomicUsize::new(0),
            sleepers: AtomicU32::new(0),
            job: UnsafeCell::new(Job { body: ptr::null::<fn(Range<usize>)>() as *const Body<'static>, n: 0, grain: 1, chunks: 0 }),
            panic: Mutex::new(None),
            sleep: Mutex::new(()),
            wake: Condvar::new(),
        }
    }

    /// Runs one job; the caller holds `busy`, which is given back.
    fn run(&'static self, job: Job, threads: usize) {
        let helpers = (threads - 1).min(job.chunks - 1);
        self.start_workers(helpers, threads);
        // SAFETY: `busy` is held, the state is closed and nobody is inside.
        unsafe { *self.job.get() = job };
        self.next.0.store(0, Relaxed);
        let epoch = (self.state.0.load(Relaxed) >> 32).wrapping_add(1) << 32;
        // A full barrier: either a worker about to sleep sees the job or this thread sees the sleeper.
        self.state.0.swap(epoch | (helpers as u64) << LIMIT_SHIFT | OPEN, SeqCst);
        if self.sleepers.load(SeqCst) > 0 {
            let _guard = self.sleep.lock().unwrap_or_else(PoisonError::into_inner);
            for _ in 0..helpers {
                self.wake.notify_one();
            }
        }
        self.work(job, Watch::new(true));
        self.state.0.fetch_and(!OPEN, AcqRel);
        let mut pauses = 0;
        while self.state.0.load(Acquire) & INSIDE_MASK != 0 {
            pause(&mut pauses);
        }
        let panic = self.panic.lock().unwrap_or_else(PoisonError::into_inner).take();
        self.busy.store(false, Release);
        if let Some(payload) = panic {
            resume_unwind(payload);
        }
    }

    /// Starts missing workers; fewer serve as well where the system gives no more.
    fn start_workers(&'static self, wanted: usize, threads: usize) {
        let have = self.workers.load(Relaxed);
        if have >= wanted {
            return;
        }
        self.spin.store(threads <= cpus(), Relaxed);
        for i in have..threads - 1 {
            let worker = thread::Builder::new().name(format!("lumbre-{}", i + 1)).spawn(move || self.serve());
            if worker.is_err() {
                break;
            }
            self.workers.store(i + 1, Relaxed);
        }
    }

    /// Takes chunks until none is left. After a panic the rest is dropped.
    fn work(&self, job: Job, mut watch: Watch) {
        let before = IN_PARALLEL.replace(true);
        let result = catch_unwind(AssertUnwindSafe(|| {
            // SAFETY: the caller of `run` waits for everyone inside before the body goes away.
            let body = unsafe { &*job.body };
            loop {
                let chunk = self.next.0.fetch_add(1, Relaxed);
                if chunk >= job.chunks {
                    break;
                }
                let start = chunk * job.grain;
                body(start..job.n.min(start + job.grain));
                watch.look();
            }
        }));
        IN_PARALLEL.set(before);
        if let Err(payload) = result {
            self.next.0.store(job.chunks, Relaxed);
            self.panic.lock().unwrap_or_else(PoisonError::into_inner).get_or_insert(payload);
        }
    }

    fn serve(&self) {
        let mut seen = 0;
        loop {
            seen = self.wait_for_job(seen);
            if let Some(job) = self.enter(seen) {
                self.work(job, Watch::new(false));
                self.state.0.fetch_sub(1, Release);
            }
        }
    }

    /// Waits for an open job of another epoch than `seen` and gives its epoch.
    fn wait_for_job(&self, seen: u64) -> u64 {
        let fresh = |state: u64| state & OPEN != 0 && state >> 32 != seen;
        let begin = Instant::now();
        let mut pauses = 0;
        loop {
            let state = self.state.0.load(Acquire);
            if fresh(state) {
                return state >> 32;
            }
            let spins = self.spin.load(Relaxed);
            if spins && !(pause(&mut pauses) && begin.elapsed() > SPIN) {
                continue;
            }
            let mut guard = self.sleep.lock().unwrap_or_else(PoisonError::into_inner);
            self.sleepers.fetch_add(1, SeqCst);
            loop {
                let state = self.state.0.load(SeqCst);
                if fresh(state) {
                    self.sleepers.fetch_sub(1, SeqCst);
                    return state >> 32;
                }
                guard = self.wake.wait(guard).unwrap_or_else(PoisonError::into_inner);
            }
        }
    }

    /// Joins the job of this epoch, unless it is closed or has all the workers it may have.
    fn enter(&self, epoch: u64) -> Option<Job> {
        let mut state = self.state.0.load(Acquire);
        loop {
            let full = state & INSIDE_MASK >= state >> LIMIT_SHIFT & LIMIT_MASK;
            if state >> 32 != epoch || state & OPEN == 0 || full {
                return None;
            }
            match self.state.0.compare_exchange_weak(state, state + 1, AcqRel, Acquire) {
                // SAFETY: inside an open job of this epoch nobody writes it.
                Ok(_) => return Some(unsafe { *self.job.get() }),
                Err(now) => state = now,
            }
        }
    }
}

/// One pause; every `PAUSES` it offers the CPU and returns true (a pure spin could block the very thread it waits for).
#[inline]
fn pause(count: &mut u32) -> bool {
    std::hint::spin_loop();
    *count += 1;
    let due = (*count).is_multiple_of(PAUSES);
    if due {
        thread::yield_now();
    }
    due
}
