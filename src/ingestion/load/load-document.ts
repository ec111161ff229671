import { RagstoneError } from '../../contracts/error.ts';
import type { ParsedDocument } from '../../contracts/parsed-document.ts';
import { detectFormat } from './detect-format.ts';
import type { LoaderInput } from './loader.ts';
import { loaders } from './loaders.ts';

/**
 * Detects the format and loads. Throws `empty-document` for a file of no bytes
 * or of white space, `unsupported-format` with the kind of file it is, and
 * whatever the format's loader throws.
 */
export async function loadDocument({ bytes, name, mediaType }: LoaderInput): Promise<ParsedDocument> {
  if (isBlank(bytes)) {
    throw new RagstoneError('empty-document', {
      en: `${name} is empty. Add a file with text in it.`,
      zh: `${name} 是空文件。请添加含有文字的文件。`,
    });
  }
  const detected = await detectFormat({ bytes, name, mediaType });
  if (detected.format === null) {
    const { en, zh } = detected.reason;
    throw new RagstoneError(detected.code, { en: `${name}: ${en}.`, zh: `${name}：${zh}。`, details: { reason: en } });
  }
  const row = loaders.find(({ format }) => format === detected.format)!;
  const load = await row.load();
  return load({ bytes, name, mediaType: mediaType ?? row.mediaType });
}

/** No byte but ASCII white space and a UTF-8 byte order mark. */
function isBlank(bytes: Uint8Array): boolean {
  const start = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
  for (let index = start; index < bytes.length; index += 1) {
    const byte = bytes[index]!;
    if (byte !== 0x20 && (byte < 0x09 || byte > 0x0d)) return false;
  }
  return true;
}
