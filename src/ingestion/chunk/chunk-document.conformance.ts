import assert from 'node:assert/strict';
import type { Chunk } from '../../contracts/chunk.ts';
import type { CleanDocument } from '../../contracts/clean-document.ts';
import type { ParsedDocument } from '../../contracts/parsed-document.ts';
import type { Span } from '../../contracts/span.ts';
import { locateClean } from '../clean/locate-clean.ts';

/** What holds for the chunks of every document. Throws an `AssertionError` that names the broken promise. */
export function checkChunks(parsed: ParsedDocument, clean: CleanDocument, chunks: readonly Chunk[]): void {
  const placed = marks(clean.text.length, locateClean(parsed, clean));
  const covered = new Uint8Array(clean.text.length);
  let before = { start: -1, end: 0 };
  for (const [index, { start, end, text, context, contextText, ordinal, located }] of chunks.entries()) {
    assert.equal(text, clean.text.slice(start, end), 'a chunk must be a slice of the clean text');
    assert.equal(ordinal, index);
    assert.ok(text.trim() === text && text !== '', 'a chunk must not be blank or padded');
    assert.ok(start > before.start && end > before.end, `chunks must be in order, at ${start}`);
    for (const span of [{ start, end }, ...context]) {
      assert.ok(!insidePair(clean.text, span.start) && !insidePair(clean.text, span.end), `pair cut at ${span.start}`);
      covered.fill(1, span.start, span.end);
    }
    assert.equal(contextText, context.map((span) => clean.text.slice(span.start, span.end)).join('\n'));
    for (const span of located)
      assert.ok(span.whole || (span.start >= start && span.end <= end), 'places lie in the chunk');
    const kept = marks(clean.text.length, located).subarray(start, end);
    const lost = kept.findIndex((mark, at) => mark !== placed[start + at]);
    assert.equal(lost, -1, `character ${lost} of chunk ${index} has lost its place`);
    before = { start, end };
  }
  for (let at = 0; at < covered.length; at += 1) {
    const lost = covered[at] === 0 && /\S/.test(clean.text[at]!);
    assert.ok(!lost, `character ${at} (${JSON.stringify(clean.text.slice(at, at + 20))}) is in no chunk`);
  }
  assert.equal(new Set(chunks.map(({ id }) => id)).size, chunks.length, 'ids must differ');
}

function marks(length: number, spans: readonly Span[]): Uint8Array {
  const marked = new Uint8Array(length);
  for (const { start, end } of spans) marked.fill(1, start, end);
  return marked;
}

function insidePair(text: string, at: number): boolean {
  return at > 0 && at < text.length && /^[\ud800-\udbff][\udc00-\udfff]$/.test(text.slice(at - 1, at + 1));
}
