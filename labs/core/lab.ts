import type { Check, Question } from './check.ts';
import type { LabFile, StepFrontMatter } from './lab-schema.ts';
import type { Locale } from './local-text.ts';
import type { Outcomes, PredictionChoices } from './prediction.ts';
import type { Solution } from './solution.ts';

/** A lab as loaded: texts and scripts of every step, in order. */
export interface Lab extends Omit<LabFile, 'steps'> {
  readonly slug: string;
  readonly steps: readonly Step[];
}

export interface Step {
  readonly id: string;
  readonly points: number;
  readonly text: Readonly<Record<Locale, StepText>>;
  /** The pictures that the text places, SVG source by file name. */
  readonly figures: Readonly<Record<string, string>>;
  /** Shell script that lays the step's fault or material, run as root on the lab host when the step is opened. */
  readonly setup: string | undefined;
  readonly hasQuestion: boolean;
  /** What the text asks its reader to foretell, in order. */
  readonly predictions: readonly PredictionChoices[];
}

export interface StepText extends StepFrontMatter {
  /** Markdown after the front matter. */
  readonly body: string;
}

/** A step's judgements and its solution; loaded apart from its texts, since pages need only those. */
export interface StepChecks {
  readonly check: Check;
  readonly question: Question | undefined;
  /** What the step's predictions come to, by their ids. */
  readonly outcomes: Outcomes;
  readonly solution: Solution;
}
