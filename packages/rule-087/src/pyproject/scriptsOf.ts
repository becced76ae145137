import { PyprojectModel, Script } from './PyprojectModel';

/** A script, and all that it runs where it is a composite one. */
export function scriptsOf(
  model: PyprojectModel,
  name: string,
  found = new Map<string, Script>(),
): Map<string, Script> {
  const script = model.scripts.get(name);
  if (!script || found.has(name)) return found;
  found.set(name, script);
  for (const { text } of script.kind === 'composite' ? script.texts : [])
    scriptsOf(model, text.trim().split(/\s+/)[0], found);
  return found;
}
