//! The bookkeeping of the caching allocator: segments from the driver cut into blocks, free blocks by queue and size. No driver calls.

use std::collections::{BTreeMap, BTreeSet, HashMap};

/// Sizes are multiples of this.
pub const ROUND: usize = 512;
/// Requests up to this are cut from small segments.
pub const SMALL: usize = 1 << 20;
const SMALL_SEGMENT: usize = 2 << 20;
const LARGE_SEGMENT: usize = 20 << 20;
/// Requests from this on get a segment of their own size, in steps of `ROUND_LARGE`.
const OWN_SEGMENT: usize = 10 << 20;
const ROUND_LARGE: usize = 2 << 20;

/// A queue's handle as a number; 0 is the default queue.
pub type Queue = usize;
/// Which memory a block belongs to: 0 for the common pool, else a graph's.
pub type Pool = u64;

/// What a request of `n` bytes takes.
pub fn rounded(n: usize) -> usize {
    n.max(1).next_multiple_of(ROUND)
}

/// What the driver is asked for when no block fits `size` (which is rounded).
pub fn segment_size(size: usize) -> usize {
    if size <= SMALL {
        SMALL_SEGMENT
    } else if size < OWN_SEGMENT {
        LARGE_SEGMENT
    } else {
        size.next_multiple_of(ROUND_LARGE)
    }
}

#[derive(Clone, Debug)]
pub struct Block {
    pub address: u64,
    pub size: usize,
    /// What was asked for.
    pub requested: usize,
    pub queue: Queue,
    pub pool: Pool,
    pub small: bool,
    pub used: bool,
    /// Whether the block waits for other queues to be done with it.
    pub waiting: bool,
    /// Other queues that use the block.
    pub users: Vec<Queue>,
    previous: Option<u64>,
    next: Option<u64>,
}

type FreeList = BTreeSet<(usize, u64)>;

/// One counter with its peak, as PyTorch reports them.
#[derive(Clone, Copy, Default, Debug)]
pub struct Count {
    pub current: i64,
    pub peak: i64,
    pub allocated: i64,
    pub freed: i64,
}

impl Count {
    fn add(&mut self, n: i64) {
        self.current += n;
        self.peak = self.peak.max(self.current);
        if n > 0 {
            self.allocated += n;
        } else {
            self.freed -= n;
        }
    }
}

/// One statistic for all memory, for blocks from large segments, for blocks from small ones.
#[derive(Clone, Copy, Default, Debug)]
pub struct Stat([Count; 3]);

impl Stat {
    fn add(&mut self, small: bool, n: i64) {
        self.0[0].add(n);
        self.0[if small { 2 } else { 1 }].add(n);
    }

    pub fn all(&self) -> Count {
        self.0[0]
    }

    pub fn parts(&self) -> [(&'static str, Count); 3] {
        [("all", self.0[0]), ("large_pool", self.0[1]), ("small_pool", self.0[2])]
    }

    fn each(&mut self, f: impl Fn(&mut Count)) {
        self.0.iter_mut().for_each(f);
    }
}

#[derive(Clone, Default, Debug)]
pub struct Stats {
    pub allocation: Stat,
    pub segment: Stat,
    pub active: Stat,
    pub inactive_split: Stat,
    pub allocated_bytes: Stat,
    pub reserved_bytes: Stat,
    pub active_bytes: Stat,
    pub inactive_split_bytes: Stat,
    pub requested_bytes: Stat,
    pub retries: i64,
    pub ooms: i64,
    pub device_allocs: i64,
    pub device_frees: i64,
}

impl Stats {
    /// In the order in which PyTorch lists them.
    pub fn named(&self) -> [(&'static str, &Stat); 9] {
        [
            ("allocation", &self.allocation),
            ("segment", &self.segment),
            ("active", &self.active),
            ("inactive_split", &self.inactive_split),
            ("allocated_bytes", &self.allocated_bytes),
            ("reserved_bytes", &self.reserved_bytes),
            ("active_bytes", &self.active_bytes),
            ("inactive_split_bytes", &self.inactive_split_bytes),
            ("requested_bytes", &self.requested_bytes),
        ]
    }

    fn all(&mut self) -> [&mut Stat; 9] {
        [
            &mut self.allocation,
            &mut self.segment,
            &mut self.active,
            &mut self.inactive_split,
            &mut self.allocated_bytes,
            &mut self.reserved_bytes,
            &mut self.active_bytes,
            &mut self.inactive_split_bytes,
            &mut self.requested_bytes,
        ]
    }

    pub fn reset_peaks(&mut self) {
        for s in self.all() {
            s.each(|c| c.peak = c.current);
        }
    }

    pub fn reset_accumulated(&mut self) {
        for s in self.all() {
            s.each(|c| (c.allocated, c.freed) = (0, 0));
        }
        (self.retries, self.ooms) = (0, 0);
    }
}

#[derive(Default)]
pub struct Blocks {
    by_address: HashMap<u64, Block>,
    /// Where segments begin, and how long they are.
    segments: BTreeMap<u64, usize>,
    free: HashMap<(Pool, Queue, bool), FreeList>,
    pub stats: Stats,
}

impl Blocks {
    /// A free block of the queue's that fits best, cut to size; `size` is rounded.
    pub fn take(&mut self, pool: Pool, queue: Queue, size: usize, requested: usize) -> Option<u64> {
        let small = size <= SMALL;
        let list = self.free.get_mut(&(pool, queue, small))?;
        let (found, address) = *list.range((size, 0)..).next()?;
        list.remove(&(found, address));
        self.use_block(address, size, requested);
        Some(address)
    }

