#!/usr/bin/env python3
"""What a Python user would write today to trace quotations: BM25 over passages (bm25s), then fuzzy matching (rapidfuzz).

  bm25_rapidfuzz.py ARTICLES.jsonl SOURCES.jsonl > FOUND.jsonl

Both inputs have a document a line with `id` and `text`. The output has the shape of `onrecord check --format jsonl` as
far as a scorer reads it. Needs: pip install bm25s rapidfuzz
"""
import json
import re
import sys

import bm25s
from rapidfuzz import fuzz

WINDOW, STEP = 120, 60   # words in a passage, words between passages
CANDIDATES = 20          # passages compared for one quotation
THRESHOLD = 80           # rapidfuzz's partial ratio from which a quotation counts as found
MARKED = re.compile(r'“([^”]+)”|"([^"]+)"')


def documents(path):
    with open(path, encoding='utf-8') as lines:
        return [json.loads(line) for line in lines if line.strip()]


def passages(sources):
    """Text, document number and start of every window of words."""
    for number, source in enumerate(sources):
        words = [match.span() for match in re.finditer(r'\S+', source['text'])]
        for first in range(0, max(1, len(words)), STEP):
            last = min(first + WINDOW, len(words)) - 1
            if last < first:
                break
            yield source['text'][words[first][0]:words[last][1]], number, words[first][0]
            if last == len(words) - 1:
                break


def trace(quotation, retriever, held, sources):
    """The best source of the words, or none."""
    tokens = bm25s.tokenize([quotation], stopwords=None, show_progress=False)
    found, _ = retriever.retrieve(tokens, k=min(CANDIDATES, len(held)), show_progress=False)
    best = None
    for at in found[0]:
        text, number, start = held[int(at)]
        match = fuzz.partial_ratio_alignment(quotation, text, score_cutoff=THRESHOLD)
        if match and (best is None or match.score > best[0]):
            best = match.score, number, start + match.dest_start, start + match.dest_end
    if best is None:
        return []
    _, number, start, end = best
    words = sources[number]['text'][start:end]
    return [{'document': {'id': sources[number]['id']}, 'start': start, 'end': end, 'words': words}]


def main(articles_path, sources_path):
    sources = documents(sources_path)
    held = list(passages(sources))
    retriever = bm25s.BM25()
    retriever.index(bm25s.tokenize([text for text, _, _ in held], stopwords=None, show_progress=False), show_progress=False)
    for article in documents(articles_path):
        quotations, findings = [], []
        for index, match in enumerate(MARKED.finditer(article['text'])):
            group = 1 if match.group(1) else 2
            start, end = match.span(group)
            given = trace(match.group(group), retriever, held, sources)
            quotations.append({'id': f'q{index}', 'start': start, 'end': end})
            findings.append({'quotation': f'q{index}', 'status': 'traced' if given else 'undecided', 'sources': given})
        print(json.dumps({'article': {'document': {'id': article['id']}, 'quotations': quotations}, 'findings': findings}))


if __name__ == '__main__':
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(*sys.argv[1:])
