import type { OpenPdf } from './open-pdf.ts';

const titleBytes = 2048;
const placeholder =
  /^(?:untitled|\(?anonymous\)?|title|document\d*|无标题|未命名|slide \d+|powerpoint presentation)$/iu;
const fileName = /\.(?:docx?|pdf|tex|dvi|indd|qxd|pptx?|xlsx?|rtf|html?|ps|wps)$/iu;

/** The title in the document's metadata, unless it is one that no person wrote. */
export function readTitle({ engine, document }: OpenPdf): string | undefined {
  const { call, bytes } = engine;
  const key = call.malloc(8);
  const buffer = call.malloc(titleBytes);
  bytes().set(new TextEncoder().encode('Title\0'), key);
  const length = call.FPDF_GetMetaText(document, key, buffer, titleBytes);
  const raw =
    length > 2 && length <= titleBytes
      ? Buffer.from(bytes().slice(buffer, buffer + length - 2)).toString('utf16le')
      : '';
  call.free(buffer);
  call.free(key);
  const title = raw
    .replace(/[\u0000-\u001f\ufffd]/gu, ' ')
    .replace(/^microsoft (?:word|powerpoint|excel) - /iu, '')
    .trim();
  return title === '' || placeholder.test(title) || fileName.test(title) ? undefined : title;
}
