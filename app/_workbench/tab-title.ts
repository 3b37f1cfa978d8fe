/** Puts a word in front of the page's title, and takes it away again; titles that pages set meanwhile stay theirs. */
export class TabTitle implements Disposable {
  #mark = '';

  say(mark: string): void {
    const own = this.#own();
    this.#mark = mark;
    if (document.title !== mark + own) document.title = mark + own;
  }

  [Symbol.dispose](): void {
    this.say('');
  }

  #own(): string {
    return document.title.startsWith(this.#mark) ? document.title.slice(this.#mark.length) : document.title;
  }
}
