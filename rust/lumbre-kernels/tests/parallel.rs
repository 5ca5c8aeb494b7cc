use lumbre_kernels::parallel::{get_num_threads, in_parallel, parallel_for, set_num_threads};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Mutex;
use std::sync::atomic::{AtomicU32, AtomicUsize, Ordering::Relaxed};

// The number of threads is one for the process.
static ONE_AT_A_TIME: Mutex<()> = Mutex::new(());

fn with_threads(n: usize, f: impl FnOnce()) {
    let _guard = ONE_AT_A_TIME.lock().unwrap_or_else(|e| e.into_inner());
    set_num_threads(n);
    f();
}

/// Every element once, and every chunk starts at a multiple of the grain.
fn check_cover(n: usize, grain: usize) {
    let hits: Vec<AtomicU32> = (0..n).map(|_| AtomicU32::new(0)).collect();
    parallel_for(n, grain, &|range| {
        assert_eq!(range.start % grain, 0);
        assert!(range.len() == grain || range.end == n);
        range.for_each(|i| {
            hits[i].fetch_add(1, Relaxed);
        });
    });
    assert!(hits.iter().all(|h| h.load(Relaxed) == 1));
}

#[test]
fn test_every_element_once_at_any_thread_count() {
    for threads in [1, 2, 4, 9] {
        with_threads(threads, || {
            assert_eq!(get_num_threads(), threads);
            for (n, grain) in [(0, 1), (1, 1), (7, 10), (10, 3), (1000, 1), (1000, 7), (100_000, 1024)] {
                check_cover(n, grain);
            }
        });
    }
}

#[test]
fn test_many_short_jobs() {
    with_threads(4, || {
        for i in 0..20_000 {
            let sum = AtomicUsize::new(0);
            parallel_for(8, 1, &|r| {
                sum.fetch_add(r.start + i, Relaxed);
            });
            assert_eq!(sum.into_inner(), 28 + 8 * i);
        }
    });
}

#[test]
fn test_sleeping_workers_wake() {
    with_threads(3, || {
        for _ in 0..20 {
            check_cover(64, 1);
            std::thread::sleep(std::time::Duration::from_millis(2));
        }
    });
}

#[test]
fn test_nested_calls_run_on_the_same_thread() {
    with_threads(4, || {
        let total = AtomicUsize::new(0);
        parallel_for(16, 1, &|_| {
            assert!(in_parallel());
            let me = std::thread::current().id();
            parallel_for(100, 10, &|inner| {
                assert_eq!(std::thread::current().id(), me);
                total.fetch_add(inner.len(), Relaxed);
            });
        });
        assert!(!in_parallel());
        assert_eq!(total.into_inner(), 1600);
    });
}

#[test]
fn test_callers_on_several_threads() {
    with_threads(3, || {
        std::thread::scope(|s| {
            for _ in 0..4 {
                s.spawn(|| (0..500).for_each(|_| check_cover(300, 7)));
            }
        });
    });
}

#[test]
fn test_panic_reaches_the_caller_and_the_pool_goes_on() {
    for threads in [1, 2, 4] {
        with_threads(threads, || {
            for bad in [0, 17, 63] {
                let result = catch_unwind(AssertUnwindSafe(|| {
                    parallel_for(64, 1, &|r| assert!(r.start != bad, "chunk {bad} fails"));
                }));
                let message = *result.unwrap_err().downcast::<String>().unwrap();
                assert_eq!(message, format!("chunk {bad} fails"));
                assert!(!in_parallel());
                check_cover(1000, 3);
            }
        });
    }
}

#[cfg(unix)]
#[test]
fn test_forked_child_computes() {
    with_threads(4, || {
        check_cover(1000, 3);
        for _ in 0..5 {
            // SAFETY: the child only computes and leaves by `_exit`.
            let pid = unsafe { libc::fork() };
            assert!(pid >= 0);
            if pid == 0 {
                let ok = catch_unwind(|| (0..100).for_each(|_| check_cover(1000, 3))).is_ok();
                // SAFETY: ends the child without the parent's exit handlers.
                unsafe { libc::_exit(if ok { 0 } else { 1 }) };
            }
            let mut status = -1;
            for _ in 0..2000 {
                // SAFETY: waits for our own child.
                if unsafe { libc::waitpid(pid, &mut status, libc::WNOHANG) } == pid {
                    break;
                }
                std::thread::sleep(std::time::Duration::from_millis(10));
            }
            assert_eq!(status, 0, "the child failed or hangs");
            check_cover(1000, 3);
        }
    });
}
