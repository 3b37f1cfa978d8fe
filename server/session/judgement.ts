import type { Check, Question } from '../../labs/core/check.ts';
import type { Verdict } from '../../labs/core/verdict.ts';
import type { Sandbox } from '../../sandbox/driver.ts';
import { SandboxError } from '../../sandbox/errors.ts';
import type { Observation, Probe, ProbeResult } from '../../sandbox/observation.ts';
import { Problem } from '../problem.ts';

/** What a judgement is made on. */
export interface Scene {
  readonly sandbox: Sandbox;
  readonly observation: Observation;
  readonly baseline: Observation;
}

export interface Judgement {
  readonly verdict: Verdict;
  /** Whether the machine was acted on to come to it. */
  readonly probed: boolean;
}

/**
 * Runs the check's probes, then its judgement. Rejects when it cannot look, and with `check-failed-to-look` when the
 * check itself breaks: neither is ever a verdict.
 */
export async function judgeCheck(check: Check, { sandbox, observation, baseline }: Scene): Promise<Judgement> {
  const wanted = insideCheck(() => check.probes({ observation, baseline }));
  const probes = await runProbes(sandbox, wanted);
  const verdict = insideCheck(() => check.judge({ observation, baseline, probes }));
  return { verdict, probed: Object.keys(wanted).length > 0 };
}

/** What of the machine the step is about. Nothing where the check breaks over it: the judgement, which follows, tells why. */
export function subjectOf(check: Check, scene: Omit<Scene, 'sandbox'>): readonly string[] {
  try {
    return check.subject(scene);
  } catch {
    return [];
  }
}

/** Compares an answer with the machine. Rejects as `judgeCheck` does. */
export function judgeAnswer(question: Question, scene: Scene & { readonly answer: string }): Verdict {
  const { observation, baseline, answer } = scene;
  return insideCheck(() => question.judge({ observation, baseline, answer }));
}

/** An answer that is right on this machine, where the question knows one. */
export function answerOnMachine(question: Question, seen: Pick<Scene, 'observation' | 'baseline'>): string | undefined {
  return insideCheck(() => question.answer?.(seen));
}

async function runProbes(
  sandbox: Sandbox,
  wanted: Readonly<Record<string, Probe>>,
): Promise<Readonly<Record<string, ProbeResult>>> {
  const results = await Promise.all(
    Object.entries(wanted).map(async ([name, probe]) => [name, await sandbox.probe(probe)] as const),
  );
  return Object.fromEntries(results);
}

function insideCheck<Result>(run: () => Result): Result {
  try {
    return run();
  } catch (error) {
    if (error instanceof SandboxError) throw error;
    throw new Problem('check-failed-to-look', 'a check threw', { cause: error });
  }
}
