import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { RagstoneError } from '../contracts/error.ts';
import { holdExclusively } from '../storage/sqlite/hold-exclusively.ts';

const serverNoteSchema = z.object({ pid: z.int(), address: z.string(), token: z.string() });

/** Who serves a home: written by the server (mode 0600), read by the command line. */
export type ServerNote = z.infer<typeof serverNoteSchema>;

/** Held by the one process that has a home open. The system lets go of it when the process dies, however it dies. */
export interface HomeLock {
  /** Tells the command line where the server of this home listens. */
  announce(note: ServerNote): Promise<void>;
  release(): Promise<void>;
}

const noteFile = (home: string): string => join(home, 'server.json');

/** Opens a home for this process alone; `home-in-use` where another process has it. */
export async function lockHome(home: string): Promise<HomeLock> {
  await mkdir(home, { recursive: true, mode: 0o700 }).catch((cause: unknown) => {
    throw unusableHome(home, cause);
  });
  const hold = await holdExclusively(join(home, 'lock.sqlite'));
  if (hold === null) {
    throw new RagstoneError('home-in-use', {
      en: `The home ${home} is open in another Ragstone process. Use its server (ragstone serve announces itself to the command line), end that process, or choose another home with --home.`,
      zh: `目录 ${home} 正被另一个 Ragstone 进程使用。请通过它的服务访问（命令行会自动连接 ragstone serve），或结束该进程，或用 --home 选择其他目录。`,
      details: { home },
    });
  }
  // Whatever a dead server announced is no longer true.
  await rm(noteFile(home), { force: true });
  return {
    async announce(note) {
      const temporary = `${noteFile(home)}.new`;
      await writeFile(temporary, JSON.stringify(note), { mode: 0o600 });
      await rename(temporary, noteFile(home));
    },
    async release() {
      await rm(noteFile(home), { force: true });
      hold.release();
    },
  };
}

/** What the server of a home announced, or `null`. Whether it still listens is for the caller to find out. */
export async function readServerNote(home: string): Promise<ServerNote | null> {
  try {
    const parsed = serverNoteSchema.safeParse(JSON.parse(await readFile(noteFile(home), 'utf8')));
    return parsed.success ? parsed.data : null;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT' || error instanceof SyntaxError) return null;
    throw unusableHome(home, error);
  }
}

function unusableHome(home: string, cause: unknown): RagstoneError {
  const reason = (cause as NodeJS.ErrnoException).code ?? 'unknown';
  return new RagstoneError('storage-failed', {
    en: `The home ${home} cannot be used (${reason}). Check that it is a folder that you may write to, or choose another with --home.`,
    zh: `无法使用目录 ${home}（${reason}）。请确认它是您有写入权限的文件夹，或用 --home 选择其他目录。`,
    details: { home },
    cause,
  });
}
