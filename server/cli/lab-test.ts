import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { type LoadedLab, loadLabsWithChecks } from '../../labs/core/load-checks.ts';
import type { Verdict } from '../../labs/core/verdict.ts';
import { openDockerDriver } from '../../sandbox/docker/open-docker-driver.ts';
import type { Sandbox } from '../../sandbox/driver.ts';
import { stopEngine } from '../../sandbox/engine/stop-engine.ts';
import { readEnv } from '../env.ts';
import { limitsOf } from '../session/lab-shelf.ts';
import { EXIT_FAILED, EXIT_WELL, EXIT_WRONG_USAGE, type ExitCode } from './exit-codes.ts';
import { type PredictionTrial, type StepTrial, tryLab } from './lab-trial.ts';
import { say } from './language.js';

const LABS = join(import.meta.dirname, '..', '..', 'labs');

/** Solves a lab on a machine of its own and prints the verdict of each step; ends at the first that stays red. */
export async function testLab(slug: string): Promise<ExitCode> {
  const labs = await loadLabsWithChecks(LABS);
  const lab = labs.find((entry) => entry.lab.slug === slug);
  if (lab === undefined) {
    const names = labs.map((entry) => entry.lab.slug).join(', ');
    console.error(say({ ko: `${slug} 실습은 없어요. 있는 실습: ${names}`, en: `There is no lab ${slug}. There are: ${names}` }));
    return EXIT_WRONG_USAGE;
  }
  await using machine = await openMachine(lab);
  for await (const trial of tryLab({ root: LABS, lab, sandbox: machine.sandbox })) {
    if (!printTrial(trial)) return EXIT_FAILED;
  }
  return EXIT_WELL;
}

/** A sandbox on an engine of its own, so that a server that runs meanwhile does not take it for one of its spares. */
async function openMachine({ lab }: LoadedLab): Promise<AsyncDisposable & { readonly sandbox: Sandbox }> {
  const { cache } = readEnv();
  const home = mkdtempSync('/var/lib/vethlab-lab-test-');
  await using opened = new AsyncDisposableStack();
  opened.defer(() => rmSync(home, { recursive: true, force: true }));
  opened.defer(async () => void (await stopEngine(home)));
  const driver = opened.use(await openDockerDriver({ home, cache }));
  const sandbox = opened.use(await driver.create({ limits: limitsOf(lab), signal: new AbortController().signal }));
  const kept = opened.move();
  return { sandbox, [Symbol.asyncDispose]: () => kept.disposeAsync() };
}

function printTrial({ step, check, question, predictions }: StepTrial): boolean {
  const checkPassed = printVerdict(step.id, check);
  const questionPassed = question === undefined || printVerdict(`${step.id} "${question.answer}"`, question.verdict);
  const areAsTaught = predictions.map((prediction) => printPrediction(step.id, prediction)).every(Boolean);
  return checkPassed && questionPassed && areAsTaught;
}

function printPrediction(step: string, { id, teaches, came }: PredictionTrial): boolean {
  if (came === teaches) {
    console.log(`✓ ${step} → ${id}: ${came}`);
    return true;
  }
  const nothing = say({ ko: '결과 없음', en: 'nothing came' });
  console.log(`✗ ${step} → ${id}: ${came ?? nothing} ≠ ${teaches}`);
  return false;
}

function printVerdict(what: string, verdict: Verdict): boolean {
  if (verdict.status === 'passed') {
    console.log(`✓ ${what}`);
    return true;
  }
  console.log(`✗ ${what}: ${verdict.reason}`);
  for (const text of [verdict.found, verdict.expected, verdict.look]) console.log(`    ${say(text)}`);
  return false;
}
