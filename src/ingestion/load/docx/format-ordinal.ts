const chineseDigits = '〇一二三四五六七八九';
const formalDigits = '零壹贰叁肆伍陆柒捌玖';

/** A number as a list level's `w:numFmt` writes it (ECMA-376 part 1, 17.18.59). Unknown formats are decimal. */
export function formatOrdinal(value: number, format: string): string {
  if (value < 0 || value > 9999) return String(value);
  switch (format) {
    case 'lowerLetter':
      return letters(value);
    case 'upperLetter':
      return letters(value).toUpperCase();
    case 'lowerRoman':
      return roman(value).toLowerCase();
    case 'upperRoman':
      return roman(value);
    case 'decimalZero':
      return String(value).padStart(2, '0');
    case 'decimalEnclosedCircle':
    case 'decimalEnclosedCircleChinese':
      return value >= 1 && value <= 20 ? String.fromCodePoint(0x2460 + value - 1) : String(value);
    case 'decimalEnclosedParen':
      return `(${value})`;
    case 'decimalFullWidth':
    case 'decimalFullWidth2':
      return String(value).replace(/\d/g, (digit) => String.fromCodePoint(0xff10 + Number(digit)));
    case 'chineseCounting':
    case 'chineseCountingThousand':
    case 'ideographDigital':
    case 'japaneseCounting':
    case 'taiwaneseCounting':
    case 'taiwaneseCountingThousand':
      return chinese(value, chineseDigits, '十百千');
    case 'chineseLegalSimplified':
    case 'ideographLegalTraditional':
      return chinese(value, formalDigits, '拾佰仟');
    case 'ideographTraditional':
      return '甲乙丙丁戊己庚辛壬癸'[value - 1] ?? String(value);
    case 'ideographZodiac':
      return '子丑寅卯辰巳午未申酉戌亥'[value - 1] ?? String(value);
    default:
      return String(value);
  }
}

/** a, b, … z, aa, bb: Word repeats the letter. */
function letters(value: number): string {
  if (value < 1) return String(value);
  return String.fromCharCode(97 + ((value - 1) % 26)).repeat(Math.ceil(value / 26));
}

function roman(value: number): string {
  const signs: readonly [number, string][] = [
    [1000, 'M'],
    [900, 'CM'],
    [500, 'D'],
    [400, 'CD'],
    [100, 'C'],
    [90, 'XC'],
    [50, 'L'],
    [40, 'XL'],
    [10, 'X'],
    [9, 'IX'],
    [5, 'V'],
    [4, 'IV'],
    [1, 'I'],
  ];
  let rest = value;
  let text = '';
  for (const [worth, sign] of signs) {
    while (rest >= worth) {
      text += sign;
      rest -= worth;
    }
  }
  return text || String(value);
}

function chinese(value: number, digits: string, units: string): string {
  const zero = digits[0] ?? '';
  if (value === 0) return zero;
  const places = String(value);
  let text = '';
  for (const [index, digit] of [...places].entries()) {
    const unit = places.length - index - 2;
    if (digit !== '0') text += (digits[Number(digit)] ?? '') + (unit >= 0 ? (units[unit] ?? '') : '');
    else if (text !== '' && !text.endsWith(zero)) text += zero;
  }
  if (text.endsWith(zero)) text = text.slice(0, -1);
  // 10 to 19 are 十 … 十九, not 一十.
  return value >= 10 && value < 20 && digits === chineseDigits ? text.slice(1) : text;
}