    /// Enters a new segment and takes a block of `size` from it.
    pub fn add_segment(&mut self, address: u64, length: usize, pool: Pool, queue: Queue, size: usize, requested: usize) -> u64 {
        let small = size <= SMALL;
        self.segments.insert(address, length);
        self.stats.segment.add(small, 1);
        self.stats.reserved_bytes.add(small, length as i64);
        self.stats.device_allocs += 1;
        let block = Block { address, size: length, requested: 0, queue, pool, small, used: false, waiting: false, users: Vec::new(), previous: None, next: None };
        self.by_address.insert(address, block);
        self.use_block(address, size, requested);
        address
    }

    /// Marks a block that is in no free list as used, giving what is left over back.
    fn use_block(&mut self, address: u64, size: usize, requested: usize) {
        let Some(block) = self.by_address.get_mut(&address) else { return };
        let rest = block.size - size;
        let was_split = block.previous.is_some() || block.next.is_some();
        let (small, whole) = (block.small, block.size);
        block.used = true;
        block.requested = requested;
        if was_split {
            self.stats.inactive_split.add(small, -1);
            self.stats.inactive_split_bytes.add(small, -(whole as i64));
        }
        let Some(block) = self.by_address.get_mut(&address) else { return };
        if rest >= ROUND && (small || rest > SMALL) {
            let tail = Block {
                address: address + size as u64,
                size: rest,
                requested: 0,
                previous: Some(address),
                next: block.next,
                used: false,
                users: Vec::new(),
                ..block.clone()
            };
            block.size = size;
            let after = block.next.replace(tail.address);
            let key = (tail.pool, tail.queue, small);
            self.free.entry(key).or_default().insert((rest, tail.address));
            self.stats.inactive_split.add(small, 1);
            self.stats.inactive_split_bytes.add(small, rest as i64);
            let at = tail.address;
            self.by_address.insert(at, tail);
            if let Some(b) = after.and_then(|a| self.by_address.get_mut(&a)) {
                b.previous = Some(at);
            }
        }
        let taken = self.by_address.get(&address).map_or(0, |b| b.size) as i64;
        self.stats.allocation.add(small, 1);
        self.stats.allocated_bytes.add(small, taken);
        self.stats.active.add(small, 1);
        self.stats.active_bytes.add(small, taken);
        self.stats.requested_bytes.add(small, requested as i64);
    }

    pub fn get_mut(&mut self, address: u64) -> Option<&mut Block> {
        self.by_address.get_mut(&address)
    }

    /// The owner gave the block up; it may still be `waiting` for other queues.
    pub fn release(&mut self, address: u64, waiting: bool) {
        let Some(block) = self.by_address.get_mut(&address) else { return };
        block.waiting = waiting;
        let (small, size, requested) = (block.small, block.size as i64, block.requested as i64);
        self.stats.allocation.add(small, -1);
        self.stats.allocated_bytes.add(small, -size);
        self.stats.requested_bytes.add(small, -requested);
        if !waiting {
            self.make_free(address);
        }
    }

    /// Every queue is done with the block: it may be used again.
    pub fn make_free(&mut self, address: u64) {
        let Some(block) = self.by_address.get_mut(&address) else { return };
        (block.used, block.waiting) = (false, false);
        block.users.clear();
        let (small, size) = (block.small, block.size as i64);
        self.stats.active.add(small, -1);
        self.stats.active_bytes.add(small, -size);
        let mut at = address;
        if let Some(before) = block.previous {
            if self.join(before, at) {
                at = before;
            }
        }
        if let Some(after) = self.by_address.get(&at).and_then(|b| b.next) {
            self.join(at, after);
        }
        let Some(block) = self.by_address.get(&at) else { return };
        let (key, size) = ((block.pool, block.queue, small), block.size);
        if block.previous.is_some() || block.next.is_some() {
            self.stats.inactive_split.add(small, 1);
            self.stats.inactive_split_bytes.add(small, size as i64);
        }
        self.free.entry(key).or_default().insert((size, at));
    }

    /// Merges two neighbours when neither is used; those in a free list leave it.
    fn join(&mut self, left: u64, right: u64) -> bool {
        let (Some(l), Some(r)) = (self.by_address.get(&left), self.by_address.get(&right)) else { return false };
        if l.used || r.used || l.waiting || r.waiting {
            return false;
        }
        let (key, small) = ((l.pool, l.queue, l.small), l.small);
        for (size, address) in [(l.size, left), (r.size, right)] {
            if self.free.get_mut(&key).is_some_and(|f| f.remove(&(size, address))) {
                self.stats.inactive_split.add(small, -1);
                self.stats.inactive_split_bytes.add(small, -(size as i64));
            }
        }
        let Some(r) = self.by_address.remove(&right) else { return false };
        if let Some(l) = self.by_address.get_mut(&left) {
            l.size += r.size;
            l.next = r.next;
        }
        if let Some(n) = r.next.and_then(|a| self.by_address.get_mut(&a)) {
            n.previous = Some(left);
        }
        true
    }

