import type { Command } from 'commander';
import { startServer } from '../../server/start-server.ts';
import type { CommandContext, GlobalOptions } from '../command-context.ts';
import { wholeNumber } from '../filter-options.ts';
import { helpExamples } from '../help-examples.ts';

const defaultPort = 7860;

const en = {
  description: 'Start the server with the web page',
  port: 'port; the next free one where it is taken; 0: any',
  host: 'address to listen on; another than loopback needs RAGSTONE_API_KEY',
  ready: (address: string) => `Ragstone is ready: ${address}`,
  taken: (port: number) => ` (port ${port} is taken)`,
};

const zh: typeof en = {
  description: '启动带网页的服务',
  port: '端口；被占用时使用下一个空闲端口；0 表示任意端口',
  host: '监听地址；非本机地址需要设置 RAGSTONE_API_KEY',
  ready: (address) => `Ragstone 已就绪：${address}`,
  taken: (port) => `（端口 ${port} 已被占用）`,
};

const texts = { en, zh } as const;

export function serveCommand(command: Command, { terminal, signal, environment }: CommandContext): void {
  const say = texts[terminal.language];
  command
    .description(say.description)
    .option('--port <number>', say.port, wholeNumber('--port', 0, 65_535), defaultPort)
    .option('--host <address>', say.host, '127.0.0.1')
    .addHelpText(
      'after',
      helpExamples(terminal.language, [
        'ragstone serve',
        'RAGSTONE_API_KEY=… ragstone serve --host 0.0.0.0 --port 8080',
      ]),
    )
    .action(async () => {
      const { home, port, host } = command.opts<GlobalOptions & { port: number; host: string }>();
      const apiKey = environment.RAGSTONE_API_KEY;
      const server = await startServer({
        home,
        host,
        port,
        apiKey: apiKey === '' ? undefined : apiKey,
        onUnexpected: (error) => terminal.note(error instanceof Error ? (error.stack ?? error.message) : String(error)),
      });
      await terminal.print(`${say.ready(server.address)}${server.moved ? say.taken(port) : ''}`);
      if (!signal.aborted) await new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }));
      await server.close();
    });
}
