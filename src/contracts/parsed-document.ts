import { z } from 'zod';
import type { Locator } from './locator.ts';
import type { Span } from './span.ts';
import type { Warning } from './warning.ts';

/** What a block is to a reader; cleaning, chunking and coverage go by it. */
export const blockKinds = [
  'heading',
  'paragraph',
  'list-item',
  'table',
  'code',
  'formula',
  'caption',
  'footnote',
  'running-head',
  'speech',
  'image-text',
  'metadata',
] as const;
export const blockKindSchema = z.enum(blockKinds);
export type BlockKind = z.infer<typeof blockKindSchema>;

/**
 * One stretch of a block whose origin is contiguous: a PDF text item, a line
 * of a text file, an HTML text node, a DOCX run. A `text` run never crosses a
 * line end (the line end itself may close it), so columns can be counted on.
 */
export interface Run extends Span {
  readonly locator: Locator;
  /**
   * PDF only: `end - start + 1` x-coordinates, the edges between the UTF-16
   * units of the run along the line, so that a span inside it is narrowed to
   * its own glyphs. For vertical or rotated lines they are y-coordinates and
   * `vertical` is true.
   */
  readonly edges?: readonly number[] | undefined;
  readonly vertical?: boolean | undefined;
}

/** A cell of a table block; `start` and `end` count in the block's text. */
export interface TableCell extends Span {
  readonly row: number;
  readonly column: number;
  readonly rowSpan: number;
  readonly columnSpan: number;
  readonly header: boolean;
  readonly locator: Locator;
}

/**
 * One block in reading order. `text` holds the characters of the original
 * (after decoding and entity resolution) and those listed in `inserted`,
 * nothing else. A PDF paragraph keeps `\n` between its lines; a table's text
 * is its cells joined by `\t` and `\n`, both `inserted`.
 */
export interface ParsedBlock {
  readonly kind: BlockKind;
  readonly text: string;
  /** Headings: 1 to 6. List items: nesting depth from 1. */
  readonly level?: number | undefined;
  readonly locator: Locator;
  /** In order, not overlapping; together they cover every character that is not in `inserted`. */
  readonly runs: readonly Run[];
  /** Spans of `text` that the loader wrote: separators, LaTeX of an equation. Count in no coverage. */
  readonly inserted: readonly Span[];
  readonly cells?: readonly TableCell[] | undefined;
  /** Code blocks: the language named by the original. */
  readonly language?: string | undefined;
  /** True where main-content detection calls the block navigation, advertising or the like; a cleaning rule decides. */
  readonly boilerplate?: boolean | undefined;
}

/**
 * What was in the original and where it went, in UTF-16 units of decoded
 * text (glyphs for PDF). `total = kept + markup + sum of skipped`.
 */
export interface Coverage {
  readonly total: number;
  /** Characters that stand in blocks, `inserted` not counted. */
  readonly kept: number;
  /** Syntax of a markup format that is no text: `**`, `<p>`, `|---|`, insignificant white space. */
  readonly markup: number;
  readonly skipped: readonly {
    readonly reason: string;
    /** The same in Chinese. */
    readonly reasonZh: string;
    readonly characters: number;
    readonly samples: readonly string[];
  }[];
}

/** How the bytes of a text format were decoded. */
export interface EncodingDecision {
  readonly name: string;
  /** 0 to 1. */
  readonly confidence: number;
  /** How it was decided: `bom`, `utf-8`, `declared`, `detected`, … */
  readonly method: string;
  /** Whether encoding the text again gives the bytes back. */
  readonly roundTrip: boolean;
}

/** A node of the stamped tree that the viewer renders for HTML and DOCX. `tag` is one of `viewTags`. */
export type ViewNode = string | ViewElement;
/** An element of that tree; attributes are those of the loader's white list. */
export interface ViewElement {
  readonly tag: string;
  /** The `element` number of section locators. */
  readonly element?: number | undefined;
  readonly attributes?: Readonly<Record<string, string>> | undefined;
  readonly children: readonly ViewNode[];
}

/** What a loader gives. A loader changes no character; it locates. */
export interface ParsedDocument {
  /** Registry name of the loader's format: `text`, `markdown`, `html`, `pdf`, `docx`. */
  readonly format: string;
  readonly title?: string | undefined;
  readonly blocks: readonly ParsedBlock[];
  readonly coverage: Coverage;
  readonly warnings: readonly Warning[];
  readonly encoding?: EncodingDecision | undefined;
  /** Paged formats: size of each page in points, index 0 = page 1. */
  readonly pages?: readonly { readonly width: number; readonly height: number }[] | undefined;
  /** Text formats: the decoded original, for the viewer; offsets of `text` locators count in it. */
  readonly decodedText?: string | undefined;
  /** HTML and DOCX: the stamped tree for the viewer. */
  readonly view?: ViewElement | undefined;
}
