import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { PINNED_NODE, PROJECT_DIRECTORY } from '../../../scripts/bootstrap/project.js';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const MAIN = join(PROJECT_DIRECTORY, 'server', 'cli', 'main.ts');

function vethlab(args: readonly string[], settings: Readonly<Record<string, string>> = {}) {
  const env = { ...process.env, LC_ALL: 'C.UTF-8', VETHLAB_HOME: temporaryFolder(), ...settings };
  return spawnSync(PINNED_NODE, [MAIN, ...args], { cwd: PROJECT_DIRECTORY, env, encoding: 'utf8' });
}

describe('vethlab', () => {
  test.each([[[]], [['doctor']], [['down']], [['observe']], [['lab']], [['lab', 'lint']], [['lab', 'test']]])(
    'explains %j at --help',
    (command) => {
      const { status, stdout } = vethlab([...command, '--help']);
      expect(status).toBe(0);
      expect(stdout).toContain('Usage: vethlab');
    },
  );

  test('speaks Korean to a Korean terminal', () => {
    expect(vethlab(['--help'], { LC_ALL: 'ko_KR.UTF-8' }).stdout).toMatch(/종료 코드: 0 .*1 .*2/);
  });

  test.each([[['fly']], [['doctor', '--fast']], [['lab', 'test']], [['lab', 'test', 'no-such-lab']]])(
    'ends with 2 at %j',
    (command) => {
      expect(vethlab(command).status).toBe(2);
    },
  );
});

describe('vethlab doctor', () => {
  test('lists what it looked at for programs, with what to do where something is missing', () => {
    const { stdout } = vethlab(['doctor', '--json']);
    const { findings } = JSON.parse(stdout) as { findings: { id: string; state: string; next?: object }[] };
    expect(findings.map(({ id }) => id)).toEqual(
      expect.arrayContaining(['system', 'root', 'memory', 'disk', 'packages', 'image', 'site', 'engine', 'server']),
    );
    expect(findings.filter(({ state, next }) => state !== 'there' && next === undefined)).toEqual([]);
  });

  test('changes nothing: an engine that does not run is still not there afterwards', () => {
    const home = temporaryFolder();
    const engine = () => vethlab(['doctor'], { VETHLAB_HOME: home }).stdout;
    expect(engine()).toContain('The engine does not run.');
    expect(engine()).toContain('The engine does not run.');
  });
});

describe('vethlab down', () => {
  test('says so where nothing runs', () => {
    const home = temporaryFolder();
    const { status, stdout } = vethlab(['down'], { VETHLAB_HOME: home });
    expect(status).toBe(0);
    expect(stdout).toBe(`Nothing is running in ${home}.\n`);
  });

  test('does not end a process that only has the number of a server that crashed', async () => {
    const home = temporaryFolder();
    const stranger = spawn('sleep', ['60']);
    writeFileSync(join(home, 'server.pid'), `${stranger.pid}\n`);
    expect(JSON.parse(vethlab(['down', '--json'], { VETHLAB_HOME: home }).stdout)).toMatchObject({ server: null });
    expect(stranger.exitCode).toBeNull();
    stranger.kill();
    await once(stranger, 'exit');
  });
});

describe('vethlab lab lint', () => {
  test('finds nothing wrong with the labs that are here', () => {
    const { status, stdout } = vethlab(['lab', 'lint', '--json']);
    expect(status).toBe(0);
    expect(JSON.parse(stdout)).toEqual({ labs: ['docker-network'], faults: [] });
  });

  test('names every fault with file and line, and ends with 1', () => {
    const labs = join(temporaryFolder(), 'labs');
    mkdirSync(join(labs, 'broken'), { recursive: true });
    writeFileSync(join(labs, 'broken', 'lab.yaml'), 'title: only one language\n');
    const { status, stdout } = vethlab(['lab', 'lint', labs]);
    expect(status).toBe(1);
    expect(stdout).toMatch(/^labs\/broken\/lab\.yaml:1: /m);
  });

  test('does not take an empty folder for labs without faults', () => {
    expect(vethlab(['lab', 'lint', temporaryFolder()]).status).toBe(1);
  });
});
