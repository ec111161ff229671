import fc from 'fast-check';
import type { BlockKind, ParsedBlock, ParsedDocument, Run } from '../../contracts/parsed-document.ts';

const scraps = [
  'naïve ¿Qué',
  'x²',
  'H₂O',
  '①',
  '…',
  '，',
  '。',
  'ﬁ',
  'e\u0301',
  '\u212b',
  '⼈',
  'ＡＢＣ１',
  '\u00ad',
  '\u200b',
  '\ufeff',
  '\u202e',
  '👨‍👩‍👧',
  '🏴\u{e0067}\u{e0062}\u{e007f}',
  'می\u200cخواهم',
  '中 文 字 符 号',
  '中文',
  '，然后',
  'exam-\nple',
  'GPT-\n4',
  ' ',
  '  ',
  '\u3000',
  '\u00a0',
  '\n',
  '\r\n',
  '\f',
  '\t',
  '.....',
  '……',
  '𠮷',
  '\ud83d',
  '\ude00',
  '\ufffd',
  'word',
  'The end.',
  '1.',
  'ä¸­æ–‡',
  '\uf900',
  '각',
  '\u1100\u1161\u11a8',
  'ｶﾞ',
];
const kinds: readonly BlockKind[] = [
  'paragraph',
  'heading',
  'list-item',
  'code',
  'formula',
  'table',
  'running-head',
  'footnote',
  'caption',
];

const textArbitrary = fc
  .array(fc.oneof({ weight: 4, arbitrary: fc.constantFrom(...scraps) }, fc.string({ unit: 'binary', maxLength: 6 })), {
    minLength: 1,
    maxLength: 30,
  })
  .map((parts) => parts.join(''));

/** A parsed document of any shape: what may come from a loader, and worse. */
export const randomDocument: fc.Arbitrary<ParsedDocument> = fc
  .record({
    format: fc.constantFrom('text', 'markdown', 'html', 'pdf', 'docx'),
    parts: fc.array(
      fc.record({ kind: fc.constantFrom(...kinds), text: textArbitrary, level: fc.integer({ min: 1, max: 6 }) }),
      { maxLength: 12 },
    ),
  })
  .map(({ format, parts }) =>
    documentOf(
      format,
      parts.map(({ kind, text, level }) => ({ kind, text: text.trim() === '' ? 'x' : text, level })),
    ),
  );

/** A document whose blocks stand one after the other, one line of text each time, in one original. */
export function documentOf(
  format: string,
  parts: readonly {
    readonly kind?: BlockKind;
    readonly text: string;
    readonly level?: number;
    readonly boilerplate?: boolean;
  }[],
): ParsedDocument {
  let offset = 0;
  let line = 1;
  let page = 1;
  const blocks = parts.map(({ kind = 'paragraph', text, level, boilerplate }): ParsedBlock => {
    const runs: Run[] = [];
    for (const match of text.matchAll(/[^\n]*\n|[^\n]+/g)) {
      const start = match.index;
      const end = start + match[0].length;
      const span = { start, end };
      if (format === 'pdf') {
        const edges = Array.from({ length: end - start + 1 }, (_, index) => 50 + index * 5);
        runs.push({
          ...span,
          edges,
          locator: { kind: 'pdf', page, boxes: [[50, line * 12, edges.at(-1)!, line * 12 + 10]] },
        });
      } else {
        runs.push({
          ...span,
          locator: {
            kind: 'text',
            start: offset + start,
            end: offset + end,
            line,
            column: 1,
            endLine: line,
            endColumn: end - start + 1,
          },
        });
      }
      line += 1;
    }
    offset += text.length + 2;
    const locator = runs[0]!.locator;
    if (kind === 'table') page += 1;
    const cells = kind === 'table' ? cellsOf(text, locator) : undefined;
    return {
      kind,
      text,
      locator,
      runs,
      inserted: [],
      ...(kind === 'heading' || kind === 'list-item' ? { level: level ?? 1 } : {}),
      ...(cells === undefined ? {} : { cells }),
      ...(boilerplate === undefined ? {} : { boilerplate }),
    };
  });
  const total = blocks.reduce((sum, block) => sum + block.text.length, 0);
  return { format, blocks, coverage: { total, kept: total, markup: 0, skipped: [] }, warnings: [] };
}

function cellsOf(text: string, locator: ParsedBlock['locator']): NonNullable<ParsedBlock['cells']> {
  let start = 0;
  return text.split('\n').flatMap((row, rowIndex) =>
    row.split('\t').map((cell, column) => {
      const span = { start, end: start + cell.length };
      start = span.end + 1;
      return { ...span, row: rowIndex, column, rowSpan: 1, columnSpan: 1, header: rowIndex === 0, locator };
    }),
  );
}
