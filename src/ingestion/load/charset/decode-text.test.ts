import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { decodeText } from './decode-text.ts';

const simplified =
  '强化学习由哪两部分组成？智能体和环境。\n机器学习是人工智能的一个分支，研究计算机怎样模拟人类的学习行为。\n';
const traditional =
  '強化學習由哪兩部分組成？智慧體和環境。\n機器學習是人工智慧的一個分支，研究電腦怎樣模擬人類的學習行為。\n';
const japanese =
  '強化学習はエージェントと環境から成り立っています。\n機械学習は人工知能の一分野であり、人間の学習を計算機で実現します。\n';
const korean =
  '강화 학습은 에이전트와 환경으로 이루어집니다.\n기계 학습은 인공 지능의 한 분야로 사람의 학습을 컴퓨터로 구현합니다.\n';
const western = 'naïve ¿Qué? Übermäßig große Bäume, déjà vu, señor: “quoted” – 5 €.\n';

const cases: readonly [name: string, encoding: string, text: string][] = [
  ['GBK', 'gbk', simplified],
  ['GB18030 with four-byte characters', 'gb18030', `${simplified}㐂𠮷ɑ😀\n`],
  ['Big5', 'big5', traditional],
  ['Shift_JIS', 'shift_jis', japanese],
  ['EUC-JP', 'euc-jp', japanese],
  ['EUC-KR', 'euc-kr', korean],
  ['UTF-16LE without a mark', 'utf-16le', simplified],
  ['UTF-16BE without a mark', 'utf-16be', simplified],
  ['UTF-16LE of English', 'utf-16le', 'Plain English words, nothing more.'],
  ['UTF-16BE of Chinese without a line end', 'utf-16be', '智能体和环境，两部分。'],
  ['windows-1252', 'windows-1252', western],
  ['naïve ¿Qué', 'windows-1252', 'naïve ¿Qué'],
  ['windows-1251', 'windows-1251', 'Обучение с подкреплением состоит из двух частей: агент и среда.\n'],
  ['eight characters of GBK', 'gbk', '强化学习入门指南'],
  ['eight characters of Big5', 'big5', '強化學習入門指南'],
  ['eight characters of Shift_JIS', 'shift_jis', 'これは日本語です'],
  ['eight characters of EUC-KR', 'euc-kr', '강화 학습 입문서'],
  ['English with a few GBK characters', 'gbk', 'The reward (奖励) is a signal from the environment (环境).\n'],
];

describe('decodeText', () => {
  for (const [name, encoding, text] of cases) {
    it(`reads ${name} and gets every character back`, () => {
      const decoded = decodeText(iconv.encode(text, encoding));
      expect(decoded.text).toBe(text);
      expect(decoded.encoding.roundTrip).toBe(true);
    });
  }

  for (const head of [1200, 200_000]) {
    it(`keeps GBK behind ${head} bytes of ASCII`, () => {
      const text = `${'# an ASCII header line of a file\n'.repeat(head / 33)}${simplified.repeat(3)}`;
      const decoded = decodeText(iconv.encode(text, 'gbk'));
      expect(decoded.text).toBe(text);
      expect(decoded.encoding).toMatchObject({ name: 'gb18030', roundTrip: true });
    });
  }

  it('drops a byte order mark and believes it', () => {
    for (const encoding of ['utf-8', 'utf-16le', 'utf-16be']) {
      const decoded = decodeText(iconv.encode('中文 text', encoding, { addBOM: true }));
      expect(decoded.text).toBe('中文 text');
      expect(decoded.encoding).toMatchObject({ name: encoding, method: 'bom', confidence: 1 });
    }
  });

  it('reads ISO-2022-JP by its escapes', () => {
    const bytes = Uint8Array.of(0x1b, 0x24, 0x42, 0x46, 0x7c, 0x4b, 0x5c, 0x1b, 0x28, 0x42, 0x21);
    expect(decodeText(bytes).text).toBe('日本!');
  });

  it('believes a declared charset that fits, and no other', () => {
    expect(decodeText(iconv.encode('Ünïcödé', 'iso-8859-1'), { declared: 'ISO-8859-1' }).text).toBe('Ünïcödé');
    expect(decodeText(iconv.encode(simplified, 'gbk'), { declared: 'ISO-8859-1' }).text).toBe(simplified);
    expect(decodeText(iconv.encode(simplified, 'gbk'), { declared: 'gb2312' }).encoding.method).toBe('declared');
    expect(decodeText(Buffer.from(simplified), { declared: 'gbk' }).text).toBe(simplified);
    expect(decodeText(Buffer.from('abc'), { declared: 'no-such-charset' }).text).toBe('abc');
  });

  it('keeps UTF-8 with a few bad bytes, counts them and says the lines', () => {
    const good = Buffer.from(simplified.repeat(20));
    const bytes = Buffer.concat([good, Uint8Array.of(0xff, 0xfe), Buffer.from('\n'), good, Uint8Array.of(0xe5), good]);
    const decoded = decodeText(bytes);
    expect(decoded.text.replaceAll('\ufffd', '')).toBe(`${simplified.repeat(20)}\n${simplified.repeat(40)}`);
    expect(decoded.encoding).toMatchObject({ name: 'utf-8', roundTrip: false });
    expect(decoded.warnings[0]).toMatchObject({ code: 'undecodable-bytes' });
    expect(decoded.warnings[0]?.message).toMatch(/^3 bytes are not UTF-8, on lines 41, 82;/);
  });

  it('keeps GBK with a bad byte and warns', () => {
    const good = iconv.encode(simplified.repeat(5), 'gbk');
    const decoded = decodeText(Buffer.concat([good, Uint8Array.of(0xff, 0x0a), good]));
    expect(decoded.encoding.name).toBe('gb18030');
    expect(decoded.text.replaceAll('\ufffd', '')).toBe(`${simplified.repeat(5)}\n${simplified.repeat(5)}`);
    expect(decoded.warnings[0]?.code).toBe('undecodable-bytes');
  });

  it('reads nothing as nothing and says of noise that it is a guess', () => {
    expect(decodeText(new Uint8Array(0))).toMatchObject({ text: '', warnings: [] });
    let seed = 1;
    const noise = Uint8Array.from({ length: 4000 }, () => {
      seed = (seed * 1103515245 + 12345) % 2 ** 31;
      return seed >> 16;
    });
    const decoded = decodeText(noise);
    expect(decoded.encoding.confidence).toBeLessThan(0.5);
    expect(decoded.warnings).toHaveLength(1);
  });

  it('gives any text in UTF-8 and in UTF-16 with a mark back', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        if (text.startsWith('\ufeff') || /\u001b\$|\0/.test(text)) return;
        expect(decodeText(Buffer.from(text, 'utf8')).text).toBe(text);
        expect(decodeText(iconv.encode(text, 'utf-16le', { addBOM: true })).text).toBe(text);
      }),
    );
  });

  const names = new URL('../../../../../shared/data/course/prompt_engineering/', import.meta.url);
  const chapter = new URL('2.%20%E6%8F%90%E7%A4%BA%E5%8E%9F%E5%88%99%20Guidelines.md', names);
  it.skipIf(!readable(chapter))('reads a real chapter in GB18030 as in UTF-8', () => {
    const text = readFileSync(chapter, 'utf8');
    expect(decodeText(iconv.encode(text, 'gb18030')).text).toBe(text);
  });
});

function readable(url: URL): boolean {
  try {
    readFileSync(url);
    return true;
  } catch (error) {
    if (error instanceof Error) return false;
    throw error;
  }
}
