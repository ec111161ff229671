import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startServer } from '../run-ragstone.ts';
import { chinesePdf } from './chinese-pdf.ts';
import { browserMissing, browserMissingMessage, openBrowser } from './open-browser.ts';

const pdfLines = [
  { text: '本页讲解机器学习。', left: 72, baseline: 120, size: 20 },
  { text: '石榴树每年需要修剪两次。', left: 90, baseline: 400, size: 18 },
  { text: '松鼠在秋天收集橡子。', left: 72, baseline: 700, size: 20 },
];
const filler = Array.from({ length: 400 }, (_, index) => `Line ${index + 1} speaks of nothing in particular.`);
const textFile = [...filler, 'The lighthouse of Kestrel Bay was built in 1874.', ...filler].join('\n');
const markdownFile = `# 茶\n\n${'无关的段落。\n\n'.repeat(150)}## 冲泡\n\n龙井茶应当用**八十五度**的水冲泡。\n`;
const webFile = `<html><body><main><h1>Harbour</h1>${'<p>Boats come and go, and nobody counts them here.</p>'.repeat(80)}
<p>The ferry to <a href="javascript:alert(1)">Orrin Island</a> leaves at <b>seven</b> in the morning.</p><img src="https://example.org/x.png" alt="map"><script>window.hacked=1</script></main></body></html>`;

describe.skipIf(browserMissing)(`the web page in Chromium${browserMissingMessage}`, () => {
  let browser: Browser;
  let page: Page;
  let home: string;
  let server: Awaited<ReturnType<typeof startServer>>;
  const faults: string[] = [];

  beforeAll(async () => {
    home = await mkdtemp(join(tmpdir(), 'ragstone-page-'));
    [server, browser] = await Promise.all([startServer(home), openBrowser()]);
    const context = await browser.newContext({ locale: 'en-US', viewport: { width: 1440, height: 900 } });
    page = await context.newPage();
    page.on('pageerror', (error) => faults.push(error.message));
    page.on('console', (message) => {
      if (message.type() === 'error') faults.push(message.text());
    });
    await page.goto(server.address);
  });
  afterAll(async () => {
    await browser?.close();
    await server?.stop();
    await rm(home, { recursive: true, force: true });
  });

  it('offers the sample on a first run, makes a knowledge base and takes files into it', async () => {
    await page.getByRole('button', { name: 'Try the sample knowledge base' }).waitFor();
    await page.getByRole('button', { name: '+ New knowledge base' }).click();
    await page.getByRole('textbox', { name: 'Name' }).fill('海 Sea');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'First, some documents' }).waitFor();
    await page.getByTestId('file-input').setInputFiles([
      { name: 'lighthouse.txt', mimeType: 'text/plain', buffer: Buffer.from(textFile) },
      { name: '茶.md', mimeType: 'text/markdown', buffer: Buffer.from(markdownFile) },
      { name: '园艺.pdf', mimeType: 'application/pdf', buffer: chinesePdf(pdfLines) },
      { name: 'harbour.html', mimeType: 'text/html', buffer: Buffer.from(webFile) },
    ]);
    await page.getByText('4 of 4 finished').waitFor();
    await page.getByRole('heading', { name: 'Ask “海 Sea”' }).waitFor();
    expect(await page.locator('.documents .row-name').allTextContents()).toHaveLength(4);
    expect(await page.locator('.row.failed').count()).toBe(0);
  });

  it('opens a text at the cited line, in view', async () => {
    await ask(page, 'When was the lighthouse of Kestrel Bay built?');
    await page.getByText('Extractive answer: sentences quoted from your documents').last().waitFor();
    await openCitation(page, 'lighthouse.txt');
    const mark = page.locator('.text-source mark');
    expect(await mark.allTextContents()).toEqual(['The lighthouse of Kestrel Bay was built in 1874.']);
    await expectInView(mark.first(), page.locator('.source-body'));
    expect(await page.locator('.lines li:has(mark)').getAttribute('data-line')).toBe('401');
  });

  it('opens Markdown at the cited words, without its markup', async () => {
    await ask(page, '龙井茶用多少度的水冲泡？');
    await openCitation(page, '茶.md');
    const marks = page.locator('.text-source mark');
    expect((await marks.allTextContents()).join('').replaceAll('*', '')).toBe('龙井茶应当用八十五度的水冲泡。');
    await expectInView(marks.first(), page.locator('.source-body'));
  });

  it('draws the boxes of a Chinese PDF over the quoted line', async () => {
    await ask(page, '石榴树每年修剪几次？');
    await openCitation(page, '园艺.pdf');
    await page.locator('canvas[data-drawn]').first().waitFor();
    const boxes = page.locator('.pdf-box');
    await expectInView(boxes.first(), page.locator('.source-body'));
    const frame = await page.locator('.pdf-page').first().boundingBox();
    const box = await boxes.first().boundingBox();
    if (frame === null || box === null) throw new TypeError('page and box are drawn');
    const points = 595 / frame.width;
    const [, line] = pdfLines;
    if (line === undefined) throw new TypeError('specimen has a second line');
    const left = (box.x - frame.x) * points;
    const bottom = (box.y + box.height - frame.y) * points;
    expect(Math.abs(left - line.left)).toBeLessThan(3);
    expect(Math.abs(left + box.width * points - (line.left + line.size * line.text.length))).toBeLessThan(line.size);
    expect(bottom).toBeGreaterThan(line.baseline - 2);
    expect(bottom).toBeLessThan(line.baseline + line.size);
    // What pdf.js has drawn there lies in the box, whichever font of the system stands in for the one named.
    expect(await inkInside(page)).toBeGreaterThan(0.95);
  });

  it('shows a web page as a safe tree with the quote marked', async () => {
    await ask(page, 'When does the ferry to Orrin Island leave?');
    await openCitation(page, 'harbour.html');
    const marks = page.locator('.section-source mark');
    expect((await marks.allTextContents()).join('')).toBe('The ferry to Orrin Island leaves at seven in the morning.');
    await expectInView(marks.first(), page.locator('.source-body'));
    expect(await page.locator('.section-source a, .section-source img, .section-source script').count()).toBe(0);
  });

  it('declines what the documents do not answer', async () => {
    await ask(page, 'Who won the chess olympiad of 1927 in Budapest?');
    await page.getByText('Your documents do not seem to answer this.').last().waitFor();
  });

  it('takes an answer up again where the connection dropped', async () => {
    let lastEventId: string | undefined;
    // The stream is cut off after its first event.
    await page.route('**/ask', async (route) => {
      const response = await route.fetch();
      const body = await response.text();
      await route.fulfill({ response, body: body.slice(0, body.indexOf('\n\n') + 2) });
    });
    const resumed = page.waitForRequest(/\/api\/answers\/.+\/events$/).then((request) => {
      lastEventId = request.headers()['last-event-id'];
    });
    await ask(page, 'When was the lighthouse of Kestrel Bay built?');
    await resumed;
    await page.unroute('**/ask');
    expect(lastEventId).toBe('0');
    expect(await page.locator('.asked:last-child .answer-text').textContent()).toContain('built in 1874.');
  });

  it('does not send while an input method composes', async () => {
    const before = await page.locator('.asked').count();
    await page.fill('#question', '你好');
    await page.locator('#question').dispatchEvent('keydown', { key: 'Enter', isComposing: true, bubbles: true });
    expect(await page.locator('.asked').count()).toBe(before);
    expect(await page.inputValue('#question')).toBe('你好');
  });

  it('switches to Chinese and stays so', async () => {
    await page.getByRole('button', { name: /切换到中文/ }).click();
    await page.getByRole('button', { name: '提问' }).waitFor();
    expect(await page.getAttribute('html', 'lang')).toBe('zh-CN');
    await page.reload();
    await page.getByRole('heading', { name: '向“海 Sea”提问' }).waitFor();
    await page.getByTestId('file-input').setInputFiles([
      {
        name: '残缺.txt',
        mimeType: 'text/plain',
        buffer: Buffer.concat([Buffer.from('灯塔旁边有一片松林。\n'.repeat(20)), Buffer.from([0xff, 0xfe, 0x0a])]),
      },
    ]);
    for (const list of ['.progress', '.documents'])
      await page.locator(`${list} .row.partial .row-reason`, { hasText: '有 2 个字节不是 UTF-8' }).waitFor();
  });

  it('fits a narrow screen', async () => {
    await page.setViewportSize({ width: 360, height: 740 });
    await ask(page, '龙井茶用多少度的水冲泡？');
    await openCitation(page, '茶.md');
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(360);
    await expectInView(page.locator('.text-source mark').first(), page.locator('.source-body'));
    await page.keyboard.press('Escape');
    expect(await page.locator('.source-viewer').count()).toBe(0);
    expect(await page.evaluate('document.activeElement?.className')).toContain('citation');
    await page.setViewportSize({ width: 1440, height: 900 });
  });

  it('made no error and broke no rule of the content security policy', () => {
    expect(faults).toEqual([]);
  });

  it('says that the server is gone, and keeps the page', async () => {
    await server.stop();
    await page.getByText('Ragstone 服务没有响应').first().waitFor({ timeout: 15_000 });
    expect(await page.locator('.asked').count()).toBe(1);
  });
});

