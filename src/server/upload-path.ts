import { RagstoneError } from '../contracts/error.ts';

const maxLength = 1024;

/**
 * The normalised relative file name of an upload: forward slashes, no `.` or
 * `..`, no drive, no control characters. It names the document; it is never
 * used as a path of the file system.
 */
export function normaliseUploadPath(given: string): string {
  const segments = given
    .replaceAll('\\', '/')
    .split('/')
    .filter((segment) => segment !== '' && segment !== '.');
  const absolute = /^([/\\]|[a-z]:)/i.test(given);
  if (
    segments.length === 0 ||
    absolute ||
    segments.includes('..') ||
    given.length > maxLength ||
    /\p{Cc}/u.test(given)
  ) {
    throw new RagstoneError('invalid-input', {
      en: `"${given.slice(0, 200)}" cannot name an upload: use a relative path of at most ${maxLength} characters without ".." and control characters.`,
      zh: `“${given.slice(0, 200)}”不能作为上传文件名：请使用不超过 ${maxLength} 个字符的相对路径，不含“..”和控制字符。`,
    });
  }
  return segments.join('/').normalize('NFC');
}
