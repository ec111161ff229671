import { readdir, realpath, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { RagstoneError } from '../contracts/error.ts';

/** A file to be added: its real path is its place. */
export interface FoundFile {
  readonly path: string;
  readonly name: string;
}

const ignoredFolders = new Set(['node_modules', '.git', '.svn', '.hg', '__MACOSX']);

/**
 * The files under the given paths, in name order, each once. Hidden files and
 * links inside folders are not followed (a link could lead anywhere); a path
 * given by name is.
 */
export async function* walkPaths(paths: readonly string[]): AsyncGenerator<FoundFile> {
  const seen = new Set<string>();
  for (const given of paths) {
    const path = await realpath(given).catch((cause: unknown) => {
      throw new RagstoneError('not-found', {
        en: `There is no file or folder ${given}. Check the path; put it in quotes if it holds spaces.`,
        zh: `没有名为 ${given} 的文件或文件夹。请检查路径；如含空格请加引号。`,
        cause,
      });
    });
    const found = (await stat(path)).isDirectory() ? walkFolder(path) : [{ path, name: basename(path) }];
    for await (const file of found) {
      if (seen.has(file.path)) continue;
      seen.add(file.path);
      yield file;
    }
  }
}

async function* walkFolder(folder: string): AsyncGenerator<FoundFile> {
  const entries = await readdir(folder, { withFileTypes: true });
  entries.sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
  for (const entry of entries) {
    const path = join(folder, entry.name);
    if (entry.name.startsWith('.')) continue;
    if (entry.isDirectory() && !ignoredFolders.has(entry.name)) yield* walkFolder(path);
    else if (entry.isFile()) yield { path, name: entry.name };
  }
}
