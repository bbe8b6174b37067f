interface Closable {
  close(): Promise<void>;
}

/** What has to be closed again, also what is still starting when another part fails to start. */
export class Closing {
  readonly #parts: Promise<Closable>[] = [];

  add<T extends Closable>(starting: Promise<T>): Promise<T> {
    this.#parts.push(starting);
    starting.catch(() => {});
    return starting;
  }

  async close(): Promise<void> {
    await Promise.all(this.#parts.map((part) => part.then((started) => started.close()).catch(() => {})));
  }
}
