import { RagstoneError } from '../../../contracts/error.ts';

/** An element with its attributes and content; names carry the prefixes of `canonicalPrefixes`, whatever the file calls them. */
export interface XmlElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly (XmlElement | string)[];
}

interface OpenElement extends XmlElement {
  children: (XmlElement | string)[];
  readonly rawName: string;
  readonly scope: Readonly<Record<string, string>>;
}

export interface XmlLimits {
  readonly maxDepth: number;
  readonly maxElements: number;
  /** Raw names of elements that are passed over with all they hold. */
  readonly ignored?: ReadonlySet<string>;
}

const noAttributes: Readonly<Record<string, string>> = Object.freeze({});
/** Most elements are empty; sharing one list halves the memory of a document. Never written to. */
const noChildren: (XmlElement | string)[] = [];

/** Namespaces by how they end: the transitional and the strict form of OOXML differ only in their beginning. */
const canonicalPrefixes: readonly (readonly [RegExp, string])[] = [
  [/wordprocessingml(?:\/\d+)?\/main$/, 'w'],
  [/officeDocument(?:\/\d+)?\/math$/, 'm'],
  [/officeDocument(?:\/\d+)?\/relationships$/, 'r'],
  [/package\/2006\/relationships$/, ''],
  [/markup-compatibility\/2006$/, 'mc'],
  [/schemas-microsoft-com:vml$/, 'v'],
  [/drawingml(?:\/\d+)?\/main$/, 'a'],
  [/drawingml(?:\/\d+)?\/wordprocessingDrawing$/, 'wp'],
  [/word\/2010\/wordprocessingShape$/, 'wps'],
];

