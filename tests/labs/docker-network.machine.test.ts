import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { StepChecks } from '../../labs/core/lab.ts';
import { type LoadedLab, loadLabsWithChecks } from '../../labs/core/load-checks.ts';
import { linesFor } from '../../labs/core/solution.ts';
import type { Verdict } from '../../labs/core/verdict.ts';
import type { Sandbox, SandboxDriver } from '../../sandbox/driver.ts';
import { Typist } from '../../server/cli/typist.ts';
import { openTestEngine, SMALL, type TestEngine } from '../support/test-driver.ts';
import { awaitVerdict, look, type NamedWrong, openStep, rightAnswer, runScript, solution, wrongSolutions } from './exam.ts';
import { followOutcomes } from './outcomes.ts';
import { failedWith, PASSED } from './scenes.ts';

const SLUG = 'docker-network';

const loaded = (await loadLabsWithChecks(join(import.meta.dirname, '../../labs'))).find(({ lab }) => lab.slug === SLUG);
if (loaded === undefined) throw new Error(`there is no lab ${SLUG}`);
const lab: LoadedLab = loaded;
const steps = lab.lab.steps.map(({ id }) => id);
/** Steps that go on with containers of earlier ones. */
const beginnings = steps.filter((step) => (lab.checks.get(step)?.solution.before.length ?? 0) > 0);

let engine: TestEngine;
let driver: SandboxDriver;

beforeAll(async () => {
  engine = await openTestEngine();
  driver = engine.openDriver();
});

afterAll(async () => {
  await driver[Symbol.asyncDispose]();
  await engine[Symbol.asyncDispose]();
});

function create(): Promise<Sandbox> {
  return driver.create({ limits: SMALL, signal: AbortSignal.timeout(30_000) });
}

function checksOf(step: string): StepChecks {
  const checks = lab.checks.get(step);
  if (checks === undefined) throw new Error(`there is no step ${step}`);
  return checks;
}

describe('The Docker network lab, done from first to last', () => {
  let sandbox: Sandbox;
  let typist: Typist;

  beforeAll(async () => {
    sandbox = await create();
    typist = new Typist(sandbox);
  });

  afterAll(async () => {
    await typist[Symbol.asyncDispose]();
    await sandbox[Symbol.asyncDispose]();
  });

  async function solve(step: string, environment = ''): Promise<void> {
    const { check, question } = checksOf(step);
    const baseline = await openStep(sandbox, lab, { step, environment });
    if (question === undefined) expect(await look(sandbox, check, baseline)).toEqual(failedWith(expect.any(String)));
    using came = followOutcomes(lab, step, { sandbox, baseline });
    for (const line of solution(SLUG, step)) await typist.type(line);
    const verdict = await awaitVerdict(sandbox, check, { baseline, willDo: ({ status }) => status === 'passed' });
    expect(verdict).toEqual(PASSED);
    expect(await came.asTaught(), step).toEqual(came.taught);
    if (question === undefined) return;
    const answer = await rightAnswer(sandbox, SLUG, step);
    const observation = await sandbox.observe();
    expect(question.judge({ observation, baseline, answer })).toEqual(PASSED);
    const told = question.answer?.({ observation, baseline }) ?? '';
    expect(question.judge({ observation, baseline, answer: told }), `${step}: ${told}`).toEqual(PASSED);
  }

  test('asks for work in every step on a fresh machine', async () => {
    const fresh = await sandbox.observe();
    for (const step of steps) {
      const { check, question } = checksOf(step);
      const verdict = await look(sandbox, check, fresh);
      expect(verdict.status === 'failed' || question !== undefined, step).toBe(true);
    }
  });

  test.each(steps)('turns %s green for the reference solution', async (step) => {
    await solve(step, 'VETHLAB_FAULT=detached');
  });

  test.each(beginnings)('solves %s for who begins there, on a machine where nothing runs', async (step) => {
    await runScript(sandbox, 'docker ps -aq | xargs -r docker rm -f');
    const { check, solution: known } = checksOf(step);
    const baseline = await openStep(sandbox, lab, { step });
    const lines = linesFor(known, { observation: await sandbox.observe(), isMade: false });
    for (const line of lines) await typist.type(line);
    expect(await awaitVerdict(sandbox, check, { baseline, willDo: ({ status }) => status === 'passed' })).toEqual(PASSED);
  });

  test('lays the other fault when the last step is reset, and takes its mending', async () => {
    await solve('mend', 'VETHLAB_FAULT=link-down');
  });

  test.each([
    ['was made anew without a network', 'docker rm -f alpha; docker run -d --name alpha --network none busybox sleep 1000000'],
    ['is stopped', 'docker stop --time 0 alpha'],
    ['has lost its veth', 'ip link delete $(VETH)'],
    ['has its own end down', 'nsenter --net=/proc/$(docker inspect -f {{.State.Pid}} alpha)/ns/net ip link set eth0 down'],
  ])('is reset though a container of the last step %s', async (_, damage) => {
    const veth = 'grep -lx $(docker exec alpha cat /sys/class/net/eth0/iflink) /sys/class/net/*/ifindex | cut -d/ -f5';
    await runScript(sandbox, damage.replace('VETH', veth));
    await solve('mend');
  });
});

