import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Classroom } from './classroom.ts';

const PATIENCE = { timeout: 60_000, interval: 100 };
const HOSTILE = '<img src=x onerror=document.title="pwned">';

let classroom: Classroom;

beforeAll(async () => {
  classroom = await Classroom.open();
});

afterAll(async () => {
  await classroom[Symbol.asyncDispose]();
});

const host = (command: string) => ({ machine: 'host', command }) as const;

describe('The live map', () => {
  test('shows a container with its wire, and marks the plug that is pulled out', async () => {
    await using learner = await classroom.enter();
    const { lab } = learner;
    const { page } = lab;
    await lab.open('en', 'docker0');
    await lab.startMachine();
    const bridge = page.locator('.map-bridge', { hasText: 'docker0' });
    await expect.poll(() => bridge.count(), PATIENCE).toBe(1);

    await lab.type(host('docker run -d --name web nginx'));
    await expect.poll(() => page.locator('.map-place[data-kind=container]').allTextContents(), PATIENCE).toEqual(['web nginx']);
    const wire = page.locator('.map-wire[data-live=true][data-wire*="web eth0"]');
    await expect.poll(() => wire.count(), PATIENCE).toBe(1);

    await lab.type(host("ip link set $(ls /sys/class/net | grep '^veth' | head -1) nomaster"));
    const broken = page.locator('.map-plug[data-trouble=not-plugged-in]');
    await expect.poll(() => broken.count(), PATIENCE).toBe(1);

    await broken.click();
    const facts = page.locator('.map-aside');
    await expect.poll(() => facts.textContent(), PATIENCE).toContain('ip');
  });

  test('follows a packet, and says where it is stopped', async () => {
    await using learner = await classroom.enter();
    const { lab } = learner;
    const { page } = lab;
    await lab.open('ko', 'docker0');
    await lab.startMachine();
    await lab.type(host('docker run -d --name web -p 8080:80 nginx'));
    await page.getByRole('button', { name: '패킷 따라가기' }).click();
    const outcome = page.locator('[data-outcome]');
    await expect.poll(() => outcome.getAttribute('data-outcome'), PATIENCE).toBe('reached');
    await lab.type(host('iptables -I FORWARD -j DROP'));
    await expect.poll(() => outcome.getAttribute('data-outcome'), PATIENCE).toBe('timeout');
  });

  test('shows a hostile name as text, in the picture and in the table', async () => {
    await using learner = await classroom.enter();
    const { lab } = learner;
    const { page } = lab;
    await lab.open('en', 'docker0');
    await lab.startMachine();
    await lab.type(host(`docker tag nginx evil && ip link add dev '${HOSTILE.slice(0, 15).replaceAll(' ', '')}' type dummy`));
    await lab.type(host(`ip netns add '${HOSTILE.replaceAll('/', '')}'`));
    await expect.poll(() => page.locator('.map-place[data-kind=namespace]').textContent(), PATIENCE).toContain('<img');
    await page.getByRole('button', { name: 'Table' }).click();
    await expect.poll(() => page.locator('.map-sheets').textContent(), PATIENCE).toContain('<img');
    expect(await page.locator('.map-frame img').count()).toBe(0);
    expect(await page.title()).not.toBe('pwned');
  });
});
