import type { Answer, AnswerPart, AnswerSentence, AnswerSource } from '../../contracts/http.ts';

/** An answer on its way. */
export interface AnswerState {
  readonly answerId: string | null;
  readonly kind: Answer['kind'] | null;
  readonly text: string;
  readonly sources: readonly AnswerSource[];
  readonly sentences: readonly AnswerSentence[];
  readonly warnings: Answer['warnings'];
  readonly error: { readonly code: string; readonly message: string; readonly messageZh: string } | null;
  readonly end: Extract<AnswerPart, { type: 'answer-end' }> | null;
}

export const emptyAnswer: AnswerState = {
  answerId: null,
  kind: null,
  text: '',
  sources: [],
  sentences: [],
  warnings: [],
  error: null,
  end: null,
};

export function foldPart(state: AnswerState, part: AnswerPart): AnswerState {
  const next = { ...state, answerId: part.answerId };
  switch (part.type) {
    case 'sources':
      return { ...next, kind: part.kind, sources: part.sources };
    case 'text-delta':
      return { ...next, text: state.text + part.text };
    case 'sentence-checked':
      return { ...next, sentences: [...state.sentences, part.sentence] };
    case 'warning':
      return { ...next, warnings: [...state.warnings, part.warning] };
    case 'error':
      return { ...next, error: part };
    case 'answer-end':
      return { ...next, end: part };
  }
}
