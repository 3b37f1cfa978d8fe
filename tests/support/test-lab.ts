import { defineCheck, defineQuestion } from '../../labs/core/check.ts';
import type { Lab, Step, StepChecks } from '../../labs/core/lab.ts';
import type { LoadedLab } from '../../labs/core/load-checks.ts';
import { definePredictions } from '../../labs/core/prediction.ts';
import { readSolution } from '../../labs/core/solution.ts';
import { placeThing } from '../../labs/core/thing.ts';
import { failed, passed, type Verdict } from '../../labs/core/verdict.ts';
import type { Container, Observation } from '../../sandbox/observation.ts';

function step(id: string, rest: Partial<Step> = {}): Step {
  const text = { title: id, hints: ['look'], body: '' };
  return {
    id,
    points: 1,
    text: { ko: text, en: text },
    figures: {},
    setup: undefined,
    hasQuestion: false,
    predictions: [],
    ...rest,
  };
}

const lab: Lab = {
  slug: 'containers',
  title: { ko: '컨테이너', en: 'Containers' },
  summary: { ko: '컨테이너를 셉니다.', en: 'Counts containers.' },
  minutes: 5,
  level: 'beginner',
  images: [],
  machine: { client: true, memoryMib: 256, diskMib: 256, cpus: 1, pids: 128 },
  steps: [
    step('one', { predictions: [{ id: 'how-many', options: ['none', 'one', 'many'], teaches: 'one' }] }),
    step('asked', { hasQuestion: true }),
    step('laid', { setup: 'lay the fault' }),
    step('probed'),
    step('counted'),
    step('broken'),
  ],
};

const checks: Record<string, Pick<StepChecks, 'check' | 'question'>> = {
  one: {
    check: defineCheck({
      subject: ({ observation }) => containersOf(observation).map(({ id }) => placeThing({ id })),
      judge: ({ observation }) => atLeast(1, observation),
    }),
    question: undefined,
  },
  asked: {
    check: defineCheck(({ observation }) => atLeast(1, observation)),
    question: defineQuestion(
      ({ observation, answer }) =>
        answer === String(containers(observation)) ? passed({ answer }) : wrong('not-that-many', containers(observation)),
      ({ observation }) => String(containers(observation)),
    ),
  },
  laid: {
    check: defineCheck(({ observation, baseline }) => atLeast(containers(baseline) + 1, observation)),
    question: undefined,
  },
  probed: {
    check: defineCheck({
      probes: ({ observation }) =>
        containers(observation) > 0 ? { web: { kind: 'ping', from: '1', address: '172.17.0.2', timeoutMs: 100 } } : {},
      judge: ({ probes }) => (probes.web?.reached === true ? passed() : wrong('not-reached', 0)),
    }),
    question: undefined,
  },
  counted: {
    check: defineCheck({ counters: true, judge: ({ observation }) => atLeast(1, observation) }),
    question: undefined,
  },
  broken: {
    check: defineCheck({
      subject: () => {
        throw new TypeError('a bug in the subject');
      },
      judge: () => {
        throw new TypeError('a bug in the check');
      },
    }),
    question: undefined,
  },
};

/** A lab about counting containers: its steps show each thing that a check may ask of a session. */
export const testLab: LoadedLab = {
  lab,
  checks: new Map(Object.entries(checks).map(([id, step]) => [id, withSolution(id, step)])),
};

function withSolution(id: string, step: Pick<StepChecks, 'check' | 'question'>): StepChecks {
  const solution = readSolution(
    'docker run -d --name web nginx\n@client ping 192.168.0.10\n',
    step.question && 'docker ps -q | wc -l',
  );
  const outcomes = id === 'one' ? definePredictions({ 'how-many': ({ observation }) => howMany(containers(observation)) }) : {};
  return { ...step, solution, outcomes };
}

function howMany(count: number): string | undefined {
  if (count === 0) return undefined;
  return count === 1 ? 'one' : 'many';
}

function containers(observation: Observation): number {
  return containersOf(observation).length;
}

function containersOf({ docker }: Observation): readonly Container[] {
  return docker.state === 'running' ? docker.containers : [];
}

function atLeast(wanted: number, observation: Observation): Verdict {
  const found = containers(observation);
  return found >= wanted ? passed({ containers: found }) : wrong('too-few', found);
}

function wrong(reason: string, found: number): Verdict {
  const text = (words: string) => ({ ko: words, en: words });
  return failed(reason, { expected: text('more'), found: text(`${found}`), look: text('docker ps') });
}
