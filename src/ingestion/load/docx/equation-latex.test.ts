import { describe, expect, it } from 'vitest';
import { equationLatex } from './equation-latex.ts';
import { parseXml } from './parse-xml.ts';

const latex = (content: string) =>
  equationLatex(
    parseXml(
      `<m:oMath xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math">${content}</m:oMath>`,
      'test',
      { maxDepth: 99, maxElements: 999 },
    ),
  );
const r = (text: string) => `<m:r><m:t>${text}</m:t></m:r>`;
const e = (text: string) => `<m:e>${r(text)}</m:e>`;

describe('LaTeX of Office equations', () => {
  it.each([
    ['greek and operators', r('α≤2β×π'), '\\alpha\\leq2\\beta\\times\\pi'],
    ['a letter behind a command', r('αx'), '\\alpha x'],
    ['signs that LaTeX keeps for itself', r('50% {a_b}'), '50\\% \\{a\\_b\\}'],
    ['styled letters', r('𝑥∈ℝ'), 'x\\in\\mathbb{R}'],
    ['fraction', `<m:f><m:num>${r('1')}</m:num><m:den>${r('n')}</m:den></m:f>`, '\\frac{1}{n}'],
    ['indices', `<m:sSubSup>${e('x')}<m:sub>${r('i')}</m:sub><m:sup>${r('2')}</m:sup></m:sSubSup>`, 'x_{i}^{2}'],
    ['root with degree', `<m:rad><m:deg>${r('3')}</m:deg>${e('x')}</m:rad>`, '\\sqrt[3]{x}'],
    ['root', `<m:rad><m:radPr><m:degHide m:val="1"/></m:radPr><m:deg/>${e('x')}</m:rad>`, '\\sqrt{x}'],
    ['integral', `<m:nary><m:sub>${r('0')}</m:sub><m:sup>${r('∞')}</m:sup>${e('f')}</m:nary>`, '\\int_{0}^{\\infty} f'],
    ['function', `<m:func><m:fName>${r('log')}</m:fName>${e('x')}</m:func>`, '\\log{x}'],
    [
      'limit',
      `<m:limLow><m:e>${r('lim')}</m:e><m:lim>${r('n→∞')}</m:lim></m:limLow>${r('a')}`,
      '\\lim_{n\\to\\infty} a',
    ],
    ['accent', `<m:acc><m:accPr><m:chr m:val="⃗"/></m:accPr>${e('v')}</m:acc>`, '\\vec{v}'],
    [
      'matrix in brackets',
      `<m:d><m:dPr><m:begChr m:val="["/><m:endChr m:val="]"/></m:dPr><m:e><m:m><m:mr>${e('a')}${e('b')}</m:mr><m:mr>${e('c')}${e('d')}</m:mr></m:m></m:e></m:d>`,
      '\\begin{bmatrix}a & b \\\\ c & d\\end{bmatrix}',
    ],
    [
      'one-sided delimiter',
      `<m:d><m:dPr><m:begChr m:val="{"/><m:endChr m:val=""/></m:dPr>${e('x')}</m:d>`,
      '\\left\\{x\\right.',
    ],
    ['words', `<m:r><m:rPr><m:nor/></m:rPr><m:t>if 对</m:t></m:r>`, '\\text{if 对}'],
    ['an unknown container', `<m:box>${e('x')}</m:box>`, 'x'],
  ])('%s', (_, content, expected) => {
    expect(latex(content)).toBe(expected);
  });
});
