import { z } from 'zod';

const offset = z.int().min(0);
const ordinal = z.int().min(1);

/** `[x0, y0, x1, y1]`, origin at the top left of the page as shown; points for PDF, pixels for images. */
export const boxSchema = z.tuple([z.number(), z.number(), z.number(), z.number()]);
export type Box = z.infer<typeof boxSchema>;

/** Offsets into the decoded original; lines and columns are 1-based, columns count UTF-16 units; `endColumn` is exclusive. */
export const textLocatorSchema = z.object({
  kind: z.literal('text'),
  start: offset,
  end: offset,
  line: ordinal,
  column: ordinal,
  endLine: ordinal,
  endColumn: ordinal,
});

/** One page and the boxes of the glyphs on it: crop box, after rotation, points. */
export const pdfLocatorSchema = z.object({
  kind: z.literal('pdf'),
  page: ordinal,
  boxes: z.array(boxSchema),
});

/** A range in A1 notation on a named sheet. */
export const sheetLocatorSchema = z.object({ kind: z.literal('sheet'), sheet: z.string(), range: z.string() });

/** A 1-based slide and the shape's id on it. */
export const slideLocatorSchema = z.object({ kind: z.literal('slide'), slide: ordinal, shape: z.string() });

/**
 * HTML: `element` is the preorder number (0 = root element) in the parsed original.
 * DOCX: `element` is the index among the children of `w:body`; notes, comments,
 * headers and footers follow with numbers of their own, in the order of reading.
 * `start` and `end` are UTF-16 offsets inside the text of `element` and `endElement`.
 * The text of an element is that of the `ViewElement` with its number: all its
 * text nodes in order (no scripts; list markers, tabs and LaTeX of DOCX included; `br` has no length).
 */
export const sectionLocatorSchema = z.object({
  kind: z.literal('section'),
  headingPath: z.array(z.string()),
  element: offset,
  start: offset,
  endElement: offset,
  end: offset,
});

/** JSON pointer (RFC 6901) of a string value, and offsets in it. */
export const dataLocatorSchema = z.object({ kind: z.literal('data'), pointer: z.string(), start: offset, end: offset });

/** A MIME part number such as `1.2`, and offsets in its decoded text. */
export const mailLocatorSchema = z.object({ kind: z.literal('mail'), part: z.string(), start: offset, end: offset });

/** Integer milliseconds from the beginning of a recording. */
export const mediaLocatorSchema = z.object({ kind: z.literal('media'), startMs: offset, endMs: offset });

/** A box in pixels on a picture. */
export const imageLocatorSchema = z.object({ kind: z.literal('image'), box: boxSchema });

/**
 * A place in an original that can be shown to a person and opened by the viewer.
 * Always a span, never a bare point.
 */
export const locatorSchema = z.discriminatedUnion('kind', [
  textLocatorSchema,
  pdfLocatorSchema,
  sheetLocatorSchema,
  slideLocatorSchema,
  sectionLocatorSchema,
  dataLocatorSchema,
  mailLocatorSchema,
  mediaLocatorSchema,
  imageLocatorSchema,
]);
export type Locator = z.infer<typeof locatorSchema>;
