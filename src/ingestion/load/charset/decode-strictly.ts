import iconv from 'iconv-lite';

/** Encodings that TextDecoder lacks and iconv-lite has. */
const beyondTextDecoder = new Set(['utf-32le', 'utf-32be', 'cp850', 'cp437', 'cp852']);

/** The name under which an encoding is decoded, or `null` for a label that nobody knows. GB2312 and GBK are read as their superset GB18030. */
export function canonicalEncoding(label: string): string | null {
  const name = label.trim().toLowerCase();
  if (/^(gb[-_ ]?2312|gbk|cp936|x-gbk|gb_2312-80|hz-gb-2312|windows-936)$/.test(name)) return 'gb18030';
  if (/^(cp949|uhc|windows-949)$/.test(name)) return 'euc-kr';
  if (/^(cp932|ms932|windows-932|shift_jis_2004|shift-jis-2004)$/.test(name)) return 'shift_jis';
  if (/^(cp950|big5hkscs|windows-950)$/.test(name)) return 'big5';
  if (/^(euc-jis-2004|eucjp)$/.test(name)) return 'euc-jp';
  if (/^cp125\d$/.test(name)) return `windows-${name.slice(2)}`;
  if (beyondTextDecoder.has(name)) return name;
  return isKnownLabel(name) ? new TextDecoder(name).encoding : null;
}

function isKnownLabel(name: string): boolean {
  try {
    new TextDecoder(name);
    return true;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}

/** Characters of Windows-1252 at 0x80 to 0x9F; bytes that it leaves open stay controls, as in the WHATWG table. */
const windows1252High = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';

/** Node 20's TextDecoder reads Windows-1252 as Latin-1 and so loses its quotes, dashes and the euro. */
function decodeWindows1252(bytes: Uint8Array): string {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
  return text.replace(/[\u0080-\u009f]/g, (character) => windows1252High[character.charCodeAt(0) - 0x80]!);
}

/** The text, or `null` where any byte does not belong to the encoding. A byte order mark stays in the text. */
export function decodeStrictly(bytes: Uint8Array, encoding: string): string | null {
  if (encoding === 'windows-1252') return decodeWindows1252(bytes);
  if (beyondTextDecoder.has(encoding)) {
    const text = iconv.decode(bytes, encoding, { stripBOM: false });
    return text.includes('\ufffd') ? null : text;
  }
  try {
    return new TextDecoder(encoding, { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch (error) {
    if (error instanceof TypeError) return null;
    throw error;
  }
}

/** The text with U+FFFD for what does not belong to the encoding. */
export function decodeLeniently(bytes: Uint8Array, encoding: string): string {
  if (encoding === 'windows-1252') return decodeWindows1252(bytes);
  if (beyondTextDecoder.has(encoding)) return iconv.decode(bytes, encoding, { stripBOM: false });
  return new TextDecoder(encoding, { ignoreBOM: true }).decode(bytes);
}

/**
 * Whether encoding the text again gives the bytes back. Unicode encodings
 * decoded strictly and Windows-1252 do by definition. Where no encoder exists the answer is no.
 */
export function roundTrips(text: string, bytes: Uint8Array, encoding: string): boolean {
  if (encoding.startsWith('utf-') || encoding === 'windows-1252') return true;
  if (!iconv.encodingExists(encoding)) return false;
  // In pieces, so that a large file does not need its text three times over.
  const encoder = iconv.getEncoder(encoding);
  let position = 0;
  const matches = (piece: Uint8Array): boolean => {
    const expected = bytes.subarray(position, position + piece.length);
    position += piece.length;
    return Buffer.compare(piece, expected) === 0;
  };
  for (let start = 0; start < text.length; start += 65536) {
    if (!matches(encoder.write(text.slice(start, start + 65536)))) return false;
  }
  const rest = encoder.end();
  return (rest === undefined || matches(rest)) && position === bytes.length;
}
