import { parentPort, workerData } from 'node:worker_threads';
import { drawCertificate, type Sheet } from './draw-certificate.ts';

const bytes = await drawCertificate(workerData as Sheet);
parentPort?.postMessage(bytes);
