import fc from 'fast-check';
import { expect, it } from 'vitest';
import { normaliseUploadPath } from './upload-path.ts';

it.each([
  ['报告.pdf', '报告.pdf'],
  ['a/./b//c.txt', 'a/b/c.txt'],
  ['a\\b.txt', 'a/b.txt'],
  ['cafe\u0301.txt', 'caf\u00e9.txt'],
])('%s is %s', (given, path) => {
  expect(normaliseUploadPath(given)).toBe(path);
});

it.each(['', '/', '.', '../x', 'a/../../x', '/etc/passwd', 'C:\\x', '\\\\host\\x', 'a\0b', 'a\nb', 'x'.repeat(2000)])(
  '%j is refused',
  (given) => {
    expect(() => normaliseUploadPath(given)).toThrow(expect.objectContaining({ code: 'invalid-input' }));
  },
);

it('whatever is accepted is relative and climbs nowhere', () => {
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom('..', '.', '/', '\\', 'a', '文', ':', '~', '%2e')).map((parts) => parts.join('')),
      (given) => {
        let path = '';
        try {
          path = normaliseUploadPath(given);
        } catch {
          return;
        }
        expect(path).not.toMatch(/^[/\\]|^[a-z]:|(^|\/)\.\.?(\/|$)|\\/i);
      },
    ),
  );
});
