import { Tree, TreeMap } from '@huleedu/rule-087/model';

export type TreeChange = 'added' | 'changed' | 'lost';

/** Whether something at a path of keys may be another than it was. */
export type Permission = (path: string[], change: TreeChange) => boolean;

/** Paths of a file's keys at which it says something else than it did, though that is not what was to be edited. */
export function changesIn(
  before: Tree | undefined,
  after: Tree | undefined,
  isPermitted: Permission,
  path: string[] = [],
): string[] {
  const changed = (change: TreeChange) =>
    isPermitted(path, change) ? [] : [path.join('.')];
  if (isMap(before) || isMap(after)) {
    const [old, now] = [entriesOf(before), entriesOf(after)];
    if (!old || !now) return changed(old ? 'lost' : 'changed');
    return [...new Set([...old.keys(), ...now.keys()])].flatMap(key =>
      changesIn(old.get(key)?.value, now.get(key)?.value, isPermitted, [
        ...path,
        key,
      ]),
    );
  }
  if (before === undefined) return after === undefined ? [] : changed('added');
  if (after === undefined) return changed('lost');
  return isSame(before, after) ? [] : changed('changed');
}

function isMap(tree: Tree | undefined): tree is TreeMap {
  return tree?.kind === 'map';
}

/** Nothing at all is a map without entries. */
function entriesOf(tree: Tree | undefined): TreeMap['entries'] | undefined {
  const isNothing =
    tree === undefined ||
    (tree.kind === 'scalar' && tree.text === undefined && !tree.tag);
  if (isNothing) return new Map();
  return tree.kind === 'map' ? tree.entries : undefined;
}

function isSame(before: Tree, after: Tree): boolean {
  if (before.tag !== after.tag) return false;
  if (before.kind === 'list' && after.kind === 'list') {
    return (
      before.items.length === after.items.length &&
      before.items.every(
        (item, index) =>
          changesIn(item, after.items[index], () => false).length === 0,
      )
    );
  }
  return (
    before.kind === 'scalar' &&
    after.kind === 'scalar' &&
    before.text === after.text
  );
}
