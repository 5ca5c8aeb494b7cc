//! The guard word of a storage: many readers or one writer for the length of a kernel.
//!
//! One 64-bit atomic word holds the fork epoch (high half), a writer bit, two marks and the count of readers (low half). A word
//! whose epoch is not the process's own is from before a fork: the threads that held it do not exist here, so it counts as free.
//! The marks outlive forks: `LATE` (nobody enters before the bytes are computed) and `WATCHED` (nobody writes before what was
//! put off on these bytes is computed).

use std::sync::atomic::{AtomicU32, AtomicU64, Ordering};

static EPOCH: AtomicU32 = AtomicU32::new(0);
static ATFORK: std::sync::Once = std::sync::Once::new();

const WRITER: u64 = 1 << 31;
/// The bytes are not computed yet.
pub const LATE: u64 = 1 << 30;
/// Something that is not computed yet reads the bytes.
pub const WATCHED: u64 = 1 << 29;
const MARKS: u64 = LATE | WATCHED;
const READERS: u64 = WATCHED - 1;
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

/// The word as this process reads it: one from before a fork is free.
#[inline]
fn current(word: u64, epoch: u64) -> u64 {
    if word & !(WRITER | MARKS | READERS) == epoch { word } else { epoch | word & MARKS }
}

/// The word with one reader more; `None` while somebody writes, or before the bytes are computed.
#[inline]
fn with_reader(word: u64, epoch: u64) -> Option<u64> {
    let word = current(word, epoch);
    (word & (WRITER | LATE) == 0 && word & READERS != READERS).then_some(word + 1)
}

/// The word with a writer; `None` while anybody holds it, or while something has to be computed first.
#[inline]
fn with_writer(word: u64, epoch: u64) -> Option<u64> {
    let word = current(word, epoch);
    (word & (WRITER | MARKS | READERS) == 0).then_some(word | WRITER)
}

/// The word with one reader fewer; `None` when the reader was forgotten by a fork.
#[inline]
fn without_reader(word: u64, epoch: u64) -> Option<u64> {
    (word & !(WRITER | MARKS | READERS) == epoch && word & READERS != 0).then(|| word - 1)
}

pub struct GuardWord(AtomicU64);

impl Default for GuardWord {
    fn default() -> Self {
        GuardWord(AtomicU64::new(epoch()))
    }
}

/// What a mark keeps a thread from.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Entered {
    Yes,
    /// A mark stands in the way; who set it has to compute first.
    Marked,
}

impl GuardWord {
    /// A word whose bytes are not computed yet.
    pub fn late() -> GuardWord {
        GuardWord(AtomicU64::new(epoch() | LATE))
    }

    #[inline]
    pub fn marks(&self) -> u64 {
        self.0.load(Ordering::Acquire) & MARKS
    }

    #[inline]
    pub fn mark(&self, mark: u64) {
        if self.0.load(Ordering::Relaxed) & mark == 0 {
            self.0.fetch_or(mark, Ordering::AcqRel);
        }
    }

    pub fn unmark(&self, mark: u64) {
        self.0.fetch_and(!mark, Ordering::AcqRel);
    }

    #[inline]
    pub fn read(&self) -> Entered {
        let seen = self.0.load(Ordering::Relaxed);
        if let Some(next) = with_reader(seen, epoch()) {
            if self.0.compare_exchange_weak(seen, next, Ordering::Acquire, Ordering::Relaxed).is_ok() {
                return Entered::Yes;
            }
        }
        self.wait(with_reader, LATE)
    }

    #[inline]
    pub fn write(&self) -> Entered {
        if self.try_write() { Entered::Yes } else { self.wait(with_writer, MARKS) }
    }

    /// Takes the write guard if nobody holds the word.
    #[inline]
    pub fn try_write(&self) -> bool {
        let seen = self.0.load(Ordering::Relaxed);
        match with_writer(seen, epoch()) {
            Some(next) => self.0.compare_exchange(seen, next, Ordering::Acquire, Ordering::Relaxed).is_ok(),
            None => false,
        }
    }

    #[inline]
    pub fn end_read(&self) {
        let mut seen = self.0.load(Ordering::Relaxed);
        while let Some(next) = without_reader(seen, epoch()) {
            match self.0.compare_exchange_weak(seen, next, Ordering::Release, Ordering::Relaxed) {
                Ok(_) => return,
                Err(now) => seen = now,
            }
        }
    }

    #[inline]
    pub fn end_write(&self) {
        self.0.fetch_and(!(WRITER | READERS), Ordering::Release);
    }

    #[cold]
    fn wait(&self, step: fn(u64, u64) -> Option<u64>, marks: u64) -> Entered {
        let attempt = || {
            let seen = self.0.load(Ordering::Relaxed);
            if seen & marks != 0 {
                return Some(Entered::Marked);
            }
            let next = step(seen, epoch())?;
            self.0.compare_exchange(seen, next, Ordering::Acquire, Ordering::Relaxed).is_ok().then_some(Entered::Yes)
        };
        for _ in 0..SPINS {
            if let Some(entered) = attempt() {
                return entered;
            }
            std::hint::spin_loop();
        }
        let mut entered = None;
        let mut sleep = || {
            let mut pause = 20;
            loop {
                entered = attempt();
                if entered.is_some() {
                    return;
                }
                std::thread::sleep(std::time::Duration::from_micros(pause));
                pause = (pause * 2).min(1000);
            }
        };
        match WAIT_HOOK.get() {
            Some(hook) => hook(&mut sleep),
            None => sleep(),
        }
        // A hook calls what it is given.
        entered.unwrap_or(Entered::Marked)
    }
}

