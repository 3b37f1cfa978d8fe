import { describe, expect, test } from 'vitest';
import { LabFaults } from '../../../labs/core/lab-faults.ts';
import { loadLabsWithChecks } from '../../../labs/core/load-checks.ts';
import { outcomeOf } from '../../../labs/core/prediction.ts';
import { type Files, labFiles, SOUND } from '../lab-files.ts';
import { scene } from '../scenes.ts';

const STEP = 'small/steps/only';
const [KO, EN, PREDICT] = [`labs/${STEP}/ko.md`, `labs/${STEP}/en.md`, `labs/${STEP}/predict.ts`];

const BLOCK = `:::predict{id="colour" teaches="blue"}
Which one?

- [red] Red.
- [blue] Blue.

Because.
:::
`;
const OUTCOMES = "export const predictions = { colour: () => 'blue' };\n";

/** The block stands at line 9 of each language; `ko` and `en` are blocks of their own where the two differ. */
function withPrediction({ ko = BLOCK, en = BLOCK, outcomes = OUTCOMES } = {}): Files {
  const place = (path: string, block: string) => (SOUND[path] ?? '').replace('Before.\n', `${block}\nBefore.\n`);
  return {
    ...SOUND,
    [`${STEP}/ko.md`]: place(`${STEP}/ko.md`, ko),
    [`${STEP}/en.md`]: place(`${STEP}/en.md`, en),
    [`${STEP}/predict.ts`]: outcomes,
  };
}

async function faultsOf(files: Files): Promise<string[]> {
  await using labs = await labFiles(files);
  const error: unknown = await loadLabsWithChecks(labs.root).then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof LabFaults)) throw new Error('the labs loaded', { cause: error });
  return error.faults.map(({ file, line, message }) => `${file}:${line}: ${message}`);
}

describe('A prediction in a lab', () => {
  test('is read with its options and what the solution brings about, and its outcome is loaded', async () => {
    await using labs = await labFiles(withPrediction());
    const [small] = await loadLabsWithChecks(labs.root);
    expect(small?.lab.steps[0]?.predictions).toEqual([{ id: 'colour', options: ['red', 'blue'], teaches: 'blue' }]);
    const seen = { observation: scene('fresh-machine'), baseline: scene('fresh-machine') };
    expect(small?.checks.get('only')?.outcomes.colour?.(seen)).toBe('blue');
  });

  test.each([
    ['has no id', { ko: BLOCK.replace('id="colour" ', '') }, `${KO}:9: a prediction has an id`],
    ['has an id that is no slug', { ko: BLOCK.replace('"colour"', '"Colour !"') }, `${KO}:9: a prediction has an id`],
    ['asks nothing', { ko: BLOCK.replace('Which one?\n', '') }, `${KO}:9: a prediction begins with its question`],
    ['has no options', { ko: BLOCK.replace(/- .*\n/g, '') }, `${KO}:9: a prediction has a list of two`],
    ['has one option', { ko: BLOCK.replace('- [red] Red.\n', '') }, `${KO}:9: a prediction has a list of two`],
    ['explains nothing', { ko: BLOCK.replace('Because.\n', '') }, `${KO}:9: a prediction ends with what explains`],
    ['teaches what is no option', { ko: BLOCK.replace('"blue"', '"green"') }, `${KO}:9: a prediction names the option`],
    ['has an option without an id', { ko: BLOCK.replace('[red] ', '') }, `${KO}:12: an option begins with its id`],
    ['has an option twice', { ko: BLOCK.replace('[red]', '[blue]') }, `${KO}:13: two options are called blue`],
    ['has the option that is always there', { ko: BLOCK.replace('[red]', '[unsure]') }, `${KO}:12: the option unsure`],
    ['is there twice', { ko: BLOCK + BLOCK, en: BLOCK + BLOCK }, `${KO}:17: two predictions are called colour`],
    [
      'has other options in English',
      { en: BLOCK.replace('[red]', '[green]') },
      `${EN}:9: prediction 1 differs from ko.md line 9`,
    ],
    ['is missing in English', { en: '' }, `${EN}:1: prediction 1 differs from ko.md line 9`],
    ['has no file of outcomes', { outcomes: '' }, `${PREDICT}:1: this file is missing`],
    ['has a file that does not load', { outcomes: 'export const = 1;\n' }, `${PREDICT}:1: cannot be loaded`],
    ['has a file that exports nothing', { outcomes: 'export {};\n' }, `${PREDICT}:1: exports no \`predictions\``],
    [
      'has no function for it',
      { outcomes: 'export const predictions = { shape: () => "round" };\n' },
      `${PREDICT}:1: has no function that says what came of the prediction colour`,
    ],
    [
      'has a function too many',
      { outcomes: OUTCOMES.replace('}', ', shape: () => "round" }') },
      `${PREDICT}:1: says what came of shape, but the text asks no such prediction`,
    ],
    ['has outcomes and no text', { ko: '', en: '' }, `${PREDICT}:1: says what came of colour`],
  ])('that %s is a fault', async (_what, parts, fault) => {
    expect(await faultsOf(withPrediction(parts))).toContainEqual(expect.stringContaining(fault));
  });
});

describe('What came of a prediction', () => {
  const seen = { observation: scene('fresh-machine'), baseline: scene('fresh-machine') };
  const asked = { id: 'colour', options: ['red', 'blue'], teaches: 'blue' };

  test('is one of its options or nothing', () => {
    expect(outcomeOf(asked, { colour: () => 'red' }, seen)).toBe('red');
    expect(outcomeOf(asked, { colour: () => 'green' }, seen)).toBeUndefined();
    expect(outcomeOf(asked, { colour: () => undefined }, seen)).toBeUndefined();
    expect(outcomeOf(asked, {}, seen)).toBeUndefined();
  });
});
