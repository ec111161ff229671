import type { AnswerPart } from '../contracts/answer-part.ts';
import { RagstoneError } from '../contracts/error.ts';

/** Answers on their way and just ended, so that a dropped stream goes on where it broke off. */
export interface AnswerStreams {
  /** Begins to read `parts`; resolves with the id once the first part is there. */
  start(parts: AsyncIterable<AnswerPart>, controller: AbortController): Promise<string>;
  /** The parts after `sequence` (−1: all), then those to come. Ends with the answer. */
  follow(answerId: string, sequence: number, signal: AbortSignal): AsyncGenerator<AnswerPart>;
  cancel(answerId: string): void;
}

interface Stream {
  readonly parts: AnswerPart[];
  readonly controller: AbortController;
  readonly waiting: Set<() => void>;
  followers: number;
  ended: boolean;
  abandoned?: NodeJS.Timeout | undefined;
}

/** How long an ended answer can be asked for again. */
const keepMs = 10 * 60_000;
/** How long an answer is worked on while nobody listens. */
const abandonMs = 20_000;
/** Answers kept at most; the oldest ended one makes place. */
const maxKept = 500;

export function createAnswerStreams(): AnswerStreams {
  const streams = new Map<string, Stream>();

  const makeRoom = (): void => {
    for (const [id, stream] of streams) {
      if (streams.size < maxKept) return;
      if (stream.ended) streams.delete(id);
    }
  };
  const notify = (stream: Stream): void => {
    for (const wake of stream.waiting) wake();
    stream.waiting.clear();
  };
  const pump = async (iterator: AsyncIterator<AnswerPart>, id: string, stream: Stream): Promise<void> => {
    try {
      for (let next = await iterator.next(); next.done !== true; next = await iterator.next()) {
        stream.parts.push(next.value);
        notify(stream);
      }
    } finally {
      stream.ended = true;
      notify(stream);
      setTimeout(() => streams.delete(id), keepMs).unref();
    }
  };

  return {
    async start(parts, controller) {
      makeRoom();
      const iterator = parts[Symbol.asyncIterator]();
      const first = await iterator.next();
      if (first.done === true) throw emptyStream();
      const id = first.value.answerId;
      const stream: Stream = { parts: [first.value], controller, waiting: new Set(), followers: 0, ended: false };
      streams.set(id, stream);
      // `generate` turns its errors into parts; should one escape, followers see the stream end without `answer-end`.
      pump(iterator, id, stream).catch(() => notify(stream));
      return id;
    },
    async *follow(answerId, sequence, signal) {
      const stream = streams.get(answerId);
      if (stream === undefined) throw unknownAnswer(answerId);
      stream.followers += 1;
      clearTimeout(stream.abandoned);
      try {
        let position = sequence + 1;
        for (;;) {
          for (let part = stream.parts[position]; part !== undefined; part = stream.parts[++position]) yield part;
          if (stream.ended || signal.aborted) return;
          await new Promise<void>((resolve) => {
            stream.waiting.add(resolve);
            signal.addEventListener('abort', () => resolve(), { once: true });
          });
        }
      } finally {
        stream.followers -= 1;
        if (stream.followers === 0 && !stream.ended) {
          stream.abandoned = setTimeout(() => stream.controller.abort(), abandonMs);
          stream.abandoned.unref();
        }
      }
    },
    cancel(answerId) {
      const stream = streams.get(answerId);
      if (stream === undefined) throw unknownAnswer(answerId);
      stream.controller.abort();
    },
  };
}

function unknownAnswer(answerId: string): RagstoneError {
  return new RagstoneError('not-found', {
    en: `The answer ${answerId} is not kept any more (10 minutes). Ask again.`,
    zh: `回答 ${answerId} 已不再保留（10 分钟）。请重新提问。`,
  });
}

function emptyStream(): RagstoneError {
  return new RagstoneError('internal', {
    en: 'The answer ended before it began. Ask again.',
    zh: '回答尚未开始就已结束。请重新提问。',
  });
}
