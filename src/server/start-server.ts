import { randomBytes } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import { createAdaptorServer } from '@hono/node-server';
import { RagstoneError } from '../contracts/error.ts';
import { openWorkspace } from '../workspace/open-workspace.ts';
import { packageVersion } from '../workspace/package-version.ts';
import { createApplication } from './create-application.ts';
import { isLoopback } from './guard.ts';

export interface RunningServer {
  /** `http://host:port` */
  readonly address: string;
  /** True where the wished port was taken and the next free one is used. */
  readonly moved: boolean;
  close(): Promise<void>;
}

const portsToTry = 20;

/** Opens the home and serves it. Refuses an address that others can reach without an API key. */
export async function startServer({
  home,
  host = '127.0.0.1',
  port = 7860,
  apiKey,
  onUnexpected = () => {},
}: {
  readonly home?: string | undefined;
  readonly host?: string | undefined;
  /** 0: any free port. */
  readonly port?: number | undefined;
  readonly apiKey?: string | undefined;
  readonly onUnexpected?: ((error: unknown) => void) | undefined;
}): Promise<RunningServer> {
  if (!isLoopback(host) && apiKey === undefined) throw openToOthers(host);
  const workspace = await openWorkspace({ home, onUnexpected });
  try {
    const token = randomBytes(32).toString('base64url');
    const application = createApplication(
      { workspace, maxUploadBytes: workspace.settings.maxDocumentBytes, version: await packageVersion() },
      { loopbackOnly: isLoopback(host), apiKey, token, onUnexpected },
    );
    const server = createAdaptorServer({ fetch: application.fetch });
    const actual = await listen(server, host, port);
    const address = `http://${host.includes(':') ? `[${host}]` : host}:${actual}`;
    await workspace.announce({ pid: process.pid, address, token });
    return {
      address,
      moved: port !== 0 && actual !== port,
      async close() {
        const closed = new Promise<void>((resolve) => server.close(() => resolve()));
        if ('closeAllConnections' in server) server.closeAllConnections();
        await closed;
        await workspace.close();
      },
    };
  } catch (error) {
    await workspace.close();
    throw error;
  }
}

async function listen(server: ReturnType<typeof createAdaptorServer>, host: string, port: number): Promise<number> {
  const candidates =
    port === 0
      ? [0]
      : Array.from({ length: portsToTry }, (_, step) => port + step).filter((candidate) => candidate < 65_536);
  for (const candidate of candidates) {
    const error = await new Promise<NodeJS.ErrnoException | null>((resolve) => {
      server.once('error', resolve);
      server.listen(candidate, host, () => {
        server.off('error', resolve);
        resolve(null);
      });
    });
    if (error === null) return (server.address() as AddressInfo).port;
    if (error.code !== 'EADDRINUSE') throw cannotListen(host, candidate, error);
  }
  throw cannotListen(host, port);
}

function openToOthers(host: string): RagstoneError {
  return new RagstoneError('invalid-input', {
    en: `Listening on ${host} would let others read your documents. Set an API key in RAGSTONE_API_KEY first, or listen on 127.0.0.1.`,
    zh: `监听 ${host} 会让他人读到您的文档。请先在 RAGSTONE_API_KEY 中设置 API 密钥，或监听 127.0.0.1。`,
  });
}

function cannotListen(host: string, port: number, cause?: unknown): RagstoneError {
  return new RagstoneError('invalid-input', {
    en: `Cannot listen on ${host}:${port}. Choose another port with --port, or an address of this machine with --host.`,
    zh: `无法监听 ${host}:${port}。请用 --port 选择其他端口，或用 --host 选择本机地址。`,
    cause,
  });
}
