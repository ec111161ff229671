import type { EncodingDecision } from '../../../contracts/parsed-document.ts';
import type { Warning } from '../../../contracts/warning.ts';
import { canonicalEncoding, decodeLeniently, decodeStrictly, roundTrips } from './decode-strictly.ts';
import { commonHanShare, detectLegacy, isSingleByte, type LegacyGuess, sampleBeyondAscii } from './detect-legacy.ts';
import { guessUtf16 } from './guess-utf16.ts';
import { scanUtf8 } from './scan-utf8.ts';

export interface DecodedText {
  /** Without a byte order mark. */
  readonly text: string;
  readonly encoding: EncodingDecision;
  /** `undecodable-bytes` where characters were lost, `encoding-uncertain` where the encoding is a guess. */
  readonly warnings: readonly Warning[];
}

type Attempt = DecodedText | null;

/**
 * Text of bytes in whatever encoding, decided over the whole file: byte order
 * mark, strict UTF-8, UTF-16 without mark, the declared charset, UTF-8 with
 * some broken bytes, statistical detection. Nothing is dropped: what cannot be
 * decoded becomes U+FFFD, is counted, and is warned about.
 */
export function decodeText(bytes: Uint8Array, { declared }: { readonly declared?: string } = {}): DecodedText {
  return (
    byMark(bytes) ??
    byShape(bytes) ??
    byDeclaration(bytes, declared) ??
    byBrokenUtf8(bytes) ??
    byDetection(bytes) ??
    byLastResort(bytes)
  );
}

const marks: readonly { readonly mark: readonly number[]; readonly encoding: string }[] = [
  { mark: [0xef, 0xbb, 0xbf], encoding: 'utf-8' },
  { mark: [0xff, 0xfe, 0x00, 0x00], encoding: 'utf-32le' },
  { mark: [0x00, 0x00, 0xfe, 0xff], encoding: 'utf-32be' },
  { mark: [0xff, 0xfe], encoding: 'utf-16le' },
  { mark: [0xfe, 0xff], encoding: 'utf-16be' },
  { mark: [0x84, 0x31, 0x95, 0x33], encoding: 'gb18030' },
];

function byMark(bytes: Uint8Array): Attempt {
  const found = marks.find(({ mark }) => mark.every((byte, index) => bytes[index] === byte));
  if (found === undefined) return null;
  const body = bytes.subarray(found.mark.length);
  const text = decodeStrictly(body, found.encoding);
  if (text !== null) return decided(text, { name: found.encoding, confidence: 1, method: 'bom', roundTrip: true });
  return found.encoding === 'utf-8' ? brokenUtf8(body, 'bom') : lossy(body, found.encoding, 'bom', 0.9);
}

/** ISO-2022-JP is seven-bit and passes for ASCII; only its escapes tell. */
const japaneseEscape = /\u001b\$[@B]/;

function byShape(bytes: Uint8Array): Attempt {
  const sixteen = guessUtf16(bytes);
  if (sixteen !== null) {
    const text = decodeStrictly(bytes, sixteen);
    if (text === null) return lossy(bytes, sixteen, 'byte-parity', 0.8);
    return decided(text, { name: sixteen, confidence: 0.9, method: 'byte-parity', roundTrip: true });
  }
  const text = decodeStrictly(bytes, 'utf-8');
  if (text === null) return null;
  if (japaneseEscape.test(text)) {
    const japanese = decodeStrictly(bytes, 'iso-2022-jp');
    if (japanese !== null) {
      return decided(japanese, { name: 'iso-2022-jp', confidence: 0.9, method: 'escape-sequences', roundTrip: false });
    }
  }
  return decided(text, { name: 'utf-8', confidence: 1, method: 'utf-8', roundTrip: true });
}

