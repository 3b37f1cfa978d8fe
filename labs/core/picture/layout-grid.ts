/** A slot for a port and the box that its cable leads to: rows go down the whole drawing, columns to the right. */
export interface Cell {
  readonly row: number;
  readonly column: number;
}

/** The rows of one bridge, or of what has none. */
export interface Band {
  readonly id: string;
  readonly row: number;
  readonly rows: number;
}

/** As many ports as fit above one another beside one row of boxes. */
export const COLUMNS = 5;
/** A band grows down to here before it grows to the right. */
const TALL_BAND_ROWS = 6;
/** Rows that a full band between others gets at once, so that those below move seldom. */
const ROWS_INSERTED = 2;

/** Who has which cell. Ports and boxes each have one of their own; a cable is shortest when the two are the same. */
export class Grid {
  bands: Band[];
  readonly ports = new Map<string, Cell>();
  readonly places = new Map<string, Cell>();

  constructor(bands: readonly Band[]) {
    this.bands = [...bands];
  }

  bandAt(row: number): Band | undefined {
    return this.bands.find((band) => band.row <= row && row < band.row + band.rows);
  }

  isPortFree(cell: Cell): boolean {
    return !has(this.ports, cell);
  }

  isPlaceFree(cell: Cell): boolean {
    return !has(this.places, cell);
  }

  /** Forgets the bands whose bridge is gone and in whose rows nothing is left. */
  dropBands(bridges: ReadonlySet<string>): void {
    const held = new Set([...this.ports.values(), ...this.places.values()].map(({ row }) => this.bandAt(row)));
    this.bands = this.bands.filter((band) => bridges.has(band.id) || held.has(band));
  }

  /** Makes a band with room for so many cells, below the others or in a gap that they leave; one that is there stays as it is. */
  addBand(id: string, cells: number): Band {
    const known = this.bands.find((band) => band.id === id);
    if (known !== undefined) return known;
    const rows = cells <= TALL_BAND_ROWS ? Math.max(1, cells) : Math.max(TALL_BAND_ROWS, Math.ceil(cells / COLUMNS));
    const band = { id, rows, row: this.#gap(rows) };
    this.bands.push(band);
    this.bands.sort((one, other) => one.row - other.row);
    return band;
  }

  /** A cell of a band that neither a port nor a box has. Where there is none the band grows; one that is not there is made. */
  take(id: string): Cell {
    const band = this.bands.find((each) => each.id === id) ?? this.addBand(id, 1);
    const [first, ...others] = Array.from({ length: COLUMNS }, (_, column) => column);
    const free = this.#free(band, [first ?? 0]);
    if (free !== undefined) return free;
    const canGrow = this.bandAt(band.row + band.rows) === undefined;
    if (canGrow && band.rows < TALL_BAND_ROWS) return this.#grow(band, 1);
    return this.#free(band, others) ?? this.#grow(band, canGrow ? 1 : ROWS_INSERTED);
  }

  #free(band: Band, columns: readonly number[]): Cell | undefined {
    const rows = Array.from({ length: band.rows }, (_, row) => band.row + row);
    const taken = new Set([...this.ports.values(), ...this.places.values()].map(keyOf));
    return columns.flatMap((column) => rows.map((row) => ({ row, column }))).find((cell) => !taken.has(keyOf(cell)));
  }

  /** Adds rows at the end of a band; bands that begin there move down. */
  #grow(band: Band, rows: number): Cell {
    const end = band.row + band.rows;
    if (this.bandAt(end) !== undefined) this.#moveDown(end, rows);
    this.bands = this.bands.map((each) => (each.id === band.id ? { ...each, rows: each.rows + rows } : each));
    return { row: end, column: 0 };
  }

  #moveDown(from: number, rows: number): void {
    this.bands = this.bands.map((band) => (band.row >= from ? { ...band, row: band.row + rows } : band));
    for (const cells of [this.ports, this.places]) {
      for (const [id, cell] of cells) if (cell.row >= from) cells.set(id, { ...cell, row: cell.row + rows });
    }
  }

  /** The first rows that no band has. One row more stays free above, so that the band above can grow before others must move. */
  #gap(rows: number): number {
    let row = 0;
    for (const band of this.bands) {
      if (row + rows < band.row) break;
      row = band.row + Math.max(band.rows, 2);
    }
    return row;
  }
}

function has(cells: ReadonlyMap<string, Cell>, cell: Cell): boolean {
  return [...cells.values()].some(({ row, column }) => row === cell.row && column === cell.column);
}

function keyOf({ row, column }: Cell): string {
  return `${row} ${column}`;
}
