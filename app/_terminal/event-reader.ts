import type { StreamEvent } from '../../server/protocol/http-transport.ts';

export interface ReadEvent {
  readonly event: StreamEvent;
  readonly data: string;
}

const END = '\n\n';

/** Reads an event stream of ours from pieces that are cut anywhere. */
export class EventReader {
  #rest = '';

  /** The events that this piece completes. */
  take(piece: string): ReadEvent[] {
    const events: ReadEvent[] = [];
    // An end can lie across two pieces.
    let from = Math.max(0, this.#rest.length - 1);
    this.#rest += piece;
    let begin = 0;
    for (let end = this.#rest.indexOf(END, from); end >= 0; end = this.#rest.indexOf(END, from)) {
      events.push(eventOf(this.#rest.slice(begin, end)));
      begin = end + END.length;
      from = begin;
    }
    this.#rest = this.#rest.slice(begin);
    return events;
  }
}

function eventOf(block: string): ReadEvent {
  const newline = block.indexOf('\n');
  const event = block.slice('event: '.length, newline) as StreamEvent;
  return { event, data: block.slice(newline + 1 + 'data: '.length) };
}
