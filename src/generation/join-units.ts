import type { Unit } from './cut-units.ts';

/** What stands between two sentences of an answer: a line end around list items and lines and between sources, else a space, or nothing in Chinese. */
export function separatorBetween(previous: Unit | undefined, next: Unit): string {
  if (previous === undefined) return '';
  if (previous.source !== next.source) return '\n';
  const { text } = next.source.chunk;
  const between = previous.end <= next.start ? text.slice(previous.end, next.start) : '';
  if (between.trim() === '' && between.includes('\n')) return '\n';
  if (!/[.。!！?？;；…,，](?:[”’"'」』）)\]]|\[[\d,–-]+\])*$/.test(previous.text)) return '\n';
  return /[\p{Script=Han}。！？；，…”’」』）]$/u.test(previous.text) ? '' : ' ';
}
