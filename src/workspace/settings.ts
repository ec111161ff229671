import { readFile } from 'node:fs/promises';
import { availableParallelism, homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { z } from 'zod';
import { RagstoneError } from '../contracts/error.ts';
import { explainIssues } from '../contracts/explain-issues.ts';
import { defaultParserLimits } from '../ingestion/process/parser-pool.ts';

/** `settings.json` in the home. Every setting has a default; an unknown key is an error. */
const settingsSchema = z.strictObject({
  parser: z
    .strictObject({
      /** Parser processes; by default one per core. */
      processes: z
        .int()
        .min(1)
        .max(64)
        .default(() => Math.max(1, availableParallelism())),
      deadlineSeconds: z
        .number()
        .positive()
        .max(86_400)
        .default(defaultParserLimits.deadlineMs / 1000),
      memoryMegabytes: z.int().min(256).max(65_536).default(defaultParserLimits.residentMegabytes),
    })
    .prefault({}),
  /** Largest original that is taken, bytes. */
  maxDocumentBytes: z
    .int()
    .min(1)
    .default(1024 * 1024 * 1024),
});
export type Settings = z.infer<typeof settingsSchema>;

/** `--home`, else `RAGSTONE_HOME`, else `~/.ragstone`. */
export function resolveHome(home?: string, environment: NodeJS.ProcessEnv = process.env): string {
  const named = home ?? environment.RAGSTONE_HOME;
  return named === undefined || named === '' ? join(homedir(), '.ragstone') : resolve(named);
}

/** Reads `settings.json`; a missing file means defaults. */
export async function readSettings(home: string): Promise<Settings> {
  const file = join(home, 'settings.json');
  let text = '{}';
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT')
      throw invalid(file, { en: String(error), zh: '文件无法读取，或不是有效的 JSON' });
  }
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw invalid(file, { en: String(error), zh: '文件无法读取，或不是有效的 JSON' });
  }
  const parsed = settingsSchema.safeParse(value);
  if (!parsed.success) throw invalid(file, explainIssues(parsed.error));
  return parsed.data;
}

function invalid(file: string, why: { readonly en: string; readonly zh: string }): RagstoneError {
  return new RagstoneError('invalid-input', {
    en: `The settings in ${file} cannot be used: ${why.en}. Correct the file or delete it to go back to the defaults.`,
    zh: `无法使用 ${file} 中的设置：${why.zh}。请改正该文件，或删除它以恢复默认设置。`,
  });
}
