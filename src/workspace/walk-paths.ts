import { readdir, realpath, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { pathNotFound } from './not-found.ts';
import { describeSpecialFile } from './read-local-file.ts';

/** A file to be added: its real path is its place. */
export interface FoundFile {
  readonly path: string;
  readonly name: string;
  /** Why nothing is read from it: a link, a pipe, a folder without the right to look into it. */
  readonly passedOver?: { readonly status: 'skipped' | 'failed'; readonly en: string; readonly zh: string };
}

const ignoredFolders = new Set(['node_modules', '.git', '.svn', '.hg', '__MACOSX']);

/**
 * The files under the given paths, in name order, each once. Hidden files and
 * links inside folders are not followed (a link could lead anywhere); a path
 * given by name is. Links and what is no file are named with the reason.
 */
export async function* walkPaths(paths: readonly string[]): AsyncGenerator<FoundFile> {
  const seen = new Set<string>();
  for (const given of paths) {
    const path = await realpath(given).catch((cause: unknown) => {
      throw pathNotFound(given, cause);
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
  const entries = await readdir(folder, { withFileTypes: true }).catch((error: NodeJS.ErrnoException) => error);
  if (entries instanceof Error) {
    const reason = entries.code ?? 'unknown';
    const passedOver = {
      status: 'failed' as const,
      en: `the folder cannot be read (${reason}): check that you may look into it`,
      zh: `无法读取该文件夹（${reason}）：请检查访问权限`,
    };
    yield { path: folder, name: basename(folder), passedOver };
    return;
  }
  entries.sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
  for (const entry of entries) {
    const path = join(folder, entry.name);
    if (entry.name.startsWith('.')) continue;
    if (entry.isFile()) yield { path, name: entry.name };
    else if (!entry.isDirectory()) {
      const kind = describeSpecialFile(entry);
      const passedOver = {
        status: 'skipped' as const,
        en: `${kind.en} in a folder is not followed; give its path to add the file that it leads to`,
        zh: `不会跟随文件夹中的${kind.zh}；如需添加它指向的文件，请直接给出路径`,
      };
      yield { path, name: entry.name, passedOver };
    } else if (!ignoredFolders.has(entry.name)) yield* walkFolder(path);
  }
}
