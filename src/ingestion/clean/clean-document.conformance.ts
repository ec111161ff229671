import assert from 'node:assert/strict';
import type { CleanDocument } from '../../contracts/clean-document.ts';
import type { ParsedDocument } from '../../contracts/parsed-document.ts';

/** What holds for every clean document. Throws an `AssertionError` that names the broken promise. */
export function checkCleanDocument(parsed: ParsedDocument, clean: CleanDocument): void {
  checkSegments(parsed, clean);
  checkSums(parsed, clean);
  for (const block of clean.blocks) {
    assert.ok(block.end > block.start, 'a clean block must not be empty');
    assert.ok(!insidePair(clean.text, block.start) && !insidePair(clean.text, block.end), 'a block cut a pair');
    let reached = block.start;
    for (const row of block.rows ?? []) {
      for (const cell of row.cells) {
        assert.ok(cell.start >= reached && cell.end >= cell.start && cell.end <= block.end, 'cells must be in order');
        reached = cell.end;
      }
    }
  }
}

function checkSegments(parsed: ParsedDocument, { text, segments }: CleanDocument): void {
  let position = 0;
  let before = { block: 0, originEnd: 0 };
  for (const segment of segments) {
    const { kind, start, end, block, originStart, originEnd, rule } = segment;
    assert.equal(start, position, 'segments must tile the text');
    assert.ok(end > start, 'a segment must not be empty');
    const forward = block > before.block || (block === before.block && originStart >= before.originEnd);
    assert.ok(forward, `origins must be in order, at ${start}`);
    const origin = parsed.blocks[block]!.text;
    assert.ok(!insidePair(text, start) && !insidePair(origin, originStart), `segment at ${start} cut a pair`);
    if (kind === 'verbatim') assert.equal(text.slice(start, end), origin.slice(originStart, originEnd));
    if (kind === 'inserted') assert.equal(originStart, originEnd, 'inserted text stands at a point');
    if (kind === 'rewritten') assert.ok(originEnd > originStart, 'rewritten text has an origin');
    assert.equal(rule === undefined, kind === 'verbatim', 'a rule is named where one wrote');
    position = end;
    before = { block, originEnd };
  }
  assert.equal(position, text.length, 'segments must reach the end of the text');
}

/** Every parsed character exactly once: kept, rewritten or removed. */
function checkSums(parsed: ParsedDocument, clean: CleanDocument): void {
  const counts = parsed.blocks.map(({ text }) => new Uint8Array(text.length));
  const spans = [
    ...clean.segments.map(({ block, originStart, originEnd }) => ({ block, start: originStart, end: originEnd })),
    ...clean.removed,
  ];
  for (const { block, start, end } of spans) for (let at = start; at < end; at += 1) counts[block]![at]! += 1;
  for (const [block, seen] of counts.entries()) {
    const wrong = seen.findIndex((count) => count !== 1);
    assert.equal(wrong, -1, `character ${wrong} of block ${block} is covered ${seen[wrong]} times`);
  }
  const removed = clean.removed.reduce((sum, span) => sum + span.end - span.start, 0);
  const reported = clean.rules.reduce((sum, rule) => sum + rule.removed, 0);
  assert.equal(reported, removed, 'the rules must report what they removed');
}

function insidePair(text: string, at: number): boolean {
  return at > 0 && at < text.length && /^[\ud800-\udbff][\udc00-\udfff]$/.test(text.slice(at - 1, at + 1));
}
