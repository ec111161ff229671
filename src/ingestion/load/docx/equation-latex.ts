import { latexSymbols } from './latex-symbols.ts';
import { childNamed, childrenNamed, directText, type XmlElement } from './parse-xml.ts';

const functionNames = new Set(
  'sin cos tan cot sec csc arcsin arccos arctan sinh cosh tanh log ln lg exp lim max min sup inf arg det dim gcd ker Pr deg hom limsup liminf'.split(
    ' ',
  ),
);
const accents: Readonly<Record<string, string>> = {
  '\u0300': 'grave',
  '\u0301': 'acute',
  '\u0302': 'hat',
  '\u0303': 'tilde',
  '\u0304': 'bar',
  '\u0305': 'overline',
  '\u0306': 'breve',
  '\u0307': 'dot',
  '\u0308': 'ddot',
  '\u030c': 'check',
  '\u20d6': 'overleftarrow',
  '\u20d7': 'vec',
  '\u20db': 'dddot',
  '^': 'hat',
  '~': 'tilde',
  '¯': 'bar',
  '→': 'vec',
};

/** LaTeX of an `m:oMath` (Office Math Markup, ECMA-376 part 1 chapter 22.1), without `$`. */
export function equationLatex(equation: XmlElement): string {
  return tidy(content(equation));
}

/** A command needs its blank only before a letter. */
function tidy(latex: string): string {
  return latex
    .replace(/(\\[A-Za-z]+) +(?![A-Za-z])/g, '$1')
    .replace(/ {2,}/g, ' ')
    .trim();
}

function content(element: XmlElement | undefined): string {
  let latex = '';
  for (const child of element?.children ?? []) if (typeof child !== 'string') latex += convert(child);
  return latex;
}

const argument = (element: XmlElement, name: string) => `{${content(childNamed(element, name))}}`;

/** A base of more than one sign needs braces before an index. */
function base(element: XmlElement, name = 'm:e'): string {
  const latex = content(childNamed(element, name));
  return [...latex.trim()].length === 1 || /^\\[A-Za-z]+ ?$/.test(latex) ? latex : `{${latex}}`;
}

const converters: Readonly<Record<string, (element: XmlElement) => string>> = {
  'm:r': run,
  'm:f': fraction,
  'm:sSup': (element) => `${base(element)}^${argument(element, 'm:sup')}`,
  'm:sSub': (element) => `${base(element)}_${argument(element, 'm:sub')}`,
  'm:sSubSup': (element) => `${base(element)}_${argument(element, 'm:sub')}^${argument(element, 'm:sup')}`,
  'm:sPre': (element) => `{}_${argument(element, 'm:sub')}^${argument(element, 'm:sup')}${base(element)}`,
  'm:rad': radical,
  'm:nary': nary,
  'm:d': delimiters,
  'm:func': (element) => `${functionName(childNamed(element, 'm:fName'))}${argument(element, 'm:e')}`,
  'm:limLow': (element) => limit(element, '_', 'underset'),
  'm:limUpp': (element) => limit(element, '^', 'overset'),
  'm:acc': accent,
  'm:bar': (element) =>
    `\\${mathValue(childNamed(element, 'm:barPr'), 'm:pos') === 'top' ? 'overline' : 'underline'}${argument(element, 'm:e')}`,
  'm:borderBox': (element) => `\\boxed${argument(element, 'm:e')}`,
  'm:groupChr': group,
  'm:m': (element) => matrix(element),
  'm:eqArr': (element) => {
    const rows = childrenNamed(element, 'm:e').map((row) => content(row));
    return `\\begin{aligned}${rows.join(' \\\\ ')}\\end{aligned}`;
  },
  'm:phant': (element) => `\\phantom${argument(element, 'm:e')}`,
};

function convert(element: XmlElement): string {
  const converter = converters[element.name];
  if (converter !== undefined) return converter(element);
  // Properties hold no text; a container that is not known by name gives its content.
  return /Pr$/.test(element.name) ? '' : content(element);
}

/** `m:val` may be absent, and then the property has its default. */
function mathValue(properties: XmlElement | undefined, name: string): string | undefined {
  return childNamed(properties, name)?.attributes['m:val'];
}

function run(element: XmlElement): string {
  const text = element.children
    .filter((child): child is XmlElement => typeof child !== 'string' && (child.name === 'm:t' || child.name === 'w:t'))
    .map(directText)
    .join('');
  const properties = childNamed(element, 'm:rPr');
  if (childNamed(properties, 'm:nor') !== undefined) return text.trim() === '' ? '\\ ' : `\\text{${text}}`;
  const word = text.replace(/[\u2061-\u2064\s]/g, '');
  if (functionNames.has(word)) return `\\${word} `;
  return latexSymbols(text);
}

