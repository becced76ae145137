import { Monorepo, resolveWithin } from '@huleedu/plugin-dockmaster-common';
import { observeMonorepo, SourceFile } from '@huleedu/rule-087';
import { PortScan } from '../ports/PortScan';
import { ComposeReader } from './ComposeReader';
import { FileReader } from './FileReader';

/** Looks for the ports of whole monorepos: what their compose files publish, infrastructure too, and what Prometheus scrapes. */
export class MonorepoScan {
  readonly #files: FileReader;
  readonly #composeReader: ComposeReader;
  readonly #portScan: PortScan;

  constructor(options: {
    files: FileReader;
    composeReader: ComposeReader;
    portScan: PortScan;
  }) {
    this.#files = options.files;
    this.#composeReader = options.composeReader;
    this.#portScan = options.portScan;
  }

  async scan({ url, compose, prometheus }: Monorepo, signal?: AbortSignal) {
    const { links, ...files } = await this.#composeReader.readFiles(
      url,
      compose,
      { fresh: false, signal },
    );
    const observation = observeMonorepo(
      files,
      prometheus === undefined
        ? { state: 'not-given' }
        : await this.#readPrometheus(url, prometheus, links, signal),
    );
    await this.#portScan.sawMonorepo(url, observation, links);
  }

  async #readPrometheus(
    root: string,
    path: string,
    links: Record<string, string>,
    signal?: AbortSignal,
  ): Promise<SourceFile> {
    const url = resolveWithin({ root, folder: root, path });
    const file = await this.#files.read(url, path, undefined, signal);
    if (file.state === 'present' && url.startsWith('https:')) links[path] = url;
    return file;
  }
}
