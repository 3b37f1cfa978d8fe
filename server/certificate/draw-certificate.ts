import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { type Color, PDFDocument, type PDFFont, type PDFPage, PDFString, rgb } from 'pdf-lib';
import type { Locale } from '../../labs/core/local-text.ts';
import type { Certificate } from '../protocol/completion.ts';
import { paddedFontkit } from './padded-fontkit.ts';
import { sheetWords } from './sheet-words.ts';

/** All that stands on one certificate. */
export interface Sheet {
  readonly certificate: Certificate;
  readonly number: string;
  /** Of the lab, in the sheet's language. */
  readonly title: string;
  readonly locale: Locale;
  /** Where the certificate can be verified. */
  readonly link: string;
}

/** A4 across, in points. */
const WIDTH = 841.89;
const HEIGHT = 595.28;
const LEFT = 84;
const MEASURE = WIDTH - 2 * LEFT;

/** The site's light colours; see app/_style/tokens.css. */
const ink = rgb(0.09, 0.129, 0.118);
const soft = rgb(0.275, 0.322, 0.306);
const faint = rgb(0.373, 0.42, 0.404);
const line = rgb(0.867, 0.89, 0.878);
const accent = rgb(0.043, 0.451, 0.314);

interface Fonts {
  readonly regular: PDFFont;
  readonly bold: PDFFont;
}

interface Line {
  readonly text: string;
  readonly y: number;
  readonly size: number;
  readonly color: Color;
  readonly font: PDFFont;
  readonly x?: number;
  readonly width?: number;
}

export async function drawCertificate(sheet: Sheet): Promise<Uint8Array> {
  const document = await PDFDocument.create();
  document.registerFontkit(paddedFontkit);
  const fonts = { regular: await embed(document, 'Regular'), bold: await embed(document, 'Bold') };
  const page = document.addPage([WIDTH, HEIGHT]);
  describe(document, sheet);
  drawFrame(page, fonts);
  drawStatement(page, fonts, sheet);
  drawFacts(page, fonts, sheet);
  drawLink(page, fonts, sheet);
  return document.save();
}

/** Only the characters that are used go into the file. The TrueType cut: fontkit cannot read the other one. */
async function embed(document: PDFDocument, weight: 'Regular' | 'Bold'): Promise<PDFFont> {
  const path = createRequire(import.meta.url).resolve(`pretendard/dist/public/static/alternative/Pretendard-${weight}.ttf`);
  return document.embedFont(await readFile(path), { subset: true });
}

function describe(document: PDFDocument, { certificate, title, locale }: Sheet): void {
  document.setTitle(`${sheetWords.title[locale]}: ${title}`, { showInWindowTitleBar: true });
  document.setLanguage(locale);
  document.setProducer('Vethlab');
  document.setCreator('Vethlab');
  const day = new Date(`${certificate.date}T00:00:00Z`);
  document.setCreationDate(day);
  document.setModificationDate(day);
}

function drawFrame(page: PDFPage, { bold }: Fonts): void {
  page.drawRectangle({ x: 28, y: 28, width: WIDTH - 56, height: HEIGHT - 56, borderColor: line, borderWidth: 1 });
  page.drawRectangle({ x: 28, y: HEIGHT - 34, width: WIDTH - 56, height: 6, color: accent });
  drawMark(page, LEFT, HEIGHT - 96);
  write(page, { text: 'Vethlab', x: LEFT + 44, y: HEIGHT - 92, size: 15, color: ink, font: bold });
}

/** The logo: two plugs and the wire between them. */
function drawMark(page: PDFPage, x: number, y: number): void {
  page.drawRectangle({ x, y, width: 12, height: 16, color: accent });
  page.drawLine({ start: { x: x + 12, y: y + 8 }, end: { x: x + 22, y: y + 8 }, thickness: 2, color: accent });
  page.drawRectangle({ x: x + 22, y: y + 1, width: 11, height: 14, borderColor: accent, borderWidth: 2 });
}

function drawStatement(page: PDFPage, { regular, bold }: Fonts, { certificate, title, locale }: Sheet): void {
  const { name } = certificate;
  write(page, { text: sheetWords.title[locale], y: 436, size: 30, color: accent, font: bold });
  if (name === undefined) {
    write(page, { text: sheetWords.nobody[locale], y: 368, size: 15, color: soft, font: regular });
  } else {
    const isPrintable = prints(bold, name);
    const shown = isPrintable ? name : sheetWords.unprintable[locale];
    write(page, { text: shown, y: 374, size: isPrintable ? 34 : 18, color: ink, font: isPrintable ? bold : regular });
    write(page, { text: sheetWords.given[locale], y: 334, size: 15, color: soft, font: regular });
  }
  write(page, { text: title, y: 292, size: 24, color: ink, font: bold });
  write(page, { text: sheetWords.how[locale], y: 262, size: 11, color: faint, font: regular });
}

function drawFacts(page: PDFPage, { regular, bold }: Fonts, { certificate, number, locale }: Sheet): void {
  const { date, points, totalPoints } = certificate;
  const facts = [
    [sheetWords.date[locale], date],
    [sheetWords.points[locale], `${points} / ${totalPoints}`],
    [sheetWords.number[locale], number],
  ] as const;
  page.drawLine({ start: { x: LEFT, y: 218 }, end: { x: WIDTH - LEFT, y: 218 }, thickness: 1, color: line });
  for (const [index, [label, value]] of facts.entries()) {
    const x = LEFT + index * 180;
    write(page, { text: label, x, y: 192, size: 10, color: faint, font: regular });
    write(page, { text: value, x, y: 172, size: 14, color: ink, font: bold });
  }
}

function drawLink(page: PDFPage, { regular }: Fonts, { link, locale }: Sheet): void {
  write(page, { text: sheetWords.verify[locale], y: 118, size: 10, color: faint, font: regular });
  const lines = brokenAnywhere(link, regular, 8.5);
  for (const [index, text] of lines.entries())
    write(page, { text, y: 101 - index * 12, size: 8.5, color: accent, font: regular });
  const annotation = page.doc.context.obj({
    Type: 'Annot',
    Subtype: 'Link',
    Rect: [LEFT, 98 - (lines.length - 1) * 12 - 2, WIDTH - LEFT, 128],
    Border: [0, 0, 0],
    A: { Type: 'Action', S: 'URI', URI: PDFString.of(link) },
  });
  page.node.addAnnot(page.doc.context.register(annotation));
}

/** One line, made smaller where it would not fit. */
function write(page: PDFPage, { text, x = LEFT, y, size, color, font, width = MEASURE }: Line): void {
  const natural = font.widthOfTextAtSize(text, size);
  page.drawText(text, { x, y, size: natural > width ? (size * width) / natural : size, color, font });
}

/** Whether the font has all of it; what it lacks would come out as boxes. */
function prints(font: PDFFont, text: string): boolean {
  const known = new Set(font.getCharacterSet());
  return [...text].every((character) => known.has(character.codePointAt(0) ?? 0));
}

function brokenAnywhere(text: string, font: PDFFont, size: number): string[] {
  const lines = [''];
  for (const character of text) {
    const longer = `${lines.at(-1)}${character}`;
    if (font.widthOfTextAtSize(longer, size) > MEASURE) lines.push(character);
    else lines[lines.length - 1] = longer;
  }
  return lines;
}
