import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { RagstoneError } from '../../contracts/error.ts';
import type { ParsedDocument } from '../../contracts/parsed-document.ts';
import { loadDocument } from '../load/load-document.ts';

const folders = ['course/', 'documents/'].map((folder) =>
  fileURLToPath(new URL(folder, new URL('../../../../shared/data/', import.meta.url))),
);

/** Whether the folder of real documents lies beside the repository. */
export const hasRealDocuments = folders.every((folder) => existsSync(folder));
if (!hasRealDocuments)
  process.stderr.write('Skipped: tests over real documents need the shared data folder beside the repository.\n');

/** All files of the five formats that can be loaded; those refused with a clear error are left out. */
export async function loadRealDocuments(): Promise<{ readonly name: string; readonly parsed: ParsedDocument }[]> {
  const documents = [];
  for (const folder of folders) {
    const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' });
    for (const path of paths.filter((name) => /\.(?:md|txt|html|pdf|docx)$/.test(name)).sort()) {
      try {
        const parsed = await loadDocument({ bytes: readFileSync(`${folder}${path}`), name: basename(path) });
        documents.push({ name: path, parsed });
      } catch (error) {
        if (!(error instanceof RagstoneError)) throw error;
      }
    }
  }
  return documents;
}
