import { readFileSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Sandbox, SandboxDriver } from '../../../sandbox/driver.ts';
import { observationSchema } from '../../../sandbox/observation.ts';
import { openTestEngine, SMALL, type TestEngine } from '../../support/test-driver.ts';
import { outline } from './outline.ts';
import { play, type RecordedScene, recordedScenes } from './scenes.ts';

/**
 * The recorded observations that all other tests stand on are what a real machine shows.
 * `VETHLAB_RECORD=1` records them anew.
 */
const isRecording = process.env.VETHLAB_RECORD === '1';

function file({ name }: RecordedScene): URL {
  return new URL(`../../fixtures/observations/${name}.json`, import.meta.url);
}

describe('a real machine', () => {
  let engine: TestEngine;
  let driver: SandboxDriver;
  let sandbox: Sandbox | undefined;

  beforeAll(async () => {
    engine = await openTestEngine();
    driver = engine.openDriver();
  });

  afterAll(async () => {
    await driver[Symbol.asyncDispose]();
    await engine[Symbol.asyncDispose]();
  });

  async function machineFor({ isFresh }: RecordedScene): Promise<Sandbox> {
    if (sandbox !== undefined && !isFresh) return sandbox;
    await sandbox?.[Symbol.asyncDispose]();
    sandbox = await driver.create({ limits: SMALL, signal: AbortSignal.timeout(30_000) });
    return sandbox;
  }

  test.each(recordedScenes)('looks as recorded: $name', async (scene) => {
    const machine = await machineFor(scene);
    await play(machine, scene.script);
    const observation = await machine.observe();
    if (isRecording) writeFileSync(file(scene), `${JSON.stringify({ ...observation, sequence: 1 }, null, 2)}\n`);
    const recorded = observationSchema.parse(JSON.parse(readFileSync(file(scene), 'utf8')));
    expect(outline(observation)).toEqual(outline(recorded));
  });
});
