/** Pads with spaces to a width in terminal columns, of which Chinese characters take two. */
export function padColumns(text: string, width: number): string {
  let columns = 0;
  for (const character of text)
    columns += /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\uff00-\uff60]/u.test(character) ? 2 : 1;
  return text + ' '.repeat(Math.max(0, width - columns));
}
