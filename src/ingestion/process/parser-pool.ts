import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { RagstoneError } from '../../contracts/error.ts';
import { ParserHandle, type ParserLimits } from './parser-handle.ts';
import type { ParserTask } from './parser-protocol.ts';
import type { ProcessedDocument } from './process-document.ts';

/** Where a task's bytes are and what is known of them. */
export type ParseRequest = Omit<ParserTask, 'taskId' | 'artefactFile'>;

/** A processed document and the file with its packed artefact, which the caller takes away. */
export interface ParseResult extends ProcessedDocument {
  readonly artefactFile: string;
}

export interface ParserPool {
  /** Rejects with the document's own error, or `parser-timeout`, `parser-out-of-memory`, `parser-crashed`, `cancelled`. */
  process(request: ParseRequest, options?: { readonly signal?: AbortSignal | undefined }): Promise<ParseResult>;
  /** Highest resident memory seen in any parser, bytes. */
  peakMemory(): number;
  close(): Promise<void>;
}

/** Enough for a book of some hundred pages with room to spare; settings override them. */
export const defaultParserLimits: ParserLimits = {
  heapMegabytes: 512,
  residentMegabytes: 1024,
  deadlineMs: 300_000,
  retireAboveMegabytes: 350,
};

interface Waiting {
  readonly run: (handle: ParserHandle) => void;
  readonly reject: (error: RagstoneError) => void;
}

/** A warm pool of parser processes, started at the first task. One task at a time in each. */
export function createParserPool({
  size,
  folder,
  limits = defaultParserLimits,
}: {
  readonly size: number;
  /** Where artefacts are put until the caller takes them; no other pool writes here. */
  readonly folder: string;
  readonly limits?: ParserLimits;
}): ParserPool {
  const idle: ParserHandle[] = [];
  const all = new Set<ParserHandle>();
  const waiting: Waiting[] = [];
  let taskId = 0;
  let peak = 0;
  let closed = false;

  const giveWork = (): void => {
    while (waiting.length > 0) {
      const handle = idle.pop() ?? (all.size < size ? start() : undefined);
      if (handle === undefined) return;
      waiting.shift()?.run(handle);
    }
  };
  const start = (): ParserHandle => {
    const handle = new ParserHandle(limits);
    all.add(handle);
    return handle;
  };
  const giveBack = (handle: ParserHandle): void => {
    peak = Math.max(peak, handle.peakBytes);
    if (closed || !handle.reusable) {
      all.delete(handle);
      handle.stop();
    } else idle.push(handle);
    giveWork();
  };

  const runOn = async (handle: ParserHandle, request: ParseRequest, signal?: AbortSignal): Promise<ParseResult> => {
    taskId += 1;
    const artefactFile = join(folder, `${taskId}.artefact`);
    try {
      return { ...(await handle.run({ ...request, taskId, artefactFile }, signal)), artefactFile };
    } catch (error) {
      // A parser that is killed may have begun to write.
      await rm(artefactFile, { force: true });
      throw error;
    } finally {
      giveBack(handle);
    }
  };

  return {
    process: (request, { signal } = {}) =>
      new Promise<ParseResult>((resolve, reject) => {
        if (closed || signal?.aborted === true) return reject(cancelled(request.name));
        const entry: Waiting = { run: (handle) => resolve(runOn(handle, request, signal)), reject };
        waiting.push(entry);
        signal?.addEventListener(
          'abort',
          () => {
            const position = waiting.indexOf(entry);
            if (position >= 0) {
              waiting.splice(position, 1);
              reject(cancelled(request.name));
            }
          },
          { once: true },
        );
        giveWork();
      }),
    peakMemory: () => Math.max(peak, ...[...all].map((handle) => handle.peakBytes)),
    async close() {
      closed = true;
      for (const entry of waiting.splice(0)) entry.reject(cancelled('a document'));
      await Promise.all([...all].map((handle) => handle.stop()));
      all.clear();
    },
  };
}

function cancelled(name: string): RagstoneError {
  return new RagstoneError('cancelled', {
    en: `Reading ${name} was cancelled. It can be added again at any time.`,
    zh: `已取消读取 ${name}，可以随时重新添加。`,
  });
}
