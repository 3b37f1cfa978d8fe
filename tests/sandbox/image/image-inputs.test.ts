import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { imageInputs } from '../../../sandbox/image/image-inputs.ts';
import { PROJECT_DIRECTORY } from '../../../scripts/bootstrap/project.js';

test('the image is made anew when any file in it has changed, dot files too', () => {
  const inputs = imageInputs();
  const rootfs = readdirSync(join(PROJECT_DIRECTORY, 'sandbox/image/rootfs'), { recursive: true, withFileTypes: true });
  const files = rootfs.filter((entry) => entry.isFile()).map(({ parentPath, name }) => join(parentPath, name));
  expect(files.filter((file) => !inputs.some((input) => file.endsWith(input)))).toEqual([]);
});