function byDeclaration(bytes: Uint8Array, declared: string | undefined): Attempt {
  const encoding = declared === undefined ? null : canonicalEncoding(declared);
  if (encoding === null || encoding === 'utf-8' || encoding.startsWith('utf-16')) return null;
  // Servers declare ISO-8859-1 by default; bytes that read as Chinese overrule it.
  if (isSingleByte(encoding) && looksLikeChinese(bytes)) return null;
  const text = decodeStrictly(bytes, encoding);
  return text === null ? null : verified(text, bytes, encoding, 'declared', 0.95);
}

/** UTF-8 with a few bad bytes, not another encoding: well-formed sequences are far more often than chance makes them. */
function byBrokenUtf8(bytes: Uint8Array): Attempt {
  const { sequences, badBytes } = scanUtf8(bytes);
  return sequences >= 4 * badBytes && sequences >= 4 ? brokenUtf8(bytes, 'utf-8') : null;
}

function brokenUtf8(bytes: Uint8Array, method: string): DecodedText {
  const { sequences, badBytes, badLines } = scanUtf8(bytes);
  return {
    text: decodeLeniently(bytes, 'utf-8'),
    encoding: {
      name: 'utf-8',
      confidence: Math.max(0.1, 0.95 - badBytes / (sequences + badBytes)),
      method,
      roundTrip: false,
    },
    warnings: [
      undecodable(badLines, {
        en: `${badBytes} ${badBytes === 1 ? 'byte is' : 'bytes are'} not UTF-8`,
        zh: `有 ${badBytes} 个字节不是 UTF-8`,
      }),
    ],
  };
}

function byDetection(bytes: Uint8Array): Attempt {
  for (const { encoding, confidence } of legacyCandidates(bytes)) {
    const text = decodeStrictly(bytes, encoding);
    if (text !== null) return verified(text, bytes, encoding, 'detected', confidence);
    const attempt = lossy(bytes, encoding, 'detected', confidence);
    if (mostlyDecoded(attempt.text)) return attempt;
  }
  return null;
}

/** The detector's guess, after GB18030 or Windows-1252 where it is weak and the bytes look like everyday text in one of these. */
function legacyCandidates(bytes: Uint8Array): LegacyGuess[] {
  const guess = detectLegacy(bytes);
  const candidates = guess === null ? [] : [guess];
  const agreed = guess !== null && /^gb/.test(guess.encoding) && looksLikeChinese(bytes) && !looksKorean(bytes);
  if (agreed) return [{ encoding: guess.encoding, confidence: Math.max(guess.confidence, 0.8) }];
  const trusted = guess !== null && guess.confidence >= 0.3;
  if (trusted && !isSingleByte(guess.encoding)) return candidates;
  if (looksKorean(bytes)) return [{ encoding: 'euc-kr', confidence: 0.7 }, ...candidates];
  if (looksLikeChinese(bytes)) return [{ encoding: 'gb18030', confidence: 0.8 }, ...candidates];
  if (!trusted && looksWestern(bytes)) return [{ encoding: 'windows-1252', confidence: 0.6 }, ...candidates];
  return candidates;
}

/** Hangul and nothing else beyond ASCII: Chinese read as EUC-KR is half Hanja. */
function looksKorean(bytes: Uint8Array): boolean {
  const text = decodeLeniently(sampleBeyondAscii(bytes), 'euc-kr');
  const hangul = count(text, /[\uac00-\ud7a3]/g);
  return hangul >= 6 && hangul >= count(text, /[^\0-\x7f]/g) * 0.95;
}

/** Mostly ASCII, with the accents, quotes and dashes of western Europe here and there. */
function looksWestern(bytes: Uint8Array): boolean {
  const text = decodeLeniently(sampleBeyondAscii(bytes), 'windows-1252');
  const beyondAscii = count(text, /[^\0-\x7f]/g);
  const western = count(
    text,
    /[àâäáãåçéèêëíìîïñóòôöõøúùûüßæœÀÂÄÁÃÅÇÉÈÊËÍÎÏÑÓÔÖÕØÚÛÜÆŒ“”„‘’–—…€¿¡«»°·•§©®™£º½²³\u00a0]/g,
  );
  return western >= beyondAscii * 0.95 && beyondAscii <= text.length * 0.3;
}

