const listItem =
  /^[ \t\u3000]*(?:[-*+•·▪◦●○■□◆–—]\s|#{1,6}\s|\||>\s|(?:\d{1,3}|[a-zA-Z]|[ivxIVX]{1,5})[.)．、）]|[（(](?:\d{1,3}|[a-zA-Z]|[一二三四五六七八九十百]{1,4})[)）]|[一二三四五六七八九十百]{1,4}[、.．]|第[一二三四五六七八九十百\d]{1,5}[章节条款部分篇讲]|[①-⑳])/;

const wideCharacter = /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff01-\uff60]/;

/** Whether a line begins a list item, a heading, a quotation or a table row. At most the first 64 units are read. */
export function startsListItem(line: string): boolean {
  return listItem.test(line.slice(0, 64));
}

/**
 * Whether a single line end closes a sentence that no punctuation closes:
 * the next line begins a list item, this one is a table row, ends with a
 * colon, or is much too short to have been wrapped.
 */
export function lineEndsSentence({ line, nextLine }: { line: string; nextLine: string }): boolean {
  if (startsListItem(nextLine) || line.includes('\t') || nextLine.includes('\t')) return true;
  const trimmed = line.trimEnd();
  if (/[:：]$/.test(trimmed)) return true;
  const width = columns(trimmed);
  // Narrow columns of print hold at least some 30 columns; a wrapped line is about as long as the next.
  return width < 30 || width < 0.5 * columns(nextLine);
}

function columns(line: string): number {
  let width = 0;
  // Beyond a few hundred columns nothing was wrapped; reading on would decide nothing.
  const end = Math.min(line.length, 400);
  for (let index = 0; index < end; index += 1) width += wideCharacter.test(line[index]!) ? 2 : 1;
  return width;
}
