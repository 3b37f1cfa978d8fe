import type { Step } from './lab.ts';
import type { FaultList } from './lab-faults.ts';
import { type LabFolder, listEntries, readRequired, readText, subfolder } from './lab-folder.ts';
import type { LabFile } from './lab-schema.ts';
import { scriptLines, wrongScript } from './script.ts';
import { compareLanguages, readStepText, type StepTextReading } from './step-text.ts';

/** A plain name, so that a text cannot place a file from elsewhere. */
const FIGURE_NAME = /^[a-z0-9-]+\.svg$/;
const STEP_FILES = new Set(['ko.md', 'en.md', 'check.ts', 'solve.sh', 'answer.sh', 'setup.sh']);

/** Reads one step's folder. The answer is `undefined` where a text could not be read; each reason is among the faults. */
export async function readStep(folder: LabFolder, entry: LabFile['steps'][number], faults: FaultList): Promise<Step | undefined> {
  const [ko, en] = [await readStepText(folder, 'ko', faults), await readStepText(folder, 'en', faults)];
  if (ko && en) compareLanguages(ko, en, faults);
  const texts = [ko, en].filter((text) => text !== undefined);
  const figures = await readFigures(folder, texts, faults);
  const hasQuestion = texts.some(({ text }) => text.question !== undefined);
  await readScripts(folder, hasQuestion, faults);
  await refuseStrangers(folder, figures, faults);
  const setup = await readText(folder, 'setup.sh');
  const predictions = (ko?.facts.predictions ?? []).map(({ id, options, teaches }) => ({ id, options, teaches }));
  return ko && en && { ...entry, text: { ko: ko.text, en: en.text }, figures, setup, hasQuestion, predictions };
}

async function readFigures(
  folder: LabFolder,
  texts: readonly StepTextReading[],
  faults: FaultList,
): Promise<Record<string, string>> {
  const figures: Record<string, string> = {};
  const placed = texts.flatMap(({ file, facts }) => facts.figures.map((figure) => ({ file, ...figure })));
  for (const { file, content: name, line } of placed) {
    const svg = FIGURE_NAME.test(name) ? await readText(folder, name) : undefined;
    if (svg === undefined) faults.add(file, line, `there is no figure ${name}`);
    else figures[name] = svg;
  }
  for (const [name, svg] of Object.entries(figures)) refuseActiveSvg(`${folder.shown}/${name}`, svg, faults);
  return figures;
}

/** Figures become part of the page, so they only draw. */
function refuseActiveSvg(file: string, svg: string, faults: FaultList): void {
  if (!svg.startsWith('<svg ')) faults.add(file, 1, 'a figure begins with <svg');
  for (const part of ['<title', '<desc']) {
    if (!svg.includes(part)) faults.add(file, 1, `a figure has a ${part}> for those who cannot see it`);
  }
  svg.split('\n').forEach((text, index) => {
    if (/<(script|foreignObject|style)\b|\son\w+\s*=|href\s*=\s*["'](?!#)/i.test(text)) {
      faults.add(file, index + 1, 'a figure has no script, style sheet, foreign object or outside reference');
    }
  });
}

async function readScripts(folder: LabFolder, hasQuestion: boolean, faults: FaultList): Promise<void> {
  await readRequired(folder, 'check.ts', faults);
  const solve = await readRequired(folder, 'solve.sh', faults);
  if (solve !== undefined && scriptLines(solve).length === 0) {
    faults.add(`${folder.shown}/solve.sh`, 1, 'the solution has no command');
  }
  if (hasQuestion) await readRequired(folder, 'answer.sh', faults);
  else if ((await readText(folder, 'answer.sh')) !== undefined) {
    faults.add(`${folder.shown}/answer.sh`, 1, 'an answer, but the text asks no question');
  }
  const wrong = subfolder(folder, 'wrong');
  for (const file of (await listEntries(wrong)).files) {
    const text = (await readText(wrong, file)) ?? '';
    if (wrongScript(text).reason === undefined || !text.startsWith('# reason: ')) {
      faults.add(`${wrong.shown}/${file}`, 1, 'a wrong solution begins with "# reason: CODE"');
    }
  }
}

/** A misspelt file name would otherwise be a file that nobody reads. Modules that check.ts imports may lie beside it. */
async function refuseStrangers(folder: LabFolder, figures: Record<string, string>, faults: FaultList): Promise<void> {
  const { files, folders } = await listEntries(folder);
  for (const file of files) {
    if (STEP_FILES.has(file) || file in figures || file.endsWith('.ts')) continue;
    const why = file.endsWith('.svg') ? 'a figure that no text places' : 'a step has no such file';
    faults.add(`${folder.shown}/${file}`, 1, why);
  }
  for (const name of folders.filter((each) => each !== 'wrong')) {
    faults.add(`${folder.shown}/${name}`, 1, 'a step has no such folder');
  }
}