const tagPattern =
  /<(?:!--[\s\S]*?-->|!\[CDATA\[([\s\S]*?)\]\]>|\?[\s\S]*?\?>|!DOCTYPE|\/([^\s>]+)\s*>|([^\s/>!?]+)((?:\s+[^\s=/>]+\s*=\s*(?:"[^"]*"|'[^']*'))*)\s*(\/?)>)/y;
const attributePattern = /([^\s=]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g;

/**
 * A small, strict XML reader for office documents: no DTD (so no entity
 * expansion), no external anything, no recursion, with limits on depth and
 * number of elements. Positions are not kept: places count in the text.
 */
export function parseXml(xml: string, part: string, limits: XmlLimits): XmlElement {
  const reader = new XmlReader(part, limits);
  return reader.read(xml.startsWith('\uFEFF') ? xml.slice(1) : xml);
}

class XmlReader {
  readonly #part: string;
  readonly #limits: XmlLimits;
  readonly #stack: OpenElement[] = [];
  #root: XmlElement | undefined;
  #elements = 0;
  /** Open elements inside an ignored one. */
  #ignoredDepth = 0;

  constructor(part: string, limits: XmlLimits) {
    this.#part = part;
    this.#limits = limits;
  }

  read(xml: string): XmlElement {
    let position = 0;
    while (position < xml.length) {
      const next = xml.indexOf('<', position);
      const end = next === -1 ? xml.length : next;
      if (end > position) this.#text(decodeEntities(xml.slice(position, end)));
      if (next === -1) break;
      tagPattern.lastIndex = next;
      const match = tagPattern.exec(xml);
      if (match === null) throw this.#damaged(`is not well-formed XML at character ${next}`);
      if (match[0] === '<!DOCTYPE') throw this.#hostile('declares a DTD, which no office program writes');
      this.#tag(match);
      position = tagPattern.lastIndex;
    }
    if (this.#root === undefined || this.#stack.length > 0) throw this.#damaged('ends in the middle');
    return this.#root;
  }

  #tag([, cdata, closing, opening, attributes = '', selfClosing]: RegExpExecArray): void {
    if (this.#ignoredDepth > 0 || (opening !== undefined && this.#limits.ignored?.has(opening))) {
      if (opening !== undefined && selfClosing !== '/') this.#ignoredDepth++;
      else if (closing !== undefined) this.#ignoredDepth--;
    } else if (cdata !== undefined) this.#text(cdata);
    else if (closing !== undefined) this.#close(closing);
    else if (opening !== undefined) {
      this.#open(opening, attributes);
      if (selfClosing === '/') this.#close(opening);
    }
  }

  #text(text: string): void {
    const parent = this.#stack.at(-1);
    if (parent !== undefined && this.#ignoredDepth === 0) this.#append(parent, text);
  }

  #append(parent: OpenElement, child: XmlElement | string): void {
    if (parent.children === noChildren) parent.children = [child];
    else parent.children.push(child);
  }

  #open(rawName: string, source: string): void {
    if (++this.#elements > this.#limits.maxElements) throw this.#hostile('has too many elements');
    if (this.#stack.length >= this.#limits.maxDepth) throw this.#hostile('is nested too deeply');
    const parent = this.#stack.at(-1);
    let scope = parent?.scope ?? noAttributes;
    const raw: [string, string][] = [];
    for (const match of source.matchAll(attributePattern)) {
      const name = match[1] ?? '';
      const value = match[2] ?? match[3] ?? '';
      if (name === 'xmlns' || name.startsWith('xmlns:')) {
        scope = { ...scope, [name === 'xmlns' ? '' : name.slice(6)]: canonicalPrefix(value) };
      } else raw.push([name, value]);
    }
    let attributes = noAttributes;
    for (const [name, value] of raw) {
      // Revision marks are on nearly every element and say nothing about the text.
      if (/^w:rsid|^w14:/.test(name)) continue;
      if (attributes === noAttributes) attributes = {};
      (attributes as Record<string, string>)[canonicalName(name, scope, false)] = decodeEntities(value);
    }
    const element: OpenElement = {
      name: canonicalName(rawName, scope, true),
      rawName,
      scope,
      attributes,
      children: [],
    };
    if (parent === undefined) {
      if (this.#root !== undefined) throw this.#damaged('has two root elements');
      this.#root = element;
    } else this.#append(parent, element);
    this.#stack.push(element);
  }

  #close(rawName: string): void {
    const open = this.#stack.pop();
    if (open?.rawName !== rawName) throw this.#damaged(`closes <${rawName.slice(0, 40)}> where it is not open`);
  }

  #damaged(what: string): RagstoneError {
    return new RagstoneError('damaged-document', {
      en: `The part "${this.#part}" of the document ${what}. Open the file in Word or LibreOffice, save it again and retry.`,
      zh: `文档的部件“${this.#part}”已损坏。请用 Word 或 LibreOffice 打开并重新保存后再试。`,
    });
  }

  #hostile(what: string): RagstoneError {
    return new RagstoneError('hostile-document', {
      en: `The part "${this.#part}" of the document ${what}, so it was not read. If the file is genuine, save it again in Word or LibreOffice and retry.`,
      zh: `文档的部件“${this.#part}”结构异常（嵌套过深、元素过多或含 DTD），未予读取。若文件可信，请用 Word 或 LibreOffice 重新保存后再试。`,
    });
  }
}

/** A foreign namespace gets a name that no rule of ours matches by accident. */
function canonicalPrefix(uri: string): string {
  for (const [pattern, prefix] of canonicalPrefixes) if (pattern.test(uri)) return prefix;
  return uri;
}

function canonicalName(name: string, scope: Readonly<Record<string, string>>, isElement: boolean): string {
  const colon = name.indexOf(':');
  if (colon === -1) {
    const prefix = isElement ? (scope[''] ?? '') : '';
    return prefix === '' ? name : `${prefix}:${name}`;
  }
  const prefix = scope[name.slice(0, colon)];
  if (prefix === undefined) return name;
  return prefix === '' ? name.slice(colon + 1) : `${prefix}:${name.slice(colon + 1)}`;
}

const namedEntities: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

function decodeEntities(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(/&(?:#x([\da-f]{1,6})|#(\d{1,7})|(\w{2,4}));/gi, (whole, hexadecimal, decimal, named) => {
    if (named !== undefined) return namedEntities[named] ?? whole;
    const code = hexadecimal === undefined ? Number(decimal) : Number.parseInt(hexadecimal, 16);
    return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
}

/** The first child element of that name. */
export function childNamed(element: XmlElement | undefined, name: string): XmlElement | undefined {
  return element?.children.find((child): child is XmlElement => typeof child !== 'string' && child.name === name);
}

/** All child elements of that name. */
export function childrenNamed(element: XmlElement | undefined, name: string): XmlElement[] {
  return (element?.children ?? []).filter(
    (child): child is XmlElement => typeof child !== 'string' && child.name === name,
  );
}

/** The `w:val` of a child element. */
export function childValue(element: XmlElement | undefined, name: string): string | undefined {
  return childNamed(element, name)?.attributes['w:val'];
}

/** Text directly inside an element. */
export function directText(element: XmlElement): string {
  return element.children.filter((child) => typeof child === 'string').join('');
}
