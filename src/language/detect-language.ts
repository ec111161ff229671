/**
 * The language in which to speak to a person: `zh` where Han characters carry
 * at least as much as Latin words do (a Chinese word is about two characters),
 * else `en`. Text with kana or hangul is not Chinese. At most the first 20,000
 * units are read.
 */
export function detectLanguage(text: string): 'zh' | 'en' {
  const sample = text.slice(0, 20_000);
  const han = sample.match(/\p{Script=Han}/gu)?.length ?? 0;
  const other = sample.match(/[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/gu)?.length ?? 0;
  const latinWords = sample.match(/[\p{Script=Latin}\p{Nd}]+/gu) ?? [];
  if (han === 0 || other > han / 2) return 'en';
  // Names and identifiers (K8s, TLS) stand in any language; words in small letters show that English is spoken.
  const english = latinWords.reduce((sum, word) => sum + (/^\p{Ll}/u.test(word) ? 1 : 0.3), 0);
  return han >= english ? 'zh' : 'en';
}
