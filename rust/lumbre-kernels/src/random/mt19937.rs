//! The Mersenne Twister engine, its seeding, and its 5056-byte state record.

use crate::multiversion;

const N: usize = 624;
const M: usize = 397;
const MATRIX: u32 = 0x9908_b0df;

/// Bytes of `Mt19937::state`.
pub const STATE_BYTES: usize = 5056;
/// What a generator starts from when no seed is given.
pub const DEFAULT_SEED: u64 = 67_280_421_310_721;

/// Why `Mt19937::set_state` refused.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum StateError {
    /// Not `STATE_BYTES` long; holds the length found.
    Size(usize),
    /// Not a seeded engine with positions in range.
    Invalid,
}

/// PyTorch's CPU generator: MT19937 and the cached second value of a Box–Muller pair.
#[derive(Clone)]
pub struct Mt19937 {
    initial_seed: u64,
    words: [u32; N],
    /// Outputs left before the words are renewed, plus one. `next + left - 1 <= N` always.
    left: u32,
    next: u32,
    normal: Option<f64>,
    normal_f32: Option<f32>,
}

impl Mt19937 {
    pub fn new(seed: u64) -> Mt19937 {
        let mut g = Mt19937 { initial_seed: seed, words: [0; N], left: 1, next: 0, normal: None, normal_f32: None };
        g.seed(seed);
        g
    }

    /// Restarts from `seed`. The engine takes its low 32 bits only; `initial_seed` keeps all 64.
    pub fn seed(&mut self, seed: u64) {
        self.initial_seed = seed;
        self.words[0] = seed as u32;
        for j in 1..N {
            let last = self.words[j - 1];
            self.words[j] = 1_812_433_253u32.wrapping_mul(last ^ (last >> 30)).wrapping_add(j as u32);
        }
        (self.left, self.next) = (1, 0);
        (self.normal, self.normal_f32) = (None, None);
    }

    pub fn initial_seed(&self) -> u64 {
        self.initial_seed
    }

    #[inline]
    pub fn next_u32(&mut self) -> u32 {
        if self.left == 1 {
            self.renew();
        }
        let y = self.words[self.next as usize];
        self.next += 1;
        self.left -= 1;
        temper(y)
    }

    /// Two outputs, the first in the high half.
    #[inline]
    pub fn next_u64(&mut self) -> u64 {
        let high = self.next_u32() as u64;
        high << 32 | self.next_u32() as u64
    }

    /// Uniform in `[0, 1)` with 24 bits, from one output.
    #[inline]
    pub fn unit_f32(&mut self) -> f32 {
        unit_f32(self.next_u32())
    }

    /// Uniform in `[0, 1)` with 53 bits, from two outputs.
    #[inline]
    pub fn unit_f64(&mut self) -> f64 {
        unit_f64(self.next_u64())
    }

    /// One standard normal in double precision: the cached one, or a Box–Muller pair whose second value is cached.
    pub fn normal_f64(&mut self) -> f64 {
        if let Some(z) = self.normal.take() {
            return z;
        }
        let u1 = self.unit_f64();
        let u2 = self.unit_f64();
        let rho = (-2.0 * (-u2).ln_1p()).sqrt();
        let theta = 2.0 * std::f64::consts::PI * u1;
        self.normal = Some(rho * theta.sin());
        rho * theta.cos()
    }

    /// The next `out.len()` outputs.
    pub(super) fn fill_u32(&mut self, mut out: &mut [u32]) {
        while !out.is_empty() {
            if self.left == 1 {
                self.renew();
            }
            let n = out.len().min(self.left as usize - 1);
            let (head, rest) = out.split_at_mut(n);
            let from = self.next as usize;
            temper_all(&self.words[from..from + n], head);
            self.left -= n as u32;
            self.next += n as u32;
            out = rest;
        }
    }

    /// The next `out.len()` pairs of outputs.
    pub(super) fn fill_u64(&mut self, out: &mut [u64]) {
        let mut raws = [0u32; 512];
        for part in out.chunks_mut(256) {
            let raws = &mut raws[..2 * part.len()];
            self.fill_u32(raws);
            for (o, r) in part.iter_mut().zip(raws.chunks_exact(2)) {
                *o = (r[0] as u64) << 32 | r[1] as u64;
            }
        }
    }

