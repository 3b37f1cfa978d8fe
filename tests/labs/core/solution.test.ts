import { describe, expect, test } from 'vitest';
import { linesFor, readSolution } from '../../../labs/core/solution.ts';
import { changed, containers, scene } from '../scenes.ts';

const solution = readSolution(
  '# without web: docker run -d --name web nginx\n# a remark\ndocker run -d --name exporter -p 8080:8080 node-exporter\n@client curl http://192.168.0.10:8080/\n',
  'echo 1\n',
);
const run = { machine: 'host', command: 'docker run -d --name exporter -p 8080:8080 node-exporter' };
const curl = { machine: 'client', command: 'curl http://192.168.0.10:8080/' };
const web = { machine: 'host', command: 'docker run -d --name web nginx' };
const without = (name: string) => ({ machine: 'host', command: `docker rm -f ${name}` });

describe('A solution', () => {
  test('is what its author types', () => {
    expect(solution.lines).toEqual([run, curl]);
    expect(solution.answer).toEqual([{ machine: 'host', command: 'echo 1' }]);
    expect(readSolution('true\n', undefined)).toMatchObject({ before: [], answer: [] });
  });

  test('brings what earlier steps leave behind where that is missing, as on the next machine', () => {
    expect(linesFor(solution, scene('fresh-machine'))).toEqual([web, run, curl]);
    expect(linesFor(solution, undefined)).toEqual([web, run, curl]);
    expect(linesFor(solution, scene('dockerd-killed'))).toEqual([web, run, curl]);
  });

  test('leaves a container of an earlier step alone while it runs', () => {
    expect(linesFor(solution, scene('nginx-default-bridge'))).toEqual([run, curl]);
  });

  test('makes room for the containers that it names', () => {
    const both = scene('nginx-unpublished-exporter-published-8080');
    expect(linesFor(solution, both)).toEqual([without('exporter'), run, curl]);
    const stopped = changed(both, (machine) => {
      for (const each of containers(machine)) each.state = 'exited';
    });
    expect(linesFor(solution, stopped)).toEqual([without('web'), web, without('exporter'), run, curl]);
  });
});
