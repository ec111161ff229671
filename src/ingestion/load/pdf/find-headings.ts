import type { OutlineEntry } from './read-outline.ts';
import type { Row } from './row.ts';

/** The rows of a page in reading order; `tables` rows are never headings. */
export interface PageRows {
  readonly page: number;
  readonly rows: readonly Row[];
}

/** A heading's level, and a number that its lines share. */
export interface Heading {
  readonly level: number;
  readonly group: number;
}

const larger = 1.14;
const longestHeading = 90;
const longestBold = 50;
const letter = /\p{L}/u;
const sentenceEnd = /[。．.,，;；:：!！、)）]\s*$/u;
const mathematics = /[=≈≠≤≥⩽⩾∑∏∫√]/u;
const prefix =
  /^(?:第.{1,4}[章节部分篇]|附录.?|[\d.]+|[一二三四五六七八九十]+、|chapter\d*|section\d*|appendix.?)[.:：、]?/iu;

const squash = (text: string): string =>
  text
    .normalize('NFKC')
    .replace(/[\s\ufeff]+/gu, '')
    .toLowerCase();
const roundSize = (size: number): number => Math.round(size * 2) / 2;

/** Size of most characters, and whether most are bold. */
export function bodyStyle(pages: readonly PageRows[]): { size: number; bold: boolean; monospaced: boolean } {
  const sizes = new Map<number, number>();
  let bold = 0;
  let monospaced = 0;
  let all = 0;
  for (const { rows } of pages) {
    for (const { line } of rows) {
      sizes.set(roundSize(line.size), (sizes.get(roundSize(line.size)) ?? 0) + line.text.length);
      all += line.text.length;
      if (line.bold) bold += line.text.length;
      if (line.monospaced) monospaced += line.text.length;
    }
  }
  const size = [...sizes].reduce((best, entry) => (entry[1] > best[1] ? entry : best), [10, 0])[0];
  return { size, bold: bold > 0.4 * all, monospaced: monospaced > 0.5 * all };
}

/** Rows that spell the title of a bookmark, alone or with the next one or two. */
function matchOutline(rows: readonly Row[], title: string): readonly Row[] {
  const wanted = squash(title);
  const bare = wanted.replace(prefix, '');
  for (let index = 0; index < rows.length; index += 1) {
    let spelled = '';
    for (let more = 0; more < 3 && index + more < rows.length; more += 1) {
      spelled += squash(rows[index + more]!.line.text);
      const same = spelled === wanted || (bare !== '' && spelled.replace(prefix, '') === bare);
      if (same) return rows.slice(index, index + more + 1);
      if (spelled.length > wanted.length + 12) break;
    }
  }
  return [];
}

function findByOutline(pages: readonly PageRows[], outline: readonly OutlineEntry[]): Map<Row, Heading> {
  const rowsOf = new Map(pages.map(({ page, rows }) => [page, rows]));
  const found = new Map<Row, Heading>();
  for (const [group, { title, page, level }] of outline.entries()) {
    const free = (rowsOf.get(page) ?? []).filter((row) => !found.has(row));
    for (const row of matchOutline(free, title)) found.set(row, { level: Math.min(level, 6), group });
  }
  return found;
}

function levelsBySize(sizes: ReadonlySet<number>, found: ReadonlyMap<Row, Heading>): (size: number) => number {
  const known = new Map<number, Map<number, number>>();
  for (const [row, { level }] of found) {
    const votes = known.get(roundSize(row.line.size)) ?? new Map<number, number>();
    votes.set(level, (votes.get(level) ?? 0) + 1);
    known.set(roundSize(row.line.size), votes);
  }
  const ordered = [...sizes].sort((a, b) => b - a);
  return (size) => {
    const votes = known.get(size);
    if (votes !== undefined) return [...votes].reduce((best, entry) => (entry[1] > best[1] ? entry : best))[0];
    return Math.min(6, Math.max(1, ordered.indexOf(size) + 1));
  };
}

/**
 * Decides which rows are headings: those that the outline names, then short
 * ones that are set larger than the body or bold in a body that is not. Levels
 * come from the outline where it knows the size, else from the order of sizes.
 */
export function findHeadings(pages: readonly PageRows[], outline: readonly OutlineEntry[]): Map<Row, Heading> {
  const body = bodyStyle(pages);
  const found = findByOutline(pages, outline);
  const large: Row[] = [];
  const bold: Row[] = [];
  for (const { rows } of pages) {
    for (const row of rows) {
      const { text, size } = row.line;
      if (found.has(row) || row.line.monospaced || !canHead(row)) continue;
      if (roundSize(size) >= larger * body.size && !mathematics.test(text)) large.push(row);
      else if (isBoldHeading(row, body)) bold.push(row);
    }
  }
  const sizes = new Set([...large, ...found.keys()].map(({ line }) => roundSize(line.size)));
  const levelOf = levelsBySize(sizes, found);
  let group = outline.length;
  let previous: Row | undefined;
  for (const row of large) {
    const goesOn =
      previous !== undefined &&
      previous.line.size === row.line.size &&
      row.line.baseline > previous.line.baseline &&
      row.line.baseline - previous.line.baseline < 1.9 * row.line.size;
    if (!goesOn) group += 1;
    found.set(row, { level: levelOf(roundSize(row.line.size)), group });
    previous = row;
  }
  const deepest = [...found.values()].reduce((level, heading) => Math.max(level, heading.level), 0);
  for (const row of bold) {
    group += 1;
    found.set(row, { level: Math.min(6, deepest + 1), group });
  }
  return found;
}

/** Whether a row reads like a title at all: letters, not mostly figures, no labelled value, no cells side by side. */
function canHead({ line: { text }, cells }: Row): boolean {
  if (text.length > longestHeading || !letter.test(text)) return false;
  if ((text.match(/\d/g)?.length ?? 0) > 0.3 * text.length || /[:：]\s*\S*\d/.test(text)) return false;
  return cells.length === 1 || (cells.length === 2 && squash(cells[0]!.text).replace(prefix, '') === '');
}

function isBoldHeading({ line, cells }: Row, body: { size: number; bold: boolean }): boolean {
  if (!line.bold || body.bold || cells.length > 1 || line.size < 0.95 * body.size) return false;
  return line.text.length <= longestBold && !sentenceEnd.test(line.text) && !mathematics.test(line.text);
}
