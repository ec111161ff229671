import type { Span } from '../../../contracts/span.ts';
import type { LineIndex } from '../line-index.ts';

/** Files up to this many characters are parsed whole, so that link references find their definitions. */
const wholeLength = 200_000;
/** A section ends at the first heading behind this many characters … */
const enoughLength = 32_000;
/** … or at the first paragraph behind this many. */
const plentyLength = 64_000;

/**
 * Sections that can be parsed alone: the parser costs up to 20 ms per KB and
 * its tokens many times the text. Cuts stand before ATX headings, else before
 * an unindented paragraph behind a blank line, never inside a fence.
 */
export function splitSections(text: string, lines: LineIndex): Span[] {
  if (text.length <= wholeLength) return [{ start: 0, end: text.length }];
  const sections: Span[] = [];
  let start = 0;
  let fence = '';
  let afterBlank = false;
  for (let line = 0; lines.startOf(line) < text.length; line += 1) {
    const lineStart = lines.startOf(line);
    const head = text.slice(lineStart, Math.min(lines.startOf(line + 1), lineStart + 120));
    const length = lineStart - start;
    const heading = length >= enoughLength && /^#{1,6}\s/.test(head);
    const paragraph = length >= plentyLength && afterBlank && /^[\p{L}\p{Lo}]/u.test(head);
    if (fence === '' && (heading || paragraph)) {
      sections.push({ start, end: lineStart });
      start = lineStart;
    }
    fence = fenceAfter(head, fence);
    afterBlank = head.trim() === '';
  }
  sections.push({ start, end: text.length });
  return sections;
}

/** The fence that is open behind a line: of code, mathematics, or an HTML comment. */
function fenceAfter(head: string, open: string): string {
  if (open === '<!--') return head.includes('-->') ? '' : open;
  const mark = /^[ \t>]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)*(`{3,}|~{3,}|\$\$+|<!--)([^\r\n]*)/.exec(head);
  if (mark === null) return open;
  const [, found = '', rest = ''] = mark;
  if (open === '') {
    if (found === '<!--') return rest.includes('-->') ? '' : found;
    return found.startsWith('~') || !rest.includes(found[0]!) ? found : '';
  }
  return found[0] === open[0] && found.length >= open.length && rest.trim() === '' ? '' : open;
}
