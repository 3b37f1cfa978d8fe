import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { LabFaults } from '../../../labs/core/lab-faults.ts';
import { loadLabs } from '../../../labs/core/load-lab.ts';
import { type Files, labFiles, SOUND } from '../lab-files.ts';

const STEP = 'small/steps/only';

async function faultsOf(files: Files): Promise<readonly { file: string; line: number; message: string }[]> {
  await using labs = await labFiles(files);
  const error = await loadLabs(labs.root).then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof LabFaults)) throw new Error('the labs loaded', { cause: error });
  return error.faults;
}

function edited(path: string, search: string, replacement: string): Files {
  const text = SOUND[path] ?? '';
  if (!text.includes(search)) throw new Error(`${path} does not have ${search}`);
  return { ...SOUND, [path]: text.replace(search, replacement) };
}

describe('Labs', () => {
  test('load with texts, figures and set-up of every step', async () => {
    await using labs = await labFiles(SOUND);
    const [lab] = await loadLabs(labs.root);
    expect(lab).toMatchObject({ slug: 'small', title: { en: 'A small lab' }, minutes: 5 });
    expect(lab?.steps).toHaveLength(1);
    expect(lab?.steps[0]).toMatchObject({ id: 'only', points: 10, hasQuestion: true, setup: 'true\n' });
    expect(lab?.steps[0]?.text.ko).toMatchObject({ title: '하나뿐인 단계', hints: ['보세요'] });
    expect(lab?.steps[0]?.text.en.body).toMatch(/^\nBefore\./);
    expect(Object.keys(lab?.steps[0]?.figures ?? {})).toEqual(['map.svg']);
  });

  test('are none where there is no folder', async () => {
    await using labs = await labFiles({});
    expect(await loadLabs(join(labs.root, 'nowhere'))).toEqual([]);
  });

  test('that ship with the product are whole', async () => {
    const labs = await loadLabs(join(import.meta.dirname, '../../../labs'));
    expect(labs.map(({ slug }) => slug)).toContain('docker-network');
  });
});

const LAB = 'labs/small/lab.yaml';
const KO = `labs/${STEP}/ko.md`;
const EN = `labs/${STEP}/en.md`;

