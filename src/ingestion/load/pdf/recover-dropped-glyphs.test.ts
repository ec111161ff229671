import { describe, expect, it } from 'vitest';
import { checkParsedDocument } from '../loader.conformance.ts';
import { loadPdf } from './load-pdf.ts';
import { pdfSpecimen, showHex } from './pdf-specimen.conformance.ts';

const repeated = 'BBFAC6F7D1A7CFB0'; // 机器学习
const other = 'C9EEB6C8D1A7CFB0'; // 深度学习

async function linesOf(content: string): Promise<string[]> {
  const parsed = await loadPdf({ bytes: pdfSpecimen([{ content }]), name: 'specimen.pdf' });
  checkParsedDocument(parsed);
  expect(parsed.coverage.kept).toBe(parsed.coverage.total);
  return parsed.blocks.flatMap((block) => block.text.split('\n'));
}

describe('text that the engine drops', () => {
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
