import { RagstoneError } from '../../../contracts/error.ts';
import type { ParsedBlock } from '../../../contracts/parsed-document.ts';
import { buildBlock } from '../block-builder.ts';
import { decodeText } from '../charset/decode-text.ts';
import { indexLines } from '../line-index.ts';
import type { Load } from '../loader.ts';
import { splitParagraphs } from './split-paragraphs.ts';

/**
 * Plain text in any encoding. A block is a paragraph with its own line ends;
 * white space between blocks counts as `markup`; nothing is ever skipped.
 */
export const loadText: Load = async ({ bytes, name }) => {
  const { text, encoding, warnings } = decodeText(bytes);
  const lines = indexLines(text);
  const blocks: ParsedBlock[] = [];
  let kept = 0;
  for (const { start, end, headingLevel } of splitParagraphs(text, lines, { start: 0, end: text.length })) {
    const builder = buildBlock(text, lines);
    builder.keep(start, end);
    const block =
      headingLevel === undefined ? builder.finish('paragraph') : builder.finish('heading', { level: headingLevel });
    if (block === null) continue;
    blocks.push(block);
    kept += end - start;
  }
  if (blocks.length === 0) {
    throw new RagstoneError('empty-document', {
      en: `${name} holds nothing but white space. Add a file with text in it.`,
      zh: `${name} 中只有空白字符。请添加含有文字的文件。`,
    });
  }
  return {
    format: 'text',
    blocks,
    coverage: { total: text.length, kept, markup: text.length - kept, skipped: [] },
    warnings,
    encoding,
    decodedText: text,
  };
};
