import { detect } from 'jschardet';
import { canonicalEncoding } from './decode-strictly.ts';

/** A guess at an encoding that is not Unicode; `confidence` is 0 to 1. */
export interface LegacyGuess {
  readonly encoding: string;
  readonly confidence: number;
}

const sliceBytes = 8 * 1024;
const slices = 8;

/** Encodings that write each character in one byte: they accept nearly any bytes and prove nothing by decoding. */
export function isSingleByte(encoding: string): boolean {
  return /^(windows-(125\d|874)|iso-8859|koi8|macintosh|x-mac|ibm|cp\d)/.test(encoding);
}

/**
 * What jschardet says about the lines that hold bytes beyond ASCII, taken
 * evenly from the whole file: a long ASCII head says nothing. `null` where it
 * has no idea.
 */
export function detectLegacy(bytes: Uint8Array): LegacyGuess | null {
  const { encoding, confidence } = detect(Buffer.from(sampleBeyondAscii(bytes)));
  const name = encoding === null ? null : canonicalEncoding(encoding);
  return name === null || name === 'utf-8' ? null : { encoding: name, confidence };
}

/** Up to 64 KB of whole lines around bytes beyond ASCII. No multi-byte encoding uses 0x0A inside a character. */
export function sampleBeyondAscii(bytes: Uint8Array): Uint8Array {
  const parts: Uint8Array[] = [];
  let taken = 0;
  for (let number = 0; number < slices; number += 1) {
    const found = findBeyondAscii(bytes, Math.max(taken, Math.floor((number * bytes.length) / slices)));
    if (found === -1) continue;
    const lineStart = bytes.lastIndexOf(0x0a, found) + 1;
    const start = Math.max(taken, lineStart, asciiBefore(bytes, found, 1024));
    const end = Math.min(bytes.length, start + sliceBytes);
    const lineEnd = bytes.lastIndexOf(0x0a, end - 1) + 1;
    const stop = end < bytes.length && lineEnd > found ? lineEnd : end;
    parts.push(bytes.subarray(start, stop));
    taken = stop;
  }
  return Buffer.concat(parts);
}

/** Start of the ASCII run before `found`, at most `most` bytes back: a line of megabytes is not worth reading. */
function asciiBefore(bytes: Uint8Array, found: number, most: number): number {
  let start = found;
  while (start > 0 && found - start < most && bytes[start - 1]! < 0x80) start -= 1;
  return start;
}

function findBeyondAscii(bytes: Uint8Array, from: number): number {
  for (let index = from; index < bytes.length; index += 1) if (bytes[index]! >= 0x80) return index;
  return -1;
}

/**
 * Share of the two-byte pairs beyond ASCII that are everyday characters of
 * GB2312 (punctuation rows and level 1, ordered by sound). Text in a
 * European encoding has few pairs at all and hits these by chance only.
 */
export function commonHanShare(bytes: Uint8Array): number {
  const sample = sampleBeyondAscii(bytes);
  let pairs = 0;
  let common = 0;
  for (let index = 0; index < sample.length; index += 1) {
    const first = sample[index]!;
    if (first < 0x81) continue;
    const second = sample[index + 1] ?? 0;
    pairs += 1;
    const everyday = (first >= 0xb0 && first <= 0xd7) || first === 0xa1 || first === 0xa3;
    if (everyday && second >= 0xa1 && second <= 0xfe) common += 1;
    index += 1;
  }
  return pairs === 0 ? 0 : common / pairs;
}
