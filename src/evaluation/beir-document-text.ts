import type { BeirDocument } from './beir-dataset.ts';

/** What is indexed of a document: its title, unless the text begins with it, and its text. */
export function beirDocumentText({ title, text }: BeirDocument): string {
  const heading = title.trim();
  return heading === '' || text.trimStart().startsWith(heading) ? text : `${heading}\n\n${text}`;
}
