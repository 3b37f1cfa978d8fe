import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Check } from '../../labs/core/check.ts';
import type { LoadedLab } from '../../labs/core/load-checks.ts';
import { type ScriptLine, scriptLines, type WrongScript, wrongScript } from '../../labs/core/script.ts';
import type { Verdict } from '../../labs/core/verdict.ts';
import type { Sandbox } from '../../sandbox/driver.ts';
import type { Observation, ProbeResult } from '../../sandbox/observation.ts';

const LABS = join(import.meta.dirname, '../../labs');

/** A wrong solution of a step, by its file's name. */
export interface NamedWrong extends WrongScript {
  readonly step: string;
  readonly file: string;
}

export function solution(lab: string, step: string): ScriptLine[] {
  return scriptLines(stepFile(lab, step, 'solve.sh'));
}

export function wrongSolutions(lab: string, step: string): NamedWrong[] {
  return readdirSync(join(LABS, lab, 'steps', step, 'wrong'))
    .toSorted()
    .map((file) => ({ step, file, ...wrongScript(stepFile(lab, step, join('wrong', file))) }));
}

function stepFile(lab: string, step: string, file: string): string {
  return readFileSync(join(LABS, lab, 'steps', step, file), 'utf8');
}

/** Opens a step as a session does: lays its set-up, then looks. `environment` settles what the set-up leaves to chance. */
export async function openStep(
  sandbox: Sandbox,
  { lab }: LoadedLab,
  { step, environment = '' }: { readonly step: string; readonly environment?: string },
): Promise<Observation> {
  const setup = lab.steps.find(({ id }) => id === step)?.setup;
  if (setup !== undefined) await runScript(sandbox, `${environment}\n${setup}`);
  return sandbox.observe();
}

/** What a step's answer.sh says on this machine. */
export async function rightAnswer(sandbox: Sandbox, lab: string, step: string): Promise<string> {
  return (await runScript(sandbox, stepFile(lab, step, 'answer.sh'))).trim();
}

export async function runScript(sandbox: Sandbox, script: string): Promise<string> {
  const { exitCode, stdout, stderr } = await sandbox.exec(['bash', '-c', script]);
  if (exitCode !== 0) throw new Error(`the script ended with ${exitCode}: ${stderr}`);
  return stdout;
}

/** One look and one judgement, with the probes that the check asks for. */
export async function look(sandbox: Sandbox, check: Check, baseline: Observation): Promise<Verdict> {
  return judgeOn(sandbox, check, { observation: await sandbox.observe(), baseline });
}

/** The first verdict that will do; without one in time, the last one. Judges whenever the machine changes, as a session does. */
export async function awaitVerdict(
  sandbox: Sandbox,
  check: Check,
  { baseline, willDo }: { readonly baseline: Observation; readonly willDo: (verdict: Verdict) => boolean },
): Promise<Verdict> {
  let latest = await look(sandbox, check, baseline);
  if (willDo(latest)) return latest;
  const { promise, resolve } = Promise.withResolvers<void>();
  const timer = setTimeout(resolve, 5000);
  using _ = sandbox.onObservation(
    (observation) => {
      void judgeOn(sandbox, check, { observation, baseline }).then((verdict) => {
        latest = verdict;
        if (willDo(verdict)) resolve();
      });
    },
    { counters: check.counters },
  );
  await promise;
  clearTimeout(timer);
  return latest;
}

async function judgeOn(
  sandbox: Sandbox,
  check: Check,
  times: { readonly observation: Observation; readonly baseline: Observation },
): Promise<Verdict> {
  const probes: Record<string, ProbeResult> = {};
  for (const [name, probe] of Object.entries(check.probes(times))) probes[name] = await sandbox.probe(probe);
  return check.judge({ ...times, probes });
}
