import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';

const entrySchema = z.object({
  version: z.string().optional(),
  dev: z.boolean().optional(),
  os: z.array(z.string()).optional(),
  cpu: z.array(z.string()).optional(),
  optionalDependencies: z.record(z.string(), z.string()).optional(),
});
const lockSchema = z.object({ packages: z.record(z.string(), entrySchema) });
const lockText = readFileSync(new URL('../package-lock.json', import.meta.url), 'utf8');
const { packages } = lockSchema.parse(JSON.parse(lockText));

/** The entry that Node would find for `name` from the package at `path`. */
function find(path: string, name: string): z.infer<typeof entrySchema> | undefined {
  for (let folder = path; ; folder = folder.slice(0, Math.max(0, folder.lastIndexOf('/node_modules/')))) {
    const entry = packages[folder === '' ? `node_modules/${name}` : `${folder}/node_modules/${name}`];
    if (entry !== undefined || folder === '') return entry;
  }
}

const withOptional = Object.entries(packages)
  .filter(([, { optionalDependencies }]) => optionalDependencies !== undefined)
  .map(([path, { optionalDependencies }]) => ({ path, names: Object.entries(optionalDependencies ?? {}) }));

describe('package-lock.json (mend it with `node scripts/complete-lock.mjs`)', () => {
  it.each(withOptional)('lists every optional package that $path names', ({ path, names }) => {
    expect(names.filter(([name]) => find(path, name) === undefined).map(([name]) => name)).toEqual([]);
  });

  it.each([
    ['node_modules/@lancedb/lancedb', 7],
    ['node_modules/@node-rs/jieba', 13],
    ['node_modules/@biomejs/biome', 8],
    ['node_modules/oxc-parser', 19],
    ['node_modules/rolldown', 15],
    ['node_modules/esbuild', 26],
  ])('%s has at least %i platforms at the pinned version, each marked with os and cpu', (path, least) => {
    const platforms = Object.entries(packages[path]?.optionalDependencies ?? {})
      .map(([name, version]) => ({ name, version, entry: find(path, name) }))
      .filter(({ entry }) => entry?.os !== undefined || entry?.cpu !== undefined);
    expect(platforms.length).toBeGreaterThanOrEqual(least);
    for (const { name, version, entry } of platforms) {
      expect(entry?.version, name).toBe(version);
    }
  });

  it('keeps nothing that ties it to one registry', () => {
    expect(lockText).not.toContain('"resolved"');
  });
});
