import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { RagstoneError } from '../../../contracts/error.ts';
import type { ParsedDocument } from '../../../contracts/parsed-document.ts';
import { checkParsedDocument } from '../loader.conformance.ts';
import { loadPdf } from './load-pdf.ts';
import { pdfSpecimen, show, showHex } from './pdf-specimen.conformance.ts';

async function load(bytes: Uint8Array): Promise<ParsedDocument> {
  const parsed = await loadPdf({ bytes, name: 'specimen.pdf' });
  checkParsedDocument(parsed);
  return parsed;
}

async function codeOf(bytes: Uint8Array): Promise<string> {
  const error: unknown = await loadPdf({ bytes, name: 'specimen.pdf' }).catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(RagstoneError);
  return (error as RagstoneError).code;
}

const texts = (parsed: ParsedDocument): string[] => parsed.blocks.map((block) => block.text);

describe('reading order', () => {
  it('reads two columns one after the other though the file draws them row by row', async () => {
    const rows = Array.from({ length: 12 }, (_, row) => {
      const y = 700 - row * 14;
      const tail = `column line number ${row} of the prose`;
      return show(`Left ${tail}`, 50, y) + show(`Right ${tail}`, 320, y);
    });
    const title = show('A title that stretches over both of the columns of this page', 50, 740, { size: 16 });
    const parsed = await load(pdfSpecimen([{ content: title + rows.join('') }]));
    const text = texts(parsed).join('\n');
    expect(text.indexOf('A title')).toBe(0);
    expect(text.lastIndexOf('Left')).toBeLessThan(text.indexOf('Right'));
    expect(text.indexOf('number 0 ')).toBeLessThan(text.indexOf('number 11'));
  });

  it('keeps rows of a table together, with cells and a header row', async () => {
    const line = (y: number, cells: readonly string[], font = 1): string =>
      cells.map((cell, column) => (cell === '' ? '' : show(cell, 50 + 130 * column, y, { font }))).join('');
    const content =
      line(700, ['Product', 'Location', 'Count'], 2) +
      line(684, ['SKU-1', 'A-12', '450']) +
      line(668, ['SKU-2', '', '289']) +
      line(652, ['SKU-3', 'C-15', '-']);
    const { blocks } = await load(pdfSpecimen([{ content }]));
    expect(blocks).toHaveLength(1);
    expect(blocks[0]!.kind).toBe('table');
    expect(blocks[0]!.text).toBe('Product\tLocation\tCount\nSKU-1\tA-12\t450\nSKU-2\t\t289\nSKU-3\tC-15\t-');
    const cells = blocks[0]!.cells!;
    expect(cells.filter((cell) => cell.header).map(({ start, end }) => blocks[0]!.text.slice(start, end))).toEqual([
      'Product',
      'Location',
      'Count',
    ]);
    expect(cells.find((cell) => cell.row === 2 && cell.column === 2)).toBeDefined();
  });
});

