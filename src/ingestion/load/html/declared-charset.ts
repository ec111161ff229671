/** How many bytes at the beginning may hold the declaration; the standard asks for 1,024, real pages need more. */
const searchedBytes = 4096;

/**
 * The charset that a page declares about itself in `<meta charset>` or
 * `<meta http-equiv="content-type">` or an XML declaration, lower case.
 */
export function declaredCharset(bytes: Uint8Array): string | undefined {
  // Latin-1 shows every byte as one character; the declaration itself is ASCII.
  const head = Buffer.from(bytes.subarray(0, searchedBytes)).toString('latin1');
  const match =
    /<meta[^>]{0,300}?charset\s*=\s*["']?\s*([\w.:-]+)/i.exec(head) ??
    /^\s*<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w.:-]+)["']/i.exec(head);
  return match?.[1]?.toLowerCase();
}
