import { decodeLeniently, decodeStrictly } from './decode-strictly.ts';

/** How many bytes are looked at; UTF-16 shows its parity in any stretch. */
const sampleBytes = 256 * 1024;

/**
 * UTF-16 without a byte order mark, or `null`. Bytes that are UTF-8 as well
 * must show the NUL in every other byte that ASCII characters leave; others
 * must read as everyday characters in one order of bytes and not in the other.
 */
export function guessUtf16(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | null {
  if (bytes.length < 4) return null;
  const sample = bytes.subarray(0, sampleBytes);
  const { even, odd } = countNuls(sample);
  if (decodeStrictly(sample, 'utf-8') !== null) {
    if (even + odd < sample.length * 0.2) return null;
    if (even * 10 <= odd && everydayShare(sample, 'utf-16le') >= 0.9) return 'utf-16le';
    return odd * 10 <= even && everydayShare(sample, 'utf-16be') >= 0.9 ? 'utf-16be' : null;
  }
  const little = everydayShare(sample, 'utf-16le');
  const big = everydayShare(sample, 'utf-16be');
  if (Math.max(little, big) < 0.95) return null;
  const guess = little >= big ? 'utf-16le' : 'utf-16be';
  // Without a single NUL only Chinese punctuation tells UTF-16 from a legacy encoding.
  return even + odd > 0 || hasPunctuation(sample, guess) ? guess : null;
}

function countNuls(sample: Uint8Array): { even: number; odd: number } {
  let even = 0;
  let odd = 0;
  for (let index = 0; index < sample.length; index += 1) {
    if (sample[index] !== 0) continue;
    if (index % 2 === 0) even += 1;
    else odd += 1;
  }
  return { even, odd };
}

/** Letters, digits and punctuation of living scripts. */
const everyday =
  /[\t\n\r -~\u00a0-\u017f\u0370-\u04ff\u0590-\u06ff\u0e00-\u0e7f\u2010-\u2026\u3000-\u30ff\u4e00-\u9fa5\uac00-\ud7a3\uff01-\uff60]/g;

function everydayShare(sample: Uint8Array, encoding: string): number {
  const text = decodeLeniently(sample, encoding);
  return (text.match(everyday)?.length ?? 0) / text.length;
}

function hasPunctuation(sample: Uint8Array, encoding: string): boolean {
  return /[\u3001\u3002\uff0c\uff1a\uff1f\uff01]/.test(decodeLeniently(sample, encoding));
}