describe('characters', () => {
  it('keeps the hyphen at the end of a line', async () => {
    const content = show('We want con-', 50, 700) + show('firming words.', 50, 688);
    const parsed = await load(pdfSpecimen([{ content }]));
    expect(texts(parsed)).toEqual(['We want con-\nfirming words.']);
  });

  it('writes a space where only a gap parts two words, and lists it', async () => {
    const content = 'BT /F1 10 Tf 1 0 0 1 50 700 Tm [(two) -400 (words)] TJ ET';
    const { blocks } = await load(pdfSpecimen([{ content }]));
    expect(blocks[0]!.text).toBe('two words');
    expect(blocks[0]!.inserted).toEqual([{ start: 3, end: 4 }]);
  });

  it('reads Chinese through a predefined CMap without an embedded font, letter-spaced or not', async () => {
    const content = showHex('BBFAC6F7D1A7CFB0', 50, 700) + showHex('BBFAC6F7D1A7CFB0', 50, 600, { spacing: 6 });
    const parsed = await load(pdfSpecimen([{ content }]));
    expect(texts(parsed)).toEqual(['机器学习', '机器学习']);
    const run = parsed.blocks[0]!.runs[0]!;
    expect(run.edges).toEqual([50, 60, 70, 80, 90]);
  });

  it('reads Chinese that is set from top to bottom as one vertical line', async () => {
    const content = ['BBFA', 'C6F7', 'D1A7', 'CFB0'].map((hex, row) => showHex(hex, 300, 700 - 12 * row)).join('');
    const { blocks } = await load(pdfSpecimen([{ content }]));
    expect(blocks.map((block) => block.text)).toEqual(['机器学习']);
    expect(blocks[0]!.runs[0]!.vertical).toBe(true);
  });

  it('reads columns of a vertical writing mode from right to left, and places them', async () => {
    const left = showHex('B5DAB6FED0D0CEC4D7D6', 470, 700, { size: 20 });
    const right = showHex('BBFAC6F7D1A7CFB0', 500, 700, { size: 20 });
    const written = Buffer.from(pdfSpecimen([{ content: left + right }])).toString('latin1');
    const parsed = await load(new Uint8Array(Buffer.from(written.replaceAll('GBK-EUC-H', 'GBK-EUC-V'), 'latin1')));
    expect(texts(parsed)).toEqual(['机器学习\n第二行文字']);
    const { locator } = parsed.blocks[0]!;
    expect(locator.kind === 'pdf' && locator.boxes).toEqual([
      [490, 100, 510, 180],
      [460, 100, 480, 200],
    ]);
  });

  it('writes Hebrew from right to left, in a line of its own and inside a Latin one', async () => {
    const ranges = '<0001> <001B> <05D0> <0020> <007A> <0020>';
    const cmap = `begincmap 1 begincodespacerange <0000> <FFFF> endcodespacerange 2 beginbfrange ${ranges} endbfrange endcmap`;
    const map = `<< /Length ${cmap.length} >>\nstream\n${cmap}\nendstream`;
    // Drawn from left to right: the last letter of the word comes first.
    const word = '000E0006000D001A';
    const content =
      showHex(word, 50, 700, { font: 5 }) + showHex(`006100620020${word}002000630064`, 50, 600, { font: 5 });
    const written = Buffer.from(pdfSpecimen([{ content }], { objects: [map] })).toString('latin1');
    const mapped = written.replace('Identity-H /Desc', 'Identity-H /ToUnicode 1000 0 R /Desc');
    const { blocks } = await load(new Uint8Array(Buffer.from(mapped, 'latin1')));
    expect(blocks.map(({ text }) => text)).toEqual(['שלום', 'ab שלום cd']);
    expect(blocks[0]!.runs[0]!.edges).toEqual([90, 80, 70, 60, 50]);
    const run = blocks[1]!.runs.find(({ start, end }) => start <= 3 && end >= 7)!;
    const [from, to] = [run.edges![3 - run.start]!, run.edges![7 - run.start]!];
    // The place of the whole word is right, give or take the spaces beside it.
    expect(from).toBeGreaterThanOrEqual(70);
    expect(from).toBeLessThanOrEqual(90);
    expect(to).toBeGreaterThanOrEqual(110);
    expect(to).toBeLessThanOrEqual(130);
  });

  it('keeps the text of a soft hyphen and of a real one at a line end alike, for cleaning to judge', async () => {
    const content =
      show('A real hy-', 50, 700) + show('phen.', 50, 688) + showHex('4120736F66AD', 50, 600, { font: 1 });
    expect(texts(await load(pdfSpecimen([{ content }])))).toEqual(['A real hy-\nphen.', 'A sof-']);
  });

  it('keeps text that is turned on the page', async () => {
    const turned = 'BT /F1 10 Tf 0 1 -1 0 40 300 Tm (Margin note) Tj ET\n';
    const { blocks } = await load(pdfSpecimen([{ content: show('Body text', 100, 700) + turned }]));
    const note = blocks.find((block) => block.text === 'Margin note')!;
    const edges = note.runs[0]!.edges!;
    expect(note.runs[0]!.vertical).toBe(true);
    expect(edges[0]).toBeCloseTo(500, 0);
    expect(edges.at(-1)!).toBeLessThan(edges[0]!);
  });

  it('counts glyphs off the page and warns of a page whose fonts say nothing', async () => {
    const silent = showHex('0041'.repeat(40), 50, 500, { font: 5, size: 8 });
    const parsed = await load(pdfSpecimen([{ content: show('Seen', 50, 700) + show('Hidden', 900, 700) + silent }]));
    const lost = new Map(parsed.coverage.skipped.map((entry) => [entry.reason, entry.characters]));
    expect(lost.get('glyphs outside the page')).toBe(6);
    expect(lost.get('glyphs without a Unicode mapping')).toBe(40);
    expect(parsed.warnings.map(({ code, page }) => [code, page])).toEqual([['page-unreadable', 1]]);
  });
});

