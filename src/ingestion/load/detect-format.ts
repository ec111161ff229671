import type { ErrorCode } from '../../contracts/error.ts';
import { binaryKind, holds } from './binary-kinds.ts';
import { decodeText } from './charset/decode-text.ts';
import { guessUtf16 } from './charset/guess-utf16.ts';
import { listZip } from './list-zip.ts';
import type { LoaderInput } from './loader.ts';
import type { Format } from './loaders.ts';

/** The format of a file by its content, or why it has no loader. */
export type DetectedFormat =
  | { readonly format: Format }
  | {
      readonly format: null;
      readonly code: Extract<ErrorCode, 'unsupported-format' | 'encrypted-document' | 'damaged-document'>;
      readonly reason: { readonly en: string; readonly zh: string };
    };

type Finding = DetectedFormat | null;

const headBytes = 64 * 1024;

/** Decides by content; name and media type only choose between the formats that are plain text. */
export async function detectFormat({ bytes, name, mediaType }: LoaderInput): Promise<DetectedFormat> {
  const extension = /\.([a-z0-9]+)$/i.exec(name)?.[1]?.toLowerCase() ?? '';
  const sure = asPdf(bytes, extension) ?? (await asZip(bytes, extension)) ?? asOle(bytes, extension) ?? asBinary(bytes);
  if (sure !== null) return sure;
  const head = decodeText(bytes.subarray(0, headBytes)).text;
  return asLaterFormat(head, extension) ?? asTextFormat(head, extension, mediaType);
}

function asPdf(bytes: Uint8Array, extension: string): Finding {
  const head = Buffer.from(bytes.subarray(0, 1024)).toString('latin1');
  const at = head.indexOf('%PDF-');
  if (at === -1) return null;
  // A text about PDF may name the mark; a PDF behind some junk also has its trailer.
  if (head.slice(0, at).trim() === '' || extension === 'pdf') return { format: 'pdf' };
  const tail = Buffer.from(bytes.subarray(-2048)).toString('latin1');
  return tail.includes('startxref') ? { format: 'pdf' } : null;
}

const officeKinds: readonly { readonly entry: RegExp; readonly en: string; readonly zh: string }[] = [
  { entry: /^ppt\/presentation\.xml$/, en: 'PowerPoint presentation', zh: 'PowerPoint 演示文稿' },
  { entry: /^xl\/workbook\.(?:xml|bin)$/, en: 'Excel workbook', zh: 'Excel 工作簿' },
  { entry: /^visio\/document\.xml$/, en: 'Visio drawing', zh: 'Visio 绘图' },
  { entry: /^META-INF\/container\.xml$/, en: 'EPUB book', zh: 'EPUB 电子书' },
  { entry: /^META-INF\/manifest\.xml$/, en: 'OpenDocument file', zh: 'OpenDocument 文件' },
  { entry: /^META-INF\/MANIFEST\.MF$/, en: 'Java archive', zh: 'Java 归档' },
];

async function asZip(bytes: Uint8Array, extension: string): Promise<Finding> {
  if (!holds(bytes, 0, 'PK\u0003\u0004') && !holds(bytes, 0, 'PK\u0005\u0006')) return null;
  const listing = await listZip(bytes);
  if (listing === null) {
    return {
      format: null,
      code: 'damaged-document',
      reason: {
        en: `${extension === 'docx' ? 'Word document' : 'ZIP archive'} without a readable directory: it is damaged or cut short. Get a complete copy and add it again`,
        zh: `${extension === 'docx' ? 'Word 文档' : 'ZIP 压缩包'}的目录无法读取：文件已损坏或不完整，请取得完整文件后重新添加`,
      },
    };
  }
  const { names } = listing;
  if (names.includes('[Content_Types].xml') && names.some((entry) => /^word\/document\d*\.xml$/.test(entry))) {
    return { format: 'docx' };
  }
  const kind = officeKinds.find(({ entry }) => names.some((candidate) => entry.test(candidate)));
  return unsupported(kind ?? { en: 'ZIP archive', zh: 'ZIP 压缩包' });
}

/** OLE2 containers: the old Office formats, Outlook messages, and new Office files with a password. */
function asOle(bytes: Uint8Array, extension: string): Finding {
  if (!holds(bytes, 0, [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1])) return null;
  const all = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const has = (stream: string): boolean => all.includes(Buffer.from(stream, 'utf16le'));
  if (has('EncryptedPackage')) {
    return {
      format: null,
      code: 'encrypted-document',
      reason: {
        en: 'Office document with a password. Open it in Office, remove the password and add it again',
        zh: '带密码的 Office 文档。请在 Office 中打开并去除密码后重新添加',
      },
    };
  }
  if (has('__substg1.0_') || extension === 'msg') return unsupported({ en: 'Outlook message', zh: 'Outlook 邮件' });
  if (has('WordDocument')) return unsupported({ en: 'Word 97-2003 document', zh: 'Word 97-2003 文档' });
  if (has('PowerPoint Document'))
    return unsupported({ en: 'PowerPoint 97-2003 presentation', zh: 'PowerPoint 97-2003 演示文稿' });
  if (has('Workbook') || has('Book')) return unsupported({ en: 'Excel 97-2003 workbook', zh: 'Excel 97-2003 工作簿' });
  return unsupported({ en: 'Office 97-2003 file', zh: 'Office 97-2003 文件' });
}

