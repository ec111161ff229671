import { serverInfoSchema } from '../contracts/http.ts';
import { readServerNote } from '../workspace/home-lock.ts';
import { openWorkspace } from '../workspace/open-workspace.ts';
import { resolveHome } from '../workspace/settings.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { createRemoteWorkspace } from './remote-workspace.ts';
import type { Terminal } from './terminal.ts';

/** The home's running server where there is one; else the home itself, opened by this process. */
export async function connectWorkspace(home: string | undefined, terminal: Terminal): Promise<Workspace> {
  const note = await readServerNote(resolveHome(home));
  if (note !== null && (await answers(note.address, note.token))) return createRemoteWorkspace(note);
  return openWorkspace({
    home,
    onUnexpected: (error) => terminal.note(error instanceof Error ? (error.stack ?? error.message) : String(error)),
  });
}

async function answers(address: string, token: string): Promise<boolean> {
  try {
    const response = await fetch(`${address}/api/info`, {
      headers: { authorization: `Bearer ${token}` },
      signal: AbortSignal.timeout(5000),
    });
    return serverInfoSchema.safeParse(await response.json()).success;
  } catch {
    // Nobody listens there any more: the note is of a server that died.
    return false;
  }
}