describe('places', () => {
  it.each([
    { entries: '', box: [100, 93, 140, 101] },
    { entries: '/CropBox [80 100 600 780]', box: [20, 73, 60, 81] },
    { entries: '/Rotate 180', box: [460, 699, 500, 707] },
    { entries: '/Rotate 90', box: [699, 100, 707, 140] },
  ])('boxes count on the page as shown: $entries', async ({ entries, box }) => {
    const content = showHex('BBFAC6F7D1A7CFB0', 100, 700);
    const { blocks, pages } = await load(pdfSpecimen([{ content, entries }]));
    const locator = blocks[0]!.locator;
    expect(locator.kind).toBe('pdf');
    if (locator.kind !== 'pdf') return;
    for (const [index, value] of locator.boxes[0]!.entries()) expect(Math.abs(value - box[index]!)).toBeLessThan(4);
    if (entries.includes('CropBox')) expect(pages).toEqual([{ width: 520, height: 680 }]);
    if (entries.includes('Rotate 90')) expect(pages).toEqual([{ width: 800, height: 600 }]);
  });

  it('boxes hold the whole glyphs of fonts that are not embedded', async () => {
    const content = showHex('BBFAC6F7D1A7CFB0', 100, 700, { size: 20 }) + show('aceo', 100, 500, { size: 20 });
    const { blocks } = await load(pdfSpecimen([{ content }]));
    const boxes = blocks.flatMap(({ locator }) => (locator.kind === 'pdf' ? locator.boxes : []));
    // An ideograph fills its square; a line of small letters is as high as its font.
    expect(boxes[0]![1]).toBeLessThanOrEqual(100 - 0.88 * 20);
    expect(boxes[0]![3]).toBeGreaterThanOrEqual(100 + 0.12 * 20);
    expect(boxes[1]![1]).toBeLessThanOrEqual(300 - 0.7 * 20);
    expect(boxes[1]![3]).toBeGreaterThanOrEqual(300 + 0.2 * 20);
    for (const box of boxes) expect(box[3] - box[1]).toBeLessThan(30);
  });

  it('loses no letter of words strewn over turned and cropped pages, and keeps all boxes on the page', async () => {
    const word = fc.record({
      text: fc.stringMatching(/^[A-Za-z]{1,12}$/),
      x: fc.integer({ min: -40, max: 620 }),
      y: fc.integer({ min: -40, max: 820 }),
      size: fc.integer({ min: 6, max: 24 }),
    });
    const page = fc.record({
      words: fc.array(word, { minLength: 1, maxLength: 30 }),
      rotate: fc.constantFrom(0, 90, 180, 270),
    });
    await fc.assert(
      fc.asyncProperty(page, async ({ words, rotate }) => {
        const content =
          show('anchor', 300, 400) + words.map(({ text, x, y, size }) => show(text, x, y, { size })).join('');
        const parsed = await load(pdfSpecimen([{ content, entries: `/Rotate ${rotate}` }]));
        const units = words.reduce((sum, { text }) => sum + text.length, 6);
        // The engine itself drops a word that is drawn twice at the same place, and nothing else.
        expect(parsed.coverage.total).toBeLessThanOrEqual(units);
        if (new Set(words.map(({ x, y }) => `${x} ${y}`)).size === words.length) {
          expect(parsed.coverage.total).toBe(units);
        }
      }),
      { numRuns: 15 },
    );
  });
});