function asBinary(bytes: Uint8Array): Finding {
  const kind = binaryKind(bytes);
  if (kind !== null) return unsupported(kind);
  const head = bytes.subarray(0, headBytes);
  const marked = holds(head, 0, [0xff, 0xfe]) || holds(head, 0, [0xfe, 0xff]) || holds(head, 0, [0, 0, 0xfe, 0xff]);
  if (marked || guessUtf16(head) !== null) return null;
  let nuls = 0;
  let controls = 0;
  for (const byte of head) {
    if (byte === 0) nuls += 1;
    // Form feed, escape (terminal colours, ISO-2022) and the like stand in texts.
    else if (byte < 0x09 || (byte > 0x0d && byte < 0x20 && byte !== 0x1b && byte !== 0x1a)) controls += 1;
  }
  if (nuls > head.length * 0.002 || nuls + controls > head.length * 0.03) {
    return {
      format: null,
      code: 'unsupported-format',
      reason: {
        en: 'unknown binary file, neither text nor a document that can be read',
        zh: '未知的二进制文件，既不是文本，也不是可读取的文档',
      },
    };
  }
  return null;
}

/** Structured text that a loader of its own will read; as plain text its structure would be lost silently. */
const laterFormats: readonly {
  readonly extensions: RegExp;
  readonly content: RegExp;
  readonly en: string;
  readonly zh: string;
}[] = [
  { extensions: /^ipynb$/, content: /^\s*\{/, en: 'Jupyter notebook', zh: 'Jupyter 笔记本' },
  { extensions: /^(?:json|jsonl|ndjson|geojson)$/, content: /^\s*[[{"\d]/, en: 'JSON data', zh: 'JSON 数据' },
  { extensions: /^(?:csv|tsv|tab)$/, content: /[,;\t|]/, en: 'CSV or TSV table', zh: 'CSV 或 TSV 表格' },
  { extensions: /^(?:srt|vtt|ass)$/, content: /-->|^WEBVTT|\[Script Info\]/, en: 'subtitle file', zh: '字幕文件' },
  { extensions: /^(?:eml|mbox|mht|mhtml)$/, content: /^[\w-]+: |^From /m, en: 'e-mail message', zh: '电子邮件' },
  { extensions: /^svg$/, content: /^\s*</, en: 'SVG picture', zh: 'SVG 图片' },
  {
    extensions: /^(?:xml|rss|atom|opml|xsd|xsl|kml|gpx)$/,
    content: /^\s*</,
    en: 'XML document or feed',
    zh: 'XML 文档或订阅源',
  },
];

function asLaterFormat(head: string, extension: string): Finding {
  const later = laterFormats.find(({ extensions, content }) => extensions.test(extension) && content.test(head));
  if (later !== undefined) return unsupported(later);
  if (/^\s*<\?xml\b/.test(head) && !/<html[\s>]/i.test(head) && !isMarkdown(extension)) {
    return unsupported({ en: 'XML document or feed', zh: 'XML 文档或订阅源' });
  }
  return null;
}

function isMarkdown(extension: string, mediaType = ''): boolean {
  return /^(?:md|markdown|mdown|mkd|mkdn)$/.test(extension) || /^text\/(?:x-)?markdown\b/i.test(mediaType);
}

const htmlStart = /^\s*(?:<\?xml[^>]*>\s*)?(?:<!--[\s\S]*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b/i;

function asTextFormat(head: string, extension: string, mediaType = ''): DetectedFormat {
  if (isMarkdown(extension, mediaType)) return { format: 'markdown' };
  if (htmlStart.test(head)) return { format: 'html' };
  const saysHtml = /^(?:html?|xhtml|shtml)$/.test(extension) || /^(?:text\/html|application\/xhtml)/i.test(mediaType);
  if (saysHtml && /<[a-z][\w-]*[\s/>]/i.test(head)) return { format: 'html' };
  if (extension === '' && looksLikeMarkdown(head)) return { format: 'markdown' };
  return { format: 'text' };
}

/** Only signs that plain text hardly has: an ATX heading together with a link, a fence, bold text or a table rule. */
function looksLikeMarkdown(head: string): boolean {
  const heading = /^#{1,6} \S/m.test(head);
  return heading && /^(?:```|~~~)|\]\((?:https?:|\.{0,2}\/|#)|\*\*\S[^*\n]*\*\*|^\|?\s*:?-{3,}:?\s*\|/m.test(head);
}

function unsupported({ en, zh }: { readonly en: string; readonly zh: string }): DetectedFormat {
  return {
    format: null,
    code: 'unsupported-format',
    reason: { en: `${en}: not supported yet`, zh: `${zh}：暂不支持` },
  };
}
