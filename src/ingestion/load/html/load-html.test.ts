import { existsSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import type { ParsedBlock, ParsedDocument, ViewElement } from '../../../contracts/parsed-document.ts';
import { checkParsedDocument } from '../loader.conformance.ts';
import { loadHtml } from './load-html.ts';

const shared = new URL('../../../../../shared/data/documents/files/', import.meta.url);

async function load(html: string | Uint8Array): Promise<ParsedDocument> {
  const bytes = typeof html === 'string' ? Buffer.from(html) : html;
  const parsed = await loadHtml({ bytes, name: 'page.html' });
  checkParsedDocument(parsed);
  checkPlaces(parsed);
  expect(parsed.coverage.skipped).toEqual([]);
  return parsed;
}

/** Every run is found in the text of its element in the tree that the viewer shows. */
function checkPlaces(parsed: ParsedDocument): void {
  const texts = new Map<number, string>();
  const read = (element: ViewElement): string => {
    const text = element.children.map((child) => (typeof child === 'string' ? child : read(child))).join('');
    if (element.element !== undefined) texts.set(element.element, text);
    return text;
  };
  read(parsed.view as ViewElement);
  for (const block of parsed.blocks) {
    for (const run of block.runs) {
      if (run.locator.kind !== 'section') throw new TypeError('section locator expected');
      const { element, endElement, start, end } = run.locator;
      expect(endElement).toBe(element);
      expect(texts.get(element)?.slice(start, end)).toBe(block.text.slice(run.start, run.end));
    }
  }
}

const shape = (blocks: readonly ParsedBlock[]) =>
  blocks.map(({ kind, level, text }) => (level === undefined ? `${kind}: ${text}` : `${kind} ${level}: ${text}`));
const path = (block: ParsedBlock | undefined) => (block?.locator.kind === 'section' ? block.locator.headingPath : []);

describe('HTML loader: structure', () => {
  it('gives headings, paragraphs and nested lists in order, with the headings above', async () => {
    const { blocks, title } = await load(
      `<html><head><title> A
       page </title></head><body>before<h1>One</h1><p>First <b>bold</b> text<h2>Two</h2>
       <ol start=3><li>three<ul><li>inner</ul><li>four<p>more</ol></body></html>`,
    );
    expect(title).toBe('A page');
    expect(shape(blocks)).toEqual([
      'paragraph: before',
      'heading 1: One',
      'paragraph: First bold text',
      'heading 2: Two',
      'list-item 1: 3. three',
      'list-item 2: inner',
      'list-item 1: 4. four',
      'paragraph: more',
    ]);
    expect(path(blocks[0])).toEqual([]);
    expect(path(blocks[2])).toEqual(['One']);
    expect(path(blocks[3])).toEqual(['One']);
    expect(path(blocks[5])).toEqual(['One', 'Two']);
  });

  it('keeps inner white space, resolves entities, and turns <br> into an inserted line end', async () => {
    const { blocks } = await load('<p>\n  a\n   b &amp;&nbsp;&#x4e2d;&hellip;<br>c  </p>');
    expect(blocks[0]?.text).toBe('a\n   b &\u00a0中…\nc');
    expect(blocks[0]?.inserted).toEqual([{ start: 11, end: 12 }]);
  });

  it('reads a page without html and body, and text outside any element', async () => {
    expect(shape((await load('hello <b>x</b><p>q')).blocks)).toEqual(['paragraph: hello x', 'paragraph: q']);
  });

  it('keeps code as it is, with its language', async () => {
    const { blocks } = await load('<pre><code class="hljs language-py">\n  def f():\n    return 1\n</code></pre>');
    expect(blocks).toMatchObject([{ kind: 'code', language: 'py', text: '  def f():\n    return 1' }]);
  });

  it('lays row and column spans on a grid', async () => {
    const { blocks } = await load(
      `<table><caption>表一</caption><thead><tr><th rowspan=2>名称<th colspan=2>Size</tr><tr><th>x<th>y</tr></thead>
       <tbody><tr><td>甲<td>1<td><p>2</p><p>3</p></td></tr></tbody></table>`,
    );
    expect(shape(blocks)).toEqual(['caption: 表一', 'table: 名称\tSize\nx\ty\n甲\t1\t2 3']);
    const cells = blocks[1]?.cells?.map((cell) => [cell.row, cell.column, cell.rowSpan, cell.columnSpan, cell.header]);
    expect(cells).toEqual([
      [0, 0, 2, 1, true],
      [0, 1, 1, 2, true],
      [1, 1, 1, 1, true],
      [1, 2, 1, 1, true],
      [2, 0, 1, 1, false],
      [2, 1, 1, 1, false],
      [2, 2, 1, 1, false],
    ]);
  });

  it('reads a layout table as the blocks that it arranges', async () => {
    const { blocks } = await load('<table><tr><td><h1>T</h1><p>a</p></td><td><p>b</p></td></tr></table>');
    expect(shape(blocks)).toEqual(['heading 1: T', 'paragraph: a', 'paragraph: b']);
  });

  it('takes the TeX of a formula once', async () => {
    const { blocks } = await load(
      `<p>so <span style="display:none"><math><semantics><mi>x</mi><annotation encoding="application/x-tex">x^2
       </annotation></semantics></math></span> holds</p>`,
    );
    expect(blocks[0]?.text.replace(/\s+/g, ' ')).toBe('so x^2 holds');
  });

  it('puts hidden text behind its paragraph as boilerplate, without splitting the paragraph', async () => {
    const { blocks } = await load('<p>one <span style="display: none">secret</span>two</p><p hidden>gone</p>');
    expect(blocks.map((block) => [block.text, block.boilerplate ?? false])).toEqual([
      ['one two', false],
      ['secret', true],
      ['gone', true],
    ]);
  });
});

describe('HTML loader: main content', () => {
  const sentence = '迭代优化提示是一个反复改进的过程，每一次都根据结果修改提示词，直到满意为止，这里写得足够长。';
  const article = `<h1>指南</h1><p class="date">2024 年</p>${`<p>${sentence}${sentence}</p>`.repeat(8)}`;
  const table = '<table><tr><th>年<th>量</tr><tr><td>2023<td>5</tr></table>';

  it('marks navigation and footer, keeps title, date, table and code, loses nothing', async () => {
    const { blocks, warnings } = await load(
      `<html><head><title>指南 - 网站</title></head><body><nav><ul><li><a href="/">首页</a><li><a href="/x">栏目</a></ul></nav>
       <div id="content"><article>${article}${table}<pre>print(1)</pre><p>${sentence}${sentence}</p></article></div>
       <footer><p>版权所有</p></footer></body></html>`,
    );
    expect(warnings).toEqual([]);
    const marked = blocks.filter((block) => block.boilerplate).map((block) => block.text);
    expect(marked).toEqual(['首页', '栏目', '版权所有']);
    expect(blocks.filter((block) => !block.boilerplate).map((block) => block.kind)).toContain('table');
    expect(blocks.filter((block) => !block.boilerplate).map((block) => block.kind)).toContain('code');
  });

  it('marks nothing on a short page', async () => {
    const { blocks, warnings } = await load('<nav><a href="/">Home</a></nav><p>Short.</p>');
    expect(blocks.map((block) => block.boilerplate)).toEqual([undefined, undefined]);
    expect(warnings).toEqual([]);
  });

  it('says so when it uses the whole body', async () => {
    const links = '<li><a href="/a">a link of some length</a></li>'.repeat(200);
    const { blocks, warnings } = await load(
      `<div class="sidebar"><ul>${links}</ul></div><article>${article}</article>`,
    );
    expect(warnings.map((warning) => warning.code)).toEqual(['main-content-not-found']);
    expect(blocks.some((block) => block.boilerplate)).toBe(false);
  });

  it('shows the text of a page that a script would unhide', async () => {
    const { blocks, warnings } = await load('<body style="display:none"><p>shown later</p></body>');
    expect(blocks.map((block) => [block.text, block.boilerplate])).toEqual([['shown later', undefined]]);
    expect(warnings.map((warning) => warning.code)).toEqual(['main-content-not-found']);
  });
});

describe('HTML loader: bytes and hostile input', () => {
  it('decodes GBK that the page declares', async () => {
    const html =
      '<html><head><meta charset="gbk"><title>网页</title></head><body><p>汉字编码，一个不少。</p></body></html>';
    const { blocks, encoding, title } = await load(iconv.encode(html, 'gbk'));
    expect(shape(blocks)).toEqual(['paragraph: 汉字编码，一个不少。']);
    expect(title).toBe('网页');
    expect(encoding?.name).toMatch(/gb/);
  });

  it('gives the viewer no script, style, handler, picture source or foreign link', async () => {
    const { view, blocks } = await load(
      `<p onclick="a()" style="x:url(y)">t<a href="javascript:alert(1)">j</a><a href="https://example.org/">h</a>
       <img src="https://e/x.png" alt="Bild" onerror="a()"><script>alert(2)</script></p><iframe src="//e"></iframe><svg onload=a()><text>s</text></svg>`,
    );
    const json = JSON.stringify(view);
    expect(json).not.toMatch(/javascript|onclick|onerror|onload|alert|src|style|iframe|svg/);
    expect(json).toContain('"href":"https://example.org/"');
    expect(json).toContain('"alt":"Bild"');
    expect(blocks[0]?.text).toContain('tjh');
  });

  it.each([600, 5000, 10_000])('lays %i nested elements flat and says so', async (depth) => {
    const { blocks, warnings } = await load(`${'<div>'.repeat(depth)}<p>in</p><p>ner</p>${'</div>'.repeat(depth)}out`);
    expect(shape(blocks)).toEqual(['paragraph: in', 'paragraph: ner', 'paragraph: out']);
    expect(warnings.map((warning) => warning.code)).toContain('deeply-nested');
  });

  it('refuses a page without text, and names the reason', async () => {
    const empty = loadHtml({ bytes: Buffer.from('<div id=app></div><script>run()</script>'), name: 'app.html' });
    await expect(empty).rejects.toMatchObject({ code: 'empty-document', message: expect.stringContaining('app.html') });
    await expect(loadHtml({ bytes: new Uint8Array(), name: 'none.html' })).rejects.toMatchObject({
      code: 'empty-document',
    });
  });

  it('reads one text node of a megabyte, and tables whose spans multiply', async () => {
    expect((await load(`<p>${'word '.repeat(200_000)}`)).blocks[0]?.text).toHaveLength(999_999);
    const hostile = `<table><tr><th>a<th>b${'<tr><td colspan=1000 rowspan=65000>1<td colspan=1000>2'.repeat(500)}</table>`;
    expect((await load(hostile)).blocks[0]?.cells).toHaveLength(1002);
  });

  it('loses no visible character of any tree', async () => {
    const tag = fc.constantFrom(
      'p',
      'div',
      'span',
      'b',
      'td',
      'tr',
      'table',
      'li',
      'ul',
      'ol',
      'pre',
      'h2',
      'br',
      'section',
      'noscript',
    );
    const leaf = fc.stringMatching(/^[a-z中文 \n]{0,8}$/);
    const tree = fc.letrec<{ node: string }>((tie) => ({
      node: fc.oneof(
        { maxDepth: 5 },
        leaf,
        fc
          .tuple(tag, fc.array(tie('node'), { maxLength: 4 }), fc.boolean())
          .map(([name, children, hidden]) =>
            name === 'br' ? '<br>' : `<${name}${hidden ? ' hidden' : ''}>${children.join('')}</${name}>`,
          ),
      ),
    })).node;
    await fc.assert(
      fc.asyncProperty(tree, async (html) => {
        const visible = html.replace(/<[^>]*>/g, '').replace(/\s/g, '');
        const { blocks } = await load(`<p>x</p>${html}`);
        const own = blocks
          .map((block) => block.runs.map((run) => block.text.slice(run.start, run.end)).join(''))
          .join('');
        expect([...own.replace(/\s/g, '')].sort().join('')).toBe([...`x${visible}`].sort().join(''));
      }),
      { numRuns: 300 },
    );
  });
});

describe.skipIf(!existsSync(shared))('HTML loader: real pages (skipped without the shared data)', () => {
  it.each(['test_wikipedia.html', 'test_blog.html', 'test_serp.html'])('%s loses no text node', async (file) => {
    await load(readFileSync(new URL(file, shared)));
  });

  it('tells the article of an encyclopedia from its frame', async () => {
    const { blocks, title } = await load(readFileSync(new URL('test_wikipedia.html', shared)));
    expect(title).toBe('Microsoft - Wikipedia');
    const find = (start: string) => blocks.find((block) => block.text.startsWith(start));
    expect(find('Microsoft Corporation is an American multinational')?.boilerplate).toBeUndefined();
    expect(find('History')?.kind).toBe('heading');
    expect(find('Random article')?.boilerplate).toBe(true);
    const infobox = blocks.find((block) => block.kind === 'table' && block.text.includes('Company type'));
    expect(infobox?.boilerplate).toBeUndefined();
    expect(infobox?.cells?.some((cell) => cell.header)).toBe(true);
  });
});
