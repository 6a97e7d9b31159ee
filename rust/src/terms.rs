//! What comes over the border: products of powers, as flat bytes that are checked before anything is computed.

use std::fmt;

use curve25519_dalek::traits::Identity;
use curve25519_dalek::{EdwardsPoint, Scalar};
use zeroize::Zeroizing;

/// What is wrong with an input.
#[derive(Debug, PartialEq, Eq)]
pub enum Fault {
    Length {
        found: usize,
        expected: usize,
        what: &'static str,
    },
    Uneven {
        found: usize,
        what: &'static str,
    },
    Place(u32),
    Scalar(usize),
    NoPoint,
    NoThreads(String),
}

impl fmt::Display for Fault {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Length {
                found,
                expected,
                what,
            } => write!(out, "found {found} bytes of {what}; expected {expected}"),
            Self::Uneven { found, what } => {
                write!(out, "{found} bytes are no whole number of {what}")
            }
            Self::Place(place) => write!(out, "there is no base {place}"),
            Self::Scalar(place) => {
                write!(out, "scalar {place} is not below the order of the group")
            }
            Self::NoPoint => write!(
                out,
                "bytes that were said to be a member are no point of the curve"
            ),
            Self::NoThreads(why) => write!(out, "its threads do not start: {why}"),
        }
    }
}

/// Products of powers: so many terms each, every term a base by its place and a scalar.
pub struct Terms {
    pub bases: Vec<EdwardsPoint>,
    pub starts: Vec<usize>,
    pub places: Vec<usize>,
    pub scalars: Zeroizing<Vec<Scalar>>,
}

impl Terms {
    /// Read terms: `lengths` has 4 bytes for each product, `places` 4 for each term, `scalars` 32.
    ///
    /// `sums` adds bases that are sums of others: for each, how many, and the places of those.
    pub fn read(
        mut bases: Vec<EdwardsPoint>,
        sums: &[u8],
        lengths: &[u8],
        places: &[u8],
        scalars: &[u8],
    ) -> Result<Self, Fault> {
        add_sums(&mut bases, &numbers(sums, "sums")?)?;
        let starts = starts_of(&numbers(lengths, "lengths")?);
        let places = numbers(places, "places")?;
        let total = starts[starts.len() - 1];
        if places.len() != total {
            let (found, expected) = (places.len() * 4, total.saturating_mul(4));
            return Err(Fault::Length {
                found,
                expected,
                what: "places",
            });
        }
        if let Some(&beyond) = places.iter().find(|&&place| place as usize >= bases.len()) {
            return Err(Fault::Place(beyond));
        }
        let scalars = read_scalars(scalars, total)?;
        let places = places.into_iter().map(|place| place as usize).collect();
        Ok(Self {
            bases,
            starts,
            places,
            scalars,
        })
    }

    /// How many products there are.
    pub fn len(&self) -> usize {
        self.starts.len() - 1
    }

    /// True where there are none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The terms of one product.
    pub fn of(&self, product: usize) -> impl Iterator<Item = (usize, &Scalar)> {
        let range = self.starts[product]..self.starts[product + 1];
        self.places[range.clone()]
            .iter()
            .copied()
            .zip(&self.scalars[range])
    }
}

fn add_sums(bases: &mut Vec<EdwardsPoint>, mut rest: &[u32]) -> Result<(), Fault> {
    let given = bases.len();
    while let Some((&length, after)) = rest.split_first() {
        let (found, expected) = (after.len() * 4, (length as usize).saturating_mul(4));
        let Some((places, next)) = after.split_at_checked(length as usize) else {
            return Err(Fault::Length {
                found,
                expected,
                what: "a sum",
            });
        };
        let mut sum = EdwardsPoint::identity();
        for &place in places {
            if place as usize >= given {
                return Err(Fault::Place(place));
            }
            sum += bases[place as usize];
        }
        bases.push(sum);
        rest = next;
    }
    Ok(())
}

/// Where each of so many begins, and where the last ends.
pub fn starts_of(lengths: &[u32]) -> Vec<usize> {
    let mut starts = Vec::with_capacity(lengths.len() + 1);
    let mut end = 0usize;
    starts.push(end);
    for &length in lengths {
        // Ends beyond all memory are met by no bytes, and refused as a wrong length.
        end = end.saturating_add(length as usize);
        starts.push(end);
    }
    starts
}

/// Little-endian numbers of 4 bytes.
pub fn numbers(raw: &[u8], what: &'static str) -> Result<Vec<u32>, Fault> {
    let (chunks, rest) = raw.as_chunks::<4>();
    if !rest.is_empty() {
        return Err(Fault::Uneven {
            found: raw.len(),
            what,
        });
    }
    Ok(chunks.iter().map(|one| u32::from_le_bytes(*one)).collect())
}

/// So many scalars, each below the order.
///
/// They may be secret: they stand in one place, which does not grow, and which is wiped whatever comes of them.
pub fn read_scalars(raw: &[u8], expected: usize) -> Result<Zeroizing<Vec<Scalar>>, Fault> {
    let (chunks, rest) = raw.as_chunks::<32>();
    if chunks.len() != expected || !rest.is_empty() {
        let expected = expected.saturating_mul(32);
        return Err(Fault::Length {
            found: raw.len(),
            expected,
            what: "scalars",
        });
    }
    let mut scalars = Zeroizing::new(Vec::with_capacity(expected));
    for (place, one) in chunks.iter().enumerate() {
        let read = Option::from(Scalar::from_canonical_bytes(*one));
        scalars.push(read.ok_or(Fault::Scalar(place))?);
    }
    Ok(scalars)
}

/// The 32 bytes of each point.
pub fn points_of(raw: &[u8]) -> Result<&[[u8; 32]], Fault> {
    let (chunks, rest) = raw.as_chunks::<32>();
    if !rest.is_empty() {
        return Err(Fault::Uneven {
            found: raw.len(),
            what: "points",
        });
    }
    Ok(chunks)
}
