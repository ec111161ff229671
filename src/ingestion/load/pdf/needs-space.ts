import { isCjk } from './is-cjk.ts';

/**
 * Whether a gap between two neighbours on a line stands for a space that the
 * file does not spell out. Between Chinese characters a gap is letter spacing,
 * however wide. `gap` counts in units of the font size.
 */
export function needsSpace({
  left,
  right,
  gap,
  spaceBefore,
}: {
  readonly left: string;
  readonly right: string;
  readonly gap: number;
  readonly spaceBefore: boolean;
}): boolean {
  const leftCjk = isCjk(lastCodePoint(left));
  const rightCjk = isCjk(right.codePointAt(0) ?? 0);
  if (leftCjk && rightCjk) return gap > 2;
  if (leftCjk || rightCjk) return gap > 0.5;
  return gap > 0.22 || (spaceBefore && gap > 0.08);
}

function lastCodePoint(text: string): number {
  const unit = text.charCodeAt(text.length - 1);
  return unit >= 0xdc00 && unit <= 0xdfff ? (text.codePointAt(text.length - 2) ?? unit) : unit;
}
