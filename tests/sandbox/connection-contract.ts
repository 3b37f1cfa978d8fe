import { once } from 'node:events';
import type { Duplex } from 'node:stream';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Sandbox } from '../../sandbox/driver.ts';

/** Says the port it got; then greets whoever comes, and echoes. */
const GREETER = `
import socket, threading
server = socket.create_server(('127.0.0.1', 0), backlog=128)
def serve(end):
    end.sendall(b'hello\\n')
    while data := end.recv(65536): end.sendall(data)
    end.close()
print(server.getsockname()[1], flush=True)
while True: threading.Thread(target=serve, args=(server.accept()[0],), daemon=True).start()
`;

async function reach(sandbox: Sandbox, port: number): Promise<Duplex> {
  const connection = await sandbox.connect({ address: '127.0.0.1', port });
  if (!connection.reached) throw new Error(connection.reason);
  connection.stream.on('error', () => undefined);
  return connection.stream;
}

/** What `connect` of every driver keeps to. */
export function describeConnections(sandboxOf: () => Sandbox): void {
  describe('a connection', () => {
    let port: number;

    beforeAll(async () => {
      const start = ['sh', '-c', 'cat > /tmp/greeter.py; setsid python3 /tmp/greeter.py > /tmp/port 2>&1 &'] as const;
      await sandboxOf().exec(start, { stdin: GREETER });
      const read = ['sh', '-c', 'until grep . /tmp/port; do sleep 0.1; done'] as const;
      port = Number((await sandboxOf().exec(read)).stdout);
    });

    afterAll(async () => {
      await sandboxOf().exec(['pkill', '-f', '/tmp/greeter.py']);
    });

    test('carries bytes to what listens in the machine, and back', async () => {
      const stream = await reach(sandboxOf(), port);
      stream.write('가나다\n');
      let received = '';
      for await (const chunk of stream.setEncoding('utf8')) {
        received += chunk;
        if (received === 'hello\n가나다\n') break;
      }
      expect(stream.destroyed).toBe(true);
    });

    test('is one of many', async () => {
      const streams = await Promise.all(Array.from({ length: 48 }, () => reach(sandboxOf(), port)));
      for (const stream of streams) expect(String(await once(stream, 'data'))).toBe('hello\n');
      for (const stream of streams) stream.destroy();
    });

    test('is refused where nobody listens', async () => {
      expect(await sandboxOf().connect({ address: '127.0.0.1', port: 1 })).toEqual({ reached: false, reason: 'refused' });
    });
  });
}
