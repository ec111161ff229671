import type { Span } from '../../../contracts/span.ts';

/** A part of raw HTML: text, a character reference, or a break that a tag makes. */
export type HtmlPart =
  | ({ readonly kind: 'text' | 'reference' | 'alternative-text' } & Span)
  | { readonly kind: 'break'; readonly text: '\n' | '\t' };

// Bounded inside, so that an unclosed quote or tag costs no more than its own length.
const markup =
  /<!--[\s\S]*?(?:-->|$)|<(script|style)\b[\s\S]*?(?:<\/\1\s*>|$)|<(\/?)([a-z][\w:-]{0,40})((?:"[^"]{0,4000}"|'[^']{0,4000}'|[^'"<>]){0,400})>|<[!?][^>]{0,4000}>/gi;

const blockTag =
  /^(?:address|article|aside|blockquote|br|caption|center|dd|details|div|dl|dt|figcaption|figure|footer|form|h[1-6]|header|hr|li|main|nav|ol|p|pre|section|summary|table|tbody|tfoot|thead|tr|ul)$/i;

/** Text and breaks of raw HTML in order; all else is markup. No tree is built: what stands inside Markdown is fragments. */
export function* htmlParts(html: string): Generator<HtmlPart> {
  let position = 0;
  for (const match of html.matchAll(markup)) {
    yield* textParts(html, position, match.index);
    position = match.index + match[0].length;
    const tag = match[3] ?? '';
    if (blockTag.test(tag)) yield { kind: 'break', text: '\n' };
    else if (/^t[dh]$/i.test(tag)) yield { kind: 'break', text: '\t' };
    else if (tag.toLowerCase() === 'img') {
      const attributes = match[4] ?? '';
      const alternative = /\balt\s*=\s*(?:"([^"]+)"|'([^']+)')/di.exec(attributes);
      const place = alternative?.indices?.[1] ?? alternative?.indices?.[2];
      const before = match.index + 1 + tag.length;
      if (place !== undefined) yield { kind: 'alternative-text', start: before + place[0], end: before + place[1] };
    }
  }
  yield* textParts(html, position, html.length);
}

const reference = /&(?:#\d{1,7}|#x[\da-f]{1,6}|[a-z][a-z\d]{1,31});/gi;

function* textParts(html: string, start: number, end: number): Generator<HtmlPart> {
  let position = start;
  for (const match of html.slice(start, end).matchAll(reference)) {
    const from = start + match.index;
    if (from > position) yield { kind: 'text', start: position, end: from };
    position = from + match[0].length;
    yield { kind: 'reference', start: from, end: position };
  }
  if (end > position) yield { kind: 'text', start: position, end };
}
