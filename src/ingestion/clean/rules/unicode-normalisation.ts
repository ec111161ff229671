import type { CleaningRule, Edit } from '../cleaning-rule.ts';
import { literalKinds, replaceInBlocks } from '../replace-in-blocks.ts';

/** One character with its marks, or a Hangul syllable in parts. */
const clusters = /(?:[\u1100-\u115f]+|[\uac00-\ud7a3])[\u1160-\u11ff]+|\P{M}\p{M}*|\p{M}+/gsu;

/**
 * Shapes that stand for ordinary characters and that nobody means: ligatures,
 * Arabic presentation forms, Kangxi radicals, full-width Latin letters and
 * digits, half-width kana. Not ², ½, ①, ™, …, full-width punctuation or
 * mathematical letters: those mean something else than what NFKC makes of them.
 */
const shapes =
  /[\ufb00-\ufb06\ufb13-\ufb17]|[\ufb50-\ufbb1\ufbd3-\ufd3d\ufd50-\ufdf1\ufe70-\ufefc]|[\u2f00-\u2fd5\u2e9f\u2ef3]|[\uff10-\uff19\uff21-\uff3a\uff41-\uff5a]|[\uff66-\uff9d][\uff9e\uff9f]?/gu;

/** Radicals of the supplement that fonts use for whole characters; Unicode gives them no decomposition. */
const radicals = new Map(
  [
    ...'⺠民⻄西⻅见⻆角⻉贝⻋车⻑長⻓长⻔门⻘青⻙韦⻚页⻛风⻜飞⻝食⻢马⻣骨⻤鬼⻥鱼⻦鸟⻧卤⻨麦⻩黄⻬齐⻮齿⻰龙⻳龟'.matchAll(
      /(.)(.)/gu,
    ),
  ].map(([, radical, character]) => [radical!, character!] as const),
);
const radicalPattern = new RegExp(`[${[...radicals.keys()].join('')}]`, 'gu');
/** Between full-width digits a full-width stop is a decimal point. */
const decimalPoint = /(?<=[\uff10-\uff19])\uff0e(?=[\uff10-\uff19])/gu;

/** NFC everywhere (also CJK compatibility ideographs), NFKC for shapes alone. */
export const unicodeNormalisation: CleaningRule = {
  name: 'unicode-normalisation',
  version: 1,
  apply: ({ blocks }) => {
    const edits: Edit[] = [];
    for (const block of blocks) {
      const { text, source } = block;
      if (literalKinds.has(source.kind) || !/[^\0-\x7f]/.test(text)) continue;
      const found: Edit[] = [];
      const one = [block];
      if (text.normalize('NFC') !== text)
        found.push(...replaceInBlocks(one, clusters, (match) => match.normalize('NFC')));
      const composed = new Set(found.map((edit) => edit.start));
      for (const pattern of [shapes, decimalPoint, radicalPattern]) {
        const shaped = replaceInBlocks(one, pattern, (match) => radicals.get(match) ?? match.normalize('NFKC'));
        found.push(...shaped.filter((edit) => !composed.has(edit.start)));
      }
      edits.push(...found.sort((a, b) => a.start - b.start));
    }
    return { edits };
  },
};