#[cfg(test)]
mod model {
    //! Every interleaving of a few threads over the word, with the transitions that `GuardWord` itself uses.

    use super::*;
    use std::collections::HashSet;

    /// What a thread is about to do.
    #[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
    enum At {
        Load,
        Swap(u64),
        Inside,
        Leave(u64),
        Done,
    }

    #[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
    struct State<const N: usize> {
        word: u64,
        at: [At; N],
    }

    /// One atomic step of thread `i`; `None` when it has to wait or is done.
    fn step<const N: usize>(s: &State<N>, i: usize, writes: bool, epoch: u64) -> Option<State<N>> {
        let mut next = *s;
        let enter = if writes { with_writer } else { with_reader };
        match s.at[i] {
            At::Load => {
                enter(s.word, epoch)?;
                next.at[i] = At::Swap(s.word);
            }
            At::Swap(seen) if s.word == seen => {
                next.word = enter(seen, epoch)?;
                next.at[i] = At::Inside;
            }
            At::Swap(_) => next.at[i] = At::Load,
            At::Inside if writes => {
                next.word = s.word & !(WRITER | READERS);
                next.at[i] = At::Done;
            }
            At::Inside => next.at[i] = At::Leave(s.word),
            At::Leave(seen) if s.word == seen => {
                next.word = without_reader(seen, epoch).unwrap_or(s.word);
                next.at[i] = At::Done;
            }
            At::Leave(_) => next.at[i] = At::Leave(s.word),
            At::Done => return None,
        }
        Some(next)
    }

    fn explore<const N: usize>(writes: [bool; N], word: u64, epoch: u64) -> usize {
        let mut seen = HashSet::new();
        let mut stack = vec![State { word, at: [At::Load; N] }];
        while let Some(s) = stack.pop() {
            if !seen.insert(s) {
                continue;
            }
            let inside = |w: bool| (0..N).filter(|&i| writes[i] == w && matches!(s.at[i], At::Inside | At::Leave(_))).count();
            let (readers, writers) = (inside(false), inside(true));
            assert!(writers <= 1 && (writers == 0 || readers == 0), "{readers} readers beside {writers} writers: {s:?}");
            let moves: Vec<_> = (0..N).filter_map(|i| step(&s, i, writes[i], epoch)).collect();
            if moves.is_empty() {
                assert!(s.at.iter().all(|a| *a == At::Done), "stuck: {s:?}");
                assert_eq!(s.word, epoch, "the word is not free at the end");
            }
            stack.extend(moves);
        }
        seen.len()
    }

    #[test]
    fn readers_and_writers_exclude_each_other_in_every_interleaving() {
        assert!(explore([false, false, true], 0, 0) > 100);
        assert!(explore([true, true, false, false], 0, 0) > 100);
    }

    #[test]
    fn a_word_held_before_a_fork_is_free_after_it() {
        let later = 7u64 << 32;
        for held in [WRITER, 1, 3] {
            explore([false, true, false], held, later);
            assert_eq!(without_reader(held, later), None);
        }
    }

    #[test]
    fn marks_keep_out_whom_they_should_and_outlive_a_fork() {
        let later = 7u64 << 32;
        for epoch in [0, later] {
            assert_eq!(with_reader(LATE, epoch), None);
            assert_eq!(with_writer(LATE, epoch), None);
            assert_eq!(with_writer(WATCHED, epoch), None);
            assert_eq!(with_reader(WATCHED, epoch), Some(epoch | WATCHED | 1));
        }
        let word = GuardWord::late();
        assert_eq!((word.read(), word.write()), (Entered::Marked, Entered::Marked));
        word.unmark(LATE);
        assert_eq!(word.write(), Entered::Yes);
        word.mark(WATCHED);
        word.end_write();
        assert_eq!((word.marks(), word.read(), word.write()), (WATCHED, Entered::Yes, Entered::Marked));
    }

    #[test]
    fn threads_see_a_writers_stores_whole() {
        use std::cell::UnsafeCell;
        struct Shared(GuardWord, UnsafeCell<[u64; 8]>);
        // SAFETY: the cell is touched under the guard only.
        unsafe impl Sync for Shared {}
        let s = Shared(GuardWord::default(), UnsafeCell::new([0; 8]));
        std::thread::scope(|scope| {
            for t in 0..4u64 {
                let s = &s;
                scope.spawn(move || {
                    for i in 0..2000 {
                        if (i + t) % 3 == 0 {
                            s.0.write();
                            // SAFETY: the write guard is held.
                            unsafe { (*s.1.get()).fill(i * 10 + t) };
                            s.0.end_write();
                        } else {
                            s.0.read();
                            // SAFETY: a read guard is held.
                            let v = unsafe { *s.1.get() };
                            s.0.end_read();
                            assert!(v.iter().all(|x| *x == v[0]), "{v:?}");
                        }
                    }
                });
            }
        });
    }
}
