//! Orthogonal polynomials in f64 by their recurrences, one element at a time. Degrees below 0 give 0.

/// Which family.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Family {
    ChebyshevT,
    ChebyshevU,
    ChebyshevV,
    ChebyshevW,
    HermiteH,
    HermiteHe,
    LaguerreL,
    LegendreP,
}

/// The polynomial of degree `n` (cut to a whole number) at `x`.
pub fn at(family: Family, x: f64, n: f64) -> f64 {
    let n = n as i64;
    match n {
        _ if n < 0 => 0.0,
        0 => 1.0,
        _ => closed(family, x, n).unwrap_or_else(|| recurrence(family, x, n)),
    }
}

/// At the ends of the interval, and for high degrees within it, without running through the degrees.
fn closed(family: Family, x: f64, n: i64) -> Option<f64> {
    use Family::*;
    let alternating = if n % 2 == 0 { 1.0 } else { -1.0 };
    let m = n as f64;
    if x.abs() == 1.0 {
        let up = x > 0.0;
        return Some(match family {
            ChebyshevT | LegendreP => if up { 1.0 } else { alternating },
            ChebyshevU => if up { m + 1.0 } else { alternating * (m + 1.0) },
            ChebyshevV => if up { 1.0 } else { alternating * (2.0 * m + 1.0) },
            ChebyshevW => if up { 2.0 * m + 1.0 } else { alternating },
            _ => return None,
        });
    }
    if n <= 8 || x.abs() > 1.0 {
        return None;
    }
    let angle = x.acos();
    Some(match family {
        ChebyshevT => (m * angle).cos(),
        ChebyshevU => ((m + 1.0) * angle).sin() / angle.sin(),
        ChebyshevV => ((m + 0.5) * angle).cos() / (0.5 * angle).cos(),
        ChebyshevW => ((m + 0.5) * angle).sin() / (0.5 * angle).sin(),
        _ => return None,
    })
}

fn recurrence(family: Family, x: f64, n: i64) -> f64 {
    use Family::*;
    let mut before = 1.0;
    let mut now = match family {
        ChebyshevT | HermiteHe | LegendreP => x,
        ChebyshevU | HermiteH => 2.0 * x,
        ChebyshevV => 2.0 * x - 1.0,
        ChebyshevW => 2.0 * x + 1.0,
        LaguerreL => 1.0 - x,
    };
    for k in 1..n {
        if now.is_nan() {
            break;
        }
        let m = k as f64;
        let next = match family {
            ChebyshevT | ChebyshevU | ChebyshevV | ChebyshevW => 2.0 * x * now - before,
            HermiteH => 2.0 * (x * now - m * before),
            HermiteHe => x * now - m * before,
            LaguerreL => ((2.0 * m + 1.0 - x) * now - m * before) / (m + 1.0),
            LegendreP => ((2.0 * m + 1.0) * x * now - m * before) / (m + 1.0),
        };
        (before, now) = (now, next);
    }
    now
}
