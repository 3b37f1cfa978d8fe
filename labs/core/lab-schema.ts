import { z } from 'zod';
import { localTextSchema } from './local-text.ts';

export const slugSchema = z.string().regex(/^[a-z][a-z0-9-]{1,47}$/, 'use lower-case letters, digits and hyphens');

/** Pages of the lab itself; see app/[locale]/(apart)/labs. */
const TAKEN = new Set(['replay', 'done']);

const stepIdSchema = slugSchema.refine((id) => !TAKEN.has(id), 'is the address of another page of the lab');

const sentencesSchema = z.array(z.string().min(1)).min(1).max(12);

const learntSchema = z
  .strictObject({ ko: sentencesSchema, en: sentencesSchema })
  .refine(({ ko, en }) => ko.length === en.length, 'has as many sentences in each language');

/** `lab.yaml`. */
export const labFileSchema = z.strictObject({
  title: localTextSchema,
  /** One or two sentences for the catalogue. */
  summary: localTextSchema,
  minutes: z.int().min(5).max(480).describe('What a learner new to the subject needs.'),
  learnt: learntSchema.optional().describe('What one can do after the lab, a sentence each; shown at its end.'),
  level: z.enum(['beginner', 'intermediate', 'advanced']),
  images: z.array(z.string()).describe('Images that the sandbox has preloaded.'),
  machine: z.strictObject({
    client: z.boolean().describe('Whether the computer outside the lab host is shown.'),
    memoryMib: z.int().min(128).max(8192),
    diskMib: z.int().min(64).max(8192),
    cpus: z.number().min(0.1).max(8),
    pids: z.int().min(64).max(8192),
  }),
  steps: z
    .array(z.strictObject({ id: stepIdSchema, points: z.int().min(1).max(100) }))
    .min(1)
    .describe('Folders under steps/, in order.'),
});

/** Front matter of a step's `ko.md` and `en.md`. */
export const stepFrontMatterSchema = z.strictObject({
  title: z.string().min(1).max(80),
  /** Shown one by one, from a nudge to nearly the command. */
  hints: z.array(z.string().min(1)).min(1).max(4),
  question: z.strictObject({ prompt: z.string().min(1), placeholder: z.string().optional() }).optional(),
});

export type LabFile = z.infer<typeof labFileSchema>;
export type StepFrontMatter = z.infer<typeof stepFrontMatterSchema>;
