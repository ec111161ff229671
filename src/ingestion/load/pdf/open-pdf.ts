import { RagstoneError } from '../../../contracts/error.ts';
import { type Pdfium, startPdfium } from './pdfium-engine.ts';

/** An open PDF. Everything of it goes with its engine. */
export interface OpenPdf {
  readonly engine: Pdfium;
  /** The engine's handle. */
  readonly document: number;
  readonly pageCount: number;
}

/** More pages than any book has; a file that claims more is a trap. */
const maximumPages = 100_000;
const passwordError = 4;
const securityError = 5;

/** Opens a PDF in an engine of its own. Throws `encrypted-document`, `damaged-document` or `hostile-document`. */
export async function openPdf(bytes: Uint8Array, name: string): Promise<OpenPdf> {
  const engine = await startPdfium();
  const { call } = engine;
  const pointer = call.malloc(Math.max(1, bytes.length));
  if (pointer === 0) throw tooLarge(name);
  engine.bytes().set(bytes, pointer);
  const document = call.FPDF_LoadMemDocument(pointer, bytes.length, 0);
  if (document === 0) throw openingError(call.FPDF_GetLastError(), name);
  const pageCount = call.FPDF_GetPageCount(document);
  if (pageCount > maximumPages) {
    throw new RagstoneError('hostile-document', {
      en: `${name} claims to have ${pageCount} pages; at most ${maximumPages} are read. Split it, or check where it comes from.`,
      zh: `${name} 声称有 ${pageCount} 页，最多读取 ${maximumPages} 页。请拆分文件，或检查其来源。`,
      details: { pages: pageCount, maximumPages },
    });
  }
  if (pageCount <= 0) throw damaged(name);
  return { engine, document, pageCount };
}

function openingError(code: number, name: string): RagstoneError {
  if (code === passwordError) {
    return new RagstoneError('encrypted-document', {
      en: `${name} is protected with a password. Open it in a PDF reader, save it without the password, and add it again.`,
      zh: `${name} 受密码保护。请在 PDF 阅读器中打开，去除密码另存，然后重新添加。`,
    });
  }
  if (code === securityError) {
    return new RagstoneError('encrypted-document', {
      en: `${name} is encrypted in a way that cannot be read. Save it unencrypted and add it again.`,
      zh: `${name} 使用了无法读取的加密方式。请另存为未加密的文件，然后重新添加。`,
    });
  }
  return damaged(name);
}

function damaged(name: string): RagstoneError {
  return new RagstoneError('damaged-document', {
    en: `${name} is not a complete PDF: it is cut off or damaged. Fetch it again, or open it in a PDF reader and save it anew.`,
    zh: `${name} 不是完整的 PDF，文件被截断或已损坏。请重新获取，或在 PDF 阅读器中打开并另存。`,
  });
}

function tooLarge(name: string): RagstoneError {
  return new RagstoneError('parser-out-of-memory', {
    en: `${name} does not fit into the memory of the PDF engine. Split it into smaller files.`,
    zh: `${name} 超出了 PDF 引擎的内存。请拆分为较小的文件。`,
  });
}
