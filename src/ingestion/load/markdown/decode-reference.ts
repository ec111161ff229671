import { fromMarkdown } from 'mdast-util-from-markdown';

const known = new Map<string, string>();

/** What a character reference such as `&amp;` or `&#20013;` stands for; itself where it is none. */
export function decodeReference(reference: string): string {
  const found = known.get(reference);
  if (found !== undefined) return found;
  // The parser's own table: a letter before it keeps white space from being trimmed.
  const [paragraph] = fromMarkdown(`x${reference}x`).children;
  const text = paragraph?.type === 'paragraph' ? paragraph.children[0] : undefined;
  const value = text?.type === 'text' ? text.value.slice(1, -1) : reference;
  if (known.size < 5000) known.set(reference, value);
  return value;
}
