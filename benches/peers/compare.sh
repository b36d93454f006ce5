#!/usr/bin/env bash
# Times onrecord beside what people would use instead, on the same files, in one run, with the accuracy of each.
#
#   benches/peers/compare.sh DATA [ARTICLES]
#
# DATA is where the development data was unpacked; ARTICLES is how many of the 2,000 articles to take (default 200: the
# peers are slow). Needs python3 with bm25s and rapidfuzz; passim (the Java/Scala program) is run where its command is.
set -eu
cd "$(dirname "$0")/../.."
data=${1:?give the folder of the unpacked data}
count=${2:-200}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
head -n "$count" "$data/altered/articles.jsonl" > "$work/articles.jsonl"
python3 - "$data/altered/gold.jsonl" "$work" <<'PY'
import json, sys
kept = {json.loads(line)['id'] for line in open(sys.argv[2] + '/articles.jsonl', encoding='utf-8')}
with open(sys.argv[2] + '/gold.jsonl', 'w', encoding='utf-8') as out:
    out.writelines(line for line in open(sys.argv[1], encoding='utf-8') if json.loads(line)['article'] in kept)
PY
cargo build --release --quiet --package onrecord-cli

timed() { # name, command...
  local name=$1; shift
  /usr/bin/time -f "$name: %U user s, %S system s, %e s in all, %M KB" "$@" > "$work/$name.jsonl" 2> "$work/$name.time" || {
    cat "$work/$name.time"; return 1; }
  echo "== $(tail -n 1 "$work/$name.time")"
  python3 ../shared/eval/score_altered.py "$work/gold.jsonl" "$work/$name.jsonl"
}
timed onrecord target/release/onrecord check "$work/articles.jsonl" --against "$data/altered/sources.jsonl" --unmarked --format jsonl
if python3 -c 'import bm25s, rapidfuzz' 2>/dev/null; then
  timed bm25s+rapidfuzz python3 benches/peers/bm25_rapidfuzz.py "$work/articles.jsonl" "$data/altered/sources.jsonl"
else
  echo "bm25s+rapidfuzz: not installed (pip install bm25s rapidfuzz)"
fi
if command -v passim >/dev/null && passim --help 2>&1 | grep -q -- --pairwise; then
  cat "$work/articles.jsonl" "$data/altered/sources.jsonl" > "$work/all.jsonl"
  /usr/bin/time -f "passim: %U user s, %S system s, %e s in all, %M KB" passim --pairwise "$work/all.jsonl" "$work/passim" 2>&1 | tail -n 1
else
  echo "passim: its command is not installed"
fi
