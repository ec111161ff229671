import { RagstoneError } from '../../../contracts/error.ts';
import type { ParsedDocument } from '../../../contracts/parsed-document.ts';
import type { Warning } from '../../../contracts/warning.ts';
import type { Load } from '../loader.ts';
import { openPackage } from './open-package.ts';
import { readParts } from './read-parts.ts';
import { walkDocument } from './walk-document.ts';

/**
 * Word documents. `section` locators name the children of `w:body` by index;
 * notes, comments, headers and footers follow with numbers of their own in the
 * order in which they are read. Offsets count in the text of the element with
 * that number in `view`: `w:t` text, list markers, tabs and the LaTeX of
 * equations; line breaks have no length there.
 */
export const loadDocx: Load = async ({ bytes, name }) => {
  const officePackage = await openPackage(bytes, name);
  const parts = await readParts(officePackage, name);
  const walked = walkDocument(parts);
  if (walked.blocks.length === 0) {
    throw new RagstoneError('empty-document', {
      en: `The Word document "${name}" holds no text. If it consists of pictures, text recognition is needed.`,
      zh: `Word 文档“${name}”中没有文字。如果内容是图片，需要进行文字识别。`,
    });
  }
  const parsed: ParsedDocument = {
    format: 'docx',
    blocks: walked.blocks,
    coverage: walked.account.coverage(),
    warnings: warnings({
      embedded: walked.embedded,
      drawn: officePackage.parts.filter((part) => /^word\/(?:charts\/chart|diagrams\/data)[^/]*\.xml$/.test(part))
        .length,
      unknownSymbol: walked.blocks.some((block) => block.text.includes('\ufffd')),
    }),
    view: walked.view,
  };
  const title = walked.title ?? parts.title;
  return title === undefined ? parsed : { ...parsed, title };
};

function warnings(seen: { embedded: number; drawn: number; unknownSymbol: boolean }): Warning[] {
  const { embedded, drawn, unknownSymbol } = seen;
  const found: Warning[] = [];
  if (drawn > 0) {
    found.push({
      code: 'drawing-text-not-read',
      message: `${drawn} charts or SmartArt drawings were not read; words in them cannot be found.`,
      messageZh: `有 ${drawn} 个图表或 SmartArt 图形未读取，其中的文字无法被搜索到。`,
    });
  }
  if (embedded > 0) {
    found.push({
      code: 'embedded-document-not-read',
      message: `${embedded} foreign files embedded in the text (altChunk) were not read. Open and save the document in Word to make them part of it.`,
      messageZh: `正文中嵌入的 ${embedded} 个外部文件（altChunk）未读取。请用 Word 打开并保存文档，使其成为正文的一部分。`,
    });
  }
  if (unknownSymbol) {
    found.push({
      code: 'unknown-symbol',
      message: 'Signs of a symbol font without a known Unicode character, or damaged characters, stand as U+FFFD.',
      messageZh: '符号字体中没有对应 Unicode 字符的符号，或已损坏的字符，以 U+FFFD 表示。',
    });
  }
  return found;
}
