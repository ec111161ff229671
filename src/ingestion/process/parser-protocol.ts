import type { ErrorCode } from '../../contracts/error.ts';
import type { ProcessedDocument } from './process-document.ts';

/** What the pool sends to a parser process: files, never bytes. */
export interface ParserTask {
  readonly taskId: number;
  readonly file: string;
  readonly artefactFile: string;
  readonly name: string;
  readonly mediaType?: string | undefined;
  readonly contentSha256: string;
  readonly documentId: string;
}

export type ParserReply =
  | { readonly type: 'ready' }
  | { readonly type: 'done'; readonly taskId: number; readonly processed: ProcessedDocument }
  | {
      readonly type: 'failed';
      readonly taskId: number;
      readonly code: ErrorCode;
      readonly en: string;
      readonly zh: string;
      readonly details: Readonly<Record<string, unknown>>;
      /** For the log of the server; never sent to a client. */
      readonly internal?: string | undefined;
    };
