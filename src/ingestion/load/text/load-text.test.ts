import { existsSync, readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkParsedDocument } from '../loader.conformance.ts';
import { loadText } from './load-text.ts';
import { longestBlock } from './split-paragraphs.ts';

async function load(text: string) {
  const parsed = await loadText({ bytes: Buffer.from(text), name: 'specimen.txt' });
  checkParsedDocument(parsed);
  return parsed;
}

describe('loadText', () => {
  it('makes a paragraph of the lines between blank lines', async () => {
    const { blocks } = await load('\n第一行\r\n第二行\r\n \t\r\n  indented\nnext\n\n');
    expect(blocks.map(({ text }) => text)).toEqual(['第一行\r\n第二行', '  indented\nnext']);
    expect(blocks[0]?.locator).toEqual({
      kind: 'text',
      start: 1,
      end: 9,
      line: 2,
      column: 1,
      endLine: 3,
      endColumn: 4,
    });
    expect(blocks[0]?.runs.map(({ start, end }) => [start, end])).toEqual([
      [0, 5],
      [5, 8],
    ]);
  });

  it('finds numbered headings that stand alone, and leaves sentences and list items alone', async () => {
    const { blocks } = await load(
      '第一章 引言\n正文在此。\n\n1.2 Reward and value\n\nText.\n\n第二节 方法\n\n1. a list item\n\n3.5 million people live here.\n\n第一章我们讲了很多内容\n\nChapter IV\n\n　　首段。\n　　次段。',
    );
    expect(blocks.map(({ kind, level, text }) => [kind, level, text])).toEqual([
      ['heading', 1, '第一章 引言'],
      ['paragraph', undefined, '正文在此。'],
      ['heading', 2, '1.2 Reward and value'],
      ['paragraph', undefined, 'Text.'],
      ['heading', 2, '第二节 方法'],
      ['paragraph', undefined, '1. a list item'],
      ['paragraph', undefined, '3.5 million people live here.'],
      ['heading', 1, '第一章我们讲了很多内容'],
      ['heading', 1, 'Chapter IV'],
      ['paragraph', undefined, '　　首段。'],
      ['paragraph', undefined, '　　次段。'],
    ]);
  });

  it('splits what is too long at line ends, else at sentence ends, else between characters', async () => {
    const lines = await load('短的一行\n'.repeat(3000));
    expect(lines.blocks.length).toBe(4);
    expect(lines.blocks.every(({ text }) => text.endsWith('短的一行'))).toBe(true);
    const sentences = await load('这是一个句子。'.repeat(2000));
    expect(sentences.blocks.every(({ text }) => text.length <= longestBlock && text.endsWith('。'))).toBe(true);
    const emoji = await load('👩‍🚀'.repeat(4000));
    expect(emoji.blocks.map(({ text }) => text).join('')).toBe('👩‍🚀'.repeat(4000));
    expect(emoji.blocks.every(({ text }) => text.startsWith('👩'))).toBe(true);
  });

  it('refuses white space', async () => {
    await expect(load(' \r\n\t\u3000')).rejects.toMatchObject({ code: 'empty-document' });
    await expect(load('')).rejects.toMatchObject({ code: 'empty-document' });
  });

  it('keeps every character that is not white space, of any text', async () => {
    const piece = fc.oneof(
      fc.string({ unit: 'grapheme' }),
      fc.constantFrom('\n', '\r\n', '\r', '\n\n', '　　', ' ', '第一章', '😀', '。', 'é'),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(piece, { minLength: 1, maxLength: 60 }), async (pieces) => {
        const text = `x${pieces.join('').replaceAll('\u001b', '')}`;
        const { blocks } = await load(text);
        expect(blocks.map((block) => block.text.replace(/\s/g, '')).join('')).toBe(text.replace(/\s/g, ''));
      }),
      { numRuns: 300 },
    );
  });

  const folder = new URL('../../../../../shared/data/course/easy_rl/', import.meta.url);
  describe.skipIf(!existsSync(folder))('on the transcript of a lecture (needs ../shared/data)', () => {
    it('makes few paragraphs of many short lines', async () => {
      const name = readdirSync(folder).find((entry) => entry.endsWith('.txt'))!;
      const text = readFileSync(new URL(encodeURIComponent(name), folder), 'utf8');
      const { blocks, coverage } = await load(text);
      expect(coverage.kept).toBeGreaterThan(4000);
      expect(blocks.length).toBeLessThan(10);
    });
  });
});
