import type { Load } from './loader.ts';

/** The formats that can be read. */
export type Format = 'text' | 'markdown' | 'html' | 'pdf' | 'docx';

/** One format's loader. To add one: a folder with its loader, a row here, and its sign in `detect-format.ts`. */
export interface LoaderRow {
  readonly format: Format;
  /** Part of the processing hash: raise it when the loader's result changes. */
  readonly version: number;
  readonly mediaType: string;
  /** Loads the loader: heavy parsers are imported by their first document. */
  readonly load: () => Promise<Load>;
}

export const loaders: readonly LoaderRow[] = [
  {
    format: 'text',
    version: 1,
    mediaType: 'text/plain',
    load: async () => (await import('./text/load-text.ts')).loadText,
  },
  {
    format: 'markdown',
    version: 1,
    mediaType: 'text/markdown',
    load: async () => (await import('./markdown/load-markdown.ts')).loadMarkdown,
  },
  {
    format: 'html',
    version: 1,
    mediaType: 'text/html',
    load: async () => (await import('./html/load-html.ts')).loadHtml,
  },
  {
    format: 'pdf',
    version: 1,
    mediaType: 'application/pdf',
    load: async () => (await import('./pdf/load-pdf.ts')).loadPdf,
  },
  {
    format: 'docx',
    version: 1,
    mediaType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    load: async () => (await import('./docx/load-docx.ts')).loadDocx,
  },
];
