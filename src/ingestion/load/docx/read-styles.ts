import { childNamed, childrenNamed, childValue, type XmlElement } from './parse-xml.ts';

/** What a paragraph style means for structure. */
export interface ParagraphStyle {
  readonly name: string;
  /** 1 to 6 for headings and titles. */
  readonly headingLevel: number | undefined;
  readonly isTitle: boolean;
  readonly isCaption: boolean;
  readonly isCode: boolean;
  /** List of the style itself. */
  readonly numbering: { readonly id: string; readonly level: number } | undefined;
}

const headingName =
  /^(?:heading|标题|標題|見出し|제목|überschrift|titre|título|titolo|заголовок|kop|rubrik|overskrift|nagłówek|nadpis|otsikko)\s*([1-9])$/i;
const titleName = /^(?:title|标题|標題|表題|제목|titel|titre|título|titolo|название)$/i;
const subtitleName = /^(?:subtitle|副标题|副標題|副題|부제|untertitel|sous-titre|subtítulo|sottotitolo|подзаголовок)$/i;
const captionName = /^(?:caption|题注|題注|標號|図表番号|캡션|beschriftung|légende|descripción|didascalia)$/i;
const codeName =
  /^(?:html preformatted|plain text|source code|code(?: block)?|macro(?: text)?|代码|源代码|preformatted text)$/i;

/** Structure of paragraph styles by id, inherited along `basedOn`; names are those that Word, WPS and LibreOffice write in many languages. */
export function readStyles(root: XmlElement | undefined): ReadonlyMap<string, ParagraphStyle> {
  const elements = new Map<string, XmlElement>();
  for (const style of childrenNamed(root, 'w:style')) {
    const id = style.attributes['w:styleId'];
    if (id !== undefined && (style.attributes['w:type'] ?? 'paragraph') === 'paragraph') elements.set(id, style);
  }
  const styles = new Map<string, ParagraphStyle>();
  for (const id of elements.keys()) styles.set(id, describe(id, elements));
  return styles;
}

function describe(id: string, elements: ReadonlyMap<string, XmlElement>): ParagraphStyle {
  const chain = ancestry(id, elements);
  const names = chain.map((style) => (childValue(style, 'w:name') ?? '').trim());
  const first = <T>(find: (style: XmlElement, name: string) => T | undefined): T | undefined => {
    for (const [index, style] of chain.entries()) {
      const found = find(style, names[index] ?? '');
      if (found !== undefined) return found;
    }
    return undefined;
  };
  const isTitle = names.some((name) => titleName.test(name));
  return {
    name: names[0] ?? id,
    isTitle,
    headingLevel: first((style, name) => headingLevelOf(name) ?? outlineLevel(childNamed(style, 'w:pPr'))),
    isCaption: names.some((name) => captionName.test(name)),
    isCode: names.some((name) => codeName.test(name)),
    numbering: first((style) => numberingOf(childNamed(style, 'w:pPr'))),
  };
}

/** The style and what it is based on; a style that is based on itself ends the chain. */
function ancestry(id: string, elements: ReadonlyMap<string, XmlElement>): XmlElement[] {
  const chain: XmlElement[] = [];
  let style = elements.get(id);
  while (style !== undefined && !chain.includes(style) && chain.length < 50) {
    chain.push(style);
    style = elements.get(childValue(style, 'w:basedOn') ?? '');
  }
  return chain;
}

function headingLevelOf(name: string): number | undefined {
  const level = headingName.exec(name)?.[1];
  if (level !== undefined) return Math.min(6, Number(level));
  if (titleName.test(name)) return 1;
  return subtitleName.test(name) ? 2 : undefined;
}

/** `w:outlineLvl` of paragraph properties as a heading level; 9 means body text. */
export function outlineLevel(properties: XmlElement | undefined): number | undefined {
  const value = childValue(properties, 'w:outlineLvl');
  const level = Number(value);
  return value === undefined || !Number.isInteger(level) || level < 0 || level > 8 ? undefined : Math.min(6, level + 1);
}

/** `w:numPr` of paragraph properties. Number 0 takes a paragraph out of its style's list. */
export function numberingOf(properties: XmlElement | undefined): { id: string; level: number } | undefined {
  const numbering = childNamed(properties, 'w:numPr');
  const id = childValue(numbering, 'w:numId');
  if (id === undefined) return undefined;
  const level = Number(childValue(numbering, 'w:ilvl') ?? '0');
  return { id, level: Number.isInteger(level) && level >= 0 && level <= 8 ? level : 0 };
}
