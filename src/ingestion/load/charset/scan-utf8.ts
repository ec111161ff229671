/** What a walk over bytes as UTF-8 saw. */
export interface Utf8Scan {
  /** Well-formed sequences of two bytes and more. */
  readonly sequences: number;
  /** Bytes that belong to no well-formed sequence. */
  readonly badBytes: number;
  /** 1-based lines that hold the first bad bytes, at most ten, each once. */
  readonly badLines: readonly number[];
}

const maximumLines = 10;

/** Counts well-formed and ill-formed parts, by table 3-7 of the Unicode standard. */
export function scanUtf8(bytes: Uint8Array): Utf8Scan {
  let sequences = 0;
  let badBytes = 0;
  let line = 1;
  const badLines: number[] = [];
  let index = 0;
  while (index < bytes.length) {
    const byte = bytes[index]!;
    if (byte < 0x80) {
      if (byte === 0x0a) line += 1;
      index += 1;
      continue;
    }
    const length = sequenceLength(bytes, index);
    if (length > 0) {
      sequences += 1;
      index += length;
      continue;
    }
    badBytes += 1;
    if (badLines.length < maximumLines && badLines.at(-1) !== line) badLines.push(line);
    index += 1;
  }
  return { sequences, badBytes, badLines };
}

/** Bytes of the well-formed sequence at `index`, 0 where there is none. */
function sequenceLength(bytes: Uint8Array, index: number): number {
  const first = bytes[index]!;
  const length =
    first >= 0xc2 && first <= 0xdf ? 2 : first >= 0xe0 && first <= 0xef ? 3 : first >= 0xf0 && first <= 0xf4 ? 4 : 0;
  if (length === 0 || index + length > bytes.length) return 0;
  const second = bytes[index + 1]!;
  const low = first === 0xe0 ? 0xa0 : first === 0xf0 ? 0x90 : 0x80;
  const high = first === 0xed ? 0x9f : first === 0xf4 ? 0x8f : 0xbf;
  if (second < low || second > high) return 0;
  for (let offset = 2; offset < length; offset += 1) {
    const byte = bytes[index + offset]!;
    if (byte < 0x80 || byte > 0xbf) return 0;
  }
  return length;
}