const BROKEN: [string, Files, { file: string; line: number; message: RegExp }][] = [
  ['no lab.yaml', { ...SOUND, 'small/lab.yaml': '' }, { file: LAB, line: 1, message: /missing/ }],
  ['broken YAML', edited('small/lab.yaml', 'level: beginner', 'level: [beginner'), { file: LAB, line: 5, message: /./ }],
  ['a missing translation', edited('small/lab.yaml', 'ko: 작은 실습, ', ''), { file: LAB, line: 1, message: /title\.ko/ }],
  [
    'an unknown key',
    edited('small/lab.yaml', 'level:', 'colour: red\nlevel:'),
    { file: LAB, line: 4, message: /unknown key: colour/ },
  ],
  [
    'an unknown key within',
    edited('small/lab.yaml', '  cpus: 1', '  cpus: 1\n  gpus: 1'),
    { file: LAB, line: 11, message: /machine\.gpus/ },
  ],
  ['a value out of bounds', edited('small/lab.yaml', 'minutes: 5', 'minutes: 1'), { file: LAB, line: 3, message: /minutes/ }],
  [
    'a step without a folder',
    edited('small/lab.yaml', 'steps:', 'steps:\n  - { id: gone, points: 1 }'),
    { file: LAB, line: 13, message: /gone has no folder/ },
  ],
  [
    'a step listed twice',
    edited('small/lab.yaml', 'steps:', 'steps:\n  - { id: only, points: 1 }'),
    { file: LAB, line: 14, message: /twice/ },
  ],
  [
    'a folder that is no step',
    { ...SOUND, 'small/steps/extra/ko.md': 'x' },
    { file: 'labs/small/steps/extra', line: 1, message: /does not list/ },
  ],
  [
    'a bad slug',
    { ...SOUND, 'Bad_Name/lab.yaml': SOUND['small/lab.yaml'] ?? '' },
    { file: 'labs/Bad_Name', line: 1, message: /lower-case/ },
  ],
  ['a language without text', { ...SOUND, [`${STEP}/ko.md`]: '' }, { file: KO, line: 1, message: /missing/ }],
  ['no front matter', { ...SOUND, [`${STEP}/ko.md`]: 'Text.\n' }, { file: KO, line: 1, message: /front matter/ }],
  [
    'an unknown key in front matter',
    edited(`${STEP}/ko.md`, 'hints:', 'tips: 1\nhints:'),
    { file: KO, line: 3, message: /unknown key: tips/ },
  ],
  ['no hint', edited(`${STEP}/en.md`, 'hints:\n  - look', 'hints: []'), { file: EN, line: 3, message: /hints/ }],
  [
    'another number of hints',
    edited(`${STEP}/en.md`, '  - look', '  - look\n  - again'),
    { file: EN, line: 3, message: /2 hints here, 1 in ko/ },
  ],
  [
    'a question in one language',
    edited(`${STEP}/ko.md`, 'question:\n  prompt: 하나뿐인 단계?\n', ''),
    { file: KO, line: 2, message: /no question here/ },
  ],
  [
    'another command',
    edited(`${STEP}/en.md`, 'ip link', 'ip addr'),
    { file: EN, line: 11, message: /command or output 1 differs/ },
  ],
  [
    'a command that one language lacks',
    edited(`${STEP}/en.md`, '```sh run=host\nip link\n```\n\n', ''),
    { file: EN, line: 11, message: /1 differs/ },
  ],
  ['another figure', edited(`${STEP}/en.md`, 'map.svg', 'plan.svg'), { file: EN, line: 19, message: /figure 1 differs/ }],
  ['a figure that is not there', { ...SOUND, [`${STEP}/map.svg`]: '' }, { file: EN, line: 19, message: /no figure map\.svg/ }],
  ['a figure from elsewhere', edited(`${STEP}/en.md`, 'map.svg', '../../map.svg'), { file: EN, line: 19, message: /no figure/ }],
  ['a figure without alt', edited(`${STEP}/en.md`, 'alt="a map" ', ''), { file: EN, line: 19, message: /needs alt/ }],
  [
    'a figure with a script',
    edited(`${STEP}/map.svg`, '</svg>', '<script/></svg>'),
    { file: `labs/${STEP}/map.svg`, line: 4, message: /no script/ },
  ],
  [
    'a figure without title',
    edited(`${STEP}/map.svg`, '<title>map</title>', ''),
    { file: `labs/${STEP}/map.svg`, line: 1, message: /<title/ },
  ],
  [
    'a figure nobody places',
    { ...SOUND, [`${STEP}/spare.svg`]: '<svg ' },
    { file: `labs/${STEP}/spare.svg`, line: 1, message: /no text places/ },
  ],
  ['raw HTML', edited(`${STEP}/en.md`, 'Before.', 'Before.\n\n<b>bold</b>'), { file: EN, line: 11, message: /raw HTML/ }],
  ['an unknown block', edited(`${STEP}/en.md`, ':::recap', ':::warning'), { file: EN, line: 21, message: /:::warning/ }],
  [
    'a command without a machine',
    edited(`${STEP}/en.md`, 'sh run=host', 'sh'),
    { file: EN, line: 11, message: /run=host or run=client/ },
  ],
  [
    'a mark that is not in the output',
    edited(`${STEP}/en.md`, 'mark="docker0"', 'mark="eth9"'),
    { file: EN, line: 15, message: /eth9/ },
  ],
  [
    'a step without check',
    { ...SOUND, [`${STEP}/check.ts`]: '' },
    { file: `labs/${STEP}/check.ts`, line: 1, message: /missing/ },
  ],
  [
    'a step without solution',
    { ...SOUND, [`${STEP}/solve.sh`]: '' },
    { file: `labs/${STEP}/solve.sh`, line: 1, message: /missing/ },
  ],
  [
    'an empty solution',
    { ...SOUND, [`${STEP}/solve.sh`]: '# later\n' },
    { file: `labs/${STEP}/solve.sh`, line: 1, message: /no command/ },
  ],
  [
    'a question without answer',
    { ...SOUND, [`${STEP}/answer.sh`]: '' },
    { file: `labs/${STEP}/answer.sh`, line: 1, message: /missing/ },
  ],
  [
    'a wrong solution without reason',
    { ...SOUND, [`${STEP}/wrong/nothing.sh`]: 'true\n' },
    { file: `labs/${STEP}/wrong/nothing.sh`, line: 1, message: /# reason: CODE/ },
  ],
  [
    'a misspelt file',
    { ...SOUND, [`${STEP}/solv.sh`]: 'true\n' },
    { file: `labs/${STEP}/solv.sh`, line: 1, message: /no such file/ },
  ],
];

describe('A faulty lab', () => {
  test.each(BROKEN)('is refused for %s, with file and line', async (_name, files, { file, line, message }) => {
    expect(await faultsOf(files)).toContainEqual({ file, line, message: expect.stringMatching(message) });
  });

  test('has all its faults told at once, in order', async () => {
    const files = { ...edited('small/lab.yaml', 'level:', 'colour: red\nlevel:'), 'other/lab.yaml': 'title: 1\n' };
    const faults = await faultsOf(files);
    expect(new Set(faults.map(({ file }) => file))).toEqual(new Set([LAB, 'labs/other/lab.yaml']));
    expect(faults.map(({ file, line }) => [file, line])).toEqual(
      faults.map(({ file, line }): [string, number] => [file, line]).toSorted(([a, m], [b, n]) => a.localeCompare(b) || m - n),
    );
  });

  test('is described by one printable list', () => {
    const error = new LabFaults([{ file: 'labs/a/lab.yaml', line: 3, message: 'unknown key: x' }]);
    expect(error.message).toBe('1 fault in the labs\nlabs/a/lab.yaml:3: unknown key: x');
  });
});
