import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Chunk } from '../../contracts/chunk.ts';
import type { ParsedDocument } from '../../contracts/parsed-document.ts';
import { cleanDocument } from '../clean/clean-document.ts';
import { documentOf, randomDocument } from '../clean/random-document.conformance.ts';
import { checkChunks } from './chunk-document.conformance.ts';
import { chunkDocument } from './chunk-document.ts';
import type { ChunkSettings } from './chunk-settings.ts';

function chunk(
  parsed: ParsedDocument,
  settings: Partial<ChunkSettings> = {},
): { chunks: Chunk[]; codes: string[]; text: string } {
  const clean = cleanDocument(parsed);
  const { chunks, warnings } = chunkDocument({ parsed, clean, documentId: 'd', documentVersion: 'v', settings });
  checkChunks(parsed, clean, chunks);
  return { chunks, codes: warnings.map(({ code }) => code), text: clean.text };
}

const sentences = (count: number, word = 'sentence'): string =>
  Array.from({ length: count }, (_, index) => `This is the ${word} number ${index} of a rather long text.`).join(' ');

describe('chunkDocument', () => {
  it('covers all of any document, in order, whatever the sizes', () => {
    const sizes = fc.record({
      targetTokens: fc.integer({ min: 1, max: 60 }),
      wholeTokens: fc.integer({ min: 1, max: 60 }),
      maxTokens: fc.integer({ min: 1, max: 90 }),
      tinySectionTokens: fc.integer({ min: 0, max: 30 }),
      overlapTokens: fc.integer({ min: 0, max: 30 }),
    });
    fc.assert(
      fc.property(randomDocument, sizes, (parsed, settings) => {
        expect(chunk(parsed, settings).chunks).toEqual(chunk(parsed, settings).chunks);
      }),
      { numRuns: 300 },
    );
  });

  it('makes one chunk of a short document, with its heading as context', () => {
    const { chunks } = chunk(documentOf('markdown', [{ kind: 'heading', text: 'Title' }, { text: sentences(20) }]));
    expect(chunks).toHaveLength(1);
    expect(chunks[0]).toMatchObject({ contextText: 'Title', ordinal: 0, documentId: 'd', documentVersion: 'v' });
    expect(chunks[0]?.text.startsWith('This is')).toBe(true);
    expect(chunks[0]?.id).toMatch(/^[0-9a-f]{32}$/);
  });

  it('begins a chunk with each section and gives it the chain of headings', () => {
    const parts = [
      { kind: 'heading', text: 'Book', level: 1 },
      { kind: 'heading', text: 'One', level: 2 },
      { text: sentences(30) },
      { kind: 'heading', text: 'Two', level: 2 },
      { text: sentences(30) },
    ] as const;
    const { chunks } = chunk(documentOf('markdown', parts));
    expect(chunks.map(({ contextText }) => contextText)).toEqual(['Book\nOne', 'Book\nTwo']);
  });

  it('puts tiny siblings together, their headings in the text', () => {
    const tiny = Array.from({ length: 120 }, (_, index) => [
      { kind: 'heading', text: `Q${index}`, level: 2 } as const,
      { text: `Answer number ${index} is this short one.` },
    ]).flat();
    const { chunks } = chunk(documentOf('markdown', [{ kind: 'heading', text: 'FAQ', level: 1 }, ...tiny]));
    expect(chunks.length).toBeLessThan(12);
    expect(chunks.every(({ contextText, tokens }) => contextText.startsWith('FAQ') && tokens < 600)).toBe(true);
  });

  it('finds a heading with nothing under it', () => {
    const parts = [
      { kind: 'heading', text: 'Full', level: 1 },
      { text: sentences(60) },
      { kind: 'heading', text: 'Empty', level: 1 },
    ] as const;
    const { chunks } = chunk(documentOf('markdown', parts));
    expect(chunks.at(-1)).toMatchObject({ text: 'Empty', contextText: '' });
    expect(chunk(documentOf('markdown', [{ kind: 'heading', text: 'Alone' }])).chunks.map(({ text }) => text)).toEqual([
      'Alone',
    ]);
  });

  it('overlaps long prose by whole sentences, in Chinese and English', () => {
    const chinese = Array.from({ length: 120 }, (_, index) => `这是第${index}个句子，它用来测试切分。`).join('');
    for (const text of [sentences(120), chinese]) {
      const { chunks } = chunk(documentOf('text', [{ text }]));
      expect(chunks.length).toBeGreaterThan(2);
      for (const [index, { start, end, tokens, text: piece }] of chunks.entries()) {
        expect(tokens).toBeLessThanOrEqual(600);
        expect(piece).toMatch(/^(?:This|这).*[.。]$/s);
        const next = chunks[index + 1];
        if (next === undefined) continue;
        expect(next.start).toBeLessThan(end);
        expect(end - next.start).toBeLessThan((end - start) * 0.25);
      }
    }
  });

  it('keeps rows whole and repeats the header as context', () => {
    const rows = Array.from({ length: 200 }, (_, index) => `name ${index}\t${index * 7}\tsome remark about ${index}`);
    const { chunks } = chunk(
      documentOf('html', [{ kind: 'table', text: ['Name\tValue\tRemark', ...rows].join('\n') }]),
    );
    expect(chunks.length).toBeGreaterThan(3);
    expect(chunks.every(({ contextText }) => contextText === 'Name\tValue\tRemark')).toBe(true);
    expect(chunks.flatMap(({ text }) => text.split('\n'))).toEqual(rows);
  });

  it('keeps code whole where it fits and parts it between lines where not', () => {
    const code = (count: number): string =>
      Array.from({ length: count }, (_, index) => `  const value${index} = compute(${index});`).join('\n');
    const parts = (count: number) => [{ text: sentences(50) }, { kind: 'code', text: code(count) } as const];
    expect(chunk(documentOf('markdown', parts(40))).chunks.some(({ text }) => text.includes(code(40).trim()))).toBe(
      true,
    );
    const long = chunk(documentOf('markdown', parts(300))).chunks.filter(({ text }) => text.includes('compute'));
    expect(long.every(({ text }) => text.endsWith(';'))).toBe(true);
  });

  it('keeps what introduces code or a table with it', () => {
    const code = Array.from({ length: 40 }, (_, index) => `value${index} = compute(${index})`).join('\n');
    const rows = ['名称\t数值', ...Array.from({ length: 40 }, (_, index) => `第${index}项\t${index * 7}`)].join('\n');
    for (const [lead, exhibit] of [
      ['In the example below all values are computed at once.', { kind: 'code', text: code }],
      ['下表列出了各项的数值。', { kind: 'table', text: rows }],
    ] as const) {
      const { chunks } = chunk(documentOf('markdown', [{ text: sentences(31) }, { text: lead }, exhibit]));
      expect(chunks).toHaveLength(2);
      expect(chunks[0]!.text).not.toContain(lead);
      expect(chunks[1]!.text).toContain(lead);
      expect(chunks[1]!.text).toContain(exhibit.text.split('\n').at(-1));
    }
  });

  it('repeats the last sentence of a long introduction before code', () => {
    const code = Array.from({ length: 70 }, (_, index) => `value${index} = compute(${index})`).join('\n');
    const { chunks } = chunk(documentOf('markdown', [{ text: sentences(24) }, { kind: 'code', text: code }]));
    expect(chunks).toHaveLength(2);
    expect(chunks[1]!.text).toMatch(/^This is the sentence number \d+ of a rather long text\.\s+This.*\n\nvalue0/);
  });

  it('does not put the introduction of a chapter to the end of the one before', () => {
    const parts = [
      { kind: 'heading', text: '第一章', level: 1 },
      { text: sentences(40) },
      { kind: 'heading', text: '参考文献', level: 1 },
      { text: '王某某：《某书》。' },
      { kind: 'heading', text: '第二章', level: 1 },
      { text: '本章介绍第二种方法。' },
      { kind: 'heading', text: '2.1', level: 2 },
      { text: sentences(36) },
    ] as const;
    const found = chunk(documentOf('markdown', parts)).chunks.find(({ text }) => text.includes('王某某'));
    expect(found).toMatchObject({ contextText: '参考文献', text: '王某某：《某书》。' });
  });

  it('parts a table of contents between its lines and repeats none', () => {
    const lines = Array.from({ length: 120 }, (_, index) => `${index + 1}.1 Section of the book . . . ${index + 3}`);
    const { chunks } = chunk(documentOf('pdf', [{ text: lines.join('\n') }]));
    expect(chunks.length).toBeGreaterThan(2);
    expect(chunks.flatMap(({ text }) => text.split('\n'))).toEqual(lines);
  });

  it('cuts a giant word between graphemes, and says so', () => {
    const giant = 'कि'.repeat(6000);
    const { chunks, codes } = chunk(documentOf('text', [{ text: giant }]));
    expect(codes).toEqual(['long-unit-cut']);
    expect(chunks.map(({ text }) => text).join('')).toBe(giant);
    expect(chunks.every(({ text }) => text.startsWith('कि'))).toBe(true);
    expect(chunk(documentOf('text', [{ text: '没有标点的中文'.repeat(900) }])).codes).toEqual([]);
  });

  it('takes a paragraph that goes on overleaf for one text', () => {
    const first = documentOf('pdf', [{ text: 'A paragraph that was begun on the first page and is carried' }]);
    const second = documentOf('pdf', [{ text: 'over to the second.' }]).blocks[0]!;
    const moved: typeof second = { ...second, locator: { kind: 'pdf', page: 2, boxes: [] } };
    const { text } = chunk({ ...first, blocks: [...first.blocks, moved] });
    expect(text).toBe('A paragraph that was begun on the first page and is carried over to the second.');
  });
});
