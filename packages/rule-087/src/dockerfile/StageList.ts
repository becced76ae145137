import { Stage } from './DockerfileModel';

/** The stages of a file so far, found by name as quickly as by index. */
export class StageList {
  readonly all: Stage[] = [];
  readonly #byName = new Map<string, Stage[]>();

  add(stage: Stage) {
    this.all.push(stage);
    if (stage.name === undefined) return;
    const others = this.#byName.get(stage.name);
    if (others) others.push(stage);
    else this.#byName.set(stage.name, [stage]);
  }

  /** The latest of a name, in lower case, before an index; else that of a number. */
  before(index: number, name: string): Stage | undefined {
    const named = this.#byName
      .get(name)
      ?.findLast(candidate => candidate.index < index);
    if (named || !/^\d+$/.test(name) || Number(name) >= index) return named;
    return this.all[Number(name)];
  }
}