function fraction(element: XmlElement): string {
  const type = mathValue(childNamed(element, 'm:fPr'), 'm:type');
  const above = argument(element, 'm:num');
  const below = argument(element, 'm:den');
  if (type === 'lin' || type === 'skw') return `${above}/${below}`;
  return type === 'noBar' ? `\\genfrac{}{}{0pt}{}${above}${below}` : `\\frac${above}${below}`;
}

function radical(element: XmlElement): string {
  const degree = content(childNamed(element, 'm:deg')).trim();
  return `\\sqrt${degree === '' ? '' : `[${degree}]`}${argument(element, 'm:e')}`;
}

function nary(element: XmlElement): string {
  const sign = mathValue(childNamed(element, 'm:naryPr'), 'm:chr') ?? '∫';
  const below = content(childNamed(element, 'm:sub'));
  const above = content(childNamed(element, 'm:sup'));
  const limits = `${below === '' ? '' : `_{${below}}`}${above === '' ? '' : `^{${above}}`}`;
  return `${latexSymbols(sign).trim()}${limits} ${content(childNamed(element, 'm:e'))}`;
}

function delimiters(element: XmlElement): string {
  const properties = childNamed(element, 'm:dPr');
  const open = mathValue(properties, 'm:begChr') ?? '(';
  const close = mathValue(properties, 'm:endChr') ?? ')';
  const separator = mathValue(properties, 'm:sepChr') ?? '|';
  const parts = childrenNamed(element, 'm:e');
  const only = parts.length === 1 ? parts[0] : undefined;
  const inner = only?.children.filter(
    (child): child is XmlElement => typeof child !== 'string' && child.name !== 'm:ctrlPr',
  );
  // A matrix between brackets has environments of its own.
  const environment = { '()': 'pmatrix', '[]': 'bmatrix', '||': 'vmatrix', '{}': 'Bmatrix' }[open + close];
  if (inner?.length === 1 && inner[0]?.name === 'm:m' && environment !== undefined)
    return matrix(inner[0], environment);
  const side = (sign: string) => (sign === '' ? '.' : latexSymbols(sign).trimEnd());
  const middle = parts.map((part) => content(part)).join(latexSymbols(separator));
  // A command and a letter behind it need a blank between them.
  const blank = (sign: string) => (/[A-Za-z]$/.test(sign) ? ' ' : '');
  return `\\left${side(open)}${blank(side(open))}${middle}\\right${side(close)}${blank(side(close))}`;
}

function functionName(name: XmlElement | undefined): string {
  const latex = content(name);
  return /^[A-Za-z]{2,}$/.test(latex.trim()) ? `\\operatorname{${latex.trim()}}` : latex;
}

function limit(element: XmlElement, sign: '_' | '^', otherwise: string): string {
  const main = content(childNamed(element, 'm:e'));
  const limits = argument(element, 'm:lim');
  return /^\\[a-zA-Z]+ ?$/.test(main) ? `${main.trim()}${sign}${limits} ` : `\\${otherwise}${limits}{${main}}`;
}

function accent(element: XmlElement): string {
  const sign = mathValue(childNamed(element, 'm:accPr'), 'm:chr') ?? '\u0302';
  const command = accents[sign];
  return command === undefined
    ? `\\overset{${latexSymbols(sign)}}${argument(element, 'm:e')}`
    : `\\${command}${argument(element, 'm:e')}`;
}

function group(element: XmlElement): string {
  const properties = childNamed(element, 'm:groupChrPr');
  const above = mathValue(properties, 'm:pos') === 'top';
  const sign = mathValue(properties, 'm:chr') ?? '⏟';
  if (sign === '⏟' || sign === '⏞') return `\\${sign === '⏞' ? 'overbrace' : 'underbrace'}${argument(element, 'm:e')}`;
  return `\\${above ? 'overset' : 'underset'}{${latexSymbols(sign)}}${argument(element, 'm:e')}`;
}

function matrix(element: XmlElement, environment = 'matrix'): string {
  const rows = childrenNamed(element, 'm:mr').map((row) =>
    childrenNamed(row, 'm:e')
      .map((cell) => content(cell))
      .join(' & '),
  );
  return `\\begin{${environment}}${rows.join(' \\\\ ')}\\end{${environment}}`;
}