    /// Takes segments out that are free as a whole, of pools for which `which` holds; the caller gives them back to the driver.
    pub fn drain(&mut self, which: impl Fn(Pool) -> bool) -> Vec<u64> {
        let mut out = Vec::new();
        for (key, list) in &mut self.free {
            if !which(key.0) {
                continue;
            }
            let whole: Vec<(usize, u64)> = list.iter().filter(|(size, address)| self.segments.get(address) == Some(size)).copied().collect();
            for entry in whole {
                list.remove(&entry);
                self.by_address.remove(&entry.1);
                self.segments.remove(&entry.1);
                self.stats.segment.add(key.2, -1);
                self.stats.reserved_bytes.add(key.2, -(entry.0 as i64));
                self.stats.device_frees += 1;
                out.push(entry.1);
            }
        }
        out
    }

    /// Every block, in the order of addresses.
    pub fn all(&self) -> Vec<&Block> {
        let mut all: Vec<&Block> = self.by_address.values().collect();
        all.sort_unstable_by_key(|b| b.address);
        all
    }

    /// The segment that holds an address.
    pub fn segment_of(&self, address: u64) -> Option<(u64, usize)> {
        let (start, length) = self.segments.range(..=address).next_back()?;
        (address < start + *length as u64).then_some((*start, *length))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const MB: usize = 1 << 20;

    fn get(b: &mut Blocks, next: &mut u64, n: usize) -> u64 {
        let size = rounded(n);
        b.take(0, 0, size, n).unwrap_or_else(|| {
            let length = segment_size(size);
            *next += 1 << 32;
            b.add_segment(*next, length, 0, 0, size, n)
        })
    }

    #[test]
    fn small_requests_share_a_segment_and_merge_again() {
        let (mut b, mut next) = (Blocks::default(), 0);
        let x = get(&mut b, &mut next, 1);
        let y = get(&mut b, &mut next, 513);
        let z = get(&mut b, &mut next, 512);
        assert_eq!((y - x, z - y), (512, 1024));
        assert_eq!(b.stats.reserved_bytes.all().current, 2 * MB as i64);
        assert_eq!(b.stats.allocated_bytes.all().current, 2048);
        assert_eq!(b.stats.requested_bytes.all().current, 1026);
        b.release(y, false);
        assert_eq!(b.stats.inactive_split.all().current, 2);
        assert_eq!(get(&mut b, &mut next, 600), y);
        for p in [x, z, y] {
            b.release(p, false);
        }
        assert_eq!(b.stats.inactive_split.all().current, 0);
        assert_eq!(b.stats.inactive_split_bytes.all().current, 0);
        assert_eq!(b.drain(|_| true), [x]);
        assert_eq!(b.stats.reserved_bytes.all().current, 0);
        assert_eq!(b.stats.allocation.all().peak, 3);
    }

    #[test]
    fn segments_have_the_sizes_of_pytorch() {
        let sizes = [(1, 2 * MB), (MB, 2 * MB), (MB + 1, 20 * MB), (10 * MB - 512, 20 * MB), (10 * MB, 10 * MB), (11 * MB, 12 * MB)];
        for (n, expected) in sizes {
            assert_eq!(segment_size(rounded(n)), expected, "{n}");
        }
    }

    #[test]
    fn a_large_block_keeps_a_rest_of_a_megabyte() {
        let (mut b, mut next) = (Blocks::default(), 0);
        let x = get(&mut b, &mut next, 10 * MB - 512);
        assert_eq!(b.stats.allocated_bytes.all().current, (10 * MB - 512) as i64);
        b.release(x, false);
        let y = get(&mut b, &mut next, 19 * MB);
        assert_eq!(x, y);
        assert_eq!(b.stats.allocated_bytes.all().current, 20 * MB as i64, "a rest of one megabyte is not cut off");
    }

    #[test]
    fn queues_do_not_share_blocks() {
        let mut b = Blocks::default();
        let x = b.add_segment(1 << 30, 2 * MB, 0, 7, 512, 1);
        b.release(x, false);
        assert!(b.take(0, 0, 512, 1).is_none());
        assert!(b.take(3, 7, 512, 1).is_none());
        assert_eq!(b.take(0, 7, 512, 1), Some(x));
    }

    #[test]
    fn a_waiting_block_is_not_merged() {
        let mut b = Blocks::default();
        let x = b.add_segment(1 << 30, 2 * MB, 0, 0, 512, 1);
        b.release(x, true);
        assert_eq!(b.stats.active.all().current, 1);
        assert_eq!(b.stats.allocation.all().current, 0);
        assert!(b.drain(|_| true).is_empty());
        b.make_free(x);
        assert_eq!(b.drain(|_| true), [x]);
    }
}
