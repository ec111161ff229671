const neverFinal = words(`
  dr mr mrs ms mx messrs prof gen col maj capt cmdr lt sgt gov sen rep rev hon pres supt
  fig figs eq eqs eqn tab ref refs app vs viz cf e.g i.e resp approx ca ed eds trans
  mt ft ave blvd dept univ assn bros herr frau mme mlle sra bzw usw vgl abb`);

/** Words such as "No" and "sec" that are abbreviations only before a number. */
const beforeNumber = words(`
  no nos nr p pp par art ch chap sec sect vol vols ver v para cl n pt pl st
  jan feb mar apr jun jul aug sep sept oct nov dec`);

/** These may stand at the end of a sentence; what follows decides. */
const sometimesFinal = words('etc al inc ltd co corp jr sr esq ph.d m.d b.a m.a b.sc m.sc a.m p.m a.d b.c');

/** Words with which a sentence begins far more often than a name does. */
const sentenceStarters = words(`
  the this that these those it its he she we they i you in on at by for from with without as if when while where
  who what why how but and or so yet however therefore moreover furthermore although because since after before
  there here a an our my your his her their some many most all no not then thus also finally first second next`);

function words(list: string): ReadonlySet<string> {
  return new Set(list.trim().split(/\s+/));
}

/**
 * Whether a full stop after `word` (no stop at its end, inner stops kept)
 * belongs to an abbreviation, given the word that follows.
 */
export function isAbbreviation({ word, next }: { word: string; next: string }): boolean {
  const lower = word.toLowerCase();
  if (neverFinal.has(lower)) return true;
  if (beforeNumber.has(lower)) return /^[\p{Nd}IVX]/u.test(next);
  const initials = /^(?:\p{L}\.)*\p{L}$/u.test(word) && (word.includes('.') || word !== lower);
  if (!initials && !sometimesFinal.has(lower)) return false;
  // "I" ends a sentence as often as it stands for a name; a lone "I." before a capital is read as an initial.
  return next !== '' && !sentenceStarters.has(next.toLowerCase());
}