describe('structure', () => {
  const bodyLine = (page: number, row: number): string =>
    `Body of page ${'abcdefg'[page]} line ${'klmnop'[row]} with words`;

  it('marks running heads and page numbers by repetition, and leaves a lone number alone', async () => {
    const pages = [0, 1, 2, 3].map((page) => ({
      content:
        show('Manual of Ragstone', 50, 770) +
        show(`${page + 7}`, 300, 20) +
        [0, 1, 2, 3].map((row) => show(bodyLine(page, row), 50, 700 - 14 * row)).join('') +
        (page === 1 ? show('1984', 50, 600) : ''),
    }));
    const { blocks } = await load(pdfSpecimen(pages));
    const running = blocks.filter((block) => block.kind === 'running-head').map((block) => block.text);
    expect(running.filter((text) => text === 'Manual of Ragstone')).toHaveLength(4);
    expect(running.filter((text) => /^\d+$/.test(text))).toEqual(['7', '8', '9', '10']);
    expect(blocks.find((block) => block.text.includes('1984'))!.kind).not.toBe('running-head');
  });

  it('takes headings from the outline, and lists from their markers', async () => {
    const content =
      show('1 Introduction', 50, 700) +
      show('Some words of the body that follow it.', 50, 684) +
      show('1. first item', 50, 660) +
      show('.1 partial numbering stays', 70, 646);
    const outline = '<< /Title (Introduction) /Dest [10 0 R /Fit] /Parent 1000 0 R >>';
    const { blocks } = await load(
      pdfSpecimen([{ content }], {
        catalog: '/Outlines 1000 0 R',
        objects: ['<< /Type /Outlines /First 1001 0 R /Last 1001 0 R /Count 1 >>', outline],
      }),
    );
    expect(blocks.map(({ kind, level, text }) => [kind, level, text])).toEqual([
      ['heading', 1, '1 Introduction'],
      ['paragraph', undefined, 'Some words of the body that follow it.'],
      ['list-item', 1, '1. first item'],
      ['list-item', 2, '.1 partial numbering stays'],
    ]);
  });

  it('reads what was typed into a form', async () => {
    const field =
      '<< /Type /Annot /Subtype /Widget /FT /Tx /T (name) /V (Ada Lovelace) /Rect [100 600 300 620] /P 10 0 R >>';
    const page = { content: show('Name', 50, 605), entries: '/Annots [1000 0 R]' };
    const parsed = await load(pdfSpecimen([page], { catalog: '/AcroForm << /Fields [1000 0 R] >>', objects: [field] }));
    expect(texts(parsed)).toContain('Ada Lovelace');
  });
});

