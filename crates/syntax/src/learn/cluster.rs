//! Clustering words by their neighbours: the exchange algorithm (Kneser and Ney 1993; Uszkoreit and Brants 2008), with
//! the words before and behind as contexts. Each word in turn goes to the cluster that raises the mutual information of
//! clusters and contexts most.

use rustc_hash::FxHashMap;
use text::Span;

use crate::tokenise;
use crate::word::Word;

/// The number of clusters.
const CLUSTERS: usize = 512;
/// Words seen less often have no cluster.
const LEAST: u32 = 8;
/// The most frequent words are contexts.
const CONTEXTS: usize = 3000;
/// Times that each word may change its cluster.
const ROUNDS: usize = 12;

/// Makes `clusters.bin` from plain texts.
pub fn cluster<'a>(texts: impl Iterator<Item = &'a str>) -> Vec<u8> {
    let mut stream = Vec::new();
    texts.for_each(|text| read(text, &mut stream));
    let words = vocabulary(&stream);
    let mut clusters = Clustering::new(neighbours(&stream, &words));
    for _ in 0..ROUNDS {
        if clusters.exchange() == 0 {
            break;
        }
    }
    write(&words, &clusters.of)
}

/// Appends the words of a text, in lower case, as hashes; 0 stands for a line's end.
fn read(text: &str, stream: &mut Vec<u32>) {
    let mut spans = Vec::new();
    for line in text.split("\n\n") {
        spans.clear();
        tokenise(line, Span::new(0, line.len()), &mut spans);
        stream.extend(spans.iter().map(|span| Word::new(span.of(line)).lower));
        stream.push(0);
    }
}

/// The words that are clustered, the most frequent first.
fn vocabulary(stream: &[u32]) -> Vec<u32> {
    let mut counts = FxHashMap::<u32, u32>::default();
    for &word in stream {
        *counts.entry(word).or_default() += 1;
    }
    let mut words: Vec<(u32, u32)> =
        counts.into_iter().filter(|&(_, count)| count >= LEAST).map(|(word, count)| (count, word)).collect();
    words.sort_unstable_by(|a, b| b.cmp(a));
    words.into_iter().map(|(_, word)| word).collect()
}

/// For each word, its contexts and how often it stands in them.
fn neighbours(stream: &[u32], words: &[u32]) -> Vec<Vec<(u32, u32)>> {
    let numbers: FxHashMap<u32, u32> =
        words.iter().enumerate().map(|(at, &word)| (word, at as u32)).collect();
    let stream: Vec<Option<u32>> = stream.iter().map(|word| numbers.get(word).copied()).collect();
    let mut pairs = Vec::new();
    for pair in stream.windows(2) {
        let [Some(left), Some(right)] = *pair else { continue };
        if (left as usize) < CONTEXTS {
            pairs.push((right, left));
        }
        if (right as usize) < CONTEXTS {
            pairs.push((left, right + CONTEXTS as u32));
        }
    }
    pairs.sort_unstable();
    let mut found = vec![Vec::new(); words.len()];
    for same in pairs.chunk_by(|a, b| a == b) {
        let (word, context) = same[0];
        found[word as usize].push((context, same.len() as u32));
    }
    found
}

/// Words in clusters, being improved.
struct Clustering {
    contexts: Vec<Vec<(u32, u32)>>,
    of: Vec<u16>,
    /// How often the words of each cluster stand in each context: `[context][cluster]`.
    counts: Vec<[u32; CLUSTERS]>,
    totals: [u32; CLUSTERS],
    entropy: Entropy,
}

impl Clustering {
    fn new(contexts: Vec<Vec<(u32, u32)>>) -> Self {
        let of = (0..contexts.len()).map(|at| (at % CLUSTERS) as u16).collect();
        let counts = vec![[0; CLUSTERS]; 2 * CONTEXTS];
        let mut all = Self { contexts, of, counts, totals: [0; CLUSTERS], entropy: Entropy::new() };
        for word in 0..all.of.len() {
            all.place(word, all.of[word].into(), u32::wrapping_add);
        }
        all
    }

    /// Moves each word to its best cluster; returns how many moved.
    fn exchange(&mut self) -> usize {
        let mut moved = 0;
        for word in 0..self.of.len() {
            let before = usize::from(self.of[word]);
            self.place(word, before, u32::wrapping_sub);
            let best = self.best(word, before);
            self.place(word, best, u32::wrapping_add);
            self.of[word] = best as u16;
            moved += usize::from(best != before);
        }
        moved
    }

    fn place(&mut self, word: usize, cluster: usize, change: fn(u32, u32) -> u32) {
        for &(context, count) in &self.contexts[word] {
            let cell = &mut self.counts[context as usize][cluster];
            *cell = change(*cell, count);
            self.totals[cluster] = change(self.totals[cluster], count);
        }
    }

    /// The cluster that gains most by a word that is in none; `before` where none is better.
    fn best(&self, word: usize, before: usize) -> usize {
        let mut gains = [0.0f32; CLUSTERS];
        let mut total = 0;
        for &(context, count) in &self.contexts[word] {
            total += count;
            for (gain, &now) in gains.iter_mut().zip(&self.counts[context as usize]) {
                *gain += self.entropy.of(now + count) - self.entropy.of(now);
            }
        }
        let mut best = (before, f32::MIN);
        for cluster in std::iter::once(before).chain(0..CLUSTERS) {
            let now = self.totals[cluster];
            let gain = gains[cluster] - (self.entropy.of(now + total) - self.entropy.of(now));
            if gain > best.1 {
                best = (cluster, gain);
            }
        }
        best.0
    }
}

/// n · ln n, looked up for small n.
struct Entropy(Vec<f32>);

impl Entropy {
    fn new() -> Self {
        Self((0..4096).map(nlogn).collect())
    }

    fn of(&self, n: u32) -> f32 {
        self.0.get(n as usize).copied().unwrap_or_else(|| nlogn(n))
    }
}

fn nlogn(n: u32) -> f32 {
    if n == 0 { 0.0 } else { n as f32 * (n as f32).ln() }
}

/// The layout that [`Clusters::read`](crate::cluster::Clusters::read) takes; cluster 0 is kept for unknown words.
fn write(words: &[u32], of: &[u16]) -> Vec<u8> {
    let mut entries: Vec<(u32, u16)> =
        words.iter().copied().zip(of.iter().map(|cluster| cluster + 1)).collect();
    entries.sort_unstable();
    let mut bytes = (entries.len() as u32).to_le_bytes().to_vec();
    bytes.extend(entries.iter().flat_map(|(word, _)| word.to_le_bytes()));
    bytes.extend(entries.iter().flat_map(|(_, cluster)| cluster.to_le_bytes()));
    bytes
}
