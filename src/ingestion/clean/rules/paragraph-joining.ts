import type { Box } from '../../../contracts/locator.ts';
import type { Run } from '../../../contracts/parsed-document.ts';
import { startsListItem } from '../../../language/line-end.ts';
import type { CleaningBlock, CleaningRule } from '../cleaning-rule.ts';
import { textWidths } from './line-places.ts';

const chineseEnd = /[\p{Script=Han}，、（“]$/u;
const chineseStart = /^\p{Script=Han}/u;
const word = /\p{Script=Han}|\p{L}{2,}/u;

/**
 * Writes no blank line where a paragraph was parted and goes on: overleaf,
 * where the first part ends without a sentence end and the next begins in
 * lower case or with a Chinese character; on one page (where a formula or a
 * tall character parts the lines), where a line filled its column and the next
 * stands right below it, without an indent. Changes separators alone, no character.
 */
export const paragraphJoining: CleaningRule = {
  name: 'paragraph-joining',
  version: 1,
  apply: ({ parsed, blocks }) => {
    const separators = new Map<number, string>();
    const widths = textWidths(parsed.blocks);
    let previous: CleaningBlock | undefined;
    for (const block of blocks) {
      if (block.text === '') continue;
      if (previous !== undefined && goesOn(previous, block, widths)) {
        const chinese = chineseEnd.test(previous.text.slice(-1)) && chineseStart.test(block.text);
        separators.set(previous.index, chinese ? '' : ' ');
      }
      previous = block;
    }
    return { edits: [], separators };
  },
};

function goesOn(left: CleaningBlock, right: CleaningBlock, widths: ReadonlyMap<number, number>): boolean {
  const { kind } = left.source;
  if ((kind !== 'paragraph' && kind !== 'list-item') || right.source.kind !== 'paragraph') return false;
  const [from, to] = [left.source.locator, right.source.locator];
  if (from.kind !== 'pdf' || to.kind !== 'pdf') return false;
  if (to.page === from.page + 1) return goesOnOverleaf(left.text, right.text);
  return to.page === from.page && goesOnBelow(left, right, widths.get(from.page) ?? 0);
}

function goesOnOverleaf(left: string, right: string): boolean {
  if (left.length < 40) return false;
  const latin = /[\p{L},;]$/u.test(left.slice(-2)) && /^\p{Ll}/u.test(right);
  return latin || (/[\p{Script=Han}，、]$/u.test(left.slice(-2)) && chineseStart.test(right));
}

function goesOnBelow(left: CleaningBlock, right: CleaningBlock, textWidth: number): boolean {
  const above = lastLine(left.source.runs);
  const below = boxOf(right.source.runs[0]);
  if (above === undefined || below === undefined) return false;
  const height = Math.min(above[3] - above[1], below[3] - below[1]);
  const gap = below[1] - above[3];
  const full = above[2] - above[0] >= 0.85 * textWidth;
  const flush = below[0] - above[0] <= height / 2;
  if (!full || !flush || gap > height || gap < -height) return false;
  const last = left.text.slice(left.text.lastIndexOf('\n') + 1);
  if (/[.!?。！？…:：；;][”’"')）」』\]]*$/u.test(last.slice(-4)) || startsListItem(right.text)) return false;
  return word.test(last) && /^\p{Ll}|\p{Script=Han}/u.test(right.text.slice(0, 60));
}

/** The box around the runs that stand on the line of the last one. */
function lastLine(runs: readonly Run[]): Box | undefined {
  const last = boxOf(runs.at(-1));
  if (last === undefined) return undefined;
  let [x0, y0, x1, y1] = last;
  for (let index = runs.length - 2; index >= 0; index -= 1) {
    const box = boxOf(runs[index]);
    if (box === undefined || box[3] <= (y0 + y1) / 2 || box[1] >= (y0 + y1) / 2) break;
    [x0, y0, x1, y1] = [Math.min(x0, box[0]), Math.min(y0, box[1]), Math.max(x1, box[2]), Math.max(y1, box[3])];
  }
  return [x0, y0, x1, y1];
}

function boxOf(run: Run | undefined): Box | undefined {
  return run?.locator.kind === 'pdf' && run.vertical !== true ? run.locator.boxes.at(-1) : undefined;
}