/** Two machines at a time: more only wait for each other on two cores. */
const turns = [Promise.resolve(), Promise.resolve()];

async function inTurn(index: number, work: () => Promise<void>): Promise<void> {
  const turn = (turns[index % turns.length] ?? Promise.resolve()).then(work);
  turns[index % turns.length] = turn.catch(() => {});
  await turn;
}

/** The containers that the steps before this one leave on the machine. */
function containersBefore(step: string): string {
  const lines = steps.slice(0, steps.indexOf(step)).flatMap((id) => solution(SLUG, id));
  const commands = lines.map(({ command }) => command).filter((command) => /^docker (run|rm) /.test(command));
  return commands.slice(Math.max(0, commands.findLastIndex((command) => command.startsWith('docker rm ')) + 1)).join('\n');
}

/** Commands that only look, or only send packets: the next wrong solution finds the machine as this one did. */
const HARMLESS = /^(ping|curl|ifconfig|ip route$|docker exec|docker network inspect) ?/;

/** Wrong solutions of a step that may follow one another on the same machine. */
function machinesFor(step: string): NamedWrong[][] {
  const wrongs = wrongSolutions(SLUG, step);
  const harmless = wrongs.filter(({ lines }) => lines.every(({ command }) => HARMLESS.test(command)));
  const others = wrongs.filter((wrong) => !harmless.includes(wrong)).map((wrong) => [wrong]);
  return harmless.length > 0 ? [harmless, ...others] : others;
}

const machines = steps
  .flatMap((step) => machinesFor(step).map((wrongs) => ({ step, wrongs })))
  .map((machine, index) => ({ ...machine, index, names: machine.wrongs.map(({ file }) => file).join(', ') }));

async function expectReason(at: { sandbox: Sandbox; typist: Typist }, wrong: NamedWrong): Promise<void> {
  const { sandbox, typist } = at;
  const { step, lines, reason = '', answer } = wrong;
  const { check, question } = checksOf(step);
  const baseline = await openStep(sandbox, lab, { step });
  for (const line of lines) await typist.type(line);
  if (answer === undefined) {
    const willDo = (verdict: Verdict) => verdict.status === 'failed' && verdict.reason === reason;
    expect(await awaitVerdict(sandbox, check, { baseline, willDo }), wrong.file).toEqual(failedWith(reason));
  } else {
    const verdict = question?.judge({ observation: await sandbox.observe(), baseline, answer });
    expect(verdict, wrong.file).toEqual(failedWith(reason));
  }
}

describe.concurrent('A wrong solution is told why it is wrong', () => {
  test.each(machines)('$step: $names', async ({ step, wrongs, index }) => {
    await inTurn(index, async () => {
      await using sandbox = await create();
      await using typist = new Typist(sandbox);
      await runScript(sandbox, containersBefore(step));
      for (const wrong of wrongs) await expectReason({ sandbox, typist }, wrong);
    });
  });
});
