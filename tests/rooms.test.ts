import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseSync } from 'oxc-parser';
import { describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('..', import.meta.url));
const source = join(root, 'src');
const { rooms, packages, reserved } = JSON.parse(readFileSync(join(root, 'architecture/rooms.json'), 'utf8')) as {
  rooms: Record<string, { imports: string[] }>;
  packages: Record<string, string[]>;
  reserved: Record<string, string[]>;
};

const files = (readdirSync(source, { recursive: true }) as string[])
  .filter((path) => /\.tsx?$/.test(path) && !path.endsWith('.d.ts'))
  .map((path) => path.replaceAll('\\', '/'));
const isTest = (path: string): boolean => /\.(test|conformance)\.tsx?$/.test(path);

/** The most particular room that a file of src stands in. */
function roomOf(path: string): string | undefined {
  const name = path.replace(/\.tsx?$/, '');
  return Object.keys(rooms)
    .filter((room) => name === room || name.startsWith(`${room}/`))
    .sort((a, b) => b.length - a.length)[0];
}

/** Every module that a file names: value, type-only and dynamic imports, and re-exports. */
function importsOf(path: string): string[] {
  const { module } = parseSync(path, readFileSync(join(source, path), 'utf8'));
  const text = readFileSync(join(source, path), 'utf8');
  return [
    ...module.staticImports.map(({ moduleRequest }) => moduleRequest.value),
    ...module.staticExports.flatMap(({ entries }) =>
      entries.flatMap(({ moduleRequest }) => (moduleRequest ? [moduleRequest.value] : [])),
    ),
    ...module.dynamicImports.map(({ moduleRequest }) =>
      text.slice(moduleRequest.start, moduleRequest.end).replace(/^['"`]|['"`]$/g, ''),
    ),
  ];
}

function violations(path: string): string[] {
  const room = roomOf(path);
  if (room === undefined) return [`${path} stands in no room`];
  const allowed = new Set([room, ...(rooms[room]?.imports ?? [])]);
  return importsOf(path).flatMap((name) => {
    if (!name.startsWith('.')) {
      const permitted = packages[room];
      return permitted === undefined || permitted.includes(name) ? [] : [`${path} imports ${name}`];
    }
    const target = relative(source, resolve(source, dirname(path), name)).replaceAll('\\', '/');
    if (target.startsWith('..')) return [];
    const targetRoom = roomOf(target);
    return targetRoom !== undefined && allowed.has(targetRoom)
      ? []
      : [`${path} (${room}) imports ${target} (${targetRoom ?? 'no room'})`];
  });
}

describe('rooms', () => {
  it('every file stands in a room and imports only from rooms that its own may know', () => {
    expect(files.filter((path) => !isTest(path)).flatMap(violations)).toEqual([]);
  });

  it('sees a forbidden import', () => {
    expect(roomOf('web/main.tsx')).toBe('web');
    expect(rooms.web?.imports).not.toContain('workspace');
    expect(importsOf('cli/entrypoint.ts')).toContain('./main.ts');
    expect(importsOf('index.ts')).toContain('./contracts/answer.ts');
  });

  it('process.env, console and Date.now are used only in their homes', () => {
    const found = files
      .filter((path) => !isTest(path) && roomOf(path) !== 'web')
      .flatMap((path) => {
        const text = readFileSync(join(source, path), 'utf8').replaceAll(/\/\*[\s\S]*?\*\/|\/\/.*/g, '');
        return Object.entries(reserved)
          .filter(
            ([word, homes]) =>
              new RegExp(`\\b${word.replace('.', '\\.')}\\b`).test(text) &&
              !homes.includes(path.replace(/\.tsx?$/, '')),
          )
          .map(([word]) => `${path}: ${word}`);
      });
    expect(found).toEqual([]);
  });

  it('no file of src is longer than 400 lines', () => {
    const long = files.filter((path) => readFileSync(join(source, path), 'utf8').split('\n').length > 400);
    expect(long).toEqual([]);
  });
});
