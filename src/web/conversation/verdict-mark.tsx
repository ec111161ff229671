import type { AnswerSentence } from '../../contracts/http.ts';
import { useLanguage } from '../language.tsx';

/** The shape differs with the verdict, not the colour alone. */
const signs: Readonly<Record<AnswerSentence['verdict'], string>> = {
  supported: '✓',
  'partly-supported': '◐',
  unsupported: '?',
  contradicted: '≠',
  'not-a-claim': '',
  'not-checked': '·',
};

export function VerdictMark({ verdict }: { readonly verdict: AnswerSentence['verdict'] }) {
  const { text } = useLanguage();
  if (signs[verdict] === '') return null;
  return (
    <span className={`verdict ${verdict}`} title={text.verdicts[verdict]}>
      <span aria-hidden="true">{signs[verdict]}</span>
      <span className="visually-hidden"> ({text.verdicts[verdict]})</span>
    </span>
  );
}
