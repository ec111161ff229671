import type { Root } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { frontmatterFromMarkdown } from 'mdast-util-frontmatter';
import { gfmFromMarkdown } from 'mdast-util-gfm';
import { mathFromMarkdown } from 'mdast-util-math';
import { cjkFriendlyExtension } from 'micromark-extension-cjk-friendly';
import { frontmatter } from 'micromark-extension-frontmatter';
import { gfm } from 'micromark-extension-gfm';
import { math } from 'micromark-extension-math';
import type { Span } from '../../../contracts/span.ts';

/**
 * A stretch of the original that is text, by the tokens of micromark; all that
 * lies between pieces is syntax. `reference` is a character reference, `html`
 * an inline tag, `image-edge` an empty piece where an image begins or ends.
 */
export interface Piece extends Span {
  readonly kind: 'text' | 'code' | 'line-end' | 'reference' | 'html' | 'image-edge';
}

export interface ParsedSection {
  readonly root: Root;
  /** In order; offsets count in the whole original. */
  readonly pieces: readonly Piece[];
  /** Where the section begins in the original; positions in `root` count from here. */
  readonly offset: number;
}

const textTokens = new Set([
  'data',
  'characterEscapeValue',
  'codeFlowValue',
  'htmlFlowData',
  'mathFlowValue',
  'mathTextData',
  'yamlValue',
  'autolinkProtocol',
  'autolinkEmail',
  'literalAutolinkEmail',
  'literalAutolinkHttp',
  'literalAutolinkWww',
]);

/** Tokens that hold other tokens of which nothing is text: addresses, labels, fences. */
const syntaxTokens = new Set([
  'resource',
  'reference',
  'definition',
  'codeFencedFence',
  'mathFlowFence',
  'yamlFence',
  'gfmFootnoteCall',
  'gfmFootnoteDefinitionLabel',
  'taskListCheck',
  'tableDelimiterRow',
]);

/** Parses one section. Front matter stands at the very beginning only. */
export function parseSection(original: string, { start, end }: Span): ParsedSection {
  // A second byte order mark would be swallowed by the parser and shift every offset.
  const offset = original[start] === '\ufeff' ? start + 1 : start;
  const pieces: Piece[] = [];
  let syntaxUntil = offset;
  const add = (kind: Piece['kind'], from: number, to: number): void => {
    if (from >= syntaxUntil) pieces.push({ kind, start: from, end: to });
  };
  const root = fromMarkdown(original.slice(offset, end), {
    extensions: [
      ...(offset === 0 ? [frontmatter(['yaml'])] : []),
      gfm(),
      math({ singleDollarTextMath: false }),
      cjkFriendlyExtension(),
    ],
    mdastExtensions: [
      ...(offset === 0 ? [frontmatterFromMarkdown(['yaml'])] : []),
      // Its transforms find more addresses by splitting text nodes and lose their positions.
      ...gfmFromMarkdown().map((extension) => ({ ...extension, transforms: [] })),
      mathFromMarkdown(),
      {
        beforeEnter(token) {
          const from = token.start.offset + offset;
          const to = token.end.offset + offset;
          if (syntaxTokens.has(token.type)) syntaxUntil = Math.max(syntaxUntil, to);
          else if (textTokens.has(token.type)) add('text', from, to);
          else if (token.type === 'codeTextData') add('code', from, to);
          else if (token.type === 'lineEnding' || token.type === 'lineEndingBlank') add('line-end', from, to);
          else if (token.type === 'image') add('image-edge', from, from);
          else if (token.type === 'characterReference' || token.type === 'htmlText') {
            add(token.type === 'htmlText' ? 'html' : 'reference', from, to);
            syntaxUntil = Math.max(syntaxUntil, to);
          }
        },
        afterExit(token) {
          const to = token.end.offset + offset;
          if (token.type === 'image') add('image-edge', to, to);
        },
      },
    ],
  });
  return { root, pieces, offset };
}
