import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { strToU8, zipSync } from 'fflate';
import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { RagstoneError } from '../../contracts/error.ts';
import { detectFormat } from './detect-format.ts';
import { loadDocument } from './load-document.ts';
import { checkParsedDocument } from './loader.conformance.ts';

function zip(...names: string[]): Uint8Array {
  return zipSync(Object.fromEntries(names.map((name) => [name, strToU8('x')])));
}

async function kindOf(content: string | Uint8Array, name: string, mediaType?: string): Promise<string> {
  const bytes = typeof content === 'string' ? Buffer.from(content) : content;
  const detected = await detectFormat({ bytes, name, mediaType });
  return detected.format ?? `${detected.code}: ${detected.reason.en}`;
}

describe('detectFormat', () => {
  it('goes by content, not by name', async () => {
    expect(await kindOf('%PDF-1.7\n…', 'a.txt')).toBe('pdf');
    expect(await kindOf('%PDF-1.7\n…', 'a')).toBe('pdf');
    expect(await kindOf('junk\n%PDF-1.4\n1 0 obj\nstartxref\n9\n%%EOF', 'a.bin')).toBe('pdf');
    expect(await kindOf('A file begins with %PDF-1.7, says the standard.', 'a.txt')).toBe('text');
    expect(await kindOf(zip('[Content_Types].xml', 'word/document.xml'), 'a.zip')).toBe('docx');
    expect(await kindOf('<!-- x -->\n<!DOCTYPE html><p>a', 'a.txt')).toBe('html');
    expect(await kindOf(iconv.encode('<html><p>中文', 'utf-16le', { addBOM: true }), 'a')).toBe('html');
    expect(await kindOf('<p>fragment</p>', 'a.html')).toBe('html');
    expect(await kindOf('no tags at all', 'a.html')).toBe('text');
  });

  it('tells Markdown from text by its name, and without a name only by strong signs', async () => {
    expect(await kindOf('plain', 'README.md')).toBe('markdown');
    expect(await kindOf('plain', 'a', 'text/markdown; charset=utf-8')).toBe('markdown');
    expect(await kindOf('# Title\n\nsee [x](https://y)\n', 'README')).toBe('markdown');
    expect(await kindOf('# comment\nset x=1\n', 'config')).toBe('text');
    expect(await kindOf('# Title\n\nsee [x](https://y)\n', 'notes.txt')).toBe('text');
    expect(await kindOf('a: 1\n', 'a.yaml')).toBe('text');
    expect(await kindOf('const a = {};', 'a.ts')).toBe('text');
    expect(await kindOf('not json, prose', 'a.json')).toBe('text');
  });

  it('names what it cannot read', async () => {
    const later = (kind: string): string => `unsupported-format: ${kind}: not supported yet`;
    expect(await kindOf(zip('[Content_Types].xml', 'ppt/presentation.xml'), 'a.docx')).toBe(
      later('PowerPoint presentation'),
    );
    expect(await kindOf(zip('a.txt'), 'a.docx')).toBe(later('ZIP archive'));
    expect(await kindOf('{"a": 1}', 'a.json')).toBe(later('JSON data'));
    expect(await kindOf('a,b\n1,2\n', 'a.csv')).toBe(later('CSV or TSV table'));
    expect(await kindOf('1\n00:00:01,000 --> 00:00:02,000\nx\n', 'a.srt')).toBe(later('subtitle file'));
    expect(await kindOf('<?xml version="1.0"?><rss/>', 'feed')).toBe(later('XML document or feed'));
    expect(await kindOf(Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a), 'a.txt')).toBe(
      later('PNG picture'),
    );
    expect(
      await kindOf(
        Uint8Array.from({ length: 999 }, (_, index) => (index * 37) % 256),
        'a.txt',
      ),
    ).toBe('unsupported-format: unknown binary file, neither text nor a document that can be read');
    const whole = zip('[Content_Types].xml', 'word/document.xml');
    expect(await kindOf(whole.subarray(0, whole.length / 2), 'a.docx')).toMatch(/^damaged-document: Word document/);
  });

  it('does not take UTF-16 or a legacy encoding for a binary file', async () => {
    for (const encoding of ['utf-16le', 'utf-16be', 'gbk', 'shift_jis', 'windows-1252']) {
      const text = encoding === 'windows-1252' ? 'naïve ¿Qué?\n' : '強化学習は、環境から成り立っています。\nline\n';
      expect(await kindOf(iconv.encode(text, encoding), 'a.txt')).toBe('text');
    }
  });
});

describe('loadDocument', () => {
  it('refuses nothing and white space as empty, other kinds by their name', async () => {
    for (const content of ['', ' \r\n\t', '\ufeff\n']) {
      await expect(loadDocument({ bytes: Buffer.from(content), name: 'a.md' })).rejects.toMatchObject({
        code: 'empty-document',
      });
    }
    await expect(loadDocument({ bytes: Buffer.from('ID3\u0003'), name: 'a.mp3' })).rejects.toMatchObject({
      code: 'unsupported-format',
      message: 'a.mp3: MP3 recording: not supported yet.',
      messageZh: 'a.mp3：MP3 录音：暂不支持。',
    });
  });

  it('loads text and Markdown by their own loaders', async () => {
    expect((await loadDocument({ bytes: Buffer.from('# a'), name: 'a.txt' })).format).toBe('text');
    expect((await loadDocument({ bytes: Buffer.from('# a'), name: 'a.md' })).format).toBe('markdown');
  });

  const data = new URL('../../../../shared/data/', import.meta.url);
  const folders = ['documents/files/', 'documents/docx/', 'course/easy_rl/', 'course/prompt_engineering/'];
  describe.skipIf(!existsSync(data))('on real files (needs ../shared/data)', () => {
    for (const folder of folders) {
      const place = new URL(folder, data);
      const files = existsSync(place)
        ? readdirSync(place, { withFileTypes: true }).filter((entry) => entry.isFile())
        : [];
      for (const { name } of files) {
        it(`reads ${folder}${name} soundly or says why not`, async () => {
          const bytes = readFileSync(new URL(encodeURIComponent(name), place));
          try {
            checkParsedDocument(await loadDocument({ bytes, name }));
          } catch (error) {
            if (!(error instanceof RagstoneError)) throw error;
            expect(error.code).toMatch(/^(?:unsupported-format|empty-document)$/);
            expect(error.messageZh).toMatch(/\p{Script=Han}/u);
          }
        });
      }
    }
  });
});
