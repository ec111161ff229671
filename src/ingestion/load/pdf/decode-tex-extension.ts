/**
 * Characters of TeX's large-symbol encoding (OMX: cmex and its kin). PDF
 * writers of the TeX family give these fonts no Unicode map; without this
 * table a sum reads as `P` or `X`. Source: The TeXbook, appendix F, figure 5.
 */
const extension: Readonly<Record<number, string>> = (() => {
  const table: Record<number, string> = {};
  const assign = (text: string, codes: readonly number[]): void => {
    for (const code of codes) table[code] = text;
  };
  assign('(', [0x00, 0x10, 0x12, 0x20]);
  assign(')', [0x01, 0x11, 0x13, 0x21]);
  assign('[', [0x02, 0x14, 0x22, 0x68]);
  assign(']', [0x03, 0x15, 0x23, 0x69]);
  assign('{', [0x08, 0x1a, 0x28, 0x6e]);
  assign('}', [0x09, 0x1b, 0x29, 0x6f]);
  assign('⟨', [0x0a, 0x1c, 0x2a, 0x44]);
  assign('⟩', [0x0b, 0x1d, 0x2b, 0x45]);
  assign('|', [0x0c]);
  assign('‖', [0x0d]);
  assign('/', [0x0e, 0x1e, 0x2c]);
  assign('∑', [0x50, 0x58]);
  assign('∏', [0x51, 0x59]);
  assign('∫', [0x52, 0x5a]);
  assign('⋃', [0x53, 0x5b]);
  assign('⋂', [0x54, 0x5c]);
  assign('⋀', [0x56, 0x5e]);
  assign('⋁', [0x57, 0x5f]);
  assign('∐', [0x60, 0x61]);
  assign('√', [0x70, 0x71, 0x72, 0x73, 0x74]);
  return table;
})();

/** The character of `code` in the named font, or undefined where the font is not one of TeX's extension fonts. */
export function decodeTexExtension(fontName: string, code: number): string | undefined {
  return /(?:^|\+)(?:CMEX|LMMathExtension|txex|pxex|esint)/i.test(fontName) ? extension[code] : undefined;
}
