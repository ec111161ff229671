import { createHash } from 'node:crypto';
import { mkdtemp, readFile, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import type { CleanDocument } from '../contracts/clean-document.ts';
import type { Ledger } from '../contracts/ledger.ts';
import type { ParsedBlock } from '../contracts/parsed-document.ts';
import { unpackArtefact } from '../ingestion/process/artefact.ts';
import { createParserPool } from '../ingestion/process/parser-pool.ts';
import { pathNotFound } from './not-found.ts';
import { readLocalFile } from './read-local-file.ts';

/** What is read from a file, where each piece stands, and what is not there: why something is not found. */
export interface ParseReport {
  readonly blocks: readonly ParsedBlock[];
  readonly cleanText: string;
  readonly sourceMap: CleanDocument['segments'];
  readonly removed: CleanDocument['removed'];
  readonly ledger: Ledger;
}

/** Parses one file in a parser process of its own; needs no home. */
export async function parseFile(
  given: string,
  { signal }: { readonly signal?: AbortSignal | undefined } = {},
): Promise<ParseReport> {
  const file = await realpath(given).catch((cause: unknown) => {
    throw pathNotFound(given, cause);
  });
  const folder = await mkdtemp(join(tmpdir(), 'ragstone-parse-'));
  const parsers = createParserPool({ size: 1, folder });
  try {
    const hash = createHash('sha256');
    for await (const piece of readLocalFile(file)) {
      signal?.throwIfAborted();
      hash.update(piece);
    }
    const name = basename(file);
    const { artefactFile, ledger } = await parsers.process(
      { file, name, contentSha256: hash.digest('hex'), documentId: name },
      { signal },
    );
    const { parsed, clean } = unpackArtefact(await readFile(artefactFile));
    return { blocks: parsed.blocks, cleanText: clean.text, sourceMap: clean.segments, removed: clean.removed, ledger };
  } finally {
    await parsers.close();
    await rm(folder, { recursive: true, force: true });
  }
}
