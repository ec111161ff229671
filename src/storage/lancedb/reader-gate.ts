/** Lets readers in side by side, and one who must be alone when all of them have left. */
export interface ReaderGate {
  read<Result>(work: () => Promise<Result>): Promise<Result>;
  alone<Result>(work: () => Promise<Result>): Promise<Result>;
}

export function createReaderGate(): ReaderGate {
  let readers = 0;
  let shut: Promise<void> | null = null;
  let onEmpty: (() => void) | null = null;
  return {
    async read(work) {
      while (shut !== null) await shut;
      readers += 1;
      try {
        return await work();
      } finally {
        readers -= 1;
        if (readers === 0) onEmpty?.();
      }
    },
    async alone(work) {
      while (shut !== null) await shut;
      let open = (): void => {};
      shut = new Promise((resolve) => {
        open = resolve;
      });
      try {
        if (readers > 0) {
          await new Promise<void>((resolve) => {
            onEmpty = resolve;
          });
        }
        return await work();
      } finally {
        onEmpty = null;
        shut = null;
        open();
      }
    },
  };
}
