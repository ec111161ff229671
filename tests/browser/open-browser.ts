import { existsSync } from 'node:fs';
import process from 'node:process';
import { type Browser, chromium } from 'playwright-core';

/** Where Chromium is, and whether tests must fail without it. */
const executablePath = process.env.RAGSTONE_CHROMIUM ?? '/usr/bin/chromium';

export const browserMissing = !existsSync(executablePath) && process.env.RAGSTONE_REQUIRE_ALL !== '1';
export const browserMissingMessage = browserMissing
  ? ` (skipped: no Chromium at ${executablePath}; install it or set RAGSTONE_CHROMIUM)`
  : '';

export function openBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath, args: ['--no-sandbox'] });
}
