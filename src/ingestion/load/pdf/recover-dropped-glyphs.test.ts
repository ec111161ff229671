import { describe, expect, it } from 'vitest';
import { checkParsedDocument } from '../loader.conformance.ts';
import { loadPdf } from './load-pdf.ts';
import { pdfSpecimen, show, showHex } from './pdf-specimen.conformance.ts';

const repeated = 'BBFAC6F7D1A7CFB0'; // 机器学习
const other = 'C9EEB6C8D1A7CFB0'; // 深度学习

async function linesOf(content: string): Promise<string[]> {
  const parsed = await loadPdf({ bytes: pdfSpecimen([{ content }]), name: 'specimen.pdf' });
  checkParsedDocument(parsed);
  expect(parsed.coverage.kept).toBe(parsed.coverage.total);
  return parsed.blocks.flatMap((block) => block.text.split('\n'));
}

const font =
  '<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /GBK-EUC-H /DescendantFonts [<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 2 >> /DW 1000 >>] >>';

const formObject = (resources: string, content: string): string =>
  `<< /Type /XObject /Subtype /Form /BBox [-600 -800 1200 1600] /Resources << ${resources} >> /Length ${content.length} >>\nstream\n${content}\nendstream`;

/** The same content in a form within a form, each of which shifts and scales it: together 30 points to the right and 50 down. */
async function inForms(content: string) {
  const bytes = pdfSpecimen(
    [{ content: 'q 0.5 0 0 0.5 50 -20 cm /X1 Do Q\n', entries: '/Resources << /XObject << /X1 1000 0 R >> >>' }],
    {
      objects: [
        formObject('/XObject << /X2 1001 0 R >>', 'q 2 0 0 2 -40 -60 cm /X2 Do Q\n'),
        formObject(`/Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> /F4 ${font} >>`, content),
      ],
    },
  );
  return loadPdf({ bytes, name: 'forms.pdf' });
}

describe('text that the engine drops', () => {
  it.each([
    ['equal lines', [0, 1, 2, 3].map((line) => showHex(repeated.repeat(6), 50, 700 - 16 * line)).join('')],
    [
      'lines drawn twice to make them bold',
      showHex(repeated, 50, 700) + showHex(repeated, 50.3, 700) + showHex(other, 50, 684),
    ],
    ['blanks', `${show('Hello', 50, 700)}${show('more', 50, 600)}${show('  ', 50, 580)}`],
  ])('is the same inside forms as on the page, where the forms put it: %s', async (_, content) => {
    const onPage = await loadPdf({ bytes: pdfSpecimen([{ content }]), name: 'page.pdf' });
    const within = await inForms(content);
    checkParsedDocument(within);
    expect(within.warnings).toEqual([]);
    expect(within.coverage).toEqual(onPage.coverage);
    const places = ({ blocks }: typeof within, [right, down]: readonly [number, number]) =>
      blocks.map(({ text, locator }) => {
        if (locator.kind !== 'pdf') return { text, boxes: [] };
        const boxes = locator.boxes.map(([x0, y0, x1, y1]) => [x0 + right, y0 + down, x1 + right, y1 + down]);
        return { text, boxes: boxes.map((box) => box.map(Math.round)) };
      });
    expect(places(within, [0, 0])).toEqual(places(onPage, [30, 50]));
  });

  it('keeps equal lines of a font that is not embedded', async () => {
    const content = [700, 684, 668, 652].map((y) => showHex(repeated, 50, y)).join('');
    expect((await linesOf(content)).join('')).toBe('机器学习'.repeat(4));
  });

  it('keeps them in their place between other lines', async () => {
    const content = [repeated, repeated, other, repeated, other, other]
      .map((hex, index) => showHex(hex, 50, 700 - 16 * index))
      .join('');
    expect((await linesOf(content)).join('')).toBe('机器学习机器学习深度学习机器学习深度学习深度学习');
  });

  it('reads a line that is drawn twice to make it bold once', async () => {
    const content = showHex(repeated, 50, 700) + showHex(repeated, 50.3, 700) + showHex(other, 50, 684);
    expect((await linesOf(content)).join('')).toBe('机器学习深度学习');
  });
});