describe('what cannot be read', () => {
  const page = { content: show('Some text', 50, 700) };
  const padding = Buffer.from('28BF4E5E4E758A4164004E56FFFA01082E2E00B6D0683E802F0CA9FE6453697A', 'hex');
  const md5 = (...parts: readonly Buffer[]): Buffer => createHash('md5').update(Buffer.concat(parts)).digest();

  /** RC4; the standard security handler of PDF 1.4 is built on it. */
  function rc4(key: Buffer, data: Buffer): Buffer {
    const state = Array.from({ length: 256 }, (_, index) => index);
    let other = 0;
    const swap = (a: number, b: number): void => {
      [state[a], state[b]] = [state[b]!, state[a]!];
    };
    for (let index = 0; index < 256; index += 1) {
      other = (other + state[index]! + key[index % key.length]!) & 255;
      swap(index, other);
    }
    let first = 0;
    let second = 0;
    return Buffer.from(data).map((byte) => {
      first = (first + 1) & 255;
      second = (second + state[first]!) & 255;
      swap(first, second);
      return byte ^ state[(state[first]! + state[second]!) & 255]!;
    }) as Buffer;
  }

  function encrypted(userPassword: string): Uint8Array {
    const owner = Buffer.alloc(32, 7);
    const id = Buffer.alloc(16, 3);
    const permissions = Buffer.from([0xfc, 0xff, 0xff, 0xff]);
    const padded = Buffer.concat([Buffer.from(userPassword), padding]).subarray(0, 32);
    const key = md5(padded, owner, permissions, id).subarray(0, 5);
    const trailer = `/ID [<${id.toString('hex')}> <${id.toString('hex')}>] /Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <${owner.toString('hex')}> /U <${rc4(key, padding).toString('hex')}> >>`;
    const seal = (number: number, bytes: Buffer): Buffer =>
      rc4(md5(key, Buffer.from([number & 255, number >> 8, 0, 0, 0])).subarray(0, 10), bytes);
    return pdfSpecimen([page], { trailer, seal });
  }

  it('asks for a document without a user password', async () => {
    expect(await codeOf(encrypted('secret'))).toBe('encrypted-document');
  });

  it('opens a document that only restricts what may be done with it', async () => {
    expect(texts(await load(encrypted('')))).toEqual(['Some text']);
  });

  it.each([
    ['cut off', (bytes: Uint8Array) => bytes.slice(0, 60)],
    ['empty', () => new Uint8Array(0)],
    ['random', () => new Uint8Array(4000).map((_, index) => (index * 2654435761) >>> 13)],
  ])('calls a %s file damaged', async (_, spoil) => {
    expect(await codeOf(spoil(pdfSpecimen([page])))).toBe('damaged-document');
  });

  it('says that pages of pictures need text recognition', async () => {
    const picture = { content: '100 0 0 100 50 600 cm\nBI /W 1 /H 1 /BPC 8 /CS /G ID x EI\n' };
    const error: unknown = await loadPdf({ bytes: pdfSpecimen([picture, picture]), name: 'scan.pdf' }).catch((e) => e);
    expect(error).toMatchObject({ code: 'empty-document', details: { pages: 2 } });
    expect((error as RagstoneError).message).toContain('pictures without text');
    const mixed = await load(pdfSpecimen([page, picture]));
    expect(mixed.warnings.map(({ code, page: number }) => [code, number])).toEqual([['page-without-text', 2]]);
  });

  it('does not hang on a page tree or an outline that leads back to itself', async () => {
    const tree = Buffer.from(pdfSpecimen([page]))
      .toString('latin1')
      .replace('/Kids [10 0 R]', '/Kids [2 0 R ]');
    expect(['damaged-document', 'empty-document']).toContain(await codeOf(new Uint8Array(Buffer.from(tree, 'latin1'))));
    const loop = '<< /Title (Loop) /Next 1001 0 R /First 1001 0 R /Parent 1000 0 R /Dest [10 0 R /Fit] >>';
    const outline = '<< /Type /Outlines /First 1001 0 R /Last 1001 0 R >>';
    const bytes = pdfSpecimen([page], { catalog: '/Outlines 1000 0 R', objects: [outline, loop] });
    expect(texts(await load(bytes))).toEqual(['Some text']);
  });
});

describe('tables at random', () => {
  it('puts no two cells of a row into one column, whatever the cells are', async () => {
    const cell = fc.record({
      row: fc.nat({ max: 7 }),
      x: fc.integer({ min: 20, max: 520 }),
      text: fc.stringMatching(/^[a-z0-9]{1,14}$/),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(cell, { minLength: 6, maxLength: 30 }), async (cells) => {
        const content = cells.map(({ row, x, text }) => show(text, x, 700 - 15 * row)).join('');
        await load(pdfSpecimen([{ content }]));
      }),
      { numRuns: 25 },
    );
  });
});
