import { segmentText } from './segment-text.ts';

/**
 * Names how text is cut into terms. It goes into every index version: change
 * it whenever the same text would give other terms.
 */
export const segmentationId = 'jieba2-pairs-snowball-1';

/**
 * The terms under which a text is indexed, in order; none holds white space.
 * Function words are left out unless the text has nothing else.
 */
export function segmentForIndex(text: string): string[] {
  const terms = segmentText(text);
  const content = terms.filter(({ kind }) => kind !== 'function-word');
  return (content.length > 0 ? content : terms).map(({ term }) => term);
}