    /// Computes the next 624 words. `left` is one more than what PyTorch stores until the caller takes the first.
    #[cold]
    fn renew(&mut self) {
        let w = &mut self.words;
        let twist = |a: u32, b: u32| {
            let y = (a & 0x8000_0000) | (b & 0x7fff_ffff);
            (y >> 1) ^ ((b & 1).wrapping_neg() & MATRIX)
        };
        for j in 0..N - M {
            w[j] = w[j + M] ^ twist(w[j], w[j + 1]);
        }
        for j in N - M..N - 1 {
            w[j] = w[j + M - N] ^ twist(w[j], w[j + 1]);
        }
        w[N - 1] = w[M - 1] ^ twist(w[N - 1], w[0]);
        (self.left, self.next) = (N as u32 + 1, 0);
    }

    /// The state in PyTorch's layout (little endian).
    pub fn state(&self) -> [u8; STATE_BYTES] {
        let mut s = [0u8; STATE_BYTES];
        s[0..8].copy_from_slice(&self.initial_seed.to_le_bytes());
        s[8..12].copy_from_slice(&self.left.to_le_bytes());
        s[12..16].copy_from_slice(&1i32.to_le_bytes());
        s[16..24].copy_from_slice(&(self.next as u64).to_le_bytes());
        for (b, &w) in s[24..24 + 8 * N].chunks_exact_mut(8).zip(&self.words) {
            b.copy_from_slice(&(w as u64).to_le_bytes());
        }
        if let Some(z) = self.normal {
            s[5024..5032].copy_from_slice(&z.to_le_bytes());
            s[5040] = 1;
        }
        if let Some(z) = self.normal_f32 {
            s[5048..5052].copy_from_slice(&z.to_le_bytes());
            s[5052] = 1;
        }
        s
    }

    /// Takes over a state in PyTorch's layout; on an error the generator is unchanged.
    pub fn set_state(&mut self, s: &[u8]) -> Result<(), StateError> {
        if s.len() != STATE_BYTES {
            return Err(StateError::Size(s.len()));
        }
        let u32_at = |at: usize| u32::from_le_bytes([s[at], s[at + 1], s[at + 2], s[at + 3]]);
        let u64_at = |at: usize| u32_at(at) as u64 | (u32_at(at + 4) as u64) << 32;
        let (left, seeded, next) = (u32_at(8), u32_at(12), u64_at(16));
        // Positions that would read past the words before they are renewed are refused as well.
        let in_range = (1..=N as u32).contains(&left) && next <= N as u64 && next + left as u64 - 1 <= N as u64;
        if seeded != 1 || !in_range {
            return Err(StateError::Invalid);
        }
        self.initial_seed = u64_at(0);
        (self.left, self.next) = (left, next as u32);
        for (j, w) in self.words.iter_mut().enumerate() {
            *w = u32_at(24 + 8 * j);
        }
        self.normal = (u32_at(5040) != 0).then(|| f64::from_bits(u64_at(5024)));
        self.normal_f32 = (s[5052] != 0).then(|| f32::from_bits(u32_at(5048)));
        Ok(())
    }
}

#[inline(always)]
fn temper(mut y: u32) -> u32 {
    y ^= y >> 11;
    y ^= (y << 7) & 0x9d2c_5680;
    y ^= (y << 15) & 0xefc6_0000;
    y ^ (y >> 18)
}

multiversion! {
    fn temper_all(_isa; words: &[u32], out: &mut [u32]) {
        for (o, &w) in out.iter_mut().zip(words) {
            *o = temper(w);
        }
    }
}

#[inline(always)]
pub(super) fn unit_f32(raw: u32) -> f32 {
    (raw & 0xff_ffff) as f32 * (1.0 / 16_777_216.0)
}

#[inline(always)]
pub(super) fn unit_f64(raw: u64) -> f64 {
    (raw & ((1 << 53) - 1)) as f64 * (1.0 / 9_007_199_254_740_992.0)
}
