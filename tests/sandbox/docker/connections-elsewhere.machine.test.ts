import { afterAll, beforeAll, describe, inject } from 'vitest';
import { DockerDriver } from '../../../sandbox/docker/docker-driver.ts';
import type { Sandbox } from '../../../sandbox/driver.ts';
import { startEngine } from '../../../sandbox/engine/start-engine.ts';
import { openTestEngine, SMALL, type TestEngine } from '../../support/test-driver.ts';
import { describeConnections } from '../connection-contract.ts';

let engine: TestEngine;
let driver: DockerDriver;
let sandbox: Sandbox;

beforeAll(async () => {
  engine = await openTestEngine();
  const { home, image } = inject('engine');
  // An engine that is not taken to be on this host is spoken to by its own streams alone.
  const elsewhere = { ...(await startEngine(home)), isLocal: false };
  driver = new DockerDriver({ engine: elsewhere, image, home: engine.label, isolation: { tier: 'userns' } });
  sandbox = await driver.create({ limits: SMALL, signal: new AbortController().signal });
});

afterAll(async () => {
  await sandbox?.[Symbol.asyncDispose]();
  await driver?.[Symbol.asyncDispose]();
  await engine?.[Symbol.asyncDispose]();
});

describe('DockerDriver on an engine elsewhere', () => {
  describeConnections(() => sandbox);
});
