import traditionalToSimplified from 'opencc-js/dict/TSCharacters';

let table: ReadonlyMap<string, string> | undefined;

function loadTable(): ReadonlyMap<string, string> {
  const entries = traditionalToSimplified
    .split('|')
    .map((entry) => entry.split(' ') as [string, string])
    .filter(([from, to]) => from.length === to.length && from !== to);
  return new Map(entries);
}

/**
 * Folds traditional Chinese characters to simplified ones, one by one, for
 * matching only: the result has the same length, so offsets hold. Characters
 * whose counterpart has another length are kept. The table is OpenCC's.
 */
export function foldTraditional(text: string): string {
  table ??= loadTable();
  let folded = '';
  let from = 0;
  for (let index = 0; index < text.length; ) {
    const code = text.codePointAt(index)!;
    const length = code > 0xffff ? 2 : 1;
    if (code >= 0x3400) {
      const simple = table.get(length === 1 ? text[index]! : text.slice(index, index + 2));
      if (simple !== undefined) {
        folded += text.slice(from, index) + simple;
        from = index + length;
      }
    }
    index += length;
  }
  return from === 0 ? text : folded + text.slice(from);
}
