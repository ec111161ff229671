const label =
  /^\s*(?:\p{Lu}[\p{L}\p{N}.#/&'’()-]*(?: [\p{L}\p{N}.#/&'’()-]+){0,3} ?#?|[\p{Script=Han}\p{N}]{2,8})[:：](?!\/\/)/u;
const webAddress = /^\s*(?:https?:\/\/|www\.)/i;

/** `Total: 12`, `Date：…`: the name of a field at the beginning of a line. */
function startsWithLabel(line: string): boolean {
  return label.test(line.slice(0, 64));
}

/** A line that is a field, a row of figures or an address on the web, like the one before it or after it. */
export function standApart(line: string, next: string): boolean {
  if (startsWithLabel(line) && startsWithLabel(next)) return true;
  return isRow(next) || (isRow(line) && !/^\s*\p{Ll}/u.test(next)) || webAddress.test(next);
}

/** Three figures or more, and not many words between: a row of a table whose columns were not found. */
function isRow(line: string): boolean {
  // Chinese prose has no spaces to count words by, but it has stops.
  if (/[。，；、]/.test(line) || (line.match(/\d+/g)?.length ?? 0) < 3) return false;
  const words = line.trim().split(/\s+/u, 40);
  // A comma or stop behind a figure is punctuation of a sentence.
  const figures = words.filter((word) => /^[($¥€£+-]*\d(?:[\d.,:/%)\-–]*[\d%)])?$/u.test(word)).length;
  return figures >= 3 && figures >= 0.3 * words.length;
}
