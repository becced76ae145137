import { randomUUID } from 'node:crypto';
import { NotFoundError } from '@backstage/errors';
import {
  CreateWaiverRequest,
  ServiceWaiver,
} from '@huleedu/plugin-dockmaster-common';
import { actorOf } from '../access/actorOf';
import { RequestOptions } from '../access/RequestOptions';
import { parseServiceRef } from './parseServiceRef';
import { parseWaiver } from './parseWaiver';
import { Waivers } from './Waivers';
import { WaiverStore } from './WaiverStore';

/** Waivers in a store. Knows no permissions. */
export class DefaultWaivers implements Waivers {
  readonly #store: WaiverStore;

  constructor(options: { store: WaiverStore }) {
    this.#store = options.store;
  }

  async list(entityRef: string | undefined) {
    return this.#store.list(
      entityRef === undefined ? undefined : [parseServiceRef(entityRef)],
    );
  }

  async get(id: string) {
    const waiver = await this.#store.get(id);
    if (!waiver) throw new NotFoundError(`There is no waiver ${id}`);
    return waiver;
  }

  async create(request: CreateWaiverRequest, options: RequestOptions) {
    const waiver: ServiceWaiver = {
      id: randomUUID(),
      ...parseWaiver(request),
      by: actorOf(options),
      createdAt: new Date().toISOString(),
    };
    await this.#store.create(waiver);
    return waiver;
  }

  async delete(id: string) {
    await this.get(id);
    await this.#store.delete(id);
  }
}
