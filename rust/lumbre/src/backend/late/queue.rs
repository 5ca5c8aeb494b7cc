//! What a thread has put off, in order. Whoever computes it, on whatever thread, holds the queue's lock.

use super::{Node, cluster};
use crate::storage::guard::{Entered, GuardWord};
use std::cell::UnsafeCell;
use std::sync::{Arc, Mutex, PoisonError, Weak};

/// Nodes after which those that are gone are swept out.
const SWEEP: usize = 64;

pub(super) struct Queue {
    /// A lock that waits as guards do: without the binding's global lock, and free again after a fork.
    lock: GuardWord,
    /// Touched under the lock.
    nodes: UnsafeCell<Vec<Weak<Node>>>,
}

// SAFETY: the nodes are touched under the lock, and are themselves `Send` and `Sync`.
unsafe impl Send for Queue {}
// SAFETY: as above.
unsafe impl Sync for Queue {}

static QUEUES: Mutex<Vec<Weak<Queue>>> = Mutex::new(Vec::new());

thread_local! {
    static MINE: Arc<Queue> = {
        let queue = Arc::new(Queue { lock: GuardWord::default(), nodes: UnsafeCell::new(Vec::new()) });
        let mut all = QUEUES.lock().unwrap_or_else(PoisonError::into_inner);
        all.retain(|q| q.strong_count() > 0);
        all.push(Arc::downgrade(&queue));
        queue
    };
}

impl Queue {
    /// This thread's queue.
    pub fn mine() -> Arc<Queue> {
        MINE.with(Arc::clone)
    }

    pub fn locked<T>(&self, f: impl FnOnce(&mut Vec<Weak<Node>>) -> T) -> T {
        struct Unlock<'a>(&'a GuardWord);
        impl Drop for Unlock<'_> {
            fn drop(&mut self) {
                self.0.end_write();
            }
        }
        // The word of a queue carries no marks.
        while self.lock.write() == Entered::Marked {}
        let _unlock = Unlock(&self.lock);
        // SAFETY: the lock is held; `f` does not come back here, as computing takes no queue's lock.
        f(unsafe { &mut *self.nodes.get() })
    }

    pub fn add(&self, node: &Arc<Node>) {
        self.locked(|nodes| {
            if nodes.len() >= SWEEP && nodes.len().is_power_of_two() {
                nodes.retain(|n| n.strong_count() > 0);
            }
            nodes.push(Arc::downgrade(node));
        });
    }

    /// Computes everything, the last first: it takes what lies behind it along.
    fn finish(&self) {
        self.locked(|nodes| {
            for node in std::mem::take(nodes).iter().rev().filter_map(Weak::upgrade) {
                // What cannot be computed (no memory is left) is told to whoever looks at it.
                let _ = cluster::compute(&node);
            }
        });
    }
}

pub fn finish() {
    MINE.with(|q| q.finish());
}

pub fn finish_all() {
    let all: Vec<Arc<Queue>> = QUEUES.lock().unwrap_or_else(PoisonError::into_inner).iter().filter_map(Weak::upgrade).collect();
    all.iter().for_each(|q| q.finish());
}
