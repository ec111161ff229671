/** `whole` is absent where the run is one plain word or stands for several. Case is kept. */
export interface IdentifierParts {
  readonly whole: string | undefined;
  readonly parts: readonly string[];
}

const plainWord = /^(?:\p{Lu}?[\p{Ll}\p{M}]+|\p{Lu}+|\p{N}+|[^\p{Lu}\p{N}\p{P}\p{S}]+)$/u;
/** U.S, e.g, p.m: the last point is no longer in the run. */
const dottedLetters = /^\p{L}(?:\.\p{L})+$/u;
const groupedNumber = /^\d{1,3}(?:,\d{3})+(?:\.\d+)?$/;
const decimalOrVersion = /^v?(\d+(?:\.\d+)+)$/i;
/** camelCase, HTMLParser, GPT4, 10km; but neither iPhone, PDFs, 4o nor 1st. */
const humps =
  /(?<=\p{Ll}\p{Ll})(?=\p{Lu})|(?<=\p{Lu})(?=\p{Lu}\p{Ll}\p{Ll})|(?<=\p{L}\p{L})(?=\p{N})|(?<=\p{N})(?!(?:st|nd|rd|th)(?!\p{L}))(?=\p{L}\p{L})/u;

/** don't is one word, and so is dont; of it's and Smith's the end says nothing. */
const negation = /^(\p{L}+n)['’](t)$/iu;
const contraction = /(?<=\p{L})['’](?:s|m|d|re|ve|ll)$/iu;

/**
 * The forms under which a word or identifier is found: whole, so that `GPT-4o`,
 * `gpt4o` and `GPT 4o` meet, and in parts. Hyphens and underscores go from the
 * whole unless digits stand on both sides; `1,234` becomes `1234`.
 */
export function splitIdentifier(text: string): IdentifierParts {
  const run = text.replace(negation, '$1$2').replace(contraction, '');
  if (plainWord.test(run)) return { whole: undefined, parts: [run] };
  if (dottedLetters.test(run)) return { whole: undefined, parts: [run.replaceAll('.', '')] };
  if (groupedNumber.test(run)) return { whole: undefined, parts: [run.replaceAll(',', '')] };
  const version = decimalOrVersion.exec(run);
  if (version !== null) {
    return version[1] === run ? { whole: undefined, parts: [run] } : { whole: run, parts: [version[1]!] };
  }
  const parts: string[] = [];
  for (const piece of run.split(/[^\p{L}\p{M}\p{N}]+/u)) if (piece !== '') parts.push(...piece.split(humps));
  // A comma or an apostrophe joins nothing: "a,b", "l'avion".
  if (parts.length === 0 || /[,'’]/.test(run)) return { whole: undefined, parts };
  const whole = run.replace(/(?<!\p{N})[-_·]|[-_·](?!\p{N})/gu, '');
  if (parts.length === 1 && whole === parts[0]) return { whole: undefined, parts };
  return { whole, parts };
}
