import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readEventStream } from './read-event-stream.ts';

describe('readEventStream', () => {
  it('gives each event once, wherever the bytes are cut', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.record({ text: fc.string({ unit: 'grapheme' }), id: fc.nat() }), { maxLength: 8 }),
        fc.integer({ min: 1, max: 9 }),
        async (values, size) => {
          const written = values.map((value) => JSON.stringify(value));
          const bytes = new TextEncoder().encode(
            written.map((data, index) => `id: ${index}\nevent: part\ndata: ${data}\n\n`).join(''),
          );
          const stream = new ReadableStream<Uint8Array>({
            start(controller) {
              for (let at = 0; at < bytes.length; at += size) controller.enqueue(bytes.slice(at, at + size));
              controller.close();
            },
          });
          const read: string[] = [];
          for await (const data of readEventStream(stream)) read.push(data);
          expect(read).toEqual(written);
        },
      ),
    );
  });

  it('keeps back an event that was cut off', async () => {
    const stream = new Blob(['data: {"a":1}\n\ndata: {"b"']).stream();
    const read: string[] = [];
    for await (const data of readEventStream(stream)) read.push(data);
    expect(read).toEqual(['{"a":1}']);
  });
});
