import { expect, test, vi } from 'vitest';
import { PreviewStreams } from '../../../server/preview/preview-streams.ts';
import { MemorySandbox } from '../../support/memory-sandbox.ts';

test('However many ask for a port where nothing listens, the machine is looked at once', async () => {
  using streams = new PreviewStreams();
  const sandbox = new MemorySandbox();
  const looks = vi.spyOn(sandbox, 'observe');
  const answers = await Promise.all(Array.from({ length: 20 }, () => streams.open(sandbox, 81)));
  expect(answers).toEqual(answers.map(() => ({ trouble: 'not-listening' })));
  expect(looks).toHaveBeenCalledTimes(1);
  await streams.open(sandbox, 81);
  expect(looks).toHaveBeenCalledTimes(2);
});
