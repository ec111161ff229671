import { existsSync, readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { strToU8, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import type { ParsedBlock, ParsedDocument, ViewElement } from '../../../contracts/parsed-document.ts';
import { checkParsedDocument } from '../loader.conformance.ts';
import { loadDocx } from './load-docx.ts';

const shared = new URL('../../../../../shared/data/documents/', import.meta.url);

const namespaces =
  'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" ' +
  'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"';
const part = (root: string, content: string) => `<?xml version="1.0"?><w:${root} ${namespaces}>${content}</w:${root}>`;
const p = (content: string, properties = '') =>
  `<w:p><w:pPr>${properties}</w:pPr>${content.startsWith('<') ? content : `<w:r><w:t xml:space="preserve">${content}</w:t></w:r>`}</w:p>`;
const r = (text: string, properties = '') =>
  `<w:r><w:rPr>${properties}</w:rPr><w:t xml:space="preserve">${text}</w:t></w:r>`;
const cell = (content: string, properties = '') => `<w:tc><w:tcPr>${properties}</w:tcPr>${content}</w:tc>`;

/** A package with the given parts beside the main one; every part of `word/` is related to it by its name. */
function docx(body: string, parts: Record<string, string> = {}): Uint8Array {
  const type = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
  const related = Object.keys(parts)
    .map(
      (name, index) =>
        `<Relationship Id="rId${index}" Type="${type}/${name.replace(/\d*$/, '')}" Target="${name}.xml"/>`,
    )
    .join('');
  const files: Record<string, string> = {
    '_rels/.rels': `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r" Type="${type}/officeDocument" Target="word/document.xml"/></Relationships>`,
    'word/document.xml': part('document', `<w:body>${body}<w:sectPr/></w:body>`),
    'word/_rels/document.xml.rels': `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${related}<Relationship Id="web" Type="${type}/hyperlink" Target="https://example.org/" TargetMode="External"/></Relationships>`,
  };
  for (const [name, xml] of Object.entries(parts)) files[`word/${name}.xml`] = xml;
  return zipSync(Object.fromEntries(Object.entries(files).map(([name, xml]) => [name, strToU8(xml)])));
}

async function load(bytes: Uint8Array): Promise<ParsedDocument> {
  const parsed = await loadDocx({ bytes, name: 'file.docx' });
  checkParsedDocument(parsed);
  expect(parsed.coverage.skipped.map((entry) => entry.reason)).not.toContain('text-not-reached');
  checkPlaces(parsed);
  return parsed;
}

/** Every run is found in the text of its element in the tree that the viewer shows; elements are numbered in order. */
function checkPlaces(parsed: ParsedDocument): void {
  const view = parsed.view as ViewElement;
  const textOf = (element: ViewElement): string =>
    element.children.map((child) => (typeof child === 'string' ? child : textOf(child))).join('');
  const texts = view.children.map((child, index) => {
    if (typeof child === 'string') throw new TypeError('element expected');
    expect(child.element).toBe(index);
    return textOf(child);
  });
  for (const block of parsed.blocks) {
    if (block.locator.kind !== 'section') throw new TypeError('section locator expected');
    expect(texts[block.locator.element]).toBeDefined();
    for (const { start, end, locator } of block.runs) {
      if (locator.kind !== 'section') throw new TypeError('section locator expected');
      expect(texts[locator.element]?.slice(locator.start, locator.end)).toBe(block.text.slice(start, end));
    }
  }
}

const shape = (blocks: readonly ParsedBlock[]) =>
  blocks.map(({ kind, level, text }) => (level === undefined ? `${kind}: ${text}` : `${kind} ${level}: ${text}`));
const elements = (blocks: readonly ParsedBlock[]) =>
  blocks.map((block) => (block.locator.kind === 'section' ? block.locator.element : -1));

describe('DOCX loader: structure', () => {
  const styles = part(
    'styles',
    `<w:style w:type="paragraph" w:styleId="T"><w:name w:val="Title"/></w:style>
     <w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/></w:style>
     <w:style w:type="paragraph" w:styleId="a2"><w:name w:val="标题 2"/></w:style>
     <w:style w:type="paragraph" w:styleId="own"><w:name w:val="My own"/><w:basedOn w:val="a2"/></w:style>
     <w:style w:type="paragraph" w:styleId="loop"><w:name w:val="L"/><w:basedOn w:val="loop"/></w:style>
     <w:style w:type="paragraph" w:styleId="out"><w:name w:val="O"/><w:pPr><w:outlineLvl w:val="2"/></w:pPr></w:style>`,
  );

  it('finds headings by name in any language, by inheritance and by outline level; keeps text before the first', async () => {
    const style = (id: string) => `<w:pStyle w:val="${id}"/>`;
    const { blocks, title } = await load(
      docx(
        p('before') +
          p('书名', style('T')) +
          p('One', style('1')) +
          p('二', style('a2')) +
          p('Three', style('own')) +
          p('Deep', style('out')) +
          p('end', style('loop')),
        { styles },
      ),
    );
    expect(shape(blocks)).toEqual([
      'paragraph: before',
      'heading 1: 书名',
      'heading 1: One',
      'heading 2: 二',
      'heading 2: Three',
      'heading 3: Deep',
      'paragraph: end',
    ]);
    expect(title).toBe('书名');
    const last = blocks.at(-1)?.locator;
    expect(last?.kind === 'section' && last.headingPath).toEqual(['One', 'Three', 'Deep']);
    expect(elements(blocks)).toEqual([0, 1, 2, 3, 4, 5, 6]);
  });

  it('counts lists as Word does, with the markers inserted', async () => {
    const level = (index: number, format: string, text: string) =>
      `<w:lvl w:ilvl="${index}"><w:start w:val="1"/><w:numFmt w:val="${format}"/><w:lvlText w:val="${text}"/></w:lvl>`;
    const numbering = part(
      'numbering',
      `<w:abstractNum w:abstractNumId="0">${level(0, 'chineseCounting', '第%1章')}${level(1, 'decimal', '%1.%2')}</w:abstractNum>
       <w:abstractNum w:abstractNumId="1">${level(0, 'bullet', '•')}</w:abstractNum>
       <w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>`,
    );
    const item = (text: string, id: number, depth: number) =>
      p(text, `<w:numPr><w:ilvl w:val="${depth}"/><w:numId w:val="${id}"/></w:numPr>`);
    const { blocks } = await load(
      docx(
        item('  甲', 1, 0) + item('a', 1, 1) + item('b', 1, 1) + item('乙', 1, 0) + item('c', 1, 1) + item('dot', 2, 0),
        { numbering },
      ),
    );
    expect(shape(blocks)).toEqual([
      'list-item 1: 第一章 甲',
      'list-item 2: 一.1 a',
      'list-item 2: 一.2 b',
      'list-item 1: 第二章 乙',
      'list-item 2: 二.1 c',
      'list-item 1: dot',
    ]);
    expect(blocks[0]?.inserted).toEqual([{ start: 0, end: 4 }]);
  });

  it('reads merged cells, header rows, several paragraphs and nested tables', async () => {
    const inner = `<w:tbl><w:tr>${cell(p('i1'))}${cell(p('i2'))}</w:tr></w:tbl>`;
    const { blocks } = await load(
      docx(
        `<w:tbl><w:tr><w:trPr><w:tblHeader/></w:trPr>${cell(p('H1'))}${cell(p('H2'), '<w:gridSpan w:val="2"/>')}</w:tr>
         <w:tr>${cell(p('tall'), '<w:vMerge w:val="restart"/>')}${cell(p('x') + p('y'))}${cell(inner + p(''))}</w:tr>
         <w:tr>${cell(p(''), '<w:vMerge/>')}${cell(p(''))}${cell(p('z'))}</w:tr></w:tbl>`,
      ),
    );
    expect(blocks).toHaveLength(1);
    expect(blocks[0]?.text).toBe('H1\tH2\ntall\tx y\ti1 i2\n\tz');
    expect(blocks[0]?.cells?.map((c) => [c.row, c.column, c.rowSpan, c.columnSpan, c.header])).toEqual([
      [0, 0, 1, 1, true],
      [0, 1, 1, 2, true],
      [1, 0, 2, 1, false],
      [1, 1, 1, 1, false],
      [1, 2, 1, 1, false],
      [2, 1, 1, 1, false],
      [2, 2, 1, 1, false],
    ]);
  });

  it('puts notes and comments behind the block that refers to them, and running heads at the ends', async () => {
    const { blocks, coverage } = await load(
      docx(
        `${p(`${r('text')}<w:r><w:footnoteReference w:id="2"/></w:r><w:r><w:commentReference w:id="0"/></w:r>`)}${p('next')}`,
        {
          footnotes: part(
            'footnotes',
            `<w:footnote w:type="separator" w:id="0"/><w:footnote w:id="2">${p('note')}</w:footnote><w:footnote w:id="3">${p('orphan')}</w:footnote>`,
          ),
          comments: part('comments', `<w:comment w:id="0">${p('remark')}</w:comment>`),
          header1: part('hdr', p('公司')),
          footer1: part('ftr', p('第 1 页')),
        },
      ),
    );
    expect(shape(blocks)).toEqual([
      'running-head: 公司',
      'paragraph: text',
      'footnote: note',
      'footnote: remark',
      'paragraph: next',
      'footnote: orphan',
      'running-head: 第 1 页',
    ]);
    // Three children of the body (0 to 2, the last is sectPr); what stands outside follows in the order of reading.
    expect(elements(blocks)).toEqual([3, 0, 4, 5, 1, 6, 7]);
    expect(coverage.total).toBe(coverage.kept);
  });

  it('reads a text box once, behind its paragraph', async () => {
    const box = (text: string) => `<w:txbxContent>${p(text)}</w:txbxContent>`;
    const { blocks } = await load(
      docx(
        p(
          `${r('anchor')}<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing>${box('boxed')}</w:drawing></mc:Choice><mc:Fallback><w:pict>${box('boxed')}</w:pict></mc:Fallback></mc:AlternateContent></w:r>${r(' on')}`,
        ) +
          p(
            `<w:r><mc:AlternateContent><mc:Choice Requires="x"/><mc:Fallback><w:pict>${box('old')}</w:pict></mc:Fallback></mc:AlternateContent></w:r>`,
          ),
      ),
    );
    expect(shape(blocks)).toEqual(['paragraph: anchor on', 'paragraph: boxed', 'paragraph: old']);
    expect(elements(blocks)).toEqual([0, 0, 1]);
  });

  it('keeps insertions, skips deletions and hidden text with a reason', async () => {
    const { blocks, coverage } = await load(
      docx(
        p(
          `${r('a ')}<w:ins>${r('new')}</w:ins><w:del><w:r><w:delText>old</w:delText></w:r></w:del>${r('hid', '<w:vanish/>')}${r('!', '<w:vanish w:val="0"/>')}`,
        ),
      ),
    );
    expect(shape(blocks)).toEqual(['paragraph: a new!']);
    expect(coverage.skipped).toEqual([
      { reason: 'deleted-by-tracked-change', reasonZh: '修订中已删除的文字', characters: 3, samples: ['old'] },
      { reason: 'hidden-text', reasonZh: '隐藏文字', characters: 3, samples: ['hid'] },
    ]);
  });

  it('reads tabs, breaks, hyphens, symbols, links, fields, content controls and ruby', async () => {
    const { blocks, view } = await load(
      docx(
        p(
          `<w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t><w:noBreakHyphen/><w:softHyphen/><w:sym w:font="Symbol" w:char="F061"/></w:r>
           <w:hyperlink r:id="web">${r('link')}</w:hyperlink><w:fldSimple w:instr="PAGE">${r('7')}</w:fldSimple>
           <w:sdt><w:sdtPr><w:alias w:val="x"/></w:sdtPr><w:sdtContent>${r('sdt')}</w:sdtContent></w:sdt>
           <w:r><w:instrText> HYPERLINK "x" </w:instrText></w:r>
           <w:r><w:ruby><w:rt>${r('hàn')}</w:rt><w:rubyBase>${r('汉')}</w:rubyBase></w:ruby></w:r>`,
        ),
      ),
    );
    expect(blocks[0]?.text).toBe('a\tb\nc\u2011\u00adαlink7sdt汉(hàn)');
    expect(JSON.stringify(view)).toContain('"href":"https://example.org/"');
  });

  it('reads rows, paragraphs and cells inside content controls', async () => {
    const wrap = (content: string) => `<w:sdt><w:sdtContent>${content}</w:sdtContent></w:sdt>`;
    const { blocks } = await load(docx(`${wrap(p('in'))}<w:tbl>${wrap(`<w:tr>${wrap(cell(p('c')))}</w:tr>`)}</w:tbl>`));
    expect(shape(blocks)).toEqual(['paragraph: in', 'table: c']);
  });

  it('writes equations as LaTeX, inserted', async () => {
    const mr = (text: string) => `<m:r><m:t>${text}</m:t></m:r>`;
    const sum = `<m:oMath><m:nary><m:naryPr><m:chr m:val="∑"/></m:naryPr><m:sub>${mr('i=1')}</m:sub><m:sup>${mr('n')}</m:sup><m:e><m:sSup><m:e>${mr('x')}</m:e><m:sup>${mr('2')}</m:sup></m:sSup></m:e></m:nary></m:oMath>`;
    const { blocks } = await load(docx(p(`${r('求和 ')}${sum}${r(' 完')}`) + p(`<m:oMathPara>${sum}</m:oMathPara>`)));
    expect(shape(blocks)).toEqual(['paragraph: 求和 $\\sum_{i=1}^{n} x^{2}$ 完', 'formula: \\sum_{i=1}^{n} x^{2}']);
    expect(blocks[1]?.inserted).toEqual([{ start: 0, end: 20 }]);
    expect(blocks[1]?.locator).toMatchObject({ element: 1, start: 0, end: 20 });
  });

  it('reads whatever prefixes the namespaces have', async () => {
    const xml =
      '<x:document xmlns:x="http://purl.oclc.org/ooxml/wordprocessingml/main"><x:body><x:p><x:r><x:t>strict &amp; 中</x:t></x:r></x:p></x:body></x:document>';
    const { blocks } = await load(zipSync({ 'word/document.xml': strToU8(xml) }));
    expect(shape(blocks)).toEqual(['paragraph: strict & 中']);
  });

  it('keeps every run of any body in order', async () => {
    const text = fc.stringMatching(/^[a-z中文]{1,6}$/);
    const inline = fc.oneof(
      text.map((value) => r(value)),
      text.map((value) => `<w:hyperlink>${r(value, '<w:b/>')}</w:hyperlink>`),
      fc.constant('<w:r><w:tab/></w:r>'),
    );
    const paragraph = fc.array(inline, { maxLength: 4 }).map((runs) => `<w:p>${runs.join('')}</w:p>`);
    const table = fc
      .array(fc.array(paragraph, { minLength: 1, maxLength: 3 }), { maxLength: 3 })
      .map(
        (rows) =>
          `<w:tbl>${rows.map((cells) => `<w:tr>${cells.map((content) => cell(content)).join('')}</w:tr>`).join('')}</w:tbl>`,
      );
    const body = fc.array(fc.oneof(paragraph, table), { minLength: 1, maxLength: 5 });
    await fc.assert(
      fc.asyncProperty(body, async (content) => {
        const { blocks } = await load(docx(p('x') + content.join('')));
        const kept = blocks.flatMap((block) => block.runs.map((run) => block.text.slice(run.start, run.end))).join('');
        expect(kept).toBe(`x${content.join('').replace(/<[^>]*>/g, '')}`);
      }),
      { numRuns: 150 },
    );
  });
});

describe('DOCX loader: what it does not read, it names', () => {
  it('warns of charts, embedded files and signs without a character', async () => {
    const body = `${p('<w:r><w:t>x</w:t><w:sym w:font="Webdings" w:char="F0AA"/></w:r>')}<w:altChunk r:id="rId0"/>`;
    const { warnings, blocks } = await load(docx(body, { 'charts/chart1': part('chart', '') }));
    expect(warnings.map((warning) => warning.code)).toEqual([
      'drawing-text-not-read',
      'embedded-document-not-read',
      'unknown-symbol',
    ]);
    expect(blocks[0]?.text).toBe('x\ufffd');
  });
});

describe('DOCX loader: damaged and hostile files', () => {
  const refusal = async (bytes: Uint8Array) => {
    const result = await loadDocx({ bytes, name: 'bad.docx' }).catch((error: { code: string }) => error.code);
    return typeof result === 'string' ? result : 'loaded';
  };

  it('names what is wrong', async () => {
    const whole = docx(p('text'));
    expect(await refusal(whole.subarray(0, whole.length - 40))).toBe('damaged-document');
    expect(await refusal(Buffer.from('no zip at all'))).toBe('damaged-document');
    expect(await refusal(new Uint8Array())).toBe('damaged-document');
    expect(await refusal(zipSync({ 'a.txt': strToU8('x') }))).toBe('damaged-document');
    expect(await refusal(docx('<w:p><w:r>'))).toBe('damaged-document');
    expect(await refusal(docx(p('')))).toBe('empty-document');
    const ole = Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(600)]);
    expect(await refusal(ole)).toBe('unsupported-format');
    expect(await refusal(Buffer.concat([ole, Buffer.from('EncryptedPackage', 'utf16le')]))).toBe('encrypted-document');
  });

  it('refuses bombs, entity declarations, deep nesting and paths that lead out', async () => {
    expect(await refusal(docx(p('a'.repeat(20_000_000))))).toBe('hostile-document');
    const entity = `<!DOCTYPE x [<!ENTITY a "b">]>${part('document', `<w:body>${p('&a;')}</w:body>`)}`;
    expect(await refusal(zipSync({ 'word/document.xml': strToU8(entity) }))).toBe('hostile-document');
    expect(await refusal(docx(`${'<w:sdt>'.repeat(3000)}${'</w:sdt>'.repeat(3000)}`))).toBe('hostile-document');
    expect(await refusal(zipSync({ '../evil.xml': strToU8('x'), 'word/document.xml': strToU8('x') }))).toBe(
      'hostile-document',
    );
  });

  it('refuses sizes that lie', async () => {
    const honest = Buffer.from(docx(p('text '.repeat(2000))));
    // The central directory's entry of document.xml: uncompressed size at 24, name at 46.
    const name = honest.lastIndexOf('word/document.xml');
    honest.writeUInt32LE(10, name - 46 + 24);
    expect(await refusal(honest)).toBe('hostile-document');
  });
});

