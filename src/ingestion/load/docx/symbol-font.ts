/** U+F021 … of Adobe's Symbol font: the letters that Word documents use; '\0' where no Unicode character is meant. */
const symbolLetters: Readonly<Record<number, string>> = {};
const pairs =
  'aα bβ cχ dδ eε fφ gγ hη iι jϕ kκ lλ mμ nν oο pπ qθ rρ sσ tτ uυ vϖ wω xξ yψ zζ AΑ BΒ CΧ DΔ EΕ FΦ GΓ HΗ IΙ Jϑ KΚ LΛ MΜ NΝ OΟ PΠ QΘ RΡ SΣ TΤ UΥ Vς WΩ XΞ YΨ ZΖ';
for (const pair of pairs.split(' ')) {
  const [latin, greek] = [...pair];
  if (latin !== undefined && greek !== undefined)
    (symbolLetters as Record<number, string>)[latin.charCodeAt(0)] = greek;
}
const symbolSigns: Readonly<Record<number, string>> = {
  163: '≤',
  165: '∞',
  171: '↔',
  172: '←',
  173: '↑',
  174: '→',
  175: '↓',
  176: '°',
  177: '±',
  179: '≥',
  180: '×',
  182: '∂',
  183: '•',
  184: '÷',
  185: '≠',
  186: '≡',
  187: '≈',
  188: '…',
  198: '∅',
  199: '∩',
  200: '∪',
  204: '⊂',
  206: '∈',
  208: '∠',
  214: '√',
  222: '⇒',
  229: '∑',
  242: '∫',
};
const wingdings: Readonly<Record<number, string>> = {
  40: '☎',
  42: '✉',
  74: '☺',
  108: '●',
  110: '■',
  111: '□',
  113: '❑',
  117: '◆',
  118: '❖',
  159: '•',
  167: '▪',
  168: '◻',
  216: '➢',
  224: '→',
  232: '➔',
  251: '✗',
  252: '✓',
  253: '☒',
  254: '☑',
};

/** The Unicode character of a `w:sym` (font and hexadecimal code), or undefined where none is known. */
export function symbolCharacter(font: string, code: string): string | undefined {
  const value = Number.parseInt(code, 16);
  if (!Number.isInteger(value) || value < 0x20 || value > 0xffff) return undefined;
  // Symbol fonts live in U+F000 to U+F0FF.
  const low = value >= 0xf000 && value <= 0xf0ff ? value - 0xf000 : value;
  if (/^symbol$/i.test(font))
    return symbolLetters[low] ?? symbolSigns[low] ?? (low < 0x7f ? String.fromCharCode(low) : undefined);
  if (/^wingdings$/i.test(font)) return wingdings[low];
  return value >= 0xe000 && value <= 0xf8ff ? undefined : String.fromCharCode(value);
}
