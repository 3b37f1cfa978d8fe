import type { StepText } from './lab.ts';
import type { FaultList } from './lab-faults.ts';
import { type LabFolder, readRequired } from './lab-folder.ts';
import { stepFrontMatterSchema } from './lab-schema.ts';
import type { Locale } from './local-text.ts';
import { type MarkdownFacts, type Placed, readMarkdown } from './step-markdown.ts';
import { readYaml } from './yaml-text.ts';

/** A step's text in one language, with where things stand in its file. */
export interface StepTextReading {
  readonly file: string;
  readonly text: StepText;
  readonly facts: MarkdownFacts;
  lineOf(path: readonly PropertyKey[]): number;
}

const FRONT_MATTER = /^---\n([\s\S]*?)\n---\n/;

export async function readStepText(folder: LabFolder, locale: Locale, faults: FaultList): Promise<StepTextReading | undefined> {
  const file = `${folder.shown}/${locale}.md`;
  const source = await readRequired(folder, `${locale}.md`, faults);
  if (source === undefined) return undefined;
  const match = FRONT_MATTER.exec(source);
  if (match === null) {
    faults.add(file, 1, 'the text begins with front matter between two lines of ---');
    return undefined;
  }
  const matter = readYaml({ file, text: match[1] ?? '', linesBefore: 1 }, stepFrontMatterSchema, faults);
  const body = source.slice(match[0].length);
  const linesBefore = match[0].split('\n').length - 1;
  const facts = readMarkdown({ file, text: body, linesBefore }, faults);
  if (body.trim() === '') faults.add(file, linesBefore, 'the lesson has no text');
  return matter && { file, text: { ...matter.value, body }, facts, lineOf: matter.lineOf };
}

/** Both languages carry the same facts: hints, question, commands, outputs, predictions and figures. */
export function compareLanguages(ko: StepTextReading, en: StepTextReading, faults: FaultList): void {
  const hints = [ko, en].map((reading) => reading.text.hints.length);
  if (hints[0] !== hints[1]) faults.add(en.file, en.lineOf(['hints']), `${hints[1]} hints here, ${hints[0]} in ko.md`);
  if ((ko.text.question === undefined) !== (en.text.question === undefined)) {
    const [has, lacks] = ko.text.question === undefined ? [en, ko] : [ko, en];
    faults.add(lacks.file, lacks.lineOf([]), `no question here, but one in ${has.file}`);
  }
  compareInOrder({ what: 'command or output', ko: ko.facts.blocks, en: en.facts.blocks, file: en.file }, faults);
  compareInOrder({ what: 'prediction', ko: ko.facts.predictions, en: en.facts.predictions, file: en.file }, faults);
  compareInOrder({ what: 'figure', ko: ko.facts.figures, en: en.facts.figures, file: en.file }, faults);
}

interface Comparison {
  readonly what: string;
  readonly ko: readonly Placed[];
  readonly en: readonly Placed[];
  readonly file: string;
}

/** Reports the first difference only: after it, everything is shifted. */
function compareInOrder({ what, ko, en, file }: Comparison, faults: FaultList): void {
  for (let index = 0; index < Math.max(ko.length, en.length); index += 1) {
    const [inKo, inEn] = [ko[index], en[index]];
    if (inKo?.content === inEn?.content) continue;
    const where = inKo ? `ko.md line ${inKo.line}` : 'ko.md, which has no more';
    faults.add(file, inEn?.line ?? en.at(-1)?.line ?? 1, `${what} ${index + 1} differs from ${where}`);
    return;
  }
}
