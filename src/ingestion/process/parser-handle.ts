import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { RagstoneError } from '../../contracts/error.ts';
import type { ParserReply, ParserTask } from './parser-protocol.ts';
import type { ProcessedDocument } from './process-document.ts';
import { residentMemory } from './resident-memory.ts';

export interface ParserLimits {
  /** V8 heap of a parser process. */
  readonly heapMegabytes: number;
  /** Resident memory at which a parser is killed; `--max-old-space-size` does not count Buffers and WebAssembly. */
  readonly residentMegabytes: number;
  /** Time for one document. */
  readonly deadlineMs: number;
  /** A parser that has grown beyond this is not used again: WebAssembly memory never shrinks. */
  readonly retireAboveMegabytes: number;
}

const megabyte = 1024 * 1024;
const watchEveryMs = 100;

// The same extension as this file: `.js` when built, `.ts` while developing.
const entry = new URL(`./parser-process${import.meta.url.slice(import.meta.url.lastIndexOf('.'))}`, import.meta.url);

/** One parser process: runs a task, watches its memory and time, kills it where it must. */
export class ParserHandle {
  readonly #child: ChildProcess;
  readonly #limits: ParserLimits;
  #stderr = '';
  #alive = true;
  peakBytes = 0;

  constructor(limits: ParserLimits) {
    this.#limits = limits;
    this.#child = fork(fileURLToPath(entry), {
      execArgv: [...process.execArgv, `--max-old-space-size=${limits.heapMegabytes}`],
      serialization: 'advanced',
      // Libraries write what they think of a document to the console; the terminal belongs to the command line.
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    });
    this.#child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      this.#stderr = (this.#stderr + text).slice(-4000);
    });
    this.#child.once('exit', () => {
      this.#alive = false;
    });
    // Without a listener a failed spawn would end the server; `exit` or the task's own listener tells.
    this.#child.on('error', () => {
      this.#alive = this.#child.exitCode === null && this.#child.pid !== undefined;
    });
  }

  get reusable(): boolean {
    return this.#alive && this.peakBytes < this.#limits.retireAboveMegabytes * megabyte;
  }

  /** Ends the process; nobody waits for its task any more. */
  async stop(): Promise<void> {
    if (!this.#alive) return;
    const ended = once(this.#child, 'exit');
    this.#child.kill('SIGKILL');
    await ended;
  }

  run(task: ParserTask, signal?: AbortSignal): Promise<ProcessedDocument> {
    return new Promise((resolve, reject) => {
      let verdict: RagstoneError | undefined;
      const kill = (reason: RagstoneError): void => {
        verdict ??= reason;
        this.#child.kill('SIGKILL');
      };
      const onAbort = (): void => kill(failure('cancelled', task, this.#limits));
      const deadline = setTimeout(() => kill(failure('parser-timeout', task, this.#limits)), this.#limits.deadlineMs);
      const watch = setInterval(() => void this.#watch(task, kill), watchEveryMs);
      const onMessage = (reply: ParserReply): void => {
        if (reply.type === 'ready' || reply.taskId !== task.taskId) return;
        settle();
        if (reply.type === 'done') resolve(reply.processed);
        else
          reject(
            new RagstoneError(reply.code, {
              en: reply.en,
              zh: reply.zh,
              details: reply.details,
              cause: reply.internal,
            }),
          );
      };
      const onExit = (): void => {
        this.#alive = false;
        settle();
        const outOfHeap = /heap out of memory|Allocation failed/i.test(this.#stderr);
        reject(
          verdict ?? failure(outOfHeap ? 'parser-out-of-memory' : 'parser-crashed', task, this.#limits, this.#stderr),
        );
      };
      const settle = (): void => {
        clearTimeout(deadline);
        clearInterval(watch);
        this.#child.off('message', onMessage).off('exit', onExit);
        signal?.removeEventListener('abort', onAbort);
      };
      this.#child.on('message', onMessage).once('exit', onExit);
      signal?.addEventListener('abort', onAbort, { once: true });
      if (!this.#alive) return onExit();
      this.#child.send(task, (error) => {
        if (error !== null) onExit();
      });
    });
  }

  async #watch(task: ParserTask, kill: (reason: RagstoneError) => void): Promise<void> {
    const bytes = this.#child.pid === undefined ? null : await residentMemory(this.#child.pid);
    if (bytes === null) return;
    this.peakBytes = Math.max(this.peakBytes, bytes);
    if (bytes > this.#limits.residentMegabytes * megabyte) kill(failure('parser-out-of-memory', task, this.#limits));
  }
}

function failure(
  code: 'cancelled' | 'parser-timeout' | 'parser-out-of-memory' | 'parser-crashed',
  task: ParserTask,
  limits: ParserLimits,
  cause?: string,
): RagstoneError {
  const { name } = task;
  const texts = {
    cancelled: [
      `Reading ${name} was cancelled. It can be added again at any time.`,
      `已取消读取 ${name}，可以随时重新添加。`,
    ],
    'parser-timeout': [
      `Reading ${name} took longer than ${limits.deadlineMs / 1000} s and was stopped. Split the document into smaller ones, or raise parser.deadlineSeconds in the settings.`,
      `读取 ${name} 超过 ${limits.deadlineMs / 1000} 秒，已停止。请把文档拆小，或在设置中调大 parser.deadlineSeconds。`,
    ],
    'parser-out-of-memory': [
      `Reading ${name} needed more than ${limits.residentMegabytes} MB of memory and was stopped. Split the document into smaller ones, or raise parser.memoryMegabytes in the settings.`,
      `读取 ${name} 需要超过 ${limits.residentMegabytes} MB 内存，已停止。请把文档拆小，或在设置中调大 parser.memoryMegabytes。`,
    ],
    'parser-crashed': [
      `The parser of ${name} ended unexpectedly; nothing else was affected. Save the document again in its own program, then add it once more.`,
      `解析 ${name} 的进程意外终止，其他内容不受影响。请用原来的程序另存该文档后重新添加。`,
    ],
  } as const;
  const [en, zh] = texts[code];
  return new RagstoneError(code, { en, zh, details: { name }, ...(cause === undefined ? {} : { cause }) });
}
