import assert from 'node:assert/strict';
import type { ParsedBlock, ParsedDocument, Run } from '../../contracts/parsed-document.ts';
import type { Span } from '../../contracts/span.ts';
import { indexLines, type LineIndex } from './line-index.ts';

const han = /\p{Script=Han}/u;

/**
 * What every loader promises about its result, of any format. Throws an
 * `AssertionError` that names the block and the broken promise.
 */
export function checkParsedDocument(parsed: ParsedDocument): void {
  const { coverage, decodedText } = parsed;
  const lines = decodedText === undefined ? undefined : indexLines(decodedText);
  let kept = 0;
  for (const [index, block] of parsed.blocks.entries()) {
    const name = `block ${index} (${block.kind}, ${JSON.stringify(block.text.slice(0, 40))})`;
    checkTiling(block, name);
    checkCells(block, name);
    checkLevel(block, name);
    checkPages(parsed, block, name);
    if (decodedText !== undefined && lines !== undefined) checkText(block, name, decodedText, lines);
    kept += block.text.length - block.inserted.reduce((sum, span) => sum + span.end - span.start, 0);
  }
  assert.equal(coverage.kept, kept, 'coverage.kept must be the characters in blocks without the inserted ones');
  for (const entry of coverage.skipped) {
    assert.ok(entry.characters > 0 && entry.reason !== '', 'a skipped entry needs a reason and a count');
    assert.match(entry.reasonZh, han, 'a skipped entry needs a Chinese reason');
  }
  for (const { code, message, messageZh } of parsed.warnings) {
    assert.ok(message !== '' && !han.test(message), `warning ${code} needs an English message`);
    assert.match(messageZh, han, `warning ${code} needs a Chinese message`);
  }
  assert.ok(coverage.markup >= 0, 'coverage.markup must not be negative');
  const skipped = coverage.skipped.reduce((sum, entry) => sum + entry.characters, 0);
  assert.equal(coverage.total, coverage.kept + coverage.markup + skipped, 'coverage must add up');
  if (decodedText !== undefined && parsed.view === undefined) {
    assert.equal(coverage.total, decodedText.length, 'coverage.total must be the length of the decoded text');
  }
}

/** Runs and inserted spans, each in order, together tile the text. */
function checkTiling(block: ParsedBlock, name: string): void {
  const { text } = block;
  assert.ok(text.length > 0, `${name} is empty`);
  checkOrder(block.runs, text, `${name} runs`);
  checkOrder(block.inserted, text, `${name} inserted`);
  const pieces = [...block.runs, ...block.inserted].sort((a, b) => a.start - b.start || a.end - b.end);
  let position = 0;
  for (const piece of pieces) {
    assert.equal(piece.start, position, `${name}: runs and inserted must cover each character once, at ${position}`);
    position = piece.end;
  }
  assert.equal(position, text.length, `${name}: runs and inserted must reach the end`);
  for (const run of block.runs) checkEdges(run, name);
}

function checkOrder(spans: readonly Span[], text: string, name: string): void {
  let position = 0;
  for (const { start, end } of spans) {
    assert.ok(Number.isInteger(start) && Number.isInteger(end), `${name}: offsets must be integers`);
    assert.ok(start >= position, `${name} must be in order and apart, at ${start}`);
    assert.ok(end > start && end <= text.length, `${name} must lie inside the text, at ${start}-${end}`);
    assert.ok(!insidePair(text, start) && !insidePair(text, end), `${name} cut a surrogate pair at ${start}-${end}`);
    position = end;
  }
}

function checkEdges(run: Run, name: string): void {
  if (run.edges === undefined) return;
  assert.equal(run.edges.length, run.end - run.start + 1, `${name}: a run has one edge more than units`);
  assert.ok(run.edges.every(Number.isFinite), `${name}: edges must be numbers`);
}

function checkCells(block: ParsedBlock, name: string): void {
  if (block.cells === undefined) return;
  assert.equal(block.kind, 'table', `${name}: only tables have cells`);
  const taken = new Set<string>();
  let position = 0;
  for (const cell of block.cells) {
    assert.ok(cell.start >= position && cell.end >= cell.start, `${name}: cells must be in order and apart`);
    assert.ok(cell.end <= block.text.length, `${name}: cells must lie inside the text`);
    assert.ok(!insidePair(block.text, cell.start) && !insidePair(block.text, cell.end), `${name}: cell cut a pair`);
    assert.ok(cell.row >= 0 && cell.column >= 0 && cell.rowSpan >= 1 && cell.columnSpan >= 1, `${name}: cell place`);
    const place = `${cell.row},${cell.column}`;
    assert.ok(!taken.has(place), `${name}: two cells at ${place}`);
    taken.add(place);
    position = cell.end;
  }
}

function checkLevel(block: ParsedBlock, name: string): void {
  if (block.kind === 'heading') assert.ok(block.level! >= 1 && block.level! <= 6, `${name}: heading level 1 to 6`);
  if (block.kind === 'list-item') assert.ok(block.level! >= 1, `${name}: list items have a depth from 1`);
}

/** Boxes lie on their page, with half a point of tolerance for rounding. */
function checkPages({ pages }: ParsedDocument, block: ParsedBlock, name: string): void {
  for (const { locator } of [block, ...block.runs, ...(block.cells ?? [])]) {
    if (locator.kind !== 'pdf') continue;
    const page = pages?.[locator.page - 1];
    assert.ok(page !== undefined, `${name}: page ${locator.page} must be listed in pages`);
    for (const [x0, y0, x1, y1] of locator.boxes) {
      const inside = x0 >= -0.5 && y0 >= -0.5 && x1 <= page.width + 0.5 && y1 <= page.height + 0.5;
      assert.ok(inside && x0 <= x1 && y0 <= y1, `${name}: box ${[x0, y0, x1, y1]} must lie on page ${locator.page}`);
    }
  }
}

/** Text locators point at places that exist, and say their lines and columns right. */
function checkText(block: ParsedBlock, name: string, decodedText: string, lines: LineIndex): void {
  for (const { locator } of [block, ...block.runs, ...(block.cells ?? [])]) {
    if (locator.kind !== 'text') continue;
    const { start, end } = locator;
    assert.ok(start <= end && end <= decodedText.length, `${name}: locator ${start}-${end} outside the original`);
    assert.ok(!insidePair(decodedText, start) && !insidePair(decodedText, end), `${name}: locator cut a pair`);
    assert.deepEqual(locator, lines.locate(start, end), `${name}: line or column is wrong`);
  }
  for (const run of block.runs) {
    if (run.locator.kind !== 'text') continue;
    const { start, end, line, endLine } = run.locator;
    const source = decodedText.slice(start, end);
    const text = block.text.slice(run.start, run.end);
    // A run that is not verbatim can only be a character reference.
    if (source !== text)
      assert.match(source, /^&[#\w]{1,40};?$/, `${name}: run ${JSON.stringify(text)} is not its source`);
    assert.equal(line, endLine, `${name}: a run crosses a line end at ${start}`);
  }
}

function insidePair(text: string, offset: number): boolean {
  if (offset <= 0 || offset >= text.length) return false;
  const before = text.charCodeAt(offset - 1);
  const after = text.charCodeAt(offset);
  return before >= 0xd800 && before <= 0xdbff && after >= 0xdc00 && after <= 0xdfff;
}
