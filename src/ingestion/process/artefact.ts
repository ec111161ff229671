import { gunzipSync, gzipSync } from 'node:zlib';
import type { CleanDocument } from '../../contracts/clean-document.ts';
import type { ParsedDocument } from '../../contracts/parsed-document.ts';

type Viewable = Pick<ParsedDocument, 'format' | 'title' | 'pages' | 'decodedText' | 'view'>;

/** What is kept of a processed document: what the viewer shows, then the parsed and the clean document. */
export interface Artefact {
  readonly parsed: ParsedDocument;
  readonly clean: CleanDocument;
}

const lineEnd = 0x0a;

/** Three lines of JSON, compressed; the first alone is enough for the viewer. JSON strings hold no raw line ends. */
export function packArtefact({ parsed, clean }: Artefact): Uint8Array {
  const { format, title, pages, decodedText, view, ...rest } = parsed;
  const lines = [{ format, title, pages, decodedText, view }, rest, clean].map((part) => JSON.stringify(part));
  return gzipSync(lines.join('\n'), { level: 1 });
}

/** Reads only the part that the viewer needs. */
export function unpackViewable(packed: Uint8Array): Viewable {
  const bytes = gunzipSync(packed);
  return JSON.parse(bytes.subarray(0, bytes.indexOf(lineEnd)).toString()) as Viewable;
}

export function unpackArtefact(packed: Uint8Array): Artefact {
  const [viewable, rest, clean] = gunzipSync(packed)
    .toString()
    .split('\n')
    .map((line) => JSON.parse(line) as unknown);
  return {
    parsed: { ...(viewable as Viewable), ...(rest as Omit<ParsedDocument, keyof Viewable>) },
    clean: clean as CleanDocument,
  };
}
