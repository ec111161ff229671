/** A page of a specimen: content stream operators, and page entries such as `/Rotate 90`. */
export interface SpecimenPage {
  readonly content: string;
  readonly entries?: string | undefined;
}

/** Fonts that every specimen page knows: Helvetica, bold, Courier, a Chinese one that is not embedded, and one that says nothing of its characters. */
const fonts = [
  '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>',
  '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica-Bold /Encoding /WinAnsiEncoding >>',
  '<< /Type /Font /Subtype /Type1 /BaseFont /Courier /Encoding /WinAnsiEncoding >>',
  '<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /GBK-EUC-H /DescendantFonts [<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 2 >> /DW 1000 /FontDescriptor << /Type /FontDescriptor /FontName /STSong-Light /Flags 4 /FontBBox [0 -200 1000 900] /ItalicAngle 0 /Ascent 900 /Descent -200 /CapHeight 700 /StemV 80 >> >>] >>',
  '<< /Type /Font /Subtype /Type0 /BaseFont /Silent /Encoding /Identity-H /DescendantFonts [<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Silent /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> /DW 1000 >>] >>',
];

const fontResources = fonts.map((font, index) => `/F${index + 1} ${font}`).join(' ');

/**
 * Writes a small PDF by hand for the tests: A4-like pages of 600 × 800 points.
 * `objects` are further objects, numbered from 1000; `seal` changes content
 * streams by object number, for encryption.
 */
export function pdfSpecimen(
  pages: readonly SpecimenPage[],
  {
    catalog = '',
    trailer = '',
    objects = [],
    seal = (_number, bytes) => bytes,
  }: {
    readonly catalog?: string;
    readonly trailer?: string;
    readonly objects?: readonly string[];
    readonly seal?: (number: number, bytes: Buffer) => Buffer;
  } = {},
): Uint8Array {
  const parts: Buffer[] = [Buffer.from('%PDF-1.7\n')];
  const offsets = new Map<number, number>();
  let length = parts[0]!.length;
  const write = (number: number, body: Buffer | string): void => {
    const object = Buffer.concat([Buffer.from(`${number} 0 obj\n`), Buffer.from(body), Buffer.from('\nendobj\n')]);
    offsets.set(number, length);
    length += object.length;
    parts.push(object);
  };
  const pageNumber = (index: number): number => 10 + 2 * index;
  write(1, `<< /Type /Catalog /Pages 2 0 R ${catalog} >>`);
  const kids = pages.map((_, index) => `${pageNumber(index)} 0 R`).join(' ');
  write(2, `<< /Type /Pages /Kids [${kids}] /Count ${pages.length} >>`);
  for (const [index, { content, entries = '' }] of pages.entries()) {
    const number = pageNumber(index);
    const box = entries.includes('/MediaBox') ? '' : '/MediaBox [0 0 600 800]';
    const resources = `/Resources << /Font << ${fontResources} >> >>`;
    write(number, `<< /Type /Page /Parent 2 0 R ${box} ${resources} /Contents ${number + 1} 0 R ${entries} >>`);
    const stream = seal(number + 1, Buffer.from(content, 'latin1'));
    write(
      number + 1,
      Buffer.concat([Buffer.from(`<< /Length ${stream.length} >>\nstream\n`), stream, Buffer.from('\nendstream')]),
    );
  }
  for (const [index, object] of objects.entries()) write(1000 + index, object);
  const start = length;
  const table = [...offsets].map(([number, offset]) => `${number} 1\n${String(offset).padStart(10, '0')} 00000 n \n`);
  parts.push(
    Buffer.from(
      `xref\n0 1\n0000000000 65535 f \n${table.join('')}trailer\n<< /Size 2000 /Root 1 0 R ${trailer} >>\nstartxref\n${start}\n%%EOF\n`,
    ),
  );
  return new Uint8Array(Buffer.concat(parts));
}

/** Operators that show Latin text with its left end at a point; `y` counts from the bottom, as in PDF. */
export function show(text: string, x: number, y: number, { font = 1, size = 10 } = {}): string {
  return `BT /F${font} ${size} Tf 1 0 0 1 ${x} ${y} Tm (${text.replace(/[\\()]/g, '\\$&')}) Tj ET\n`;
}

/** The same for bytes given in hexadecimal, as Chinese fonts need them. */
export function showHex(hex: string, x: number, y: number, { font = 4, size = 10, spacing = 0 } = {}): string {
  return `BT /F${font} ${size} Tf ${spacing} Tc 1 0 0 1 ${x} ${y} Tm <${hex}> Tj ET\n`;
}
