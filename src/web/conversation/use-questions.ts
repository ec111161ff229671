import { useCallback, useEffect, useRef, useState } from 'react';
import { apiClient } from '../api-client.ts';
import { ApiError } from '../api-error.ts';
import { type AnswerState, emptyAnswer, foldPart } from './answer-state.ts';
import { askQuestion } from './ask-question.ts';

/** A question of this session. */
export interface AskedQuestion {
  readonly id: number;
  readonly knowledgeBase: string;
  readonly question: string;
  readonly answer: AnswerState;
  readonly phase: 'asking' | 'resuming' | 'done' | 'stopped' | 'failed';
  readonly failure: ApiError | null;
}

export interface Questions {
  readonly questions: readonly AskedQuestion[];
  readonly busy: boolean;
  readonly ask: (knowledgeBase: string, question: string) => void;
  readonly stop: () => void;
}

export function useQuestions(): Questions {
  const [questions, setQuestions] = useState<readonly AskedQuestion[]>([]);
  const running = useRef<{ controller: AbortController; answerId: string | null } | null>(null);
  const nextId = useRef(1);
  const [busy, setBusy] = useState(false);

  useEffect(() => () => running.current?.controller.abort(), []);

  const ask = useCallback((knowledgeBase: string, question: string) => {
    if (running.current !== null) return;
    const id = nextId.current++;
    const current = { controller: new AbortController(), answerId: null as string | null };
    running.current = current;
    setBusy(true);
    const change = (update: (asked: AskedQuestion) => Partial<AskedQuestion>): void =>
      setQuestions((all) => all.map((asked) => (asked.id === id ? { ...asked, ...update(asked) } : asked)));
    setQuestions((all) => [
      ...all,
      { id, knowledgeBase, question, answer: emptyAnswer, phase: 'asking', failure: null },
    ]);
    const { signal } = current.controller;
    const onDropped = (dropped: boolean): void => change(() => ({ phase: dropped ? 'resuming' : 'asking' }));
    const run = async (): Promise<void> => {
      for await (const part of askQuestion({ knowledgeBase, question, signal, onDropped })) {
        current.answerId = part.answerId;
        change((asked) => ({ answer: foldPart(asked.answer, part) }));
      }
    };
    run()
      .then(() => change((asked) => ({ phase: asked.answer.error === null ? 'done' : 'failed' })))
      .catch((error: unknown) => {
        if (signal.aborted) return change(() => ({ phase: 'stopped' }));
        const failure = error instanceof ApiError ? error : new ApiError({ code: 'page', status: 0 });
        return change(() => ({ phase: 'failed', failure }));
      })
      .finally(() => {
        running.current = null;
        setBusy(false);
      });
  }, []);

  const stop = useCallback(() => {
    const current = running.current;
    if (current === null) return;
    current.controller.abort();
    // The page has stopped listening already; a server that has forgotten the answer has nothing left to stop.
    if (current.answerId !== null) apiClient.stopAnswer(current.answerId).catch(() => undefined);
  }, []);

  return { questions, busy, ask, stop };
}
