import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { RagstoneError } from '../../contracts/error.ts';
import type { Warning } from '../../contracts/warning.ts';
import { decodeText } from './charset/decode-text.ts';
import { loadDocument } from './load-document.ts';

const han = /\p{Script=Han}/u;
/** Three Latin words in a row: names and terms are shorter. */
const latinSentence = /\p{Script=Latin}{2,} \p{Script=Latin}{2,} \p{Script=Latin}{2,}/u;

function expectBothLanguages({ code, message, messageZh }: Warning): void {
  expect(message, code).not.toMatch(han);
  expect(message, code).toMatch(latinSentence);
  expect(messageZh, code).toMatch(han);
  expect(messageZh, code).not.toMatch(latinSentence);
}

const data = fileURLToPath(new URL('../../../../shared/data/', import.meta.url));
const folders = ['documents', 'course'].map((folder) => join(data, folder)).filter((folder) => existsSync(folder));

describe('warnings of loaders are in both languages', () => {
  it('for bytes in no known encoding', () => {
    let warned = 0;
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1, maxLength: 300 }), (bytes) => {
        const { warnings } = decodeText(bytes);
        warned += warnings.length;
        for (const warning of warnings) expectBothLanguages(warning);
      }),
    );
    expect(warned).toBeGreaterThan(0);
  });

  it.skipIf(folders.length === 0)(
    'over real files (skipped without ../shared/data)',
    async () => {
      let warned = 0;
      for (const folder of folders) {
        const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
        for (const { parentPath, name } of files) {
          try {
            const parsed = await loadDocument({ bytes: readFileSync(join(parentPath, name)), name: basename(name) });
            warned += parsed.warnings.length;
            for (const warning of parsed.warnings) expectBothLanguages(warning);
            for (const { reasonZh } of parsed.coverage.skipped) expect(reasonZh, name).toMatch(han);
          } catch (error) {
            if (!(error instanceof RagstoneError)) throw error;
            expect(error.messageZh, name).toMatch(han);
          }
        }
      }
      expect(warned).toBeGreaterThan(0);
    },
    120_000,
  );
});
