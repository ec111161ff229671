import { existsSync, readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkParsedDocument } from '../loader.conformance.ts';
import { loadMarkdown } from './load-markdown.ts';

async function load(text: string) {
  const parsed = await loadMarkdown({ bytes: Buffer.from(text), name: 'specimen.md' });
  checkParsedDocument(parsed);
  expect(parsed.coverage.skipped).toEqual([]);
  return parsed;
}

/** Kind, level where there is one, and text of each block. */
async function outline(text: string) {
  const { blocks } = await load(text);
  return blocks.map((block) => [block.level === undefined ? block.kind : `${block.kind} ${block.level}`, block.text]);
}

describe('loadMarkdown', () => {
  it('reads headings, paragraphs, nested lists, code, formulas, footnotes and quotations', async () => {
    const text =
      '---\ntitle: "T: 标题"\n---\n# One *two* #\n\nSet\next\n===\n\n- a\n  - b **c**\n\n    more\n- [x] d\n\n1. e\n\n> q\n> r\n\n```py title=x\nif a:\n\n  b\n```\n\n    indented\n\n$$\nx^2\n$$\n\n文[^1]字。\n\n[^1]: note\n    goes on\n\n***\n\n[d]: http://x "t"\n';
    expect(await outline(text)).toEqual([
      ['metadata', 'title: "T: 标题"'],
      ['heading 1', 'One two'],
      ['heading 1', 'Set\next'],
      ['list-item 1', 'a'],
      ['list-item 2', 'b c'],
      ['paragraph', 'more'],
      ['list-item 1', 'd'],
      ['list-item 1', 'e'],
      ['paragraph', 'q\nr'],
      ['code', 'if a:\n\n  b'],
      ['code', 'indented'],
      ['formula', 'x^2'],
      ['paragraph', '文字。'],
      ['footnote', 'note\ngoes on'],
    ]);
    const parsed = await load(text);
    expect(parsed.title).toBe('T: 标题');
    expect(parsed.blocks.find(({ kind }) => kind === 'code')?.language).toBe('py');
  });

  it('takes escapes and character references apart', async () => {
    const { blocks } = await load('a \\* b &amp; c &#20013;&hellip;&nosuch; d\\\ne  \nf');
    expect(blocks[0]?.text).toBe('a * b & c 中…&nosuch; d\ne\nf');
    const amp = blocks[0]?.runs.find(({ locator }) => locator.kind === 'text' && locator.end - locator.start === 5);
    expect(amp).toMatchObject({ start: 6, end: 7, locator: { start: 7, end: 12, line: 1, column: 8 } });
  });

  it('keeps text of links and images and drops their addresses', async () => {
    expect(
      await outline('See [the *page*](http://x "t"), <http://a.b>, http://c.d and ![al **t**](y.png)here.'),
    ).toEqual([['paragraph', 'See the page, http://a.b, http://c.d and al t here.']]);
    expect(await outline('![图一](a.png)\n\n[![badge][b]][l] x\n\n[b]: http://b\n[l]: http://l')).toEqual([
      ['image-text', '图一'],
      ['paragraph', 'badge x'],
    ]);
  });

  it('gives a table its cells', async () => {
    const { blocks } = await load('| a | b\\|c | `d\\|e` |\n|---|:-:|--|\n| 1 |  | x<br>y |\n| 2\n');
    const [table] = blocks;
    expect(table?.text).toBe('a\tb|c\td|e\n1\t\tx y\n2');
    expect(
      table?.cells?.map((cell) => [cell.row, cell.column, cell.header, table.text.slice(cell.start, cell.end)]),
    ).toEqual([
      [0, 0, true, 'a'],
      [0, 1, true, 'b|c'],
      [0, 2, true, 'd|e'],
      [1, 0, false, '1'],
      [1, 1, false, ''],
      [1, 2, false, 'x y'],
      [2, 0, false, '2'],
    ]);
  });

  it('keeps the text of raw HTML', async () => {
    expect(
      await outline(
        '<h1 align="center">Rag &amp; <b>stone</b></h1>\n\n<table>\n  <tr><th>a</th><th>b</th></tr>\n  <tr><td>1</td><td>2 &lt; 3</td></tr>\n</table>\n\n<!-- a\n\ncomment -->\n\n<div><img src="x" alt="a picture"></div>\n\nin<br>line <span>text</span><!-- c -->.\n',
      ),
    ).toEqual([
      ['heading 1', 'Rag & stone'],
      ['paragraph', 'a\tb\n1\t2 < 3'],
      ['paragraph', 'a picture'],
      ['paragraph', 'in\nline text.'],
    ]);
  });

  it('understands emphasis beside Chinese punctuation and leaves prices alone', async () => {
    expect(await outline('**重点。**后面，价格 $5 和 $10')).toEqual([['paragraph', '重点。后面，价格 $5 和 $10']]);
  });

  it('locates lines and columns behind \\r\\n, a tab and a byte order mark', async () => {
    const { blocks } = await load('\ufeff\ufeff# 标题\r\n\r\n>\t😀 a\r\n> b\r\n');
    expect(blocks[1]?.text).toBe('😀 a\r\nb');
    expect(blocks[1]?.runs.at(-1)?.locator).toMatchObject({ line: 4, column: 3, endLine: 4, endColumn: 4 });
  });

  it('reads hostile nesting as plain text, loudly and quickly', async () => {
    for (const hostile of [`${'>'.repeat(20_000)} deep`, `${'- '.repeat(5_000)}deep`, '[a*_'.repeat(20_000)]) {
      const { blocks, warnings } = await load(`${hostile}\n`);
      expect(
        blocks
          .map(({ text }) => text)
          .join('')
          .replace(/\s/g, ''),
      ).toBe(hostile.replace(/\s/g, ''));
      expect(warnings[0]?.code).toBe('markdown-read-as-text');
    }
  });

  it('reads a long file by sections as it reads it whole', async () => {
    const chapter = (number: number): string =>
      `## 章 ${number}\n\n正文 **重** \`code\`。\n\n\`\`\`sh\n# not a heading ${number}\n\`\`\`\n\n- item\n  - inner\n\n${'一段很长的话，'.repeat(200)}\n\n`;
    const chapters = Array.from({ length: 200 }, (_, number) => chapter(number));
    const { blocks } = await load(chapters.join(''));
    const single = await Promise.all(chapters.map(outline));
    expect(blocks.map((block) => block.text)).toEqual(single.flat().map(([, text]) => text));
  });

  it('refuses a file without text', async () => {
    await expect(load(' \n\n---\n')).rejects.toMatchObject({ code: 'empty-document' });
  });

  it('accounts for every character of any Markdown', async () => {
    const piece = fc.oneof(
      fc.string({ unit: 'grapheme', maxLength: 8 }),
      fc.constantFrom(
        ...[
          '\n',
          '\n\n',
          '\r\n',
          ' ',
          '    ',
          '\t',
          '# ',
          '- ',
          '1. ',
          '> ',
          '`',
          '```\n',
          '$$\n',
          '*',
          '**',
          '_',
          '~~',
          '[',
          ']',
          '(',
          ')',
        ],
        ...[
          '![',
          '](u)',
          '<b>',
          '</b>',
          '<br>',
          '<!--',
          '-->',
          '<div>\n',
          '| ',
          ' |\n',
          '|---|---|\n',
          '\\',
          '&amp;',
          '&#x1F600;',
          '[^1]',
          '[^1]: ',
        ],
        ...[
          '---\n',
          '===\n',
          '字',
          '。',
          '😀',
          'http://a.b',
          '<http://c.d>',
          '[x] ',
          'a@b.cc',
          '<img alt="q">',
          '&',
          '\u0000',
        ],
      ),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(piece, { minLength: 1, maxLength: 40 }), async (pieces) => {
        const text = `x${pieces.join('').replaceAll('\u001b', '')}`;
        const { blocks } = await load(text);
        // Without HTML, labels, fences and references every letter is text.
        if (/[<\]`~$&]/.test(text)) return;
        const letters = (value: string): string => value.replace(/[^\p{L}]/gu, '');
        expect(letters(blocks.map((block) => block.text).join(''))).toBe(letters(text));
      }),
      { numRuns: 1000 },
    );
  });

  const data = new URL('../../../../../shared/data/', import.meta.url);
  const folders = ['course/prompt_engineering/', 'documents/files/expected_outputs/'].map(
    (path) => new URL(path, data),
  );
  describe.skipIf(!folders.every((folder) => existsSync(folder)))('on real files (needs ../shared/data)', () => {
    for (const folder of folders) {
      for (const name of existsSync(folder) ? readdirSync(folder) : []) {
        it(`loses no word of ${name}`, async () => {
          const text = readFileSync(new URL(encodeURIComponent(name), folder), 'utf8');
          if (text.trim() === '') return;
          const { blocks, decodedText } = await load(text);
          const covered = new Uint8Array(decodedText!.length);
          for (const { runs } of blocks) {
            for (const { locator } of runs) if (locator.kind === 'text') covered.fill(1, locator.start, locator.end);
          }
          const left = uncovered(decodedText!, covered);
          // What is left is syntax: no Chinese character but in an address or a comment.
          const withoutAddresses = left.replace(/\]\([^)\n]*\)|<!--[\s\S]*?-->|https?:[^\s)>]*/g, '');
          expect(withoutAddresses.match(/\p{Script=Han}+/gu) ?? []).toEqual([]);
        });
      }
    }
  });
});

function uncovered(text: string, covered: Uint8Array): string {
  let left = '';
  for (let index = 0; index < text.length; index += 1) if (covered[index] === 0) left += text[index];
  return left;
}
