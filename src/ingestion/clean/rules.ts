import type { CleaningRule } from './cleaning-rule.ts';
import { boilerplate } from './rules/boilerplate.ts';
import { controlCharacters } from './rules/control-characters.ts';
import { dotLeaders } from './rules/dot-leaders.ts';
import { lineJoining } from './rules/line-joining.ts';
import { mojibake } from './rules/mojibake.ts';
import { paragraphJoining } from './rules/paragraph-joining.ts';
import { repeatedLines } from './rules/repeated-lines.ts';
import { replacementCharacters } from './rules/replacement-characters.ts';
import { runningHead } from './rules/running-head.ts';
import { softHyphens } from './rules/soft-hyphens.ts';
import { spacedCharacters } from './rules/spaced-characters.ts';
import { unicodeNormalisation } from './rules/unicode-normalisation.ts';
import { whiteSpace } from './rules/white-space.ts';

/** All cleaning rules, in the order in which they run: whole blocks, characters, lines, spaces, what stands between blocks. */
export const cleaningRules: readonly CleaningRule[] = [
  boilerplate,
  runningHead,
  replacementCharacters,
  mojibake,
  controlCharacters,
  softHyphens,
  unicodeNormalisation,
  repeatedLines,
  spacedCharacters,
  lineJoining,
  whiteSpace,
  dotLeaders,
  paragraphJoining,
];
