//! Thousands of damaged files: every reader returns, and allocates no more than a small multiple of the file.

use lumbre::io::checkpoint::Checkpoint;
use lumbre::io::pickle::{self, Options};
use lumbre::io::zip::{ZipArchive, ZipWriter};
use lumbre::io::{npy, safetensors};
use std::alloc::{GlobalAlloc, Layout, System};
use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};

/// The system's allocator with a count of live bytes and of their peak.
struct Counting;

static LIVE: AtomicUsize = AtomicUsize::new(0);
static PEAK: AtomicUsize = AtomicUsize::new(0);

// SAFETY: forwards to the system's allocator.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        PEAK.fetch_max(LIVE.fetch_add(layout.size(), Relaxed) + layout.size(), Relaxed);
        // SAFETY: the caller's promise.
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, p: *mut u8, layout: Layout) {
        LIVE.fetch_sub(layout.size(), Relaxed);
        // SAFETY: the caller's promise.
        unsafe { System.dealloc(p, layout) }
    }
}

#[global_allocator]
static ALLOCATOR: Counting = Counting;

/// Marsaglia's xorshift: the same damage on every run.
struct Random(u64);

impl Random {
    fn below(&mut self, n: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % n.max(1) as u64) as usize
    }
}

fn damage(file: &[u8], r: &mut Random) -> Vec<u8> {
    let mut b = file.to_vec();
    for _ in 0..1 + r.below(6) {
        let at = r.below(b.len());
        match r.below(7) {
            0 => b.truncate(at),
            1 => b.insert(at, r.below(256) as u8),
            2 if at < b.len() => drop(b.remove(at)),
            3 => {
                let extreme = [0u64, 1, 255, 0x7fff_ffff, 0xffff_ffff, u64::MAX, 1 << 62, 100_000][r.below(8)];
                let n = [1, 2, 4, 8][r.below(4)].min(b.len() - at);
                b[at..at + n].copy_from_slice(&extreme.to_le_bytes()[..n]);
            }
            4 => {
                let (from, n) = (r.below(b.len()), r.below(40));
                let part = b[from..(from + n).min(b.len())].to_vec();
                b.splice(at..at, part);
            }
            // An opcode where one is likely to stand.
            5 if at < b.len() => b[at] = b"(.GJKMNQRTUXabcehjqrstu}])\x81\x85\x86\x87\x8a\x93\x94"[r.below(33)],
            _ if at < b.len() => b[at] ^= 1 << r.below(8),
            _ => {}
        }
    }
    b
}

fn read_all(b: &[u8]) {
    let allow = |_: &str, name: &str| name.len() % 2 == 0;
    for options in [Options::default(), Options { allow: &allow }] {
        if let Ok(p) = pickle::read(b, &options) {
            let _ = pickle::write(&p);
        }
        if let Ok(c) = Checkpoint::read(b, &options) {
            for i in 0..c.pickle.storages().len() {
                assert!(c.storage(i).is_some());
            }
            let _ = pickle::write(&c.pickle);
        }
    }
    if let Ok(z) = ZipArchive::open(b) {
        let _ = z.root();
        z.entries().iter().for_each(|e| drop(z.verify(e)));
    }
    if let Ok(h) = npy::read(b) {
        assert!(h.range.end <= b.len());
    }
    let _ = npy::read_npz(b);
    let _ = lumbre::jit::Module::load(b, Default::default());
    if let Ok(h) = safetensors::read(b) {
        assert!(h.entries.iter().all(|e| e.range.end <= b.len()));
    }
}

/// The pickle of a checkpoint, damaged, in an archive that is whole.
fn damaged_inside(file: &[u8], r: &mut Random) -> Option<(Vec<u8>, Vec<u8>)> {
    let zip = ZipArchive::open(file).ok()?;
    let root = zip.root().ok()?.to_string();
    let mut w = ZipWriter::new(Vec::new());
    let mut pickle = Vec::new();
    for e in zip.entries() {
        let mut bytes = zip.get(&e.name)?.to_vec();
        if e.name == format!("{root}/data.pkl") {
            bytes = damage(&bytes, r);
            pickle = bytes.clone();
        }
        w.add(&e.name, &bytes).ok()?;
    }
    Some((w.finish().ok()?, pickle))
}

fn measured(b: &[u8]) {
    let before = LIVE.load(Relaxed);
    PEAK.store(before, Relaxed);
    read_all(b);
    let used = PEAK.load(Relaxed) - before;
    assert!(used <= 128 * b.len() + (64 << 10), "{used} bytes for a file of {}", b.len());
}

#[test]
fn test_damaged_files_end_in_values_or_errors() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/reference/files");
    let mut paths: Vec<_> = std::fs::read_dir(folder).expect("folder").map(|e| e.expect("entry").path()).collect();
    paths.sort();
    let mut r = Random(0x9e37_79b9_7f4a_7c15);
    let mut files = 0;
    for path in paths.iter().filter(|p| p.extension().is_some_and(|e| e != "json")) {
        let file = std::fs::read(path).expect("recorded file");
        measured(&file);
        for _ in 0..1000 {
            measured(&damage(&file, &mut r));
            if let Some((archive, pickle)) = damaged_inside(&file, &mut r) {
                measured(&archive);
                measured(&pickle);
            }
            files += 1;
        }
    }
    assert!(files >= 10_000);
    // In the same test, as the count of bytes is the process's.
    let file = std::fs::read(format!("{folder}/views.pt")).expect("recorded file");
    (0..file.len()).for_each(|n| measured(&file[..n]));
}