async function ask(page: Page, question: string): Promise<void> {
  const before = await page.locator('.asked').count();
  await page.fill('#question', question);
  await page.locator('#question').press('Enter');
  await page.locator('.asked').nth(before).waitFor();
  await page.locator('.asked').nth(before).and(page.locator('[aria-busy=false]')).waitFor();
}

/** Opens the last answer's citation of a document. */
async function openCitation(page: Page, name: string): Promise<void> {
  await page.locator(`.asked:last-child .citation[aria-label*="${name}"]`).first().click();
  await page.locator('.source-viewer', { hasText: name }).locator('mark, .pdf-box').first().waitFor();
}

/** The whole of `target` is inside the scroller and on the screen. */
async function expectInView(target: Locator, scroller: Locator): Promise<void> {
  const [inner, outer] = [await target.boundingBox(), await scroller.boundingBox()];
  if (inner === null || outer === null) throw new TypeError('mark and scroller are drawn');
  expect(inner.y).toBeGreaterThanOrEqual(outer.y);
  expect(inner.y + inner.height).toBeLessThanOrEqual(outer.y + outer.height);
  expect(inner.width).toBeGreaterThan(10);
}

/** Share of the dark pixels in the strip of the first box, a third higher on both sides, that lie in the box. */
function inkInside(page: Page): Promise<number> {
  return page.evaluate(`(() => {
    const canvas = document.querySelector('canvas[data-drawn]');
    const box = document.querySelector('.pdf-box').getBoundingClientRect();
    const image = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
    const frame = canvas.getBoundingClientRect();
    const scale = canvas.width / frame.width;
    let [inside, all] = [0, 0];
    for (let y = 0; y < image.height; y++)
      for (let x = 0; x < image.width; x++) {
        if (image.data[(y * image.width + x) * 4] > 128) continue;
        const [left, top] = [frame.left + x / scale, frame.top + y / scale];
        if (top < box.top - box.height / 3 || top > box.bottom + box.height / 3) continue;
        all += 1;
        if (left >= box.left - 1 && left <= box.right + 1 && top >= box.top - 1 && top <= box.bottom + 1) inside += 1;
      }
    return all === 0 ? 0 : inside / all;
  })()`);
}
