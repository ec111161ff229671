import { once } from 'node:events';

/** Controls but tab and line feed, and marks that turn the direction of writing (a name may end in `gpj.exe` and show as `exe.jpg`). */
const unsafe = /[^\P{Cc}\t\n]|[\u202a-\u202e\u2066-\u2069]/gu;

/** Text of documents and names of files must not steer the terminal. Inside a JSON string the escape means the same. */
function harmless(text: string): string {
  return text.replace(unsafe, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/** The one home of terminal output. Results go to standard output, everything else to standard error. */
export interface Terminal {
  /** Chinese where the person's locale is. */
  readonly language: 'zh' | 'en';
  /** A line of the result. */
  print(text: string): Promise<void>;
  /** Part of a line of the result. */
  write(text: string): Promise<void>;
  /** A line for the person: progress, notes, errors. */
  note(text: string): void;
  /** Replaces the status line where there is a terminal; nothing elsewhere. */
  status(text: string): void;
  readonly interactive: boolean;
}

export function createTerminal({
  output = process.stdout,
  errors = process.stderr,
  environment = process.env,
}: {
  readonly output?: NodeJS.WriteStream;
  readonly errors?: NodeJS.WriteStream;
  readonly environment?: NodeJS.ProcessEnv;
} = {}): Terminal {
  const locale =
    environment.RAGSTONE_LANGUAGE ?? environment.LC_ALL ?? environment.LC_MESSAGES ?? environment.LANG ?? '';
  const interactive = errors.isTTY === true;
  let statusShown = false;
  const clear = (): void => {
    if (statusShown) errors.write('\r\u001b[K');
    statusShown = false;
  };
  const write = async (text: string): Promise<void> => {
    clear();
    if (!output.write(harmless(text))) await once(output, 'drain');
  };
  return {
    language: locale.toLowerCase().startsWith('zh') ? 'zh' : 'en',
    interactive,
    write,
    print: (text) => write(`${text}\n`),
    note(text) {
      clear();
      errors.write(`${harmless(text)}\n`);
    },
    status(text) {
      if (!interactive) return;
      const width = (errors.columns ?? 80) - 1;
      errors.write(`\r\u001b[K${harmless(text).slice(0, width)}`);
      statusShown = true;
    },
  };
}
