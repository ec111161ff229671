import { readFile, writeFile } from 'node:fs/promises';
import { RagstoneError } from '../../contracts/error.ts';
import { packArtefact } from './artefact.ts';
import type { ParserReply, ParserTask } from './parser-protocol.ts';
import { processDocument } from './process-document.ts';

/** Entry of a parser process: one task at a time, until the pool lets it go. */
const send = (reply: ParserReply): void => {
  process.send?.(reply);
};

function describe(task: ParserTask, error: unknown): ParserReply {
  if (error instanceof RagstoneError) {
    const internal = error.cause === undefined ? undefined : String(error.cause);
    return {
      type: 'failed',
      taskId: task.taskId,
      code: error.code,
      en: error.message,
      zh: error.messageZh,
      details: error.details,
      internal,
    };
  }
  return {
    type: 'failed',
    taskId: task.taskId,
    code: 'damaged-document',
    en: `${task.name} could not be read; it may be damaged. Open it in its own program, save it again, and add it once more.`,
    zh: `无法读取 ${task.name}，文件可能已损坏。请用原来的程序打开并另存，然后重新添加。`,
    details: {},
    internal: error instanceof Error ? (error.stack ?? error.message) : String(error),
  };
}

async function work(task: ParserTask): Promise<void> {
  try {
    const { artefact, ...processed } = await processDocument({ ...task, bytes: await readFile(task.file) });
    await writeFile(task.artefactFile, packArtefact(artefact), { mode: 0o600 });
    send({ type: 'done', taskId: task.taskId, processed });
  } catch (error) {
    send(describe(task, error));
  }
}

process.on('message', (task: ParserTask) => void work(task));
process.on('disconnect', () => process.exit(0));
// Ctrl-C goes to the whole process group; the pool decides when a parser ends.
process.on('SIGINT', () => {});
send({ type: 'ready' });
