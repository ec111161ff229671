/** What a binary file is called, in both languages. */
export interface BinaryKind {
  readonly en: string;
  readonly zh: string;
}

interface Signature extends BinaryKind {
  readonly at?: number;
  readonly bytes: string | readonly number[];
  /** A second mark, for containers. */
  readonly and?: { readonly at: number; readonly bytes: string };
}

/** First bytes of the formats that come in by mistake or come later. ZIP, OLE2 and PDF are looked into elsewhere. */
const signatures: readonly Signature[] = [
  { bytes: [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a], en: 'PNG picture', zh: 'PNG 图片' },
  { bytes: [0xff, 0xd8, 0xff], en: 'JPEG picture', zh: 'JPEG 图片' },
  { bytes: 'GIF87a', en: 'GIF picture', zh: 'GIF 图片' },
  { bytes: 'GIF89a', en: 'GIF picture', zh: 'GIF 图片' },
  { bytes: [0x49, 0x49, 0x2a, 0x00], en: 'TIFF picture', zh: 'TIFF 图片' },
  { bytes: [0x4d, 0x4d, 0x00, 0x2a], en: 'TIFF picture', zh: 'TIFF 图片' },
  { bytes: 'RIFF', and: { at: 8, bytes: 'WAVE' }, en: 'WAV recording', zh: 'WAV 录音' },
  { bytes: 'RIFF', and: { at: 8, bytes: 'WEBP' }, en: 'WebP picture', zh: 'WebP 图片' },
  { bytes: 'RIFF', and: { at: 8, bytes: 'AVI ' }, en: 'AVI video', zh: 'AVI 视频' },
  { bytes: 'ID3', en: 'MP3 recording', zh: 'MP3 录音' },
  { bytes: [0xff, 0xfb], en: 'MP3 recording', zh: 'MP3 录音' },
  { bytes: [0xff, 0xf3], en: 'MP3 recording', zh: 'MP3 录音' },
  { bytes: 'fLaC', en: 'FLAC recording', zh: 'FLAC 录音' },
  { bytes: 'OggS', en: 'Ogg recording', zh: 'Ogg 录音' },
  { at: 4, bytes: 'ftypM4A', en: 'M4A recording', zh: 'M4A 录音' },
  { at: 4, bytes: 'ftyphei', en: 'HEIC picture', zh: 'HEIC 图片' },
  { at: 4, bytes: 'ftypavif', en: 'AVIF picture', zh: 'AVIF 图片' },
  { at: 4, bytes: 'ftyp', en: 'MP4 recording', zh: 'MP4 音视频' },
  { bytes: [0x1a, 0x45, 0xdf, 0xa3], en: 'Matroska or WebM video', zh: 'Matroska 或 WebM 视频' },
  { bytes: [0x1f, 0x8b], en: 'gzip archive', zh: 'gzip 压缩包' },
  { bytes: 'BZh', and: { at: 4, bytes: '1AY&SY' }, en: 'bzip2 archive', zh: 'bzip2 压缩包' },
  { bytes: [0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c], en: '7-Zip archive', zh: '7-Zip 压缩包' },
  { bytes: [0xfd, 0x37, 0x7a, 0x58, 0x5a], en: 'xz archive', zh: 'xz 压缩包' },
  { bytes: [0x28, 0xb5, 0x2f, 0xfd], en: 'Zstandard archive', zh: 'Zstandard 压缩包' },
  { bytes: 'Rar!\u001a', en: 'RAR archive', zh: 'RAR 压缩包' },
  { at: 257, bytes: 'ustar', en: 'tar archive', zh: 'tar 归档' },
  { bytes: [0x7f, 0x45, 0x4c, 0x46], en: 'program (ELF)', zh: '程序文件（ELF）' },
  { bytes: [0xca, 0xfe, 0xba, 0xbe], en: 'program (Java class or Mach-O)', zh: '程序文件（Java 类或 Mach-O）' },
  { bytes: [0xcf, 0xfa, 0xed, 0xfe], en: 'program (Mach-O)', zh: '程序文件（Mach-O）' },
  { bytes: '\u0000asm', en: 'program (WebAssembly)', zh: '程序文件（WebAssembly）' },
  { bytes: 'SQLite format 3\u0000', en: 'SQLite database', zh: 'SQLite 数据库' },
  { bytes: 'PAR1', en: 'Parquet table', zh: 'Parquet 表格' },
  { bytes: 'wOFF', en: 'font', zh: '字体文件' },
  { bytes: 'wOF2', en: 'font', zh: '字体文件' },
  { bytes: '%!PS-Adobe', en: 'PostScript document', zh: 'PostScript 文档' },
  { bytes: '{\\rtf', en: 'RTF document', zh: 'RTF 文档' },
];

/** The kind of a file with a known signature, or `null`. */
export function binaryKind(bytes: Uint8Array): BinaryKind | null {
  const found = signatures.find(
    (entry) => holds(bytes, entry.at ?? 0, entry.bytes) && (!entry.and || holds(bytes, entry.and.at, entry.and.bytes)),
  );
  if (found !== undefined) return { en: found.en, zh: found.zh };
  // "MZ" alone could begin a text; a program has NULs right behind it.
  if (holds(bytes, 0, 'MZ') && bytes.subarray(0, 64).includes(0)) return { en: 'Windows program', zh: 'Windows 程序' };
  return null;
}

/** Whether the bytes at `at` are these. */
export function holds(bytes: Uint8Array, at: number, wanted: string | readonly number[]): boolean {
  if (bytes.length < at + wanted.length) return false;
  for (let index = 0; index < wanted.length; index += 1) {
    const byte = typeof wanted === 'string' ? wanted.charCodeAt(index) : wanted[index]!;
    if (bytes[at + index] !== byte) return false;
  }
  return true;
}
