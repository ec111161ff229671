import type { CleanBlock } from '../../contracts/clean-document.ts';
import type { Span } from '../../contracts/span.ts';
import { estimateTokens } from '../../language/estimate-tokens.ts';
import { splitSentences } from '../../language/split-sentences.ts';
import type { ChunkSettings } from './chunk-settings.ts';
import type { ChunkUnit } from './chunk-unit.ts';
import { splitLongText } from './split-long-text.ts';

/** Parts a block into the units of which chunks are made; `onCut` hears of each word or cell that had to be cut. */
export function blockUnits(
  text: string,
  block: CleanBlock,
  settings: ChunkSettings,
  onCut: (span: Span) => void,
): ChunkUnit[] {
  const isTable = block.rows !== undefined && block.rows.length > 0;
  if (isTable || block.kind === 'code') {
    const units = isTable ? tableUnits(text, block, settings, onCut) : codeUnits(text, block, settings, onCut);
    return units.map((unit, index) => (index === 0 ? { ...unit, opensExhibit: true } : unit));
  }
  if (isContents(text.slice(block.start, block.end))) return lineUnits(text, block, settings, onCut);
  return proseUnits(text, block, settings, onCut);
}

/** A table of contents: lines that lead by dots to a page number. Its lines are no sentences. */
function isContents(text: string): boolean {
  const lines = text.split('\n');
  const led = lines.filter((line) => /(?:\. ?|·|…){2,}\s*[\divxlc]{1,5}\s*$/iu.test(line.slice(-24))).length;
  return led >= 1 && led >= 0.5 * lines.length;
}

/** A paragraph that fits is one unit; else its sentences are. */
export function proseUnits(
  text: string,
  span: Span,
  settings: ChunkSettings,
  onCut: (span: Span) => void,
): ChunkUnit[] {
  const tokens = estimateTokens(text.slice(span.start, span.end));
  if (tokens <= settings.targetTokens) return [{ start: span.start, end: span.end, tokens, prose: true }];
  return splitSentences(text.slice(span.start, span.end)).flatMap(({ start, end }) =>
    solidUnits(text, { start: start + span.start, end: end + span.start }, settings, onCut, true),
  );
}

/** One unit where it is not too large, else parted between words. */
function solidUnits(
  text: string,
  { start, end }: Span,
  settings: ChunkSettings,
  onCut: (span: Span) => void,
  prose: boolean,
): ChunkUnit[] {
  const tokens = estimateTokens(text.slice(start, end));
  if (tokens <= settings.wholeTokens) return [{ start, end, tokens, prose }];
  const { spans, cutWords } = splitLongText(text, { start, end }, settings);
  if (cutWords > 0) onCut({ start, end });
  return spans.map((span) => ({
    start: span.start,
    end: span.end,
    tokens: estimateTokens(text.slice(span.start, span.end)),
    prose,
  }));
}

/** Code stays whole up to twice the target; else it is parted between lines. */
function codeUnits(text: string, block: Span, settings: ChunkSettings, onCut: (span: Span) => void): ChunkUnit[] {
  const tokens = estimateTokens(text.slice(block.start, block.end));
  if (tokens <= settings.targetTokens * 2) return [{ start: block.start, end: block.end, tokens, prose: false }];
  return lineUnits(text, block, settings, onCut);
}

function lineUnits(text: string, block: Span, settings: ChunkSettings, onCut: (span: Span) => void): ChunkUnit[] {
  const units: ChunkUnit[] = [];
  for (let start = block.start; start < block.end; ) {
    const found = text.indexOf('\n', start);
    const end = found < 0 || found >= block.end ? block.end : found + 1;
    units.push(...solidUnits(text, { start, end }, settings, onCut, false));
    start = end;
  }
  return units;
}

/** A table that fits is one unit; else its rows are, and the header rows stand in the context of each chunk. */
function tableUnits(
  text: string,
  block: CleanBlock,
  settings: ChunkSettings,
  onCut: (span: Span) => void,
): ChunkUnit[] {
  const whole = estimateTokens(text.slice(block.start, block.end));
  if (whole <= settings.targetTokens) return [{ start: block.start, end: block.end, tokens: whole, prose: false }];
  const rows = block.rows ?? [];
  const startOf = (index: number): number => (index === 0 ? block.start : rows[index]!.start);
  const endOf = (index: number): number => (index === rows.length - 1 ? block.end : rows[index + 1]!.start);
  const trimmed = (index: number): Span => trimSpan(text, { start: startOf(index), end: endOf(index) });
  // Header rows over nothing are the content themselves.
  const body = rows.findIndex((row) => !row.header);
  const headerRows = body > 0 && /\S/.test(text.slice(rows[body]!.start, block.end)) ? body : 0;
  const headers = Array.from({ length: headerRows }, (_, index) => trimmed(index));
  const header = headers.length === 0 ? undefined : headers;
  const units: ChunkUnit[] = [];
  for (let index = headerRows; index < rows.length; index += 1) {
    const start = startOf(index);
    const end = endOf(index);
    const tokens = estimateTokens(text.slice(start, end));
    if (tokens <= settings.maxTokens) units.push({ start, end, tokens, prose: false, header });
    else units.push(...cellUnits(text, { start, end }, rows[index]!.cells, settings, onCut, header));
  }
  return units;
}

/** A row that is too large is parted between its cells; a cell only where it alone is too large. */
function cellUnits(
  text: string,
  row: Span,
  cells: readonly Span[],
  settings: ChunkSettings,
  onCut: (span: Span) => void,
  header: readonly Span[] | undefined,
): ChunkUnit[] {
  const units: ChunkUnit[] = [];
  for (let index = 0; index < cells.length; index += 1) {
    const start = index === 0 ? row.start : cells[index]!.start;
    const end = index === cells.length - 1 ? row.end : cells[index + 1]!.start;
    if (end <= start) continue;
    const tokens = estimateTokens(text.slice(start, end));
    if (tokens <= settings.maxTokens) units.push({ start, end, tokens, prose: false, header });
    else {
      onCut({ start, end });
      for (const unit of solidUnits(text, { start, end }, settings, () => {}, false)) units.push({ ...unit, header });
    }
  }
  return units;
}

/** Without white space at both ends. */
export function trimSpan(text: string, { start, end }: Span): Span {
  let from = start;
  let to = end;
  while (from < to && /\s/.test(text[from]!)) from += 1;
  while (to > from && /\s/.test(text[to - 1]!)) to -= 1;
  return { start: from, end: to };
}