function looksLikeChinese(bytes: Uint8Array): boolean {
  return commonHanShare(bytes) >= 0.7 && mostlyDecoded(decodeLeniently(bytes, 'gb18030'));
}

function mostlyDecoded(text: string): boolean {
  const beyondAscii = count(text, /[^\0-\x7f]/g);
  return count(text, /\ufffd/g) <= beyondAscii * 0.02;
}

/** Windows-1252 gives every byte a character, so that nothing is lost; the guess is said aloud. */
function byLastResort(bytes: Uint8Array): DecodedText {
  const text = decodeLeniently(bytes, 'windows-1252');
  return verified(text, bytes, 'windows-1252', 'last-resort', 0.1);
}

function verified(text: string, bytes: Uint8Array, name: string, method: string, confidence: number): DecodedText {
  const roundTrip = roundTrips(text, bytes, name);
  const controls = count(text, /[\u0000-\u0008\u000e-\u001f\u0080-\u009f]/g) / Math.max(1, text.length);
  const sure = Math.min(0.99, confidence) * (roundTrip ? 1 : 0.95) * (controls > 0.01 ? 0.5 : 1);
  const decision: EncodingDecision = { name, confidence: round(sure), method, roundTrip };
  if (sure >= 0.5) return decided(text, decision);
  const guess: Warning = {
    code: 'encoding-uncertain',
    message: `The encoding is a guess (${name}, confidence ${round(sure)}): characters beyond ASCII may be wrong. Save the file as UTF-8 and add it again.`,
    messageZh: `文件编码为推测结果（${name}，置信度 ${round(sure)}）：ASCII 以外的字符可能有误。请将文件另存为 UTF-8 后重新添加。`,
  };
  return { ...decided(text, decision), warnings: [guess] };
}

function lossy(bytes: Uint8Array, name: string, method: string, confidence: number): DecodedText {
  const text = decodeLeniently(bytes, name);
  const lost = count(text, /\ufffd/g);
  const share = lost / Math.max(1, count(text, /[^\0-\x7f]/g));
  return {
    text,
    encoding: { name, confidence: round(Math.max(0.05, confidence - share)), method, roundTrip: false },
    warnings: [
      undecodable(replacementLines(text), {
        en: `${lost} byte ${lost === 1 ? 'sequence is' : 'sequences are'} not ${name}`,
        zh: `有 ${lost} 处字节序列不是 ${name}`,
      }),
    ],
  };
}

/** 1-based lines that hold U+FFFD, at most ten. */
function replacementLines(text: string): number[] {
  const lines: number[] = [];
  let line = 1;
  for (const [character] of text.matchAll(/\n|\ufffd/g)) {
    if (character === '\n') line += 1;
    else if (lines.at(-1) !== line) lines.push(line);
    if (lines.length === 10) break;
  }
  return lines;
}

/** `lines` are at most ten. */
function undecodable(lines: readonly number[], what: { readonly en: string; readonly zh: string }): Warning {
  const more = lines.length === 10 ? ' …' : '';
  return {
    code: 'undecodable-bytes',
    message: `${what.en}, on ${lines.length === 1 ? 'line' : 'lines'} ${lines.join(', ')}${more}; each became U+FFFD and its character is lost. Save the original as UTF-8 and add it again.`,
    messageZh: `${what.zh}，位于第 ${lines.join('、')}${more} 行；均以 U+FFFD 代替，原字符已丢失。请将原文件另存为 UTF-8 后重新添加。`,
  };
}

function decided(text: string, encoding: EncodingDecision): DecodedText {
  return { text, encoding, warnings: [] };
}

function count(text: string, pattern: RegExp): number {
  let found = 0;
  for (const _ of text.matchAll(pattern)) found += 1;
  return found;
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
