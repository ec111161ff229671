const special: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  đ: 'd',
  ð: 'd',
  ł: 'l',
  ı: 'i',
  þ: 'th',
  ё: 'е',
  ς: 'σ',
};

/**
 * A word without case and, for Latin, Greek, Hebrew and Arabic, without
 * accents and vowel marks: people type both `café` and `cafe`. Marks of other
 * scripts are letters of their own and stay.
 */
export function foldWord(word: string): string {
  const lower = word.toLowerCase();
  if (/^[\x00-\x7f]*$/.test(lower)) return lower;
  let folded = lower.replace(/[ßæœøđðłıþёς]/g, (letter) => special[letter]!);
  if (/[\p{Script=Latin}\p{Script=Greek}\p{Script=Hebrew}\p{Script=Arabic}]/u.test(folded)) {
    folded = folded
      .normalize('NFD')
      .replace(/\p{Mn}+/gu, '')
      .normalize('NFC');
  }
  return folded === '' ? lower : folded;
}
