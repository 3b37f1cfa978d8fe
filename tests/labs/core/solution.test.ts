import { describe, expect, test } from 'vitest';
import { linesFor, readSolution } from '../../../labs/core/solution.ts';
import type { Observation } from '../../../sandbox/observation.ts';
import { changed, containers, scene } from '../scenes.ts';

const solution = readSolution(
  '# without web: docker run -d --name web nginx\n# a remark\ndocker run -d --name exporter -p 8080:8080 node-exporter\n@client curl http://192.168.0.10:8080/\n',
  'echo 1\n',
);
const run = { machine: 'host', command: 'docker run -d --name exporter -p 8080:8080 node-exporter' };
const curl = { machine: 'client', command: 'curl http://192.168.0.10:8080/' };
const web = { machine: 'host', command: 'docker run -d --name web nginx' };
const without = (name: string) => ({ machine: 'host', command: `docker rm -f ${name}` });

function on(observation: Observation | undefined, isMade = false) {
  return linesFor(solution, { observation, isMade });
}

describe('A solution', () => {
  test('is what its author types', () => {
    expect(solution.lines).toEqual([run, curl]);
    expect(solution.answer).toEqual([{ machine: 'host', command: 'echo 1' }]);
    expect(readSolution('true\n', undefined)).toMatchObject({ before: [], answer: [] });
  });

  test('brings what earlier steps leave behind where that is missing, as on the next machine', () => {
    expect(on(scene('fresh-machine'))).toEqual([web, run, curl]);
    expect(on(undefined)).toEqual([web, run, curl]);
    expect(on(scene('dockerd-killed'))).toEqual([web, run, curl]);
  });

  test('leaves a container of an earlier step alone while it runs', () => {
    expect(on(scene('nginx-default-bridge'))).toEqual([run, curl]);
  });

  test('leaves what it has made alone when only the question is left', () => {
    expect(on(scene('nginx-unpublished-exporter-published-8080'), true)).toEqual([curl]);
    expect(on(scene('nginx-default-bridge'), true)).toEqual([run, curl]);
  });

  test('makes room for the containers that it names', () => {
    const both = scene('nginx-unpublished-exporter-published-8080');
    expect(on(both)).toEqual([without('exporter'), run, curl]);
    const stopped = changed(both, (machine) => {
      for (const each of containers(machine)) each.state = 'exited';
    });
    expect(on(stopped)).toEqual([without('web'), web, without('exporter'), run, curl]);
  });
});
