export interface PlaybackState {
  /** Seconds. */
  readonly time: number;
  readonly isPlaying: boolean;
  readonly speed: number;
  readonly pausesAtMarks: boolean;
  /** Grows with each leap: whoever plays along has to leap as well. */
  readonly leaps: number;
}

export interface PlaybackParts {
  readonly seconds: number;
  /** The times of marks, in order. */
  readonly marks: readonly number[];
  /** Milliseconds; may begin anywhere. */
  now(): number;
  /** Calls again and again until that is given up. */
  repeat(action: () => void): () => void;
}

/** A mark that was just passed is not the one before: going back twice in a second goes back two. */
const JUST_PASSED_SECONDS = 1;
/** Two times closer than this are the same to a person. */
const SAME_SECONDS = 0.001;

/** The time of a replay, by which terminals and map go: neither leads the other. */
export class Playback {
  readonly seconds: number;
  readonly #parts: PlaybackParts;
  readonly #listeners = new Set<() => void>();
  #state: PlaybackState = { time: 0, isPlaying: false, speed: 1, pausesAtMarks: false, leaps: 0 };
  #ticking: (() => void) | undefined;
  #tickedAt = 0;

  constructor(parts: PlaybackParts) {
    this.#parts = parts;
    this.seconds = parts.seconds;
  }

  get state(): PlaybackState {
    return this.#state;
  }

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
      if (this.#listeners.size === 0) this.pause();
    };
  };

  play(): void {
    if (this.#state.isPlaying) return;
    if (this.#state.time >= this.seconds) this.seek(0);
    this.#set({ isPlaying: true });
    this.#tickedAt = this.#parts.now();
    this.#ticking = this.#parts.repeat(() => this.#tick());
  }

  pause(): void {
    this.#ticking?.();
    this.#ticking = undefined;
    if (this.#state.isPlaying) this.#set({ isPlaying: false });
  }

  toggle(): void {
    if (this.#state.isPlaying) this.pause();
    else this.play();
  }

  seek(time: number): void {
    const within = Math.min(this.seconds, Math.max(0, time));
    this.#set({ time: within, leaps: this.#state.leaps + 1 });
  }

  /** To the mark before, or after; where there is none, to the beginning or the end. */
  skip(direction: 'before' | 'after'): void {
    const { time, isPlaying } = this.#state;
    const { marks } = this.#parts;
    const grace = isPlaying ? JUST_PASSED_SECONDS : SAME_SECONDS;
    if (direction === 'after') this.seek(marks.find((mark) => mark > time + SAME_SECONDS) ?? this.seconds);
    else this.seek(marks.findLast((mark) => mark < time - grace) ?? 0);
  }

  setSpeed(speed: number): void {
    this.#set({ speed });
  }

  setPausesAtMarks(pausesAtMarks: boolean): void {
    this.#set({ pausesAtMarks });
  }

  #tick(): void {
    const now = this.#parts.now();
    const { time, speed, pausesAtMarks } = this.#state;
    const next = time + ((now - this.#tickedAt) / 1000) * speed;
    this.#tickedAt = now;
    const stop = pausesAtMarks ? this.#parts.marks.find((mark) => mark > time && mark <= next) : undefined;
    const end = stop ?? this.seconds;
    this.#set({ time: Math.min(end, next) });
    if (next >= end) this.pause();
  }

  #set(change: Partial<PlaybackState>): void {
    this.#state = { ...this.#state, ...change };
    for (const listener of this.#listeners) listener();
  }
}
