import { describe, expect, it } from 'vitest';
import type { BlockKind } from '../../../contracts/parsed-document.ts';
import { checkCleanDocument } from '../clean-document.conformance.ts';
import { cleanDocument } from '../clean-document.ts';
import { pagedDocument } from '../paged-document.conformance.ts';

interface Part {
  readonly text: string;
  readonly kind?: BlockKind;
}

function cleanPages(pages: readonly (readonly (string | Part)[])[]): { text: string; removed: number } {
  const parsed = pagedDocument(
    pages.flatMap((parts, index) =>
      parts.map((part) => {
        const { text, kind = 'paragraph' } = typeof part === 'string' ? { text: part } : part;
        return { page: index + 1, lines: [text], kind };
      }),
    ),
  );
  const clean = cleanDocument(parsed);
  checkCleanDocument(parsed, clean);
  return { text: clean.text, removed: clean.rules.find(({ rule }) => rule === 'repeated-lines')!.removed };
}

const bodies = ['First we look.', '接下来看第二点。', 'Third comes this.', '第四点如下。', 'Fifth and last.'];
const count = (text: string, part: string): number => text.split(part).length - 1;

describe('repeated-lines', () => {
  it('keeps the first of a line that stands first or last on every page, in English and Chinese', () => {
    for (const line of ['Ragstone Report, draft of May', '内部资料，请勿外传']) {
      for (const pages of [bodies.map((body) => [line, body]), bodies.map((body) => [body, line])]) {
        const { text, removed } = cleanPages(pages);
        expect(count(text, line)).toBe(1);
        expect(removed).toBe(4 * line.length);
        for (const body of bodies) expect(text).toContain(body);
      }
    }
  });

  it('keeps numbers, which are never taken for one another', () => {
    const { text, removed } = cleanPages(bodies.map((body, index) => [body, `${index + 1}`]));
    expect(removed).toBe(0);
    expect(text).toContain('接下来看第二点。\n\n2');
    expect(cleanPages(bodies.map((body, index) => [`第${index + 1}页`, body])).removed).toBe(0);
  });

  it('keeps what repeats inside pages, on few pages, as a heading or as long text', () => {
    const long = 'This notice is repeated on every page of the contract because a court may want to read it. '.repeat(
      2,
    );
    const heading: Part = { text: 'Exercises', kind: 'heading' };
    const cases: (string | Part)[][][] = [
      bodies.map((body, index) => [body, '答：正确。', `Nr. ${index}`]),
      bodies.slice(0, 3).map((body) => ['Draft', body]),
      bodies.map((body) => [heading, body]),
      bodies.map((body) => [long, body]),
    ];
    for (const pages of cases) expect(cleanPages(pages).removed).toBe(0);
  });

  it('wants three pages of ten', () => {
    const pages = Array.from({ length: 20 }, (_, index) =>
      index < 5 ? ['仅供参考', `正文${index}。`] : [`正文${index}。`, `Nr. ${index}`],
    );
    expect(cleanPages(pages).removed).toBe(0);
  });
});
