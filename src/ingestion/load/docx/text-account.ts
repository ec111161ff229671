import type { Coverage } from '../../../contracts/parsed-document.ts';
import { type SkipReason, skipReason } from '../skip-reason.ts';
import { chosenBranch } from './chosen-branch.ts';
import { directText, type XmlElement } from './parse-xml.ts';
import { symbolCharacter } from './symbol-font.ts';

const maxSamples = 5;
const sampleLength = 60;

/** Where the characters of a document go. Counted twice by two ways, so that a character that no rule reaches shows up. */
export class TextAccount {
  #total = 0;
  #kept = 0;
  #trimmed = 0;
  readonly #skipped = new Map<SkipReason, { characters: number; samples: string[] }>();

  /** Counts the text of a part that is about to be read. */
  expect(part: XmlElement): void {
    this.#total += textLength(part);
  }

  keep(characters: number): void {
    this.#kept += characters;
  }

  trim(characters: number): void {
    this.#trimmed += characters;
  }

  skip(reason: SkipReason, text: string): void {
    if (text === '') return;
    const entry = this.#skipped.get(reason) ?? { characters: 0, samples: [] };
    entry.characters += text.length;
    if (entry.samples.length < maxSamples && text.trim() !== '') entry.samples.push(text.slice(0, sampleLength));
    this.#skipped.set(reason, entry);
  }

  coverage(): Coverage {
    let accounted = this.#kept + this.#trimmed;
    for (const { characters } of this.#skipped.values()) accounted += characters;
    const skipped = [...this.#skipped].map(([reason, entry]) => ({ ...skipReason(reason), ...entry }));
    const lost = this.#total - accounted;
    if (lost > 0) skipped.push({ ...skipReason('text-not-reached'), characters: lost, samples: [] });
    return { total: Math.max(this.#total, accounted), kept: this.#kept, markup: this.#trimmed, skipped };
  }
}

/** The character that an element stands for, where it is one: hyphens that break or don't, signs of symbol fonts. */
export function elementCharacter(element: XmlElement): string | undefined {
  if (element.name === 'w:noBreakHyphen') return '\u2011';
  if (element.name === 'w:softHyphen') return '\u00ad';
  if (element.name === 'w:sym') {
    return symbolCharacter(element.attributes['w:font'] ?? '', element.attributes['w:char'] ?? '') ?? '\ufffd';
  }
  return undefined;
}

/** All text below an element, deleted text included, equations not. */
export function allText(element: XmlElement): string {
  let text = '';
  visitText(element, (part) => {
    text += part;
  });
  return text;
}

function textLength(element: XmlElement): number {
  let length = 0;
  visitText(element, (part) => {
    length += part.length;
  });
  return length;
}

function visitText(root: XmlElement, visit: (text: string) => void): void {
  const stack: XmlElement[] = [root];
  for (let element = stack.pop(); element !== undefined; element = stack.pop()) {
    if (element.name === 'w:t' || element.name === 'w:delText') visit(directText(element));
    const character = elementCharacter(element);
    if (character !== undefined) visit(character);
    if (element.name === 'm:oMath') continue;
    const children = element.name === 'mc:AlternateContent' ? chosenBranch(element) : element.children;
    for (let index = children.length - 1; index >= 0; index--) {
      const child = children[index];
      if (child !== undefined && typeof child !== 'string') stack.push(child);
    }
  }
}
