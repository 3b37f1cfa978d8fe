import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** A folder of labs that goes away with the test. */
export interface LabFiles extends AsyncDisposable {
  readonly root: string;
}

export type Files = Readonly<Record<string, string>>;

function text(title: string, hint: string): string {
  return `---
title: ${title}
hints:
  - ${hint}
question:
  prompt: ${title}?
---

Before.

\`\`\`sh run=host
ip link
\`\`\`

\`\`\`output mark="docker0"
3: docker0
\`\`\`

::figure{file="map.svg" alt="a map" caption="A map."}

:::recap
After.
:::
`;
}

/** The smallest whole lab: one step with everything a step may have. Paths are below \`labs/\`. */
export const SOUND: Files = {
  'small/lab.yaml': `title: { ko: 작은 실습, en: A small lab }
summary: { ko: 작아요., en: It is small. }
minutes: 5
level: beginner
images: [busybox]
machine:
  client: false
  memoryMib: 256
  diskMib: 128
  cpus: 1
  pids: 128
steps:
  - { id: only, points: 10 }
`,
  'small/steps/only/ko.md': text('하나뿐인 단계', '보세요'),
  'small/steps/only/en.md': text('The only step', 'look'),
  'small/steps/only/map.svg': '<svg xmlns="http://www.w3.org/2000/svg">\n<title>map</title>\n<desc>a map</desc>\n</svg>\n',
  'small/steps/only/check.ts':
    'export const check = { counters: false, probes: () => ({}), judge: () => ({ status: "passed", evidence: {} }) };\n' +
    'export const question = { judge: () => ({ status: "passed", evidence: {} }) };\n',
  'small/steps/only/solve.sh': 'ip link\n',
  'small/steps/only/answer.sh': 'echo 3\n',
  'small/steps/only/setup.sh': 'true\n',
  'small/steps/only/wrong/nothing.sh': '# reason: nothing-done\ntrue\n',
};

/** Writes a labs folder; a file given as an empty string is left out. */
export async function labFiles(files: Files): Promise<LabFiles> {
  const folder = await mkdtemp(join(tmpdir(), 'vethlab-labs-'));
  const root = join(folder, 'labs');
  await mkdir(root);
  for (const [path, content] of Object.entries(files)) {
    if (content === '') continue;
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), content);
  }
  return { root, [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true }) };
}
