import type { BlockKind, ParsedBlock } from '../../../contracts/parsed-document.ts';
import type { LocatedText } from './join-pieces.ts';

/** A block of one kind from joined text. */
export function textBlock(
  kind: BlockKind,
  { text, runs, inserted, locator }: LocatedText,
  headingPath: string[],
  { level, language }: { level?: number | undefined; language?: string | undefined } = {},
): ParsedBlock {
  return {
    kind,
    text,
    runs,
    inserted,
    locator: locator ?? { kind: 'section', headingPath, element: 0, start: 0, endElement: 0, end: 0 },
    ...(level === undefined ? {} : { level }),
    ...(language === undefined ? {} : { language }),
  };
}
