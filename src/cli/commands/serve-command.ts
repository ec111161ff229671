import type { Command } from 'commander';
import { startServer } from '../../server/start-server.ts';
import type { CommandContext, GlobalOptions } from '../command-context.ts';
import { wholeNumber } from '../filter-options.ts';

const defaultPort = 7860;

export function serveCommand(command: Command, { terminal, signal, environment }: CommandContext): void {
  command
    .description('Start the server with the web page')
    .option('--port <number>', `port; the next free one where it is taken; 0: any`, wholeNumber(0, 65_535), defaultPort)
    .option('--host <address>', 'address to listen on; another than loopback needs RAGSTONE_API_KEY', '127.0.0.1')
    .addHelpText(
      'after',
      '\nExamples:\n  ragstone serve\n  RAGSTONE_API_KEY=… ragstone serve --host 0.0.0.0 --port 8080\n',
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
      const moved = server.moved
        ? terminal.language === 'zh'
          ? `（端口 ${port} 已被占用）`
          : ` (port ${port} is taken)`
        : '';
      await terminal.print(
        terminal.language === 'zh'
          ? `Ragstone 已就绪：${server.address}${moved}`
          : `Ragstone is ready: ${server.address}${moved}`,
      );
      if (!signal.aborted) await new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }));
      await server.close();
    });
}
