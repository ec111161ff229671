import { promisify } from 'node:util';
import { type Entry, fromBuffer, type Options, type ZipFile } from 'yauzl';
import { RagstoneError } from '../../../contracts/error.ts';

/** What a zip may ask for before it is taken for a bomb. */
const maxEntries = 10_000;
const maxTotalBytes = 512 * 1024 * 1024;
/** XML compresses well, 200 to 1 is what text of one repeated sentence reaches. */
const maxRatio = 200;
/** Parts smaller than this may have any ratio. */
const ratioFloorBytes = 4 * 1024 * 1024;
/** A part of XML beyond this is about 20 million characters of text. */
const maxPartBytes = 96 * 1024 * 1024;

/** The parts of an office package, read on demand. */
export interface OfficePackage {
  has(part: string): boolean;
  readonly parts: readonly string[];
  /** Text of a part, or undefined where the package has none of that name. */
  read(part: string): Promise<string | undefined>;
}

/**
 * Opens a zip of an office document after looking at its directory alone:
 * number of entries, declared sizes and ratios, path names. Sizes that lie are
 * caught while reading.
 */
export async function openPackage(bytes: Uint8Array, name: string): Promise<OfficePackage> {
  rejectOther(bytes, name);
  const zip = await openZip(bytes, name);
  const entries = await readDirectory(zip, name);
  return {
    parts: [...entries.keys()],
    has: (part) => entries.has(part.toLowerCase()),
    read: async (part) => {
      const entry = entries.get(part.toLowerCase());
      return entry === undefined ? undefined : decodeXml(await readEntry(zip, entry, name));
    },
  };
}

function rejectOther(bytes: Uint8Array, name: string): void {
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(8, bytes.byteLength)).toString('hex');
  if (head.startsWith('d0cf11e0')) {
    const encrypted = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).includes(
      Buffer.from('EncryptedPackage', 'utf16le'),
    );
    if (encrypted) {
      throw new RagstoneError('encrypted-document', {
        en: `"${name}" is password-protected. Open it in Word, remove the password (File > Info > Protect Document), save it and add it again.`,
        zh: `“${name}”有密码保护。请在 Word 中打开，取消密码（文件 > 信息 > 保护文档），保存后重新添加。`,
      });
    }
    throw new RagstoneError('unsupported-format', {
      en: `"${name}" is an old binary Word document (.doc). Save it as .docx and add it again.`,
      zh: `“${name}”是旧的二进制 Word 文档（.doc）。请另存为 .docx 后重新添加。`,
    });
  }
}

async function openZip(bytes: Uint8Array, name: string): Promise<ZipFile> {
  const open = promisify<Buffer, Options, ZipFile>(fromBuffer);
  try {
    const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    return await open(buffer, { lazyEntries: true, autoClose: false, validateEntrySizes: true });
  } catch (cause) {
    throw damaged(name, cause);
  }
}

function readDirectory(zip: ZipFile, name: string): Promise<Map<string, Entry>> {
  const entries = new Map<string, Entry>();
  let total = 0;
  return new Promise((resolve, reject) => {
    zip.on('error', (cause: Error) => {
      // yauzl names paths that leave the folder in its message.
      reject(
        /relative path|absolute path|invalid characters/.test(cause.message)
          ? hostile(name, 'path', cause)
          : damaged(name, cause),
      );
    });
    zip.on('end', () => resolve(entries));
    zip.on('entry', (entry: Entry) => {
      total += entry.uncompressedSize;
      const ratio = entry.uncompressedSize / Math.max(1, entry.compressedSize);
      if (entry.isEncrypted()) reject(encryptedZip(name));
      else if (zip.entryCount > maxEntries || total > maxTotalBytes) reject(hostile(name, 'size'));
      else if (entry.uncompressedSize > ratioFloorBytes && ratio > maxRatio) reject(hostile(name, 'ratio'));
      else {
        // Part names compare without regard to case (ECMA-376 part 2).
        entries.set(entry.fileName.toLowerCase(), entry);
        zip.readEntry();
      }
    });
    zip.readEntry();
  });
}

async function readEntry(zip: ZipFile, entry: Entry, name: string): Promise<Buffer> {
  if (entry.uncompressedSize > maxPartBytes) throw hostile(name, 'size');
  const chunks: Buffer[] = [];
  try {
    const stream = await promisify(
      zip.openReadStream.bind(zip) as (
        entry: Entry,
        done: (error: Error | null, stream: NodeJS.ReadableStream) => void,
      ) => void,
    )(entry);
    for await (const chunk of stream) chunks.push(chunk as Buffer);
  } catch (cause) {
    if (cause instanceof Error && /too many bytes/.test(cause.message)) throw hostile(name, 'lie', cause);
    throw damaged(name, cause);
  }
  return Buffer.concat(chunks);
}

/** UTF-8, or UTF-16 by its byte order mark: nothing else is allowed in an office package. */
function decodeXml(bytes: Buffer): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  return new TextDecoder('utf-8').decode(bytes);
}

function damaged(name: string, cause: unknown): RagstoneError {
  return new RagstoneError('damaged-document', {
    en: `"${name}" could not be opened as a Word document: the file is damaged or cut off. Copy or download it again.`,
    zh: `无法将“${name}”作为 Word 文档打开：文件已损坏或不完整。请重新复制或下载。`,
    cause,
  });
}

function encryptedZip(name: string): RagstoneError {
  return new RagstoneError('encrypted-document', {
    en: `"${name}" holds encrypted parts. Remove the encryption and add it again.`,
    zh: `“${name}”含有加密的部件。请解除加密后重新添加。`,
  });
}

const hostileReasons = {
  path: { en: 'holds a path that leads out of its own folder', zh: '含有指向自身目录之外的路径' },
  size: { en: 'unpacks to more than can be read safely', zh: '解压后的体积超过安全上限' },
  ratio: { en: 'is compressed far beyond what documents reach', zh: '压缩比远超正常文档' },
  lie: { en: 'declares sizes that are not true', zh: '声明的大小与实际不符' },
} as const;

function hostile(name: string, reason: keyof typeof hostileReasons, cause?: unknown): RagstoneError {
  return new RagstoneError('hostile-document', {
    en: `"${name}" ${hostileReasons[reason].en}, so it was not read. If it is genuine, save it again in Word or LibreOffice and retry.`,
    zh: `“${name}”${hostileReasons[reason].zh}，未予读取。若文件可信，请用 Word 或 LibreOffice 重新保存后再试。`,
    cause,
  });
}
