//! Which bytes are members of the prime-order group.
//!
//! The curve has 8q points; a point is a member, or a member and one of seven points of small order beside.

use curve25519_dalek::edwards::CompressedEdwardsY;
use curve25519_dalek::traits::{Identity, IsIdentity};
use curve25519_dalek::EdwardsPoint;
use rayon::prelude::*;

use crate::terms::{points_of, Fault};

/// The random bytes for each point: 128 bits.
pub const RANDOM_BYTES: usize = 16;

/// The bytes of p = 2^255 - 19, little-endian.
const PRIME: [u8; 32] = {
    let mut bytes = [0xff; 32];
    bytes[0] = 0xed;
    bytes[31] = 0x7f;
    bytes
};

/// True of a member of the prime-order group, by whichever of two exact tests is quicker here.
///
/// With AVX-512 a multiplication costs as much as the halvings, and the point need not be read a second time.
pub fn in_prime_order_group(point: &EdwardsPoint) -> bool {
    if crate::has_wide_vectors() {
        by_order(point)
    } else {
        by_halving(&point.compress().to_bytes())
    }
}

/// True of a member: q times it is the neutral element.
pub fn by_order(point: &EdwardsPoint) -> bool {
    point.is_torsion_free()
}

/// True of the canonical bytes of a member: a point of the curve that can be halved three times.
///
/// The curve has a cyclic group of eight points of small order beside the prime-order group, so that just the members
/// are eight times another point. Pornin, "Point-Halving and Subgroup Membership in Twisted Edwards Curves", IACR
/// 2022/1164; the code is his. It costs about 40 % of a multiplication.
pub fn by_halving(encoding: &[u8; 32]) -> bool {
    crrl::ed25519::Point::decode(encoding).is_some_and(|point| point.is_in_subgroup() != 0)
}

/// The member that each 32 bytes write canonically, else None.
pub fn decode_all(raw: &[u8]) -> Result<Vec<Option<EdwardsPoint>>, Fault> {
    let encodings = points_of(raw)?;
    let wide = crate::has_wide_vectors();
    let member = |one: &[u8; 32]| {
        on_curve(one).filter(|point| {
            if wide {
                by_order(point)
            } else {
                by_halving(one)
            }
        })
    };
    Ok(encodings.par_iter().map(member).collect())
}

/// The point of the curve that each 32 bytes write canonically, else None; it need not be a member.
pub fn decode_on_curve(raw: &[u8]) -> Result<Vec<Option<EdwardsPoint>>, Fault> {
    Ok(points_of(raw)?.par_iter().map(on_curve).collect())
}

/// The same as `decode_all`, with one test for all points instead of one for each.
///
/// Where the test fails, each point is tested by itself, so the culprit is known.
pub fn decode_all_at_once(
    raw: &[u8],
    randomness: &[u8],
) -> Result<Vec<Option<EdwardsPoint>>, Fault> {
    let expected = raw.len() / 32 * RANDOM_BYTES;
    if randomness.len() != expected {
        let found = randomness.len();
        return Err(Fault::Length {
            found,
            expected,
            what: "randomness",
        });
    }
    let mut found = decode_on_curve(raw)?;
    let here: Vec<EdwardsPoint> = found.iter().flatten().copied().collect();
    if !all_members(&here, randomness) {
        found
            .par_iter_mut()
            .for_each(|one| *one = one.filter(in_prime_order_group));
    }
    Ok(found)
}

/// True where every point is a member; true of others with a chance of 2^-128 at most.
///
/// The bucket test of Bellare, Garay and Rabin ("Fast batch verification for modular exponentiation and digital
/// signatures", Eurocrypt 1998). In each round every point is thrown into one of 2^m buckets, and the sum of each
/// bucket must be a member. Let some point not be one, and let all other points be thrown. For the round to pass, the
/// part of small order of that point must make up for that of its bucket, and every other bucket must have none: one
/// bucket at most will do. So a round passes with a chance of 2^-m at most, whatever the points are and however they
/// were chosen before the throws; 128/m rounds make 2^-128. This holds for parts of any small order. A random linear
/// combination would not do: its coefficient is even half of the time, and hides a part of order 2.
fn all_members(points: &[EdwardsPoint], randomness: &[u8]) -> bool {
    let bits = bucket_bits(points.len());
    if bits == 0 {
        return points.par_iter().all(in_prime_order_group);
    }
    let rounds = 128usize.div_ceil(bits);
    (0..rounds).into_par_iter().all(|round| {
        let mut buckets = vec![EdwardsPoint::identity(); 1 << bits];
        for (point, random) in points.iter().zip(randomness.chunks_exact(RANDOM_BYTES)) {
            buckets[throw(random, round, bits)] += point;
        }
        buckets
            .iter()
            .all(|sum| sum.is_identity() || in_prime_order_group(sum))
    })
}

/// The bucket of a round: the next so many of the point's 128 random bits.
///
/// Where 128 is no multiple of m, the last round has fewer bits left, and fewer buckets are in play.
fn throw(random: &[u8], round: usize, bits: usize) -> usize {
    let mut wide = [0u8; RANDOM_BYTES];
    wide.copy_from_slice(random);
    let shifted = u128::from_le_bytes(wide) >> (round * bits);
    (shifted as usize) & ((1 << bits) - 1)
}

/// How many bits of buckets cost the least for so many points; 0 where testing each costs less.
///
/// A test of membership costs about as much as 88 additions.
fn bucket_bits(points: usize) -> usize {
    let cost = |bits: usize| 128usize.div_ceil(bits) * (points + (88 << bits));
    let best = (2..=12).min_by_key(|&bits| cost(bits)).unwrap_or(0);
    if cost(best) < points * 88 {
        best
    } else {
        0
    }
}

fn on_curve(encoding: &[u8; 32]) -> Option<EdwardsPoint> {
    if !is_canonical(encoding) {
        return None;
    }
    CompressedEdwardsY(*encoding).decompress()
}

/// True unless y is p or more, or x is 0 and said to be odd (RFC 8032, section 5.1.3).
fn is_canonical(encoding: &[u8; 32]) -> bool {
    let mut y = *encoding;
    y[31] &= 0x7f;
    let below = y.iter().rev().lt(PRIME.iter().rev());
    let odd = encoding[31] >> 7 == 1;
    below && !(odd && (is_one(&y) || is_minus_one(&y)))
}

fn is_one(y: &[u8; 32]) -> bool {
    y[0] == 1 && y[1..].iter().all(|&byte| byte == 0)
}

fn is_minus_one(y: &[u8; 32]) -> bool {
    y[0] == PRIME[0] - 1 && y[1..] == PRIME[1..]
}
