import fontkit from '@pdf-lib/fontkit';

/** What fontkit keeps of a TrueType subset while it writes it. */
interface GlyphTable {
  glyf: Uint8Array[];
  /** Where the next glyph begins. */
  offset: number;
  _addGlyph(glyph: number): number;
}

type Fontkit = typeof fontkit;
type Font = ReturnType<Fontkit['create']>;

/**
 * fontkit whose subsets every viewer reads. fontkit 1.1.1 lays glyphs of odd length end to end and halves their places in the
 * short index, so that most point into the middle of a glyph; here each begins at a multiple of four.
 */
export const paddedFontkit: Fontkit = {
  ...fontkit,
  create(data, name) {
    const font: Font = fontkit.create(data, name);
    const createSubset = font.createSubset.bind(font);
    font.createSubset = () => {
      const subset = createSubset();
      padGlyphs(subset as unknown as GlyphTable);
      return subset;
    };
    return font;
  },
};

function padGlyphs(table: GlyphTable): void {
  const add = table._addGlyph.bind(table);
  table._addGlyph = (glyph) => {
    const index = add(glyph);
    const last = table.glyf.at(-1);
    if (last === undefined) return index;
    const padding = -last.length & 3;
    // fontkit brings a Buffer of its own, and writes nothing else.
    const OwnBuffer = last.constructor as new (length: number) => Uint8Array;
    const padded = new OwnBuffer(last.length + padding);
    padded.set(last);
    table.glyf[table.glyf.length - 1] = padded;
    table.offset += padding;
    return index;
  };
}
