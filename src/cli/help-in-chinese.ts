import type { Command, HelpConfiguration } from 'commander';

const titles: Readonly<Record<string, string>> = {
  'Usage:': '用法：',
  'Arguments:': '参数：',
  'Options:': '选项：',
  'Global Options:': '全局选项：',
  'Commands:': '命令：',
};

/** Gives the words that commander itself writes into the help in Chinese; subcommands made later inherit them. */
export function helpInChinese(program: Command): void {
  const configuration: HelpConfiguration = {
    styleTitle: (title) => titles[title] ?? title,
    optionDescription: ({ description, defaultValue }) =>
      defaultValue === undefined ? description : `${description}（默认：${JSON.stringify(defaultValue)}）`,
  };
  program
    .configureHelp(configuration)
    .helpOption('-h, --help', '显示帮助')
    .helpCommand('help [command]', '显示某个命令的帮助');
}
