import { Entity } from '@backstage/catalog-model';

/** Whether an entity is what Dockmaster inspects by default: a component of type `service`. @public */
export function isService(entity: Entity): boolean {
  return (
    entity.kind.toLocaleLowerCase('en-US') === 'component' &&
    entity.spec?.type === 'service'
  );
}
