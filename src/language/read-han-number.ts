const digits: Readonly<Record<string, number>> = {
  零: 0,
  〇: 0,
  一: 1,
  二: 2,
  两: 2,
  三: 3,
  四: 4,
  五: 5,
  六: 6,
  七: 7,
  八: 8,
  九: 9,
};
const units: Readonly<Record<string, number>> = { 十: 10, 百: 100, 千: 1_000 };
const powers = [
  ['亿', 100_000_000],
  ['万', 10_000],
] as const;

/**
 * The value of a whole number in Chinese numerals: 一千二百三十四, 三万五,
 * 一百零五, 二〇二三. `null` for what is none, such as 万一, 千万 without a
 * digit, 一百千.
 */
export function readHanNumber(text: string): number | null {
  if (text === '' || text.length > 24) return null;
  const characters = Array.from(text);
  if (characters.every((character) => digits[character] !== undefined)) {
    return characters.length > 15 ? null : Number(characters.map((character) => digits[character]).join(''));
  }
  return readPowers(text);
}

function readPowers(text: string): number | null {
  for (const [sign, power] of powers) {
    const at = text.lastIndexOf(sign);
    if (at < 0) continue;
    const left = readPowers(text.slice(0, at));
    const right = text.slice(at + 1);
    if (left === null || left === 0) return null;
    if (right === '') return left * power;
    // 三万五 is 35,000; 三万零五 is 30,005.
    const spoken = right.length === 1 ? digits[right] : undefined;
    const rest = spoken === undefined ? readPowers(right.replace(/^[零〇]/, '')) : (spoken * power) / 10;
    return rest === null || rest >= power ? null : left * power + rest;
  }
  return readBelowTenThousand(text);
}

function readBelowTenThousand(text: string): number | null {
  let total = 0;
  let pending: number | null = null;
  let lastUnit = 0;
  let zero = false;
  for (const character of text) {
    const digit = digits[character];
    const unit = units[character];
    if (digit === 0) {
      if (pending !== null || lastUnit === 0) return null;
      zero = true;
    } else if (digit !== undefined) {
      if (pending !== null) return null;
      pending = digit;
    } else if (unit !== undefined) {
      if (lastUnit !== 0 && unit >= lastUnit) return null;
      if (pending === null && unit !== 10) return null;
      total += (pending ?? 1) * unit;
      pending = null;
      lastUnit = unit;
      zero = false;
    } else return null;
  }
  if (pending === null) return zero || lastUnit === 0 ? null : total;
  return total + (zero || lastUnit <= 10 ? pending : (pending * lastUnit) / 10);
}
