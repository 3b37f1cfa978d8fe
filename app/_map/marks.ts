import type { LocalText } from '../../labs/core/local-text.ts';
import type { Picture } from '../../labs/core/picture/picture.ts';
import type { SessionView } from '../../server/protocol/session-view.ts';

/** What the step in front of the learner says of the map. */
export interface Marks {
  /** What the step is about, by id. */
  readonly subject: ReadonlySet<string>;
  /** What its check finds amiss there, by id, and in what words. */
  readonly wrong: ReadonlyMap<string, LocalText>;
}

/** Where no step is known to be in front of the learner. */
export const NO_SUBJECT: ReadonlySet<string> = new Set();

export const NO_WRONG: ReadonlyMap<string, LocalText> = new Map();

export const NO_MARKS: Marks = { subject: NO_SUBJECT, wrong: NO_WRONG };

/** The wrong turns that the open step's check names, until the step has passed. */
export function wrongTurns(session: SessionView | undefined): ReadonlyMap<string, LocalText> {
  const step = session?.steps.find(({ id }) => id === session.step);
  const check = step?.tasks.find(({ task }) => task === 'check');
  const { verdict, passed = false } = check ?? {};
  if (passed || verdict?.status !== 'failed' || verdict.at === undefined) return NO_WRONG;
  return new Map(verdict.at.map((id) => [id, verdict.found]));
}

/** The marks of each interface that a table lists: those of its cable and of its place are its own there. */
export function rowMarks(picture: Picture, { subject, wrong }: Marks): Marks {
  const homes = picture.places.flatMap(({ id, interfaces }) => interfaces.map((each) => [each.id, id] as const));
  const cables = picture.wires.flatMap(({ id, ends }) => ends.map((end) => [end, id] as const));
  const about = [...homes, ...cables].filter(([, whole]) => subject.has(whole)).map(([id]) => id);
  const amiss = [...homes, ...cables].flatMap(([id, whole]) => {
    const says = wrong.get(whole);
    return says === undefined ? [] : [[id, says] as const];
  });
  return { subject: new Set([...subject, ...about]), wrong: new Map([...amiss, ...wrong]) };
}
