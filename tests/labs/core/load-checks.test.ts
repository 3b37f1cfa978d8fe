import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { LabFaults } from '../../../labs/core/lab-faults.ts';
import { loadChecks, loadLabsWithChecks } from '../../../labs/core/load-checks.ts';
import { loadLabs } from '../../../labs/core/load-lab.ts';
import { type Files, labFiles, SOUND } from '../lab-files.ts';

const CHECK = 'small/steps/only/check.ts';
const QUESTION = 'export const question = { judge: () => ({ status: "passed", evidence: {} }) };\n';
const sound = SOUND[CHECK] ?? '';

async function faultsOf(files: Files): Promise<readonly { file: string; line: number; message: string }[]> {
  await using labs = await labFiles(files);
  const error = await loadLabsWithChecks(labs.root).then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof LabFaults)) throw new Error('the labs loaded', { cause: error });
  return error.faults;
}

describe('The checks of a lab', () => {
  test('are loaded by step', async () => {
    const root = join(import.meta.dirname, '../../../labs');
    const [lab] = (await loadLabs(root)).filter(({ slug }) => slug === 'docker-network');
    const checks = lab && (await loadChecks(root, lab));
    expect([...(checks?.keys() ?? [])]).toEqual(lab?.steps.map(({ id }) => id));
    for (const step of lab?.steps ?? []) expect(checks?.get(step.id)?.question !== undefined).toBe(step.hasQuestion);
  });

  test('come with the labs for a server', async () => {
    await using labs = await labFiles(SOUND);
    const [loaded] = await loadLabsWithChecks(labs.root);
    expect(loaded?.lab.slug).toBe('small');
    expect(loaded?.checks.get('only')?.check.counters).toBe(false);
  });

  test.each([
    ['is missing', '', /missing/],
    ['cannot be read', 'export const check = ;\n', /cannot be loaded/],
    ['throws', 'throw new Error("at import");\n', /cannot be loaded: at import/],
    ['exports no check', QUESTION, /no `check`/],
    ['exports something else as check', `export const check = 1;\n${QUESTION}`, /no `check`/],
    ['exports something else as question', `${sound.split('\n')[0]}\nexport const question = 1;\n`, /not made by defineQuestion/],
    ['exports no question', `${sound.split('\n')[0]}\n`, /no `question`/],
  ])('are refused when check.ts %s', async (_name, text, message) => {
    const faults = await faultsOf({ ...SOUND, [CHECK]: text });
    expect(faults).toEqual([{ file: `labs/${CHECK}`, line: 1, message: expect.stringMatching(message) }]);
  });

  test('are refused when check.ts judges a question that nobody asks', async () => {
    const withoutQuestion = Object.fromEntries(
      Object.entries(SOUND)
        .filter(([path]) => !path.endsWith('answer.sh'))
        .map(([path, text]) => [path, text.replace(/question:\n {2}prompt: .*\n/, '')]),
    );
    expect(await faultsOf(withoutQuestion)).toEqual([
      { file: `labs/${CHECK}`, line: 1, message: expect.stringMatching(/but the text asks none/) },
    ]);
  });

  test('and the texts have their faults told together', async () => {
    const faults = await faultsOf({ ...SOUND, [CHECK]: 'export {};\n', 'small/steps/only/solve.sh': '' });
    expect(faults.map(({ file }) => file)).toEqual([`labs/${CHECK}`, 'labs/small/steps/only/solve.sh']);
  });
});