describe.skipIf(!existsSync(shared))('DOCX loader: real files (skipped without the shared data)', () => {
  const files = ['docx/', 'files/'].flatMap((folder) =>
    existsSync(shared)
      ? readdirSync(new URL(folder, shared))
          .filter((name) => name.endsWith('.docx'))
          .map((name) => folder + name)
      : [],
  );
  const withoutText = /empty|picture/;

  it.each(files)('%s', async (file) => {
    const bytes = readFileSync(new URL(file, shared));
    if (withoutText.test(file)) {
      await expect(loadDocx({ bytes, name: file })).rejects.toMatchObject({ code: 'empty-document' });
      return;
    }
    const { coverage } = await load(bytes);
    expect(coverage.skipped).toEqual([]);
  });

  it('reads headings, table, comments and equations', async () => {
    const read = async (file: string) => (await load(readFileSync(new URL(file, shared)))).blocks;
    const commented = await read('files/test_with_comment.docx');
    expect(commented.filter((block) => block.kind === 'heading').map((block) => block.level)).toEqual([1, 1, 1, 2]);
    expect(commented.filter((block) => block.kind === 'footnote')).toHaveLength(2);
    expect(commented.find((block) => block.kind === 'table')?.cells).toHaveLength(30);
    const equations = await read('files/equations.docx');
    expect(equations[0]?.text).toBe('For $m=1$,');
    expect(equations.at(-1)?.text).toContain('\\frac{a}{\\lambda}=\\frac{m}{\\sin\\theta}');
    expect(shape(await read('docx/footnotes.docx'))).toEqual([
      'paragraph: Ouch.',
      'footnote: A tachyon walks into a bar.',
      'footnote: Fin.',
    ]);
  });
});
