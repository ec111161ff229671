import type { Span } from '../../../contracts/span.ts';

/** Longer sections hold no place to cut at: one table, one fence, one line. */
const longestSection = 3_000_000;
/** More openers than this between two blank lines cost the parser seconds: it pairs them with each other. */
const mostOpeners = 30_000;

/** Whether a section would keep the Markdown parser busy without bound or overflow its stack. */
export function tooCostly(text: string, { start, end }: Span): boolean {
  if (end - start > longestSection) return true;
  const section = text.slice(start, end);
  if (/^(?:[ \t]*(?:>|[-*+](?=\s)|\d{1,9}[.)](?=\s))){50}/m.test(section)) return true;
  if (/^[ \t]{400,}(?:[-*+>]|\d{1,9}[.)])\s/m.test(section)) return true;
  return section.split(/(?:\r\n?|\n)[ \t]*(?:\r\n?|\n)/).some((stretch) => {
    let openers = 0;
    for (const character of stretch) {
      if (character === '[' || character === '*' || character === '_' || character === '~') openers += 1;
    }
    return openers > mostOpeners;
  });
}
